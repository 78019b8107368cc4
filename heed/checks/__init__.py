"""Is there a warning about this person or place? Who asked, why, and what was answered; also when it was nothing."""
