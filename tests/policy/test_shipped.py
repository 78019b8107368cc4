"""The policies that come with Heed: sound, proving themselves, and each doing what its own body's document says."""

from collections.abc import Callable

import pytest

from heed.policy.book import Book
from heed.policy.load import load, shipped
from heed.policy.play import implied, what_follows
from heed.policy.vocabulary import Vocabulary
from tests.moments import london

BODIES = ("cafcass", "cambridgeshire", "cumbria", "cwm-taf", "default", "east-herts")
THURSDAY = london("2026-09-17 10:00")
Books = Callable[[str], Book]


@pytest.fixture(scope="module")
def book(vocabulary: Vocabulary) -> Books:
    return lambda policy: load(shipped(policy), vocabulary)


def owed(book: Book, verb: str = "incident.report", **given: bool | str | frozenset[str]) -> dict[str, str]:
    """Return what follows on a Thursday at ten: verb owed → who owes it, by when ("line-manager Thu 17:00")."""
    told = implied(book, {name: frozenset(value) if isinstance(value, set) else value for name, value in given.items()})
    found: dict[str, str] = {}
    for one in what_follows(book, verb, told, THURSDAY):
        found.setdefault(one.rule.do.removeprefix("incident."), f"{one.rule.owed_by} {said(one.due_at)}")
    return found


def said(moment: object) -> str:
    return f"{moment.astimezone(london_zone()):%a %d %b %H:%M}"  # type: ignore[attr-defined]
