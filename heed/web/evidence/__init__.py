"""Photos and files on a case: seen, added, opened and removed, each by itself."""
