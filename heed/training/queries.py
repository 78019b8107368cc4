"""Reads about the briefing: until when somebody's holds, and how they stand with it."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Max

from heed.people.agencies.models import User
from heed.people.agencies.queries import book_for
from heed.policy.book import Book
from heed.training.models import Briefing
from heed.training.states import State
from heed.workdays import deadline


@dataclass(frozen=True, slots=True)
class Standing:
    """How somebody stands with the briefing, until when it holds or held, until when they are answered still."""

    state: State
    until_at: datetime | None = None
    grace_at: datetime | None = None


def holds_until(user: User) -> datetime | None:
    """Return until when the user's briefing holds (or held); None where they never passed one. One query."""
    found: datetime | None = Briefing.objects.filter(user=user).aggregate(until=Max("until_at"))["until"]
    return found


def to_remind(at: datetime, most: int) -> list[tuple[int, datetime]]:
    """Return the briefings of which a reminder has come, and which moment it is."""
    rows = Briefing.objects.filter(next_at__lte=at).order_by("next_at", "pk").values_list("pk", "next_at")[:most]
    return [(pk, moment) for pk, moment in rows if moment is not None]


def reminder_of(user: User) -> datetime | None:
    """Return when the user is next reminded; None where no reminder is to come."""
    rows = Briefing.objects.filter(user=user, next_at__isnull=False)
    return rows.values_list("next_at", flat=True).order_by("next_at").first()


def standing_of(user: User, at: datetime) -> Standing:
    """Return how the user stands with the briefing at this moment. One query."""
    return standing(holds_until(user), at, book_for(user.agency))


def standing(until_at: datetime | None, at: datetime, book: Book) -> Standing:
    """Return how somebody stands whose briefing holds, or held, until then."""
    if until_at is None:
        return Standing(State.NEVER)
    grace_at = deadline(book.briefing.grace, until_at, book.calendar) if book.briefing.grace else until_at
    state = State.IN_DATE if at < until_at else State.GRACE if at < grace_at else State.OVER
    return Standing(state, until_at, grace_at)
