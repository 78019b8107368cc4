"""The shapes that a value in a policy file can have: each reads a TOML value into what the program uses, or objects."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

from heed.policy.conditions import Condition
from heed.policy.durations import DURATION_WORDS, duration, right_duration
from heed.policy.faults import Fault, listed, nearest
from heed.policy.positions import Path
from heed.policy.source import File
from heed.policy.text import Text

YEARS = (2000, 2100)  # moments outside are slips of the pen, and near year 1 or 9999 no deadline can be reckoned
A_WORD = re.compile(r"[a-z][a-z0-9_.-]*")
LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z]{2,8})?")


@dataclass(frozen=True, slots=True)
class Spot:
    """A place in a file that is being read, and the list that faults go to."""

    file: File
    path: Path
    faults: list[Fault]

    def into(self, key: str | int) -> "Spot":
        """Return the spot one step further in."""
        return Spot(self.file, (*self.path, key), self.faults)

    @property
    def name(self) -> str:
        """The last key on the way here."""
        return next((step for step in reversed(self.path) if isinstance(step, str)), "")

    def refuse(self, message: str, expected: str = "", near: str = "", *, key: bool = False) -> Any:
        """Note a fault here, at the value or at its key, and return None: nothing was read."""
        self.faults.append(self.file.fault(self.path, message, expected, near, key=key))


@dataclass(frozen=True, slots=True)
class Shape:
    """A shape: what to write (completes “Expected …”), and how it is read; None means that it was wrong."""

    expected: str
    reads: Callable[[Any, Spot], Any]

    def read(self, value: Any, spot: Spot) -> Any:
        """Return the value as the program uses it, or None after noting why it cannot be."""
        return self.reads(value, spot)


@dataclass(frozen=True, slots=True)
class Key:
    """A key of a section or table: its shape, what it is for, and whether it can be left out."""

    shape: Shape
    about: str
    needed: bool = False


def shown(value: object) -> str:
    """Return a value as a sentence can name it."""
    if isinstance(value, str):
        return f"“{value if len(value) <= 60 else value[:57] + '…'}”"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, dict | list):
        return "a table" if isinstance(value, dict) else "a list"
    return str(value) if not isinstance(value, int) or abs(value) < 10**12 else "so large a number"


def exactly(kind: type, expected: str, fits: Callable[[Any], bool] = bool) -> Shape:
    """Return the shape of a plain TOML value of this type for which `fits` holds."""

    def read(value: Any, spot: Spot) -> Any:
        if type(value) is kind and fits(value):
            return value
        return spot.refuse(f"“{spot.name}” cannot be {shown(value)}.", expected)

    return Shape(expected, read)


def one_of(words: Iterable[str]) -> Shape:
    """Return the shape of one word out of these."""
    known = tuple(words)
    expected = listed(f"“{word}”" for word in known)

    def read(value: Any, spot: Spot) -> Any:
        if isinstance(value, str) and value in known:
            return value
        near = nearest(value, known) if isinstance(value, str) else ""
        return spot.refuse(f"“{spot.name}” cannot be {shown(value)}.", expected, near)

    return Shape(expected, read)


def many(shape: Shape, expected: str) -> Shape:
    """Return the shape of a list of such values, read into a tuple."""

    def read(value: Any, spot: Spot) -> Any:
        if not isinstance(value, list):
            return spot.refuse(f"“{spot.name}” cannot be {shown(value)}.", expected)
        found = [shape.read(one, spot.into(number)) for number, one in enumerate(value)]
        return None if any(one is None for one in found) else tuple(found)

    return Shape(expected, read)


def one_or_many(shape: Shape, expected: str) -> Shape:
    """Return the shape of a value that may stand alone or in a list (not an empty one), read into a tuple."""
    several = many(shape, expected)

    def read(value: Any, spot: Spot) -> Any:
        if value == []:
            return spot.refuse(f"“{spot.name}” is empty.", expected)
        if isinstance(value, list):
            return several.read(value, spot)
        found = shape.read(value, spot)
        return None if found is None else (found,)

    return Shape(expected, read)


def table(keys: Mapping[str, Key], what: str) -> Shape:
    """Return the shape of a table with these keys, read into a dict without those left out."""

    def read(value: Any, spot: Spot) -> Any:
        if not isinstance(value, dict):
            return spot.refuse(f"“{spot.name}” cannot be {shown(value)}.", what)
        before = len(spot.faults)
        for name in value.keys() - keys.keys():
            expected = listed(f"“{key}”" for key in keys)
            spot.into(name).refuse(f"{what.capitalize()} has no key “{name}”.", expected, nearest(name, keys), key=True)
        for name, key in keys.items():
            if key.needed and name not in value:
                spot.refuse(f"{what.capitalize()} lacks “{name}”.", f"“{name}” with {key.shape.expected}", key=True)
        found = {name: key.shape.read(value[name], spot.into(name)) for name, key in keys.items() if name in value}
        return found if len(spot.faults) == before else None

    return Shape(what, read)


def _text(value: Any, spot: Spot) -> Any:
    languages = value if isinstance(value, dict) else {"en": value}
    wrong = [one for one in languages.values() if not isinstance(one, str) or not one.strip()]
    if wrong or "en" not in languages or not all(LANGUAGE.fullmatch(one) for one in languages):
        return spot.refuse(f"“{spot.name}” cannot be {shown(value)}.", TEXT.expected)
    return Text.of(value)


def _duration(value: Any, spot: Spot) -> Any:
    found = duration(value) if isinstance(value, str) else None
    if found is None:
        near = right_duration(value) if isinstance(value, str) else ""
        return spot.refuse(f"“{spot.name}” cannot be {shown(value)}.", DURATION.expected, near)
    return found


def _reminder(value: Any, spot: Spot) -> Any:
    text = value if isinstance(value, str) else ""
    found = duration(text.removesuffix(" before")) if text.endswith(" before") else None
    if found is None:
        near = right_duration(text.removesuffix(" before"))
        return spot.refuse(f"“{spot.name}” cannot be {shown(value)}.", REMINDER.expected, near and f"{near} before")
    return found


def _zone(value: Any, spot: Spot) -> Any:
    try:
        return ZoneInfo(value).key
    except (ZoneInfoNotFoundError, ValueError, TypeError, OSError):
        near = nearest(value, available_timezones()) if isinstance(value, str) else ""
        return spot.refuse(f"“{spot.name}” cannot be {shown(value)}.", ZONE.expected, near)


def _conditions(value: Any, spot: Spot) -> Any:
    if not isinstance(value, dict) or not value:
        return spot.refuse(f"“{spot.name}” cannot be {shown(value)}.", CONDITIONS.expected)
    found = [_condition(fact, one, spot.into(fact)) for fact, one in value.items()]
    return tuple(found) if all(found) else None


def _condition(fact: str, value: Any, spot: Spot) -> Any:
    if isinstance(value, dict) and value.keys() == {"at-least"} and type(value["at-least"]) is int:
        return Condition(fact, at_least=value["at-least"])
    values = value if isinstance(value, list) else [value]
    if values and all(isinstance(one, str | bool | int) for one in values):
        return Condition(fact, tuple(values))
    return spot.refuse(f"“{fact}” cannot be {shown(value)}.", "a value, a list of values, or { at-least = a number }")


def _given(value: Any, spot: Spot) -> Any:
    if not isinstance(value, dict):
        return spot.refuse(f"“{spot.name}” cannot be {shown(value)}.", GIVEN.expected)
    found: dict[str, Any] = {}
    for fact, one in value.items():
        words = isinstance(one, list) and all(isinstance(word, str) for word in one)
        if not words and not isinstance(one, str | bool | int):
            return spot.into(fact).refuse(f"“{fact}” cannot be {shown(one)}.", "true, false, a word, a number or words")
        found[fact] = frozenset(one) if isinstance(one, list) else one
    return found


def _whatever(_: object) -> bool:
    return True


def _in_reach(moment: date) -> bool:
    return YEARS[0] <= moment.year <= YEARS[1]


TEXT = Shape("a text, or a table of texts by language with at least “en”", _text)
STRING = exactly(str, "a text in quotes")
WORD = exactly(str, "a word in quotes (small letters, digits and hyphens)", lambda one: bool(A_WORD.fullmatch(one)))
WORDS = many(WORD, "a list of words")
YES_NO = exactly(bool, "true or false", _whatever)
PANEL = exactly(int, "a whole number from 3 to 9", lambda one: 3 <= one <= 9)
DATE = exactly(date, f"a date from {YEARS[0]} to {YEARS[1]} such as 2026-12-24", _in_reach)
DATES = many(DATE, "a list of dates such as [2026-12-24]")
TIME = exactly(time, "a time such as 09:00:00", _whatever)
MOMENT = exactly(
    datetime, f"a moment from {YEARS[0]} to {YEARS[1]} with its offset, such as 2026-04-02T16:30:00+01:00",
    lambda one: one.tzinfo is not None and _in_reach(one),
)  # fmt: skip
DURATION = Shape(f"a duration: {DURATION_WORDS}", _duration)
REMINDER = Shape("a duration and “before”, such as “1 working day before”", _reminder)
ZONE = Shape("a time zone such as “Europe/London”", _zone)
CLAUSE = one_or_many(exactly(str, "a clause such as “CAF-5”"), "a clause such as “CAF-5”, or a list of clauses")
VERBS = one_or_many(
    exactly(str, "a verb such as “incident.report”"), "a verb such as “incident.report”, or a list of verbs"
)
CONDITIONS = Shape("a table of facts, such as { violence = true }", _conditions)
GIVEN = Shape("a table of facts, such as { violence = true }", _given)
