"""Who of an agency is briefed, for those who answer for the register: numbers, teams, names."""
