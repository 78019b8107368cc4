"""Partners: the agreement that lets them see anything, what is shared with them, and how it is taken back."""
