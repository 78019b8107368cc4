"""Pages about staff: who works here, who holds which post, who is away, and the first password."""
