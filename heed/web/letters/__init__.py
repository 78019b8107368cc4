"""Pages about letters: the letters of a report, writing one, looking at it a second time, sending it."""
