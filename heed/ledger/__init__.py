"""Stamp, Entry, the keyed chains, and their verification."""
