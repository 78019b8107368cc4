"""Pairs of faces in levels: for each field how well it agrees, and how rare what agrees is on the register."""

from collections.abc import Sequence
from enum import IntEnum
from typing import Final

import numpy as np

from heed.matching.columns import LINES, Numbers, Sheet
from heed.matching.levels import (
    MISSING,
    Birth,
    House,
    Line,
    Post,
    Word,
    birth_levels,
    house_levels,
    post_levels,
    whole_levels,
    word_levels,
)

Levels = dict[str, Numbers]
RARITIES: Final = (100, 300, 1_000, 3_000, 10_000, 30_000)
"""A name is of rarity 1 when less than one in a hundred on the register bears it, 2 when less than one in 300 …"""
RARE: Final = ("surname", "given", "street", "building")
"""The words of which it counts how many bear them."""
LINE_OF: Final = np.array([Line.OTHER, Line.FAINT, Line.FAINT, Line.SIMILAR, Line.SIMILAR, Line.NEAR, Line.NEAR,
                           Line.NEAR, Line.SAME, MISSING], np.int8)  # fmt: skip
# What a level of the name, or of the date of birth, is as a whole; the last is for what is missing.
NAME_OF: Final = np.array(
    [2 * (level >= Word.SIMILAR) + (level >= Word.LETTER) + (level == Word.SAME) for level in Word] + [0]
)
DAY_OF: Final = np.array(
    [2 * (level >= Birth.PART_YEAR) + (level >= Birth.PART_MONTH) + (level >= Birth.DEFAULT) for level in Birth] + [1]
)
SWAP_GAIN: Final = 4
"""How many levels better two names must be the other way round to be taken so."""


class Shape(IntEnum):
    """What a question gives to go by; each has its own weights, for what is not asked cannot speak against."""

    NAME = 0
    BIRTH = 1  # a name and a date of birth
    ALL = 2  # a name, a date of birth, and an address or a postcode
    HOME = 3  # a name and an address
    CODE = 4  # a name and a postcode
    PLACE = 5  # no name


class Rarity:
    """How many of `rows` faces bear each name and lie in each street; counts by the numbers of a sheet's words."""

    def __init__(self, rows: int, counts: dict[str, Numbers]) -> None:
        self.rows = rows
        self._counts = counts

    @classmethod
    def within(cls, sheet: Sheet) -> "Rarity":
        """Return what is rare within a sheet itself."""
        size = len(sheet.words.texts)
        return cls(sheet.size, {name: np.bincount(sheet[name], minlength=size) for name in RARE})

    def of(self, name: str, numbers: Numbers) -> Numbers:
        """Return the rarity of each word as a name of this kind, 0 (common) to 6."""
        bearers = self._counts[name][numbers]
        steps: Numbers = np.stack([bearers * each < self.rows for each in RARITIES]).sum(axis=0)
        return steps


def compare(asked: Sheet, known: Sheet, rarity: Rarity, one: Numbers, other: Numbers) -> Levels:
    """Return the levels of each pair of rows: `one` of the questions, `other` of the register."""
    found: Levels = {"birth": birth_levels(asked, known, one, other)}
    words = _words(asked, known, one, other)
    _compare_names(found, words, asked, known, one, other)
    _compare_places(found, words, asked, known, one, other)
    found["surname rarity"] = rarity.of("surname", known["surname"][other])
    found["given rarity"] = rarity.of("given", known["given"][other])
    street = known["street"][other]
    found["street rarity"] = np.where(
        street > 0, rarity.of("street", street), rarity.of("building", known["building"][other])
    )
    contacts = ("telephone", "email", "uprn")
    found |= dict(zip(contacts, _houses(contacts, asked, known, one, other), strict=True))
    found["place"] = known["place"][other].astype(np.int8)
    found["asked"] = fields_asked(asked)[one]
    found["shape"] = SHAPES[found["asked"]]
    _together(found)
    return found


def fields_asked(asked: Sheet) -> Numbers:
    """Return which fields each question gives: 1 surname, 2 first name, 4 birth, 8 address, 16 postcode, summed."""
    named, first = asked["surname"] > 0, asked["given"] > 0
    place = (asked["street"] > 0) | (asked["building"] > 0)
    given = (named, first, asked["year"] > 0, place, asked["postcode"] > 0)
    bits: Numbers = np.stack([told.astype(np.int64) << at for at, told in enumerate(given)]).sum(axis=0)
    return bits


def _shapes() -> Numbers:
    """Return the shape of a question by the sum of the fields that it gives."""
    fields = np.arange(32)
    named, born, placed, coded = (fields & 3) > 0, (fields & 4) > 0, (fields & 8) > 0, fields >= 16
    told = [~named, born & (placed | coded), born, placed, coded]
    return np.select(told, [Shape.PLACE, Shape.ALL, Shape.BIRTH, Shape.HOME, Shape.CODE], Shape.NAME)


SHAPES: Final = _shapes()


SURNAMES: Final = (("former", "surname"), ("latter", "surname"), ("surname", "former"), ("surname", "latter"),
                   ("surname", "second"), ("second", "surname"))  # fmt: skip
GIVEN: Final = (("joined", "joined"), ("joined", "given"), ("given", "joined"))
SECONDS: Final = (("second", "given"), ("given", "second"))
CROSSED: Final = (("surname", "given"), ("given", "surname"))
PLACES: Final = (("street", "street"), ("building", "building"), ("town", "town"), ("building", "street"),
                 ("street", "building"))  # fmt: skip
COMPARED: Final = (("surname", "surname"), ("given", "given"), *SURNAMES, *GIVEN, *SECONDS, *CROSSED, *PLACES)
"""The words of a question and of an entry that are compared, all in one stroke."""
Pairs = dict[tuple[str, str], Numbers]


def _words(asked: Sheet, known: Sheet, one: Numbers, other: Numbers) -> Pairs:
    """Return the Word of each pair of rows for each pair of COMPARED."""
    ours = np.stack([asked[name] for name, _theirs in COMPARED])[:, one]
    theirs = np.stack([known[name][other] for _ours, name in COMPARED])
    levels = word_levels(asked.words, known.words, ours.ravel(), theirs.ravel()).reshape(ours.shape)
    return dict(zip(COMPARED, levels, strict=True))


def _compare_names(found: Levels, words: Pairs, asked: Sheet, known: Sheet, one: Numbers, other: Numbers) -> None:
    """Set surname, given and order: straight, or the other way round where that is much better."""
    in_part = np.minimum(np.stack([words[each] for each in SURNAMES]), Word.SECOND)
    surname = np.maximum(words["surname", "surname"], in_part.max(axis=0))
    seconds = np.minimum(np.stack([words[each] for each in SECONDS]), Word.SECOND)
    given = np.stack([words["given", "given"], *(words[each] for each in GIVEN), *seconds]).max(axis=0)
    crossed_surname, crossed_given = (words[each] for each in CROSSED)
    least, most = np.minimum(crossed_surname, crossed_given), np.maximum(crossed_surname, crossed_given)
    swapped = np.maximum(crossed_surname, 0) + np.maximum(crossed_given, 0)
    turned = (swapped >= np.maximum(surname, 0) + np.maximum(given, 0) + SWAP_GAIN) & (
        least >= np.where(asked["given"][one] > 0, int(Word.SIMILAR), MISSING)
    )
    surname[(known["surname"][other] == 0) | (asked["surname"][one] == 0)] = MISSING
    # Turned round, either name could be the surname: the lesser agreement is said to be the surname's, on both sides.
    found["surname"] = np.where(turned, least, surname)
    found["given"] = np.where(turned, most, given)
    found["order"] = np.where(found["surname"] == MISSING, MISSING, 1 - turned).astype(np.int8)


def _compare_places(found: Levels, words: Pairs, asked: Sheet, known: Sheet, one: Numbers, other: Numbers) -> None:
    """Set street (or building), town, number, flat, postcode and the whole."""
    street, building, town, *crossed = (LINE_OF[words[each]] for each in PLACES)
    numbers, kinds, flats = _houses(("number", "kind", "flat"), asked, known, one, other)
    # “Mill Lane” and “Mill Road” are two streets more often than one.
    street = np.where((kinds == House.OTHER) & (street >= Line.NEAR), Line.SIMILAR, street)
    across = np.maximum(*crossed)
    across = np.where(across >= Line.NEAR, across, MISSING)
    found["street"] = np.maximum(np.where(street == MISSING, building, street), across)
    # A house that has no number has a name, which is its number.
    houses = np.where(building == Line.SAME, House.SAME, np.where(building >= Line.SIMILAR, House.NEAR, House.OTHER))
    unnumbered = (asked["number"][one] == 0) & (known["number"][other] == 0) & (building != MISSING)
    found["number"] = np.where(unnumbered, houses, numbers).astype(np.int8)
    found["town"] = town
    found["whole"] = _whole(asked, known, one, other)
    # One side without a flat may be the whole block, or the same flat told in haste.
    lone = (asked["flat"][one] > 0) != (known["flat"][other] > 0)
    alone = lone & (found["street"] != MISSING)
    flat = np.where(flats == House.NEAR, House.OTHER, flats)
    found["flat"] = np.where(alone, House.NEAR, flat).astype(np.int8)
    found["postcode"] = post_levels(asked.postcodes, known.postcodes, asked["postcode"][one], known["postcode"][other])


def _houses(names: Sequence[str], asked: Sheet, known: Sheet, one: Numbers, other: Numbers) -> Numbers:
    """Return the House of each pair of rows, a row for each of these marks."""
    ours = np.stack([asked[name] for name in names])[:, one]
    theirs = np.stack([known[name][other] for name in names])
    levels = house_levels(asked.marks, known.marks, ours.ravel(), theirs.ravel())
    return levels.reshape(ours.shape)


def _whole(asked: Sheet, known: Sheet, one: Numbers, other: Numbers) -> Numbers:
    """Return how alike the whole addresses are, with the towns or without them on either side."""
    ours = np.stack([asked[name][one] for name in LINES for _theirs in LINES])
    theirs = np.stack([known[name][other] for _ours in LINES for name in LINES])
    levels: Numbers = whole_levels(asked.lines, known.lines, ours.ravel(), theirs.ravel()).reshape(ours.shape)
    best: Numbers = levels.max(axis=0)
    return best


def _together(found: Levels) -> None:
    """Set how name, birth and home agree as wholes: 0 not, 1 not known, 2 to 4 ever better.

    What agrees together counts more together, and a home that is shared counts little where the name is another.
    """
    surname, given, birth = found["surname"], found["given"], found["birth"]
    both = np.minimum(surname, given)
    unsure = (surname == MISSING) | (
        (surname >= Word.SIMILAR) & ((given == MISSING) | (given == Word.INITIAL) | (given == Word.FAINT))
    )
    found["name"] = np.where(unsure, 1, NAME_OF[both])
    found["day"] = DAY_OF[birth]
    found["home"] = _home(found)


def _home(found: Levels) -> Numbers:
    """Return how the homes agree as wholes: street, number, flat, and the postcode or else the town."""
    street, number, postcode, flat = (found[name] for name in ("street", "number", "postcode", "flat"))
    elsewhere = (postcode == Post.OTHER) | (postcode == Post.AREA)
    elsewhere |= (postcode == MISSING) & (found["town"] == Line.OTHER)
    whole = (number == House.SAME) & ((street >= Line.NEAR) | (postcode == Post.SAME))
    near = (postcode >= Post.LETTER) | ((street >= Line.NEAR) & (number != House.OTHER))
    some = (postcode >= Post.OUTWARD) | (street >= Line.SIMILAR)
    unknown = (street == MISSING) & (postcode == MISSING)
    # A flat that is told on one side only may be the whole block.
    whole &= ~elsewhere & ((flat == MISSING) | (flat == House.SAME))
    near &= ~elsewhere
    told = np.where(whole, 4, np.where(near & (flat != House.OTHER), 3, np.where(near | some, 2, 0)))
    return np.where(unknown, 1, told)
