"""Who hears of an entry: staff who need to know that there is one, and the person whom it is about."""
