"""Entries that were about the wrong person or property: whoever was told of one hears that it was a mistake."""
