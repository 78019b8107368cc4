"""The page that says to somebody who was told of an entry that it was a mistake."""
