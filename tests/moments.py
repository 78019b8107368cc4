"""Moments as people say them, and stamps made of them."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from heed.ledger.stamp import Stamp
from heed.people.agencies.models import User
from heed.people.agencies.stamps import Signed


def london(text: str) -> datetime:
    """Return the moment of this local time ("2026-04-07 17:00"), in UTC."""
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo("Europe/London")).astimezone(UTC)


def at(text: str, by: User | int | None = None, door: str = "test") -> Stamp:
    """Return the stamp of somebody doing something at this local time."""
    if isinstance(by, User):
        return Signed.of(by, london(text), door)
    return Stamp(by=by, at=london(text), door=door)
