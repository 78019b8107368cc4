"""What is left of what was erased, and is wiped."""
