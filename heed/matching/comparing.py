"""Pairs of faces in levels: for each field how well it agrees, and how rare what agrees is on the register."""

from typing import Final

import numpy as np

from heed.matching.columns import Numbers, Sheet
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
    word_levels,
)

Levels = dict[str, Numbers]
RARITIES: Final = (100, 300, 1_000, 3_000, 10_000)
"""A name is of rarity 1 when less than one in a hundred on the register bears it, 2 when less than one in 300 …"""
RARE: Final = ("surname", "given", "street", "building")
"""The words of which it counts how many bear them."""
LINE_OF: Final = np.array([Line.OTHER, Line.FAINT, Line.FAINT, Line.SIMILAR, Line.SIMILAR, Line.NEAR, Line.NEAR,
                           Line.NEAR, Line.SAME, MISSING], np.int8)  # fmt: skip
SWAP_GAIN: Final = 4
"""How many levels better two names must be the other way round to be taken so."""


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
        """Return the rarity of each word as a name of this kind, 0 (common) to 5."""
        bearers = self._counts[name][numbers]
        steps: Numbers = np.stack([bearers * each < self.rows for each in RARITIES]).sum(axis=0)
        return steps


def compare(asked: Sheet, known: Sheet, rarity: Rarity, one: Numbers, other: Numbers) -> Levels:
    """Return the levels of each pair of rows: `one` of the questions, `other` of the register."""
    found: Levels = {"birth": birth_levels(asked, known, one, other)}
    _compare_names(found, asked, known, one, other)
    _compare_places(found, asked, known, one, other)
    found["surname rarity"] = rarity.of("surname", known["surname"][other])
    found["given rarity"] = rarity.of("given", known["given"][other])
    street = known["street"][other]
    found["street rarity"] = np.where(
        street > 0, rarity.of("street", street), rarity.of("building", known["building"][other])
    )
    for name in ("telephone", "email", "uprn"):
        found[name] = house_levels(asked.marks, known.marks, asked[name][one], known[name][other])
    found["place"] = known["place"][other].astype(np.int8)
    found["asked"] = fields_asked(asked)[one]
    _together(found)
    return found


def fields_asked(asked: Sheet) -> Numbers:
    """Return which fields each question gives: 1 name, 2 first name too, 4 birth, 8 address, 16 postcode, summed."""
    named, first = asked["surname"] > 0, (asked["given"] > 0) & (asked["surname"] > 0)
    place = (asked["street"] > 0) | (asked["building"] > 0)
    given = (named, first, asked["year"] > 0, place, asked["postcode"] > 0)
    bits: Numbers = np.stack([told.astype(np.int64) << at for at, told in enumerate(given)]).sum(axis=0)
    return bits


def _compare_names(found: Levels, asked: Sheet, known: Sheet, one: Numbers, other: Numbers) -> None:
    """Set surname, given and order: straight, or the other way round where that is much better."""

    def level(ours: str, theirs: str) -> Numbers:
        return word_levels(asked.words, known.words, asked[ours][one], known[theirs][other])

    def second(ours: str, theirs: str) -> Numbers:
        return np.minimum(level(ours, theirs), Word.SECOND)

    surname = np.maximum.reduce([level("surname", "surname"), *(
        second(*each) for each in (("former", "surname"), ("latter", "surname"), ("surname", "former"),
                                   ("surname", "latter"), ("surname", "second"), ("second", "surname")))])  # fmt: skip
    given = np.maximum.reduce([level("given", "given"), level("joined", "joined"), level("joined", "given"),
                               level("given", "joined"), second("second", "given"),
                               second("given", "second")])  # fmt: skip
    crossed_surname, crossed_given = level("surname", "given"), level("given", "surname")
    swapped = np.maximum(crossed_surname, 0) + np.maximum(crossed_given, 0)
    turned = (swapped >= np.maximum(surname, 0) + np.maximum(given, 0) + SWAP_GAIN) & (
        np.minimum(crossed_surname, crossed_given) >= np.where(asked["given"][one] > 0, Word.SIMILAR, MISSING)
    )
    missing = known["surname"][other] == 0
    surname[missing | (asked["surname"][one] == 0)] = MISSING
    # Turned round, either name could be the surname: the lesser agreement is said to be the surname's, on both sides.
    found["surname"] = np.where(turned, np.minimum(crossed_surname, crossed_given), surname)
    found["given"] = np.where(turned, np.maximum(crossed_surname, crossed_given), given)
    found["order"] = np.where(found["surname"] == MISSING, MISSING, 1 - turned).astype(np.int8)


def _compare_places(found: Levels, asked: Sheet, known: Sheet, one: Numbers, other: Numbers) -> None:
    """Set street (or building), number, flat and postcode."""

    def line(ours: str, theirs: str) -> Numbers:
        return LINE_OF[word_levels(asked.words, known.words, asked[ours][one], known[theirs][other])]

    street = line("street", "street")
    kinds = asked["kind"][one], known["kind"][other]
    differ = house_levels(asked.marks, known.marks, *kinds) == House.OTHER
    # “Mill Lane” and “Mill Road” are two streets more often than one.
    street = np.where(differ & (street >= Line.NEAR), Line.SIMILAR, street)
    building = line("building", "building")
    crossed = np.maximum(line("building", "street"), line("street", "building"))
    crossed = np.where(crossed >= Line.NEAR, crossed, MISSING)
    found["street"] = np.maximum(np.where(street == MISSING, building, street), crossed)
    number = house_levels(asked.marks, known.marks, asked["number"][one], known["number"][other])
    # A house that has no number has a name, which is its number.
    houses = np.select([building == Line.SAME, building >= Line.SIMILAR], [House.SAME, House.NEAR], House.OTHER)
    unnumbered = (asked["number"][one] == 0) & (known["number"][other] == 0) & (building != MISSING)
    found["number"] = np.where(unnumbered, houses, number).astype(np.int8)
    found["town"] = line("town", "town")
    flat = house_levels(asked.marks, known.marks, asked["flat"][one], known["flat"][other])
    # One side without a flat may be the whole block, or the same flat told in haste.
    lone = (asked["flat"][one] > 0) != (known["flat"][other] > 0)
    told = found["street"] != MISSING
    found["flat"] = np.select([lone & told, flat == House.NEAR], [House.NEAR, House.OTHER], flat).astype(np.int8)
    found["postcode"] = post_levels(asked.postcodes, known.postcodes, asked["postcode"][one], known["postcode"][other])


def _together(found: Levels) -> None:
    """Set how name, birth and home agree as wholes: 0 not, 1 not known, 2 to 4 ever better.

    What agrees together counts more together, and a home that is shared counts little where the name is another.
    """
    surname, given, birth = found["surname"], found["given"], found["birth"]
    both = np.minimum(surname, given)
    unsure = (surname == MISSING) | (
        (surname >= Word.SIMILAR) & ((given == MISSING) | (given == Word.INITIAL) | (given == Word.FAINT))
    )
    found["name"] = np.select([unsure, both == Word.SAME, both >= Word.LETTER, both >= Word.SIMILAR], [1, 4, 3, 2], 0)
    days = (birth >= Birth.DEFAULT, birth >= Birth.PART_MONTH, birth >= Birth.PART_YEAR, birth == MISSING)
    found["day"] = np.select(days, [4, 3, 2, 1], 0)
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
    return np.select([unknown, whole, near & (flat != House.OTHER), near | some], [1, 4, 3, 2], 0)
