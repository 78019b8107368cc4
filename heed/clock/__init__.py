"""The only reader of the time. Everything else is told the moment, by a `Stamp` or an argument."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo


def now() -> datetime:
    """Return this moment, aware, in UTC."""
    return datetime.now(UTC)


def today(zone: str) -> date:
    """Return the day that it is now in the zone ("Europe/London")."""
    return datetime.now(ZoneInfo(zone)).date()
