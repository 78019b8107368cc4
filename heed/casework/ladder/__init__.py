"""Time passing: reminders, lateness, the rungs of the ladder, and the rounds of standing duties."""
