"""A moment in words, in a body's own time zone: “Tuesday 7 April 2026 at 5pm”."""

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


def in_words(moment: datetime, zone: str = "Europe/London") -> str:
    """Return a moment (aware) as people say it in this zone."""
    local = moment.astimezone(ZoneInfo(zone))
    return f"{DAYS[local.weekday()]} {day_in_words(local)} at {clock_time(local.time())}"


def day_in_words(day: date) -> str:
    """Return a day as people say it: 7 April 2026."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def clock_time(at: time) -> str:
    """Return a time of day to the minute: 5pm, 5:30pm, midday, midnight."""
    if (at.hour, at.minute) in {(0, 0), (12, 0)}:
        return "midday" if at.hour else "midnight"
    minutes = f":{at.minute:02}" if at.minute else ""
    return f"{(at.hour - 1) % 12 + 1}{minutes}{'am' if at.hour < 12 else 'pm'}"


def in_zone(moment: datetime, zone: str = "Europe/London") -> str:
    """Return a moment (aware) as a policy file writes it: 2026-04-07T17:00:00+01:00."""
    return moment.astimezone(ZoneInfo(zone)).isoformat(timespec="seconds")
