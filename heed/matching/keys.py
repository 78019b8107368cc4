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


def keys(sheet: Sheet) -> Numbers:
    """Return the keys of each face, uint32, a row for each; 0 where it has no such key."""
    found = [*_of_names(sheet), *_of_days(sheet), *_of_places(sheet), *_of_marks(sheet)]
    return np.stack(found, axis=1)


def query_keys(sheet: Sheet) -> Numbers:
    """Return the keys under which a question looks: its own, and those of the names that may stand for its names."""
    return np.concatenate((keys(sheet), _expanded(sheet)), axis=1)


def key_of(kind: int, one: Numbers, other: Numbers | None = None, third: Numbers | None = None) -> Numbers:
    """Return the checksum of a kind and up to three values; 0 where one of the values is 0."""
    known = one != 0
    mixed = one.astype(np.uint64) * MIX + np.uint64(kind)
    for more in (other, third):
        if more is not None:
            known &= more != 0
            mixed ^= mixed >> HALF
            mixed = (mixed + more.astype(np.uint64)) * MIX_AGAIN
    mixed ^= mixed >> HALF
    mixed = (mixed * MIX) >> HALF
    return np.where(known, mixed, 0).astype(np.uint32)


def _both(kind: int, one: Numbers, other: Numbers) -> Numbers:
    """Return the checksum of two values whichever comes first."""
    known = (one != 0) & (other != 0)
    return np.where(known, key_of(kind, np.minimum(one, other), np.maximum(one, other)), 0).astype(np.uint32)


def _of_names(sheet: Sheet) -> Iterator[Numbers]:
    sound, start, end = (sheet.words.column(which) for which in (SOUND, START, END))
    initial = sheet.words.column(INITIAL)
    for one, other in PAIRS:
        yield _both(1, sound[sheet[one]], sound[sheet[other]])
    given, surname = sheet["given"], sheet["surname"]
    yield _both(2, start[given], start[surname])
    yield _both(3, end[given], end[surname])
    yield key_of(4, initial[given], sound[surname])
    yield key_of(4, initial[surname], sound[given])
    yield key_of(5, sound[surname])
    yield key_of(5, sound[given])
    yield key_of(6, start[surname], end[surname])


def _of_days(sheet: Sheet) -> Iterator[Numbers]:
    year, month, day = (sheet[part].astype(np.int64) for part in ("year", "month", "day"))
    letters, sound = sheet.words.column(LETTERS), sheet.words.column(SOUND)
    low, high = np.minimum(month, day), np.maximum(month, day)
    yield key_of(10, year, low, high)
    for name in ("surname", "given"):
        yield key_of(11, year, month, letters[sheet[name]])
        yield key_of(12, year, day, letters[sheet[name]])
        yield key_of(13, month, day, letters[sheet[name]])
        yield key_of(14, year, sound[sheet[name]])
    yield key_of(15, month * 100 + day * (month > 0) * (day > 0), sound[sheet["surname"]])


def _of_places(sheet: Sheet) -> Iterator[Numbers]:
    whole, outward, inward = (sheet.postcodes.column(which)[sheet["postcode"]] for which in (ITSELF, OUTWARD, INWARD))
    sound, letters = sheet.words.column(SOUND), sheet.words.column(LETTERS)
    number = sheet.marks.column(ITSELF)[sheet["number"]]
    street, building = sound[sheet["street"]], sound[sheet["building"]]
    yield key_of(20, np.where(inward != 0, whole, 0))
    yield key_of(21, outward, sound[sheet["surname"]])
    yield key_of(21, outward, sound[sheet["given"]])
    yield key_of(22, inward, letters[sheet["surname"]])
    yield key_of(23, number, outward)
    yield key_of(24, number, inward)
    yield key_of(25, number, street)
    yield key_of(26, street, outward)
    yield key_of(27, street, sound[sheet["surname"]])
    yield key_of(28, building, outward)
    yield key_of(29, building)
    yield key_of(30, number, sheet.words.column(START)[sheet["street"]])


def _of_marks(sheet: Sheet) -> Iterator[Numbers]:
    whole = sheet.marks.column(ITSELF)
    for kind, name in enumerate(("telephone", "email", "uprn"), 40):
        yield key_of(kind, whole[sheet[name]])


def _expanded(sheet: Sheet) -> Numbers:
    """Return the keys of pairs of sounds with equivalents in place of the first name, then of the surname."""
    sounds = [_sounds_of_equivalents(text) for text in sheet.words.texts]
    table = np.zeros((len(sounds), EXPANDED), np.int64)
    for at, found in enumerate(sounds):
        table[at, : len(found)] = found
    own = sheet.words.column(SOUND)
    given, surname = sheet["given"], sheet["surname"]
    one = [_both(1, table[given, which], own[surname]) for which in range(EXPANDED)]
    other = [_both(1, own[given], table[surname, which]) for which in range(EXPANDED // 2)]
    return np.stack((*one, *other), axis=1)


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
