"""Appeals against entries: at least three people who had no part in one look at it afresh; it warns until they decide.

Nothing suspends a warning while its appeal is open: whoever goes there tomorrow is in the same danger whether somebody
has appealed or not. Whoever keeps the register can still end or correct the entry at any time.
"""
