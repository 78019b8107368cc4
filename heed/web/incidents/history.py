"""What was done about a report, newest first: each step in a sentence, and its words for those they are meant for."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from heed.casework.cases.states import Part
from heed.casework.duties.queries import Duty
from heed.incidents.queries import Incident, Note
from heed.incidents.rules import Sight
from heed.policy.book import Book
from heed.policy.vocabulary import VOCABULARY
from heed.web.duties.shown import what_is_owed
from heed.web.incidents.words import answers_in_words
from heed.web.words import moment


@dataclass(frozen=True, slots=True)
class Happening:
    """A line of the timeline."""

    title: str
    at: datetime
    when: str
    by: str
    text: str = ""
    answers: tuple[tuple[str, str], ...] = ()


def history(incident: Incident, notes: list[Note], waived: list[Duty], seen: Sight, book: Book) -> list[Happening]:
    """Return the timeline; what was waived with a reason stands in it too, for those who act."""
    hidden = frozenset[int]() if seen.victim else private(incident)
    found = [
        Happening(
            title=_(VOCABULARY[note.verb].done),
            at=note.at,
            when=moment(note.at),
            by="" if note.by is None or note.by_id in hidden else note.by.name,
            text=note.text,
            answers=tuple(answers_in_words(note.answers, book)),
        )
        for note in notes
    ]
    if seen.acts:
        found += [waiver(duty) for duty in waived if duty.done_by and duty.reason not in VOCABULARY]
    return sorted(found, key=lambda each: each.at, reverse=True)


def waiver(duty: Duty) -> Happening:
    """Return the line of something that was waived with a reason."""
    assert duty.done_at is not None  # constraints of its table say so
    by = duty.done_by.name if duty.done_by else ""
    title = _("Waived: {what}").format(what=what_is_owed(duty))
    return Happening(title, duty.done_at, moment(duty.done_at), by, duty.reason)


def private(incident: Incident) -> frozenset[int]:
    """Return ids of users whose names a reader without sight of the person affected does not see."""
    parts = (Part.VICTIM, Part.REPORTER, Part.WITNESS)
    return frozenset(each.user_id for each in incident.case.involvements.all() if each.user_id and each.part in parts)
