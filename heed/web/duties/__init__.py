"""Home, where everybody sees what they owe, and the pages of a duty."""
