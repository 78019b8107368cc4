"""Who asked the register what, why, and what it answered; also when it answered nothing."""
