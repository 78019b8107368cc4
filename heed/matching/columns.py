"""Faces as columns of numbers, so that thousands are compared in one stroke."""

import zlib
from collections.abc import Callable, Iterable, Sequence
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


class Vocabulary:
    """Texts and their numbers; 0 is "". For each text: what its features are, reckoned once."""

    def __init__(self, *features: Callable[[str], int]) -> None:
        self.numbers: dict[str, int] = {"": 0}
        self.texts: list[str] = [""]
        self._features = (long_checksum, *features)
        self._columns = [np.zeros(1, np.int64) for _each in self._features]

    def number(self, text: str) -> int:
        """Return the text's number, a new one for a new text."""
        found = self.numbers.get(text)
        if found is None:
            found = self.numbers[text] = len(self.texts)
            self.texts.append(text)
        return found

    def column(self, which: int) -> Numbers:
        """Return the feature of every text by its number; 0 is the text itself, the others as they were given."""
        found = self._columns[which]
        made = len(found)
        if made < len(self.texts):
            reckon = self._features[which]
            new = np.fromiter(map(reckon, self.texts[made:]), np.int64, len(self.texts) - made)
            found = self._columns[which] = np.concatenate((found, new))
        return found


def _group(which: int) -> Callable[[str], int]:
    def number(text: str) -> int:
        found = groups().get(text, ())
        return found[which] if which < len(found) else 0

    return number


ITSELF, SOUND, START, END, INITIAL, LETTERS, LENGTH = range(7)
GROUP: Final = 7
OUTWARD, INWARD, AREA, SECTOR = 1, 2, 3, 4
DIGITS: Final = 1


class Words(Vocabulary):
    """Names, streets, buildings."""

    def __init__(self) -> None:
        super().__init__(
            lambda text: checksum(sound_of(text)),
            lambda text: checksum(text[:3]),
            lambda text: checksum(text[-3:]),
            lambda text: checksum(text[:1]),
            lambda text: checksum(sound_of(text)[:2]),
            len,
            *(_group(which) for which in range(GROUPS)),
        )


class Postcodes(Vocabulary):
    """Joined postcodes, with their halves."""

    def __init__(self) -> None:
        super().__init__(
            lambda text: checksum(outward(text)),
            lambda text: checksum(text[len(outward(text)) :]),
            lambda text: checksum(area(text)),
            lambda text: checksum(text[:-2]) if len(text) >= 5 else 0,
        )


class Marks(Vocabulary):
    """House numbers, flats, telephone numbers and the like."""

    def __init__(self) -> None:
        super().__init__(lambda text: checksum("".join(filter(str.isdigit, text))))


class Lines(Vocabulary):
    """Whole addresses, their words in the order of the alphabet."""


NAMES: Final = ("given", "second", "joined", "surname", "former", "latter")
PLACES: Final = ("street", "building", "town")
MARKS: Final = ("number", "flat", "kind", "telephone", "email", "uprn")


LINES: Final = ("whole", "whole and town")


class Sheet:
    """Faces in columns. `words`, `postcodes` and `marks` give the texts; `year`, `month`, `day` are 0 if unknown."""

    def __init__(self, faces: Sequence[Face]) -> None:
        self.words, self.postcodes, self.marks, self.lines = Words(), Postcodes(), Marks(), Lines()
        self.size = len(faces)
        self.columns: dict[str, Numbers] = {}
        self._fill(faces)

    def __getitem__(self, name: str) -> Numbers:
        return self.columns[name]

    def _fill(self, faces: Sequence[Face]) -> None:
        word, mark = self.words.number, self.marks.number
        self._take((*NAMES, *PLACES), (tuple(map(word, _words(face))) for face in faces))
        self._take(MARKS, (tuple(map(mark, _marks(face))) for face in faces))
        line = self.lines.number
        self._take(LINES, (tuple(map(line, _lines(face.address))) for face in faces))
        self._take(("year", "month", "day"), (face.day for face in faces))
        self._take(("postcode", "place"), ((self.postcodes.number(face.postcode), face.place) for face in faces))

    def _take(self, names: Sequence[str], rows: Iterable[Sequence[int]]) -> None:
        flat = np.fromiter((cell for row in rows for cell in row), np.int32, self.size * len(names))
        for at, name in enumerate(names):
            self.columns[name] = np.ascontiguousarray(flat.reshape(self.size, len(names))[:, at])


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
