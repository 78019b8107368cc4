"""Likeness of two descriptions as a sum of named points, so that the sum is the explanation."""

import unicodedata
from dataclasses import dataclass
from datetime import date

from rapidfuzz.distance import JaroWinkler


@dataclass(frozen=True, slots=True)
class Description:
    """What is known or was told of a person."""

    names: tuple[str, ...] = ()
    born: date | None = None
    age_band: str = ""
    address: str = ""
    postcode: str = ""
    telephone: str = ""


@dataclass(frozen=True, slots=True)
class Likeness:
    """Points, higher is likelier, 0 or less says nothing; and the reasons in words."""

    score: float
    reasons: tuple[str, ...]


def alike(asked: Description, known: Description) -> Likeness:
    """Return how alike the two are; it is the same whichever comes first."""
    pairs = [(JaroWinkler.similarity(fold(a), fold(b)), a, b) for a in asked.names for b in known.names]
    best = max((pair[0] for pair in pairs), default=0.0)
    points, reasons = 0.0, []
    if best >= 0.88:
        points += 4 if best == 1 else 2
        reasons.append("same name" if best == 1 else "similar name")
    if asked.born and asked.born == known.born:
        points += 4
        reasons.append("same date of birth")
    if asked.postcode and fold(asked.postcode) == fold(known.postcode):
        points += 2
        reasons.append("same postcode")
    if asked.telephone and fold(asked.telephone) == fold(known.telephone):
        points += 5
        reasons.append("same telephone number")
    return Likeness(points, tuple(reasons))


def fold(text: str) -> str:
    """Return the text without case, accents and anything but letters and digits."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in plain if letter.isalnum())
