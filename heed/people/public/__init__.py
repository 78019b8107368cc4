"""Members of the public, households and places."""
