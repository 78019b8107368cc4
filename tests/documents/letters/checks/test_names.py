"""Whom a letter gives away: found by name, by part of a name, by how to reach them, by where they live."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from heed.documents.letters.checks.names import Found, Other, gives_away

ASHA = Other("person affected", "Asha Rowan", ("asha.rowan@example.org",), ("07700 900123",), ("4 Hill Row\nHM2 3AB",))
MAY = Other("witness", "May O’Neil-Smith")
OURS = "Telephone 01632 960100\nletters@example.org\n1 Market Street\nHM1 1AA"
COLIN = "Mr Colin Marlpit\n12 Quarry Lane\nHM4 2QX"


def found(text: str, *others: Other) -> list[tuple[str, str]]:
    away = gives_away(text, others or (ASHA, MAY), ours=OURS, recipient=COLIN)
    return [(one.words, one.part) for one in away]


@pytest.mark.parametrize(("text", "away"), [
    ("You shouted at Asha Rowan.", [("Asha Rowan", "person affected")]),
    ("You shouted at ASHA  ROWAN.", [("ASHA  ROWAN", "person affected")]),
    ("you shouted at asha rowan", [("asha rowan", "person affected")]),
    ("Asha was frightened.", [("Asha", "person affected")]),
    ("Ms Rowan’s desk.", [("Rowan", "person affected")]),
    ("Rowan, Asha", [("Asha", "person affected"), ("Rowan", "person affected")]),
    ("A rowan tree fell.", []),
    ("The Rowanberry café.", []),
    ("You may appeal.", []),
    ("May saw it.", [("May", "witness")]),
    ("Mrs O’Neil-Smith saw it.", [("O’Neil-Smith", "witness")]),
    ("Write to asha.rowan@example.org.", [("asha.rowan@example.org", "person affected")]),
    ("Call 07700 900123.", [("07700 900123", "person affected")]),
    ("Call +44 7700 900 123 now", [("+44 7700 900 123", "person affected")]),
    ("She lives at 4 Hill Row.", [("4 Hill Row", "person affected")]),
    ("She lives in HM2 3AB.", [("HM2 3AB", "person affected")]),
    ("Call 01632 960100 or write to letters@example.org, HM1 1AA.", []),
    ("Mr Colin Marlpit, 12 Quarry Lane, HM4 2QX", []),
    ("Call 07700 900999.", [("07700 900999", "")]),
    ("Write to somebody@example.com!", [("somebody@example.com", "")]),
    ("Ref H-7K3M-9QPT of 12 January 2026", []),
    ("", []),
])  # fmt: skip
def test_what_gives_somebody_away(text: str, away: list[tuple[str, str]]) -> None:
    assert found(text) == away


def test_a_name_that_both_have_is_not_found_by_itself() -> None:
    sister = Other("person affected", "Jo Marlpit")

    assert found("Mr Marlpit, you hit her.", sister) == []
    assert found("You hit Jo Marlpit.", sister) == [("Jo Marlpit", "person affected")]


def test_the_same_thing_is_found_once() -> None:
    assert found("Asha, Asha and Asha.") == [("Asha", "person affected")]


def test_what_is_picked_is_the_same_however_it_is_written() -> None:
    assert Found("Asha  ROWAN").key == Found("asha rowan", "person affected").key == "asharowan"


@given(before=st.text(max_size=40), after=st.text(max_size=40))
def test_a_whole_name_is_found_whatever_stands_around_it(before: str, after: str) -> None:
    words = [words for words, _part in found(f"{before} Asha Rowan {after}", ASHA)]

    assert "Asha Rowan" in words


@given(text=st.text(max_size=300))
def test_any_text_is_looked_through(text: str) -> None:
    assert all(one.words for one in gives_away(text, (ASHA, MAY), ours=OURS, recipient=COLIN))
