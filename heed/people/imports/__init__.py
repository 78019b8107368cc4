"""Staff from a CSV file: read and checked as a whole, then imported as a whole or not at all."""
