"""Durations as a policy file writes them, and what is meant by one that is misspelt."""

import re
from datetime import UTC, datetime
from typing import Final

from heed.policy.faults import listed, nearest
from heed.workdays import Calendar, Duration, Unit, deadline

ALONE: Final = (Unit.IMMEDIATELY, Unit.CLOSE_OF_BUSINESS, Unit.NEXT_WORKING_DAY)
UNITS: Final = tuple(unit.value for unit in Unit if unit not in ALONE)
DURATION_WORDS: Final = f"a number of {listed(UNITS)}, or {listed(f'“{one.value}”' for one in ALONE)}"
NUMBER: Final = re.compile(r"\s*([0-9]{1,6})\s+(\S.*?)\s*")
PLAIN_MONDAY: Final = datetime(2026, 6, 8, 7, tzinfo=UTC)  # no bank holiday or clock change for a good while


def duration(text: str) -> Duration | None:
    """Return the duration that the text says, or None where it says none that is possible."""
    try:
        return Duration.parse(text)
    except ValueError:
        return None


def right_duration(text: str) -> str:
    """Return the duration that was probably meant, or an empty string."""
    found = NUMBER.fullmatch(text)
    if not found:
        return nearest(text, [one.value for one in ALONE])
    unit = nearest(found[2], UNITS)
    meant = duration(f"{int(found[1])} {unit}")
    return str(meant) if meant else ""


def longest_wait(wait: Duration, calendar: Calendar) -> datetime:
    """Return when it is over if it starts as a plain week starts: a measure by which two durations can be compared."""
    return deadline(wait, PLAIN_MONDAY, calendar)
