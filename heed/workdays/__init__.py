"""Working days and hours, bank holidays, both clock changes. Pure."""
