"""Which field of a report is on which page for whom: words that stand nowhere else are looked for in what is answered.

Written into a table that a person can read, and compared with what the rules say (`sight`).
"""

import csv
from collections.abc import Iterator
from html import unescape
from io import StringIO
from pathlib import Path
from typing import Final

from django.urls import reverse

from heed.casework.cases.models import Case
from heed.incidents.rules import sight
from heed.people.agencies.models import User
from tests.matrix.run import ask, taken_back
from tests.matrix.world import CANARIES, INSIDE, MINE, SHARED, World

FILE: Final = Path(__file__).parents[2] / "docs" / "reference" / "permissions-fields.csv"
THINGS: Final = (*MINE, *SHARED)
HEAD: Final = ("thing", "field", *INSIDE)
LISTS: Final = ("home", "reports", "team_reports", "all_reports", "absences", "report")
"""Pages that show many reports at once."""
ON_LISTS: Final = ("place", "story", "feeling", "answers", "hostility", "support-note", "case-note", "told-reporter",
                   "victim", "subject")  # fmt: skip
Seen = dict[tuple[str, str], frozenset[str]]
"""Thing and column → the fields that are on the page."""


def shown(world: World) -> Seen:
    """Return which fields each user finds on the page of each report."""
    return {
        (thing, column): _found(_page(world, column, reverse("incident", args=[_reference(world, column, thing)])))
        for thing in THINGS
        for column in INSIDE
    }


def allowed(world: World) -> Seen:
    """Return which fields each user may see of each report, by the rules alone."""
    return {(thing, column): _allowed(world, column, thing) for thing in THINGS for column in INSIDE}


def _allowed(world: World, column: str, thing: str) -> frozenset[str]:
    report = world.report(column, thing)
    user = User.objects.get(pk=world.users[column].pk)
    if report is None or not user.is_active or not Case.objects.visible_to(user).filter(pk=report.pk).exists():
        return frozenset()
    seen = sight(user, type(report).objects.get(pk=report.pk))
    may = {
        "story": seen.story,
        "feeling": seen.story,
        "place": seen.story,
        "answers": seen.answers,
        "victim": seen.victim,
        "subject": seen.subject,
        "hostility": seen.hostility,
        "support-note": seen.support,
        "case-note": seen.acts and seen.story,
        "told-reporter": seen.own or (seen.acts and seen.story),
    }
    return frozenset(field for field, sees in may.items() if sees)


def on_lists(world: World) -> Iterator[str]:
    """Give every field that stands on a page of many reports, where none of them belongs."""
    for column in INSIDE:
        for name in LISTS:
            for field in sorted(_found(_page(world, column, reverse(name))) & set(ON_LISTS)):
                yield f"{name} as {column}: {field}"


def _page(world: World, column: str, address: str) -> str:
    with taken_back():
        return unescape(ask(world, column, "GET", address).content.decode())


def _found(page: str) -> frozenset[str]:
    return frozenset(field for field, words in CANARIES.items() if words in page)


def _reference(world: World, column: str, thing: str) -> str:
    report = world.report(column, thing)
    return report.case.reference if report else "H-AAAA-AAAA"


def lines(seen: Seen) -> list[tuple[str, ...]]:
    """Return the table: a line for each field of each thing, "sees" under who finds it."""
    return [
        (thing, field, *("sees" if field in seen[thing, column] else "" for column in INSIDE))
        for thing in THINGS
        for field in CANARIES
    ]


def written(seen: Seen) -> str:
    """Return the table as the file has it."""
    out = StringIO()
    csv.writer(out, lineterminator="\n").writerows([HEAD, *lines(seen)])
    return out.getvalue()


def kept() -> list[tuple[str, ...]]:
    """Return the lines of the file."""
    with FILE.open(encoding="utf-8", newline="") as file:
        return [tuple(line) for line in csv.reader(file)][1:]
