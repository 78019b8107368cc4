"""What a letter looks like: as tagged PDF by typst, as a Word document, as plain text. No table is asked here."""
