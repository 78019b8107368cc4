"""Reads about what is kept of look-ups: which have had their time, and who asked the same."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from heed.checks.models import LookUp
from heed.checks.screens.models import Screened
from heed.people.agencies.models import Agency, User
from heed.people.agencies.queries import book_for
from heed.workdays import before

MOST: Final = 200
"""So many times are listed, the newest first."""


@dataclass(frozen=True, slots=True)
class Time:
    """Once that somebody asked: in a look-up, or in a list of so many rows."""

    by: User
    at: datetime
    purpose: str
    rows: int = 0  # of a list; 0 for a look-up
    unchecked: bool = False  # Heed could not check, and said so
    refused: bool = False  # they had looked up too many, and were not answered


def to_forget(agency: Agency, at: datetime, limit: int) -> list[int]:
    """Return the look-ups whose words have been kept for as long as the policy says, the oldest first."""
    book = book_for(agency)
    old = LookUp.objects.filter(
        agency=agency, forgotten_at=None, asked_at__lte=before(book.register.look_ups_kept, at, book.calendar)
    )
    return list(old.order_by("asked_at").values_list("pk", flat=True)[:limit])


def times_of(agency: Agency, digest: str) -> list[Time]:
    """Return when and by whom what has this code was asked, the newest first."""
    looks = LookUp.objects.filter(agency=agency, digest=digest).select_related("asked_by__team").order_by("-asked_at")
    rows = Screened.objects.filter(digest=digest, screen__agency=agency).select_related("screen__asked_by__team")
    lists = {row.screen_id: row.screen for row in rows.order_by("-screen__asked_at")[:MOST]}
    found = [
        *(Time(each.asked_by, each.asked_at, each.purpose, unchecked=each.unchecked, refused=each.refused)
          for each in looks[:MOST]),
        *(Time(each.asked_by, each.asked_at, each.purpose, each.many) for each in lists.values()),
    ]  # fmt: skip
    return sorted(found, key=lambda time: time.at, reverse=True)[:MOST]
