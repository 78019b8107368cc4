"""Files as bytes, without tables: what they are, whether they are clean, sealed and kept outside the database."""
