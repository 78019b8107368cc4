"""How long an entry stands: reviewed, renewed, ended, or gone on its day because nobody did anything."""
