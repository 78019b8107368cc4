"""Something happened to somebody at work: report, triage, follow up, support, close."""
