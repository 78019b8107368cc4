"""Screening: a whole list against the live register at once."""
