"""Keys: what two descriptions of one person are likely to share, each a checksum of 32 bits of its kind and value.

An entry lies under its keys; a question looks under its own. The same keys serve an index in memory and a table of
(key, entry) in a database. A key of 0 is none.
"""

from collections.abc import Iterator
from typing import Final

import numpy as np

from heed.matching.columns import (
    END,
    INITIAL,
    INWARD,
    ITSELF,
    LETTERS,
    OUTWARD,
    SOUND,
    START,
    Numbers,
    Sheet,
    checksum,
)
from heed.matching.equivalents import groups, members
from heed.matching.sounds import sound_of

MIX: Final = np.uint64(0x9E3779B97F4A7C15)
MIX_AGAIN: Final = np.uint64(0xBF58476D1CE4E5B9)
HALF: Final = np.uint64(32)
PAIRS: Final = (("given", "surname"), ("second", "surname"), ("joined", "surname"), ("given", "former"),
                ("given", "latter"), ("given", "second"))  # fmt: skip
EXPANDED: Final = 12
"""By how many sounds of equivalents a question's first name and surname are looked for at most."""


Values = tuple[int, *tuple[Numbers, ...]]
"""A kind, and one, two or three values for each face; a key of which a value is 0 is none."""


def keys(sheet: Sheet) -> Numbers:
    """Return the keys of each face, uint32, a row for each; 0 where it has no such key."""
    return _checksums([*_of_names(sheet), *_of_days(sheet), *_of_places(sheet), *_of_marks(sheet)])


def query_keys(sheet: Sheet) -> Numbers:
    """Return the keys under which a question looks: its own, and those of the names that may stand for its names."""
    found = [*_of_names(sheet), *_of_days(sheet), *_of_places(sheet), *_of_marks(sheet), *_expanded(sheet)]
    return _checksums(found)


def _checksums(found: list[Values]) -> Numbers:
    """Return a column of checksums for each kind, all those of as many values in one stroke."""
    columns = []
    for values in (1, 2, 3):
        these = [each for each in found if len(each) == values + 1]
        kinds = np.array([each[0] for each in these], np.uint64)[:, None]
        columns.append(key_of(kinds, *(np.stack([each[at] for each in these]) for at in range(1, values + 1))))
    return np.ascontiguousarray(np.concatenate(columns).T)


def key_of(kinds: Numbers, first: Numbers, *others: Numbers) -> Numbers:
    """Return the checksums of kinds and up to three values; 0 where one of the values is 0."""
    known = first != 0
    mixed = first.astype(np.uint64) * MIX + kinds
    for more in others:
        known &= more != 0
        mixed ^= mixed >> HALF
        mixed = (mixed + more.astype(np.uint64)) * MIX_AGAIN
    mixed ^= mixed >> HALF
    mixed = (mixed * MIX) >> HALF
    return np.where(known, mixed, 0).astype(np.uint32)


def _both(kind: int, one: Numbers, other: Numbers) -> Values:
    """Return a kind and two values whichever comes first."""
    return kind, np.minimum(one, other), np.maximum(one, other)


def _of_names(sheet: Sheet) -> Iterator[Values]:
    sound, start, end = (sheet.words.column(which) for which in (SOUND, START, END))
    initial = sheet.words.column(INITIAL)
    for one, other in PAIRS:
        yield _both(1, sound[sheet[one]], sound[sheet[other]])
    given, surname = sheet["given"], sheet["surname"]
    yield _both(2, start[given], start[surname])
    yield _both(3, end[given], end[surname])
    yield 4, initial[given], sound[surname]
    yield 4, initial[surname], sound[given]
    yield 5, sound[surname]
    yield 5, sound[given]
    yield 6, start[surname], end[surname]


def _of_days(sheet: Sheet) -> Iterator[Values]:
    year, month, day = (sheet[part].astype(np.int64) for part in ("year", "month", "day"))
    letters, sound = sheet.words.column(LETTERS), sheet.words.column(SOUND)
    yield 10, year, np.minimum(month, day), np.maximum(month, day)
    for name in ("surname", "given"):
        of_name = letters[sheet[name]]
        yield 11, year, month, of_name
        yield 12, year, day, of_name
        yield 13, month, day, of_name
        yield 14, year, sound[sheet[name]]
    yield 15, month * 100 + day * (month > 0) * (day > 0), sound[sheet["surname"]]


def _of_places(sheet: Sheet) -> Iterator[Values]:
    whole, outward, inward = (sheet.postcodes.column(which)[sheet["postcode"]] for which in (ITSELF, OUTWARD, INWARD))
    sound, letters = sheet.words.column(SOUND), sheet.words.column(LETTERS)
    number = sheet.marks.column(ITSELF)[sheet["number"]]
    street, building = sound[sheet["street"]], sound[sheet["building"]]
    yield 20, np.where(inward != 0, whole, 0)
    yield 21, outward, sound[sheet["surname"]]
    yield 21, outward, sound[sheet["given"]]
    yield 22, inward, letters[sheet["surname"]]
    yield 23, number, outward
    yield 24, number, inward
    yield 25, number, street
    yield 26, street, outward
    yield 27, street, sound[sheet["surname"]]
    yield 28, building, outward
    yield 29, building
    yield 30, number, sheet.words.column(START)[sheet["street"]]


def _of_marks(sheet: Sheet) -> Iterator[Values]:
    whole = sheet.marks.column(ITSELF)
    for kind, name in enumerate(("telephone", "email", "uprn"), 40):
        yield kind, whole[sheet[name]]


def _expanded(sheet: Sheet) -> Iterator[Values]:
    """Yield pairs of sounds with equivalents in place of the first name, then of the surname."""
    texts = sheet.words.texts
    table = np.zeros((EXPANDED, len(texts)), np.int64)
    for at, text in enumerate(texts):
        found = _sounds_of_equivalents(text)
        table[: len(found), at] = found
    own = sheet.words.column(SOUND)
    given, surname = sheet["given"], sheet["surname"]
    for which in range(EXPANDED):
        yield _both(1, table[which, given], own[surname])
    for which in range(EXPANDED // 2):
        yield _both(1, own[given], table[which, surname])


_KNOWN: dict[str, tuple[int, ...]] = {}


def _sounds_of_equivalents(text: str) -> tuple[int, ...]:
    """Return the checksums of the sounds of the names that may stand for this one, its own sound left out."""
    numbers = groups().get(text)
    if not numbers:
        return ()
    if text not in _KNOWN:
        others = [other for number in numbers for other in members()[number]]
        found = dict.fromkeys(sound_of(other) for other in others)
        _KNOWN[text] = tuple(checksum(each) for each in found if each != sound_of(text))[:EXPANDED]
    return _KNOWN[text]
