"""The reference says what the code says: every setting, command and verb, as it is now."""

import pytest
from django.core.management import get_commands

from heed.environment import VARIABLES
from heed.policy.vocabulary import VOCABULARY
from tests.docs.generated import PAGES, ROOT

REFERENCE = {path.name: path.read_text(encoding="utf-8") for path in (ROOT / "docs" / "reference").glob("*.md")}


@pytest.mark.parametrize("name", PAGES)
def test_the_page_is_what_the_code_says(name: str) -> None:
    """Write it anew: python -m tests.docs."""
    assert (ROOT / name).read_text(encoding="utf-8") == PAGES[name]()


def test_every_setting_has_its_row_and_says_what_it_is_for() -> None:
    assert len(VARIABLES) > 10
    assert [name for name in VARIABLES if f"| `{name}` |" not in REFERENCE["settings.md"]] == []
    assert [name for name, one in VARIABLES.items() if not one.about] == []


def test_every_command_has_its_part() -> None:
    ours = [name for name, app in get_commands().items() if app == "heed"]

    assert [name for name in ours if f"\n## heed {name}\n" not in REFERENCE["commands.md"]] == []


def test_every_command_has_an_example() -> None:
    parts = REFERENCE["commands.md"].split("\n## heed ")[1:]

    assert [part.split("\n")[0] for part in parts if "example:" not in part and "examples:" not in part] == []


def test_every_verb_has_its_row() -> None:
    names = [verb.name for verb in VOCABULARY]

    assert len(names) > 50
    assert [name for name in names if f"| `{name}` |" not in REFERENCE["policy-vocabulary.md"]] == []
