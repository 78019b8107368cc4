"""The pages of a report: its own page, the steps that are taken on it, the lists."""
