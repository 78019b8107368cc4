"""The case, who has which part in it, and what was noted."""
