"""Dates as people type them, whole or in part: “1/9/57”, “Sept 1957”, “19570901”, “1957”."""

import re
from functools import lru_cache
from typing import Final, NamedTuple


class Day(NamedTuple):
    """A date of which parts may be unknown; an unknown part is 0."""

    year: int = 0
    month: int = 0
    day: int = 0


UNKNOWN: Final = Day()
TURN: Final = 30
"""Years of two digits below this one are of this century."""
MONTHS: Final = {
    name: number
    for number, names in enumerate(
        ("jan january", "feb february", "mar march", "apr april", "may", "jun june", "jul july", "aug august",
         "sep sept september", "oct october", "nov november", "dec december"), 1)
    for name in names.split()
}  # fmt: skip
TIME: Final = re.compile(r"[t ]\d{1,2}:\d{2}.*$")
PIECES: Final = re.compile(r"[a-z]+|\d+")
ENDINGS: Final = frozenset({"st", "nd", "rd", "th", "of", "c", "ca", "circa", "about", "born", "dob", "abt"})


@lru_cache(maxsize=20_000)
def read_day(text: str) -> Day:
    """Return the date that the text tells, day before month unless that cannot be; UNKNOWN where it tells none."""
    pieces = [piece for piece in PIECES.findall(TIME.sub("", text.casefold())) if piece not in ENDINGS]
    if len(pieces) == 1 and pieces[0].isdigit():
        return _run_together(pieces[0])
    words = [piece for piece in pieces if not piece.isdigit()]
    numbers = [piece for piece in pieces if piece.isdigit()]
    if words:
        return _with_words(words, numbers)
    if len(numbers) == 3:
        return _year_first(numbers) if len(numbers[0]) == 4 else _checked(numbers[2], numbers[1], numbers[0])
    if len(numbers) == 2:
        year, month = (numbers[0], numbers[1]) if len(numbers[0]) == 4 else (numbers[1], numbers[0])
        return _checked(year, month, "0")
    return UNKNOWN


def _run_together(digits: str) -> Day:
    """Read 1957, 570901 never, 010957, 01091957 and 19570901."""
    if len(digits) == 4:
        return _checked(digits, "0", "0")
    if len(digits) == 6:
        return _checked(digits[4:], digits[2:4], digits[:2])
    if len(digits) == 8:
        ours = _checked(digits[4:], digits[2:4], digits[:2])
        return ours if ours.year and not digits.startswith(("19", "20")) else _year_first_of_eight(digits, ours)
    return UNKNOWN


def _year_first_of_eight(digits: str, otherwise: Day) -> Day:
    return (
        _checked(digits[:4], digits[4:6], digits[6:])
        if 1 <= int(digits[4:6]) <= 12 or not otherwise.month
        else otherwise
    )


def _year_first(numbers: list[str]) -> Day:
    return _checked(numbers[0], numbers[1], numbers[2])


def _with_words(words: list[str], numbers: list[str]) -> Day:
    months = [found for word in words if (found := MONTHS.get(word) or MONTHS.get(word[:3], 0) * (len(word) > 3))]
    if len(months) != 1 or not numbers or len(numbers) > 2:
        return UNKNOWN
    if len(numbers) == 1:
        return _checked(numbers[0], str(months[0]), "0")
    first, last = numbers
    return _checked(*((first, str(months[0]), last) if len(first) == 4 else (last, str(months[0]), first)))


def _checked(year: str, month: str, day: str) -> Day:
    """Return the parts if they can be a birthday; the month and the day change places where only that can be."""
    parts = int(year), int(month), int(day)
    if parts[1] > 12 >= parts[2]:
        parts = parts[0], parts[2], parts[1]
    if len(year) <= 2:
        parts = parts[0] + (2000 if parts[0] < TURN else 1900), parts[1], parts[2]
    if not 1850 <= parts[0] <= 2100:
        return UNKNOWN
    # Of a date that cannot be, the year is still worth something.
    return Day(*parts) if parts[1] <= 12 and parts[2] <= 31 else Day(parts[0])
