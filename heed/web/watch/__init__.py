"""Whether Heed is alive: for machines that ask, and for every page."""
