"""Heed: public bodies keep their staff safe from abuse and violence."""
