"""Dates, times and spans in words, the same on every page."""

from datetime import date, datetime, time, timedelta

from django.utils import timezone
from django.utils.dates import MONTHS, WEEKDAYS
from django.utils.translation import gettext as _
from django.utils.translation import ngettext


def clock_time(value: time) -> str:
    """Return `4:30pm`, `9am`, `midday` or `midnight`."""
    if (value.hour, value.minute) in ((0, 0), (12, 0)):
        return _("midday") if value.hour else _("midnight")
    half = _("am") if value.hour < 12 else _("pm")
    minutes = f":{value.minute:02}" if value.minute else ""
    return f"{value.hour % 12 or 12}{minutes}{half}"


def in_words(value: date) -> str:
    """Return `2 April 2026`."""
    return f"{value.day} {MONTHS[value.month]} {value.year}"


def weekday(value: date) -> str:
    """Return `Thursday 2 April 2026`."""
    return f"{WEEKDAYS[value.weekday()]} {in_words(value)}"


def moment(value: datetime) -> str:
    """Return `Thursday 2 April 2026 at 4:30pm` in the current time zone (the reader's agency's)."""
    local = timezone.localtime(value)
    return _("{day} at {time}").format(day=weekday(local.date()), time=clock_time(local.time()))


def span(length: timedelta) -> str:
    """Return the length in its largest fitting unit, rounded down: `3 hours`, `2 days`, `5 weeks`."""
    minutes = int(abs(length).total_seconds() // 60)
    hours, days = minutes // 60, minutes // (60 * 24)
    if days >= 14:
        return ngettext("%d week", "%d weeks", days // 7) % (days // 7)
    if days:
        return ngettext("%d day", "%d days", days) % days
    if hours:
        return ngettext("%d hour", "%d hours", hours) % hours
    return ngettext("%d minute", "%d minutes", minutes) % minutes


def from_now(value: datetime, now: datetime) -> str:
    """Return `in 3 hours`, `3 hours ago` or `now` (within a minute)."""
    length = value - now
    if abs(length) < timedelta(minutes=1):
        return _("now")
    if length > timedelta(0):
        return _("in {span}").format(span=span(length))
    return _("{span} ago").format(span=span(length))


def lateness(due: datetime, now: datetime) -> str:
    """Return `2 days late`, or an empty text while it is not late."""
    if now <= due:
        return ""
    if now - due < timedelta(minutes=1):
        return _("late")
    return _("{span} late").format(span=span(now - due))


def local_day(value: date) -> date:
    """Return the day of a moment in the current time zone; a day stays as it is."""
    return timezone.localtime(value).date() if isinstance(value, datetime) else value
