"""Reads about look-ups: which entries fit what was asked, who asked how often, what is odd about it."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cached_property
from typing import Final
from zoneinfo import ZoneInfo

from django.db.models import Exists, OuterRef, QuerySet

from heed.access.models import System
from heed.access.queries import digest_of, may_still_ask
from heed.casework.cases.models import Case
from heed.checks.models import Found, LookUp
from heed.ledger.models import Entry
from heed.matching.days import Day, read_day
from heed.matching.names import name_words, words
from heed.matching.one_box import read_line
from heed.people.agencies.models import Agency, Holding, User
from heed.people.agencies.queries import book_for
from heed.people.public.models import Place
from heed.register.markers.models import Marker
from heed.register.markers.queries import places_of, today
from heed.register.markers.states import About

__all__ = ["Found", "LookUp"]  # doors name these types, and touch no tables
REFERENCE: Final = re.compile(r"\bH-[A-Z0-9]{4}-[A-Z0-9]{4}\b", re.IGNORECASE)
MANY_A_DAY: Final = 5
"""So many look-ups of one entry by one person in a day are pointed out to its owner."""


@dataclass(frozen=True)
class Asked:
    """What is looked for, as it was typed: any of name, date of birth, address, postcode, reference."""

    name: str = ""
    born_on: date | None = None
    address: str = ""
    postcode: str = ""
    reference: str = ""

    @classmethod
    def in_one_line(cls, line: str) -> "Asked":
        """Return what a line asks that holds all there is: “imran nawas 1/9/57 93 egwick terr”."""
        found = REFERENCE.search(line)
        told = read_line(REFERENCE.sub(" ", line))
        born = _date(read_day(told.born)) if told.born else None
        return cls(told.name, born, told.address, told.postcode, found.group() if found else "")

    @cached_property
    def names(self) -> frozenset[str]:
        """The words of the name, folded."""
        return frozenset(name_words(self.name))

    @cached_property
    def lines(self) -> frozenset[str]:
        """The words of the address, folded."""
        return frozenset(words(self.address))

    @cached_property
    def code(self) -> str:
        """The postcode without spaces."""
        return _joined(self.postcode)

    @property
    def has_address(self) -> bool:
        """Whether any part of an address was given."""
        return bool(self.lines or self.code)

    @property
    def has_whole_address(self) -> bool:
        """Whether the address means one property or a few: a postcode, or lines with a number."""
        numbered = any(letter.isdecimal() for word in self.lines for letter in word)
        return bool(self.code) or (numbered and len(self.lines) > 1)

    def told(self) -> str:
        """Return what was asked in one folded line, the same however it was typed."""
        born = self.born_on.isoformat() if self.born_on else ""
        parts = (" ".join(sorted(self.names)), born, " ".join(sorted(self.lines)), self.code, _joined(self.reference))
        return "\0".join(parts)


def _date(day: Day) -> date | None:
    """Return a whole date; None for one that is known in part, or that no calendar has."""
    try:
        return date(*day)
    except ValueError:
        return None


def _joined(text: str) -> str:
    return "".join(words(text))


@dataclass(frozen=True, slots=True)
class Answer:
    """What fits: entries to show, and those that fit but must not be shown to this reader (R6)."""

    shown: list[Marker]
    hidden: list[Marker]


def search(user: User, asked: Asked, at: datetime) -> Answer:
    """Return the live entries of the reader's agency that fit.

    Every live entry is read and compared, whatever was asked, so that how long it takes says nothing.
    """
    mine = Case.objects.filter(pk=OuterRef("case")).about(user)
    live = Marker.objects.live(today(user.agency, at)).filter(case__agency=user.agency_id)
    entries = live.annotate(is_mine=Exists(mine)).select_related("case__agency", "person__place", "place")
    entries = entries.prefetch_related("person__aliases", "whereabouts__place").order_by("case__reference")
    fitting = [marker for marker in entries if fits(marker, asked)]
    return Answer(
        [marker for marker in fitting if not marker.is_mine],  # type: ignore[attr-defined]  # annotated above
        [marker for marker in fitting if marker.is_mine],  # type: ignore[attr-defined]  # as above
    )


def fits(marker: Marker, asked: Asked) -> bool:
    """Return whether the entry is one that was asked for: by its reference, its address, or its name and a fact."""
    if asked.reference and _joined(asked.reference) == _joined(marker.case.reference):
        return True
    places = places_of(marker)
    if asked.has_whole_address and any(same_place(place, asked) for place in places):
        return True
    return _is_called(marker, asked) and _agrees(marker, asked, places)


def _is_called(marker: Marker, asked: Asked) -> bool:
    """Return whether every word of the name is in one of the person's names."""
    if marker.about != About.PERSON or marker.person is None or not asked.names:
        return False
    names = [marker.person.name, *(alias.name for alias in marker.person.aliases.all())]
    return any(asked.names <= set(name_words(name)) for name in names)


def _agrees(marker: Marker, asked: Asked, places: list[Place]) -> bool:
    """Return whether one fact beside the name is the same; or nothing that was given can be compared at all.

    What we do not know of a person does not clear them: where the entry has neither a date of birth nor an address to
    compare with, it is shown, and its reader is asked to make sure.
    """
    if not asked.born_on and not asked.has_address:
        return False
    agree = []
    if asked.born_on and marker.person and marker.person.born_on:
        agree.append(marker.person.born_on == asked.born_on)
    if asked.has_address and places:
        agree.append(any(same_place(place, asked) for place in places))
    return any(agree) or not agree


def same_place(place: Place, asked: Asked) -> bool:
    """Return whether what was asked for can be this address: its postcode and its words, as far as both are known."""
    code, lines = _joined(place.postcode), frozenset(words(place.lines))
    if asked.code and code and asked.code != code:
        return False
    if asked.lines and lines:
        return asked.lines <= lines or (len(lines) > 1 and lines <= asked.lines)
    return bool(asked.code and code)


def who_to_ask(agency: Agency, at: datetime) -> list[User]:
    """Return who owns the register just now: whom a reader asks who needs to know more."""
    word = book_for(agency).register.decided_by
    held = Holding.objects.live(at).filter(post__team__agency=agency, post__word=word).values("user")
    return list(User.objects.filter(pk__in=held, is_active=True).order_by("name", "pk"))


def holding(agency: Agency, role: str, at: datetime) -> list[User]:
    """Return who holds a post of this role at the agency just now."""
    held = Holding.objects.live(at).filter(post__team__agency=agency, post__role=role).values("user")
    return list(User.objects.filter(pk__in=held, is_active=True).order_by("pk"))


def asked_since(user: User, since: datetime, at: datetime) -> int:
    """Return how often the user has looked something up since then."""
    return LookUp.objects.filter(asked_by=user, asked_at__gt=since, asked_at__lte=at, refused=False).count()


def asked_today(user: User, at: datetime) -> int:
    """Return how often the user has looked something up today, as the agency reckons days."""
    return asked_since(user, day_began(user.agency, at), at)


def asked_through(system: System, since: datetime, at: datetime) -> int:
    """Return how often the system has asked since then, for all its users."""
    return LookUp.objects.filter(system=system, asked_at__gt=since, asked_at__lte=at, refused=False).count()


@dataclass(frozen=True, slots=True)
class Badged:
    """What a badge shows: the entries that were found and are still live, and until when the badge is good."""

    markers: list[Marker]
    until_at: datetime
    zone: ZoneInfo  # in which the agency reckons the time


def badge_of(reference: str, at: datetime) -> Badged | None:
    """Return what another system shows by this reference; None where it is unknown, over, or may ask no longer."""
    known = LookUp.objects.filter(badge__digest=digest_of(reference), badge__until_at__gt=at, asked_by__is_active=True)
    row = known.select_related("badge", "system__agency", "agency").first()
    if row is None or row.system is None or not may_still_ask(row.system, at):
        return None
    if book_for(row.agency).register.elsewhere != "live-badge":
        return None
    found = Found.objects.filter(lookup=row, hidden=False).values("marker")
    live = Marker.objects.live(today(row.agency, at)).filter(pk__in=found).select_related("case__agency")
    return Badged(list(live.order_by("pk")), row.badge.until_at, ZoneInfo(row.agency.zone))


def refused_today(user: User, at: datetime) -> bool:
    """Return whether the user has come to the end of their day's look-ups already."""
    since = day_began(user.agency, at)
    return LookUp.objects.filter(asked_by=user, asked_at__gt=since, asked_at__lte=at, refused=True).exists()


def day_began(agency: Agency, at: datetime) -> datetime:
    """Return the moment at which the agency's day began."""
    return datetime.combine(today(agency, at), time(), ZoneInfo(agency.zone))


def looks_at(marker: Marker) -> QuerySet[Found]:
    """Return who was shown the entry by a look-up (or was kept from it), newest first."""
    found = Found.objects.filter(marker=marker).select_related("lookup__asked_by__team", "lookup__system")
    return found.order_by("-lookup__asked_at", "-pk")


def openings_of(marker: Marker) -> list[tuple[User | None, datetime]]:
    """Return who opened the entry itself and when, newest first."""
    entries = list(Entry.objects.filter(chain=marker.case.chain, verb="case.look").order_by("-seq"))
    users = User.objects.in_bulk({entry.by for entry in entries if entry.by is not None})
    return [(users.get(entry.by), entry.at) for entry in entries]


def often(looks: Iterable[Found]) -> frozenset[tuple[int, date]]:
    """Return (user, day) of those who looked at an entry many times in one day (UTC)."""
    counted: dict[tuple[int, date], int] = {}
    for each in looks:
        key = (each.lookup.asked_by_id, each.lookup.asked_at.date())
        counted[key] = counted.get(key, 0) + 1
    return frozenset(key for key, times in counted.items() if times >= MANY_A_DAY)


def shares_name(user: User, marker: Marker) -> bool:
    """Return whether the user's surname is a word of a name of whom the entry is about: a relative, or themselves."""
    surname = name_words(user.name)[-1:]
    if not surname or marker.person is None:
        return False
    names = [marker.person.name, *(alias.name for alias in marker.person.aliases.all())]
    return any(surname[0] in name_words(name) for name in names)


def crowded(users: Iterable[int], agency: Agency, since: datetime) -> dict[int, int]:
    """Return the users who have looked up more than is usual within an hour since then, with the most in one hour."""
    moments: dict[int, list[datetime]] = {}
    asked = LookUp.objects.filter(agency=agency, asked_by__in=list(users), asked_at__gt=since)
    for user, at in asked.order_by("asked_at").values_list("asked_by", "asked_at"):
        moments.setdefault(user, []).append(at)
    return {user: most for user, each in moments.items() if (most := _most_in_an_hour(each)) > 1}


def _most_in_an_hour(moments: list[datetime]) -> int:
    """Return the largest number of these (sorted) that lie within one hour."""
    most, first = 0, 0
    for last, at in enumerate(moments):
        while at - moments[first] > timedelta(hours=1):
            first += 1
        most = max(most, last - first + 1)
    return most
