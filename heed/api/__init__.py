"""The door for other systems: they ask about one person or place, for one of their users, and keep nothing."""
