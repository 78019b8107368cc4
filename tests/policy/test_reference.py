"""The reference is written from the code, and the committed page is what the code writes now."""

from pathlib import Path

from heed.policy.reference import reference
from heed.policy.schema import SECTIONS
from heed.policy.vocabulary import VOCABULARY

PAGE = Path(__file__).parents[2] / "docs" / "reference" / "policy-vocabulary.md"


def test_the_page_is_what_the_code_says():
    """Write it anew: heed policy reference > docs/reference/policy-vocabulary.md."""
    assert PAGE.read_text(encoding="utf-8") == reference(VOCABULARY)


def test_every_section_key_and_verb_is_in_it():
    words = [key for section in SECTIONS.values() for key in section.keys] + list(VOCABULARY.verbs)

    assert [word for word in words if f"`{word}`" not in reference(VOCABULARY)] == []


def test_rows_of_a_table_have_as_many_cells_as_its_head():
    lines = [line for line in reference(VOCABULARY).splitlines() if line.startswith("|")]
    cells = [line.count(" | ") for line in lines if not line.startswith("| ---")]

    assert set(cells) <= {2, 3, 4}
