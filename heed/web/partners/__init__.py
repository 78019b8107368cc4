"""Partners: their agreements and what is shared with them, for the agency; and the one page that a partner has."""
