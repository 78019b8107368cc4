"""Statements of witnesses: asked for by whoever acts on a case, given in the witness's own words."""
