"""Reads about look-ups: who asked how often, what another system shows of it, what is odd about it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from heed.access.models import System
from heed.access.queries import digest_of, may_still_ask
from heed.checks.models import Found, LookUp
from heed.checks.states import Unbriefed
from heed.ledger.models import Entry
from heed.matching.names import name_words
from heed.people.agencies.models import Agency, Holding, User
from heed.people.agencies.queries import book_for
from heed.register.markers.models import Marker
from heed.register.markers.queries import today

__all__ = ["Found", "LookUp"]  # doors name these types, and touch no tables
MANY_A_DAY: Final = 5
"""So many look-ups of one entry by one person in a day are pointed out to its owner."""


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


def urgent_since(user: User, since: datetime, at: datetime) -> tuple[str, datetime] | None:
    """Return the code and the moment of the first look-up that could not wait for a briefing; None without one."""
    urgent = LookUp.objects.filter(asked_by=user, asked_at__gt=since, asked_at__lte=at, unbriefed=Unbriefed.URGENT)
    return urgent.order_by("asked_at", "pk").values_list("digest", "asked_at").first()


def answered_urgently(agency: Agency, since: datetime) -> QuerySet[LookUp]:
    """Return the look-ups since then that could not wait for a briefing, newest first."""
    urgent = LookUp.objects.filter(agency=agency, asked_at__gt=since, unbriefed=Unbriefed.URGENT)
    return urgent.select_related("asked_by__team").order_by("-asked_at", "-pk")


def why_urgent(look: LookUp) -> str:
    """Return why a look-up could not wait for a briefing, or that what was written there had its time."""
    return look.urgent if look.forgotten_at is None else _("the reason was deleted after its time")


def asked_through(system: System, since: datetime, at: datetime) -> int:
    """Return how often the system has asked since then, for all its users."""
    return LookUp.objects.filter(system=system, asked_at__gt=since, asked_at__lte=at, refused=False).count()


@dataclass(frozen=True, slots=True)
class Badged:
    """What a badge shows: the entries that fitted or may fit and are still live, and until when the badge is good."""

    markers: list[Marker]
    possible: list[Marker]
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
    found = dict(Found.objects.filter(lookup=row, hidden=False).values_list("marker", "possible"))
    live = Marker.objects.live(today(row.agency, at)).filter(pk__in=found).select_related("case__agency")
    sure: list[Marker] = []
    possible: list[Marker] = []
    for marker in live.order_by("pk"):
        (possible if found[marker.pk] else sure).append(marker)
    return Badged(sure, possible, row.badge.until_at, ZoneInfo(row.agency.zone))


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


def untold(most: int) -> list[int]:
    """Return which hidden entries' owners are still to hear that the subject asked."""
    return list(Found.objects.filter(owner_told=False).order_by("pk").values_list("pk", flat=True)[:most])


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
