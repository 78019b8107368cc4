"""`python -m tests.docs`: write the pages of the reference anew."""

import tests.environment  # noqa: F401 - first: it sets what Django reads

# isort: split
from tests.docs.generated import PAGES, ROOT

for name, written in PAGES.items():
    (ROOT / name).write_text(written(), encoding="utf-8")
    print(name)  # noqa: T201 - a command says what it did
