"""Whether an entry that may be meant is the one: a person says so, and it is remembered for what was asked."""
