"""Commands, found by Django."""
