"""Everything owed: opened, resolved to people, reminded, escalated, done or waived."""
