"""What is asked, and what comes back: a warning, what may be one, nothing, or that it could not be checked."""
