"""The live register as one roll, for a whole list at once."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from django.db.models import Exists, OuterRef, QuerySet

from heed.casework.cases.models import Case
from heed.checks.screens.models import Hit, Screen
from heed.matching.faces import Entry, Face, faces_of
from heed.matching.roll import Roll
from heed.people.agencies.models import User
from heed.people.public.queries import entry_of
from heed.register.markers.models import Marker
from heed.register.markers.queries import today

__all__ = ["Hit", "Screen"]  # doors name these types, and touch no tables


@dataclass(frozen=True, slots=True)
class Live:
    """The entries that were live at a moment, and a roll of them in the same order."""

    markers: Sequence[Marker]
    roll: Roll
    hidden: frozenset[int]  # entries whose subject the reader is (R6)


def live(user: User, at: datetime) -> Live:
    """Return the live entries of the reader's agency. Whether one is live is asked of the entry itself."""
    mine = Case.objects.filter(pk=OuterRef("case")).about(user)
    found = Marker.objects.live(today(user.agency, at)).filter(case__agency=user.agency_id)
    found = found.annotate(is_mine=Exists(mine)).order_by("case__reference")
    found = found.select_related("case__agency", "person__place", "person__household__place", "place")
    together = "person__household__persons"
    markers = list(found.prefetch_related(
        "person__aliases", "whereabouts__place", f"{together}__aliases", f"{together}__place",
        f"{together}__household__place",
    ))  # fmt: skip
    hidden = frozenset(each.pk for each in markers if each.is_mine)  # type: ignore[attr-defined]  # annotated above
    return Live(markers, Roll([faces_for(each) for each in markers]), hidden)


def listed(marker: Marker) -> QuerySet[Screen]:
    """Return the lists for which the entry came back, newest first."""
    hits = Hit.objects.filter(row__screen=OuterRef("pk"), marker=marker)
    found = Screen.objects.filter(Exists(hits)).annotate(hidden=Exists(hits.filter(hidden=True)))
    return found.select_related("asked_by__team").order_by("-asked_at", "-pk")


def faces_for(marker: Marker) -> tuple[Face, ...]:
    """Return by whom and where an entry may be meant: its person, whoever lives with them, all addresses."""
    further = tuple((each.place.lines, each.place.postcode) for each in marker.whereabouts.all())
    person = marker.person
    if person is None:
        place = marker.place
        at = ((place.lines, place.postcode),) if place else ()
        return faces_of(Entry(addresses=at + further, uprn=place.uprn if place else "", place=True))
    own = entry_of(person)
    faces = list(faces_of(replace(own, addresses=tuple(dict.fromkeys(own.addresses + further)))))
    for each in person.household.persons.all() if person.household else ():
        faces += faces_of(entry_of(each))
    return tuple(dict.fromkeys(faces))
