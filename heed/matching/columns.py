"""Faces as columns of numbers, so that thousands are compared in one stroke."""

import zlib
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from heed.matching.addresses import Address
from heed.matching.equivalents import groups
from heed.matching.faces import Face
from heed.matching.postcodes import area, outward
from heed.matching.sounds import sound_of

Numbers = NDArray[Any]
GROUPS: Final = 6
"""In how many groups of equivalents a name is looked for at most."""


def checksum(text: str) -> int:
    """Return 32 bits that stand for the text, never 0 for a text that says something."""
    return zlib.crc32(text.encode()) or 1 if text else 0


def long_checksum(text: str) -> int:
    """Return 63 bits, which two texts that are met share only if they are one."""
    raw = text.encode()
    return (zlib.crc32(raw) << 31 | zlib.crc32(raw, 0x5EED) >> 1) or 1 if text else 0


Features = Callable[[str], tuple[int, ...]]


class Vocabulary:
    """Texts and their numbers; 0 is "". For each text: what its features are, reckoned once."""

    def __init__(self, features: Features) -> None:
        self.numbers: dict[str, int] = {"": 0}
        self.texts: list[str] = [""]
        self._features = features
        self._table = np.zeros((len(features("")), 1), np.int64)

    def number(self, text: str) -> int:
        """Return the text's number, a new one for a new text."""
        found = self.numbers.get(text)
        if found is None:
            found = self.numbers[text] = len(self.texts)
            self.texts.append(text)
        return found

    def numbers_of(self, texts: Sequence[str]) -> Numbers:
        """Return the number of each text."""
        for text in dict.fromkeys(texts):
            self.number(text)
        return np.fromiter(map(self.numbers.__getitem__, texts), np.int32, len(texts))

    def column(self, which: int) -> Numbers:
        """Return the feature of every text by its number; 0 is the text itself, the others as they were given."""
        made = self._table.shape[1]
        if made < len(self.texts):
            new = np.array(list(map(self._features, self.texts[made:])), np.int64).T
            self._table = np.concatenate((self._table, new), axis=1)
        found: Numbers = self._table[which]
        return found


ITSELF, SOUND, START, END, INITIAL, LETTERS, LENGTH = range(7)
GROUP: Final = 7
OUTWARD, INWARD, AREA, SECTOR = 1, 2, 3, 4
DIGITS: Final = 1


@lru_cache(maxsize=200_000)
def _of_word(text: str) -> tuple[int, ...]:
    """Return a word's features: itself, sound, start, end, initial, two letters of its sound, length, its groups."""
    sound, found = sound_of(text), groups().get(text, ())
    numbers = (*found[:GROUPS], *(0,) * (GROUPS - len(found)))
    parts = (sound, text[:3], text[-3:], text[:1], sound[:2])
    return (long_checksum(text), *map(checksum, parts), len(text), *numbers)


@lru_cache(maxsize=200_000)
def _of_postcode(text: str) -> tuple[int, ...]:
    """Return a joined postcode's features: itself, its halves, its area, and all but its last two letters."""
    first = outward(text)
    parts = (first, text[len(first) :], area(text), text[:-2] if len(text) >= 5 else "")
    return (long_checksum(text), *map(checksum, parts))


def _of_mark(text: str) -> tuple[int, ...]:
    """Return the features of a house number, flat, telephone number and the like: itself, and its digits."""
    return long_checksum(text), checksum("".join(filter(str.isdigit, text)))


def _of_line(text: str) -> tuple[int, ...]:
    return (long_checksum(text),)


NAMES: Final = ("given", "second", "joined", "surname", "former", "latter")
PLACES: Final = ("street", "building", "town")
MARKS: Final = ("number", "flat", "kind", "telephone", "email", "uprn")


LINES: Final = ("whole", "whole and town")


class Sheet:
    """Faces in columns. `words`, `postcodes` and `marks` give the texts; `year`, `month`, `day` are 0 if unknown."""

    def __init__(self, faces: Sequence[Face]) -> None:
        self.words, self.postcodes = Vocabulary(_of_word), Vocabulary(_of_postcode)
        self.marks, self.lines = Vocabulary(_of_mark), Vocabulary(_of_line)
        self.size = len(faces)
        self.columns: dict[str, Numbers] = {}
        self._fill(faces)

    def __getitem__(self, name: str) -> Numbers:
        return self.columns[name]

    def _fill(self, faces: Sequence[Face]) -> None:
        self._number(self.words, (*NAMES, *PLACES), map(_words, faces))
        self._number(self.marks, MARKS, map(_marks, faces))
        self._number(self.lines, LINES, (_lines(face.address) for face in faces))
        self._number(self.postcodes, ("postcode",), ((face.postcode,) for face in faces))
        days = np.fromiter((part for face in faces for part in face.day), np.int32, self.size * 3).reshape(-1, 3)
        self.columns |= dict(zip(("year", "month", "day"), np.ascontiguousarray(days.T), strict=True))
        self.columns["place"] = np.fromiter((face.place for face in faces), np.int32, self.size)

    def _number(self, vocabulary: Vocabulary, names: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
        flat = vocabulary.numbers_of([text for row in rows for text in row])
        self.columns |= dict(zip(names, np.ascontiguousarray(flat.reshape(-1, len(names)).T), strict=True))


def _words(face: Face) -> tuple[str, ...]:
    """Return a face's words in the order of NAMES and PLACES."""
    given, surname = face.name
    double = len(surname) > 1
    return (
        given[0] if given else "",
        given[1] if len(given) > 1 else "",
        "".join(given[:2]) if len(given) > 1 else "",
        "".join(surname),
        surname[0] if double else "",
        surname[-1] if double else "",
        face.address.street.replace("saint ", "st ").replace(" ", ""),
        face.address.building.replace(" ", ""),
        face.address.town.replace(" ", ""),
    )


def _marks(face: Face) -> tuple[str, ...]:
    address = face.address
    return address.number, address.flat, address.kind, face.telephone, face.email, face.uprn


def _lines(address: Address) -> tuple[str, str]:
    """Return the whole address without its town and with it; "" for one that tells no street and no building."""
    if not address.street and not address.building:
        return "", ""
    *parts, town = address
    told = " ".join(parts).split()
    return " ".join(sorted(told)), " ".join(sorted([*told, *town.split()]))
