"""Who works here and whom we meet."""
