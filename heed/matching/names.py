"""How alike two names are: folded to plain words, then surname and first name by themselves."""

import unicodedata
from typing import Final

from rapidfuzz.distance import OSA, JaroWinkler

Points = tuple[float, tuple[str, ...]]
"""Points, and the reasons for them in words."""

TITLES: Final = frozenset({"mr", "mrs", "ms", "miss", "mx", "dr", "prof", "sir", "dame", "rev"})
# Letters that are letters of their own rather than letters with a mark.
LETTERS: Final = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i"})
APOSTROPHES: Final = str.maketrans("", "", "'’‘`´")
SIMILAR: Final = 0.9
LONG_ENOUGH: Final = 4

SURNAMES: Final = {
    "same": (4.0, ("same surname",)),
    "letter": (3.0, ("surname one letter off",)),
    "similar": (2.0, ("similar surname",)),
    "other": (-1.0, ()),
}
FIRST_NAMES: Final = {
    "same": (3.5, ("same first name",)),
    "letter": (2.5, ("first name one letter off",)),
    "similar": (1.5, ("similar first name",)),
    "initial": (1.0, ("same initial",)),
    "other": (-2.0, ()),
}
SWAPPED: Final = (6.0, ("same names in another order",))
ONLY: Final = (3.0, ("same name",))
SHARED: Final = (2.0, ("one name in common",))
NOTHING: Final = (0.0, ())


def words(text: str) -> list[str]:
    """Return the text's words in small plain letters and digits, without marks: "Siân O’Hare" is sian, ohare."""
    folded = unicodedata.normalize("NFKD", text.casefold().translate(LETTERS).translate(APOSTROPHES))
    plain = "".join(letter for letter in folded if not unicodedata.combining(letter))
    return "".join(letter if letter.isalnum() else " " for letter in plain).split()


def name_words(name: str) -> list[str]:
    """Return a name's words without titles: "Dr. Kim Lee" is kim, lee."""
    return [word for word in words(name) if word not in TITLES]


def alike_names(one: list[str], other: list[str]) -> Points:
    """Return how alike two names are, given as words; the last word is the surname."""
    if not one or not other:
        return NOTHING
    if one == other:
        return ONLY if len(one) == 1 else _sum(SURNAMES["same"], FIRST_NAMES["same"])
    if len(one) == 1 or len(other) == 1:
        return SHARED if set(one) & set(other) else _sum(SURNAMES["other"], FIRST_NAMES["other"])
    if (one[0], one[-1]) == (other[-1], other[0]):
        return SWAPPED
    first = _level(one[0], other[0])
    if first == "other" and one[0][0] == other[0][0] and 1 in {len(one[0]), len(other[0])}:
        first = "initial"
    return _sum(SURNAMES[_level(one[-1], other[-1])], FIRST_NAMES[first])


def _level(one: str, other: str) -> str:
    """Return how alike two words are: same, letter (one off, or two changed places), similar or other."""
    if one == other:
        return "same"
    if min(len(one), len(other)) < LONG_ENOUGH:
        return "other"
    if OSA.distance(one, other, score_cutoff=1) == 1:
        return "letter"
    # Reckoned both ways, because the measure alone may differ by which comes first.
    similar = max(JaroWinkler.similarity(one, other), JaroWinkler.similarity(other, one)) >= SIMILAR
    return "similar" if similar else "other"


def _sum(one: Points, other: Points) -> Points:
    return one[0] + other[0], one[1] + other[1]
