"""One migration line."""
