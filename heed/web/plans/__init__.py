"""The pages of an action plan: drawn up, agreed by both, sent back, changed; its lines."""
