"""Reports that are not sent yet: what was typed is kept on the server from the first answer on (B10)."""
