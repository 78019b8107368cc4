"""A body's policy as data: the TOML vocabulary, and loading, checking, explaining and playing it. Touches no tables."""
