"""The page on which a witness gives a statement, and the one on which they are asked for it."""
