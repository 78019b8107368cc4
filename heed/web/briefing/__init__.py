"""The page of the briefing: what it says, what it asks, until when the reader's holds."""
