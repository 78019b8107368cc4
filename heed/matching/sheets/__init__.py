"""Lists that people have: spreadsheets, CSV and calendar files, read as questions whatever their columns are called."""
