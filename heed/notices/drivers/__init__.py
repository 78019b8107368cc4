"""The ways in which a message can leave: SMTP, GOV.UK Notify, or files in a folder."""
