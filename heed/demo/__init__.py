"""The living organisation: six invented agencies and eighteen months of their reports, made through the changes."""
