"""Who looked at an entry, as its owner reads it: when, why, how often, and what is odd about it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Final

from django.db.models import prefetch_related_objects
from django.utils.translation import gettext as _

from heed.checks.queries import Found, crowded, looks_at, often, openings_of, shares_name, why_urgent
from heed.checks.rules import MANY_AN_HOUR
from heed.checks.screens.queries import Screen, listed
from heed.checks.settling.queries import said_of
from heed.checks.states import Purpose, Unbriefed
from heed.people.agencies.stamps import User
from heed.register.markers.queries import Marker
from heed.web.register.answering import sentence
from heed.web.words import moment

SHOWN: Final = 200
BACK: Final = timedelta(days=90)
"""Look-ups before that are not counted for “many in an hour”."""


@dataclass(frozen=True, slots=True)
class Look:
    """A look-up that showed the entry."""

    who: str
    team: str
    through: str  # the system that asked for them
    when: str
    purpose: str
    reason: str
    odd: tuple[str, ...]


def gathered(marker: Marker, reader: User) -> dict[str, Any]:
    """Return what the page shows."""
    found = list(looks_at(marker)[:SHOWN])
    prefetch_related_objects([marker.person] if marker.person else [], "aliases")
    opened = openings_of(marker)[:SHOWN]
    return {
        "looks": looks(marker, found, reader.pk),
        "people": len({each.lookup.asked_by_id for each in found}),
        "said": [sentence(row, reader, person=marker.person_id is not None) for row in said_of(marker)],
        "lists": [list_of(each) for each in listed(marker)[:SHOWN]],
        "opened": [(user.name if user else "", moment(at)) for user, at in opened],
    }


def list_of(each: Screen) -> dict[str, Any]:
    """Return a list for which the entry came back."""
    return {
        "who": each.asked_by.name,
        "team": str(each.asked_by.team),
        "when": moment(each.asked_at),
        "purpose": Purpose(each.purpose).label,
        "rows": each.many,
        "hidden": each.hidden,  # type: ignore[attr-defined]  # annotated by listed
    }


def looks(marker: Marker, found: Sequence[Found], reader: int) -> list[Look]:
    """Return the look-ups, newest first, with what is odd about each in words."""
    if not found:
        return []
    frequent = often(found)
    since = found[-1].lookup.asked_at - BACK
    many = crowded({each.lookup.asked_by_id for each in found}, marker.case.agency, since)
    return [_look(marker, each, frequent, many, reader) for each in found]


def _look(marker: Marker, each: Found, frequent: frozenset[Any], many: dict[int, int], reader: int) -> Look:
    asked = each.lookup
    day = (asked.asked_by_id, asked.asked_at.date())
    at_most = many.get(asked.asked_by_id, 0)
    odd = (
        (each.hidden, _("Is named as the person whom it is about; was told that nothing was found")),
        (shares_name(asked.asked_by, marker), _("Has the same surname")),
        (day in frequent, _("Looked it up many times on that day")),
        (at_most > MANY_AN_HOUR, _("Has looked up {count} within an hour").format(count=at_most)),
        (asked.unbriefed == Unbriefed.GRACE, _("Their briefing had run out")),
        (
            asked.unbriefed == Unbriefed.URGENT,
            _("Not briefed, but urgent: {why}").format(why=why_urgent(asked)),
        ),
        (asked.asked_by_id == reader, _("That was you: somebody else judges your own look-ups")),
    )
    return Look(
        who=asked.asked_by.name,
        team=asked.asked_by.team.name,
        through=asked.system.name if asked.system else "",
        when=moment(asked.asked_at),
        purpose=str(Purpose(asked.purpose).label),
        reason=asked.reason,
        odd=tuple(sentence for is_so, sentence in odd if is_so),
    )
