"""Which other systems may ask Heed, as administrators keep them."""
