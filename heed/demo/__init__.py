"""The living organisation, made through changes."""
