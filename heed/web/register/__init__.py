"""The pages of the register: going through it, proposing, an entry with its verbs, looking up before going there."""
