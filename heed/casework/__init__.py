"""The spine that every kind of case hangs on: involvements, notes, duties, plans, moves."""
