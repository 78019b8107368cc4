"""Likeness of two descriptions as a sum of named points, so that the sum is its own explanation.

A field that nobody filled in counts nothing; one that differs counts against; the more alike, the more points. The
points are something like the logarithm of odds, judged and not yet measured.
"""

from dataclasses import dataclass
from datetime import date
from itertools import product
from typing import Final

from rapidfuzz import fuzz

from heed.matching.names import NOTHING, Points, alike_names, name_words, words

UNLIKELY: Final = -3.0  # before anything is compared, two people are not the same
SAME_BIRTH: Final = (6.0, ("same date of birth",))
SWAPPED_BIRTH: Final = (4.0, ("same date of birth with day and month swapped",))
NEAR_BIRTH: Final = (3.0, ("date of birth one digit off",))
OTHER_BIRTH: Final = (-4.0, ())
SAME_AGE: Final = (0.5, ("about the same age",))
OTHER_AGE: Final = (-1.5, ())
SAME_ADDRESS: Final = (3.0, ("same address",))
NEAR_ADDRESS: Final = (2.0, ("nearly the same address",))
SAME_POSTCODE: Final = (3.0, ("same postcode",))
NEAR_POSTCODE: Final = (0.5, ("same postcode district",))
OTHER_POSTCODE: Final = (-0.5, ())
SAME_TELEPHONE: Final = (5.0, ("same telephone number",))
STREETS: Final = {"rd": "road", "st": "street", "ave": "avenue", "av": "avenue", "cl": "close", "dr": "drive",
                  "ln": "lane", "gdns": "gardens", "cres": "crescent", "ct": "court", "pl": "place", "sq": "square",
                  "tce": "terrace", "ter": "terrace", "flat": "flat", "apt": "flat", "apartment": "flat"}  # fmt: skip
INWARD: Final = 3
DIGITS: Final = 10
NEARLY: Final = 90.0


@dataclass(frozen=True, slots=True)
class Description:
    """What is known or was told of a person; `names` holds the name and every alias."""

    names: tuple[str, ...] = ()
    born: date | None = None
    age_band: str = ""
    address: str = ""
    postcode: str = ""
    telephone: str = ""


@dataclass(frozen=True, slots=True)
class Likeness:
    """Points, higher is likelier, 0 or less is not worth showing; and the reasons in words."""

    score: float
    reasons: tuple[str, ...]


def alike(asked: Description, known: Description) -> Likeness:
    """Return how alike the two are; it is the same whichever comes first. It proposes; people decide."""
    parts = (
        _names(asked, known),
        _births(asked, known),
        _addresses(words(asked.address), words(known.address)),
        _postcodes(_joined(asked.postcode), _joined(known.postcode)),
        _telephones(_digits(asked.telephone), _digits(known.telephone)),
    )
    reasons = tuple(reason for _points, why in parts for reason in why)
    return Likeness(UNLIKELY + sum(points for points, _why in parts), reasons)


def _names(asked: Description, known: Description) -> Points:
    """Return the most that any name of the one says about any name of the other."""
    ours, theirs = ([found for name in side.names if (found := name_words(name))] for side in (asked, known))
    return max((alike_names(one, other) for one, other in product(ours, theirs)), default=NOTHING)


def _births(asked: Description, known: Description) -> Points:
    """Compare dates of birth, or how old the two seemed where a date is missing."""
    one, other = asked.born, known.born
    if one is None or other is None:
        if not asked.age_band or not known.age_band:
            return NOTHING
        return SAME_AGE if asked.age_band == known.age_band else OTHER_AGE
    if one == other:
        return SAME_BIRTH
    if (one.year, one.month, one.day) == (other.year, other.day, other.month):
        return SWAPPED_BIRTH
    off = sum(a != b for a, b in zip(one.isoformat(), other.isoformat(), strict=True))
    return NEAR_BIRTH if off == 1 else OTHER_BIRTH


def _addresses(one: list[str], other: list[str]) -> Points:
    """Compare addresses: the numbers must agree, the words nearly."""
    one, other = ([STREETS.get(word, word) for word in side] for side in (one, other))
    if not one or not other:
        return NOTHING
    if one == other:
        return SAME_ADDRESS
    numbers, others = ([word for word in side if word[0].isdigit()] for side in (one, other))
    if numbers != others:
        return NOTHING
    near = fuzz.token_sort_ratio(" ".join(one), " ".join(other)) >= NEARLY
    return NEAR_ADDRESS if near else NOTHING


def _postcodes(one: str, other: str) -> Points:
    """Compare postcodes, written together."""
    if not one or not other:
        return NOTHING
    if one == other:
        return SAME_POSTCODE
    return NEAR_POSTCODE if one[:-INWARD] and one[:-INWARD] == other[:-INWARD] else OTHER_POSTCODE


def _telephones(one: str, other: str) -> Points:
    """Compare the last digits of telephone numbers; people have several, so another number says nothing."""
    return SAME_TELEPHONE if one and one == other else NOTHING


def _joined(text: str) -> str:
    return "".join(words(text))


def _digits(text: str) -> str:
    """Return the digits that make a number unlike others, with or without +44."""
    return "".join(letter for letter in text if letter.isdecimal())[-DIGITS:].lstrip("0")
