"""Where the person of an entry lives: the warning follows the person; a warning about a property stays with that."""
