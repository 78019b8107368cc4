"""What waits for whom, for home and for lists."""
