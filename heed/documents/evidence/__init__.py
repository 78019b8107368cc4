"""Evidence: files that people add to a case, each seen, opened and removed by itself."""
