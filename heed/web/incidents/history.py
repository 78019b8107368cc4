"""What was done about a report, newest first: each step in a sentence, and its words for those they are meant for."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from heed.casework.board.queries import Waived
from heed.incidents.queries import Involvement, Note
from heed.incidents.rules import Sight
from heed.incidents.states import REPORT
from heed.policy.book import Book
from heed.policy.vocabulary import VOCABULARY
from heed.web.duties.shown import deed
from heed.web.incidents.story import PRIVATE
from heed.web.incidents.words import answers_in_words
from heed.web.words import moment

TOLD_ABOVE = REPORT.verb.name
"""The verb whose facts stand on the page as what was reported."""


@dataclass(frozen=True, slots=True)
class Happening:
    """A line of the timeline."""

    title: str
    at: datetime
    when: str
    by: str
    text: str = ""
    answers: tuple[tuple[str, str], ...] = ()


def history(
    people: Sequence[Involvement], notes: list[Note], waived: list[Waived], seen: Sight, book: Book
) -> list[Happening]:
    """Return the timeline; what was waived with a reason stands in it too, for those who act."""
    hidden = frozenset[int]() if seen.victim else private(people)
    found = [
        Happening(
            title=_(VOCABULARY[note.verb].done),
            at=note.at,
            when=moment(note.at),
            by="" if note.by is None or note.by_id in hidden else note.by.name,
            text=note.text,
            answers=() if note.verb == TOLD_ABOVE else tuple(answers_in_words(note.answers, book)),
        )
        for note in notes
    ]
    if seen.acts:
        found += [waiver(each) for each in waived]
    return sorted(found, key=lambda each: each.at, reverse=True)


def waiver(each: Waived) -> Happening:
    """Return the line of something that was waived with a reason."""
    title = _("Waived: {what}").format(what=each.text or deed(each.verb))
    return Happening(title, each.at, moment(each.at), each.by, each.reason)


def private(people: Iterable[Involvement]) -> frozenset[int]:
    """Return ids of users whose names a reader without sight of the person affected does not see."""
    return frozenset(each.user_id for each in people if each.user_id and each.part in PRIVATE)
