"""What staff must have been told before they may use what others entrusted to them: the briefing on the register."""
