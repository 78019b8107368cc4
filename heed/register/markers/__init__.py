"""An entry on the register, from proposal to its end; every step by another person, and the database sees to it."""
