"""How alike two words, dates, postcodes or numbers are, in levels: a higher one is a better agreement, always."""

from collections.abc import Callable
from enum import IntEnum
from typing import Final

import numpy as np
from rapidfuzz.distance import OSA, Indel
from rapidfuzz.process import cpdist

from heed.matching.columns import (
    AREA,
    DIGITS,
    GROUP,
    GROUPS,
    INITIAL,
    ITSELF,
    LENGTH,
    OUTWARD,
    SECTOR,
    SOUND,
    Numbers,
    Sheet,
    Vocabulary,
)

MISSING: Final = -1
"""The level of what one side does not tell."""


class Word(IntEnum):
    """How alike two names are."""

    OTHER = 0
    FAINT = 1
    INITIAL = 2
    SIMILAR = 3
    SOUND = 4
    LETTER = 5
    SECOND = 6  # a second first name, or one half of a double surname
    EQUIVALENT = 7
    SAME = 8


class Birth(IntEnum):
    """How alike two dates of birth are."""

    GENERATION = 0
    OTHER = 1
    NEAR_YEAR = 2
    SAME_YEAR = 3
    PART_YEAR = 4  # all that is known is the year, which agrees
    TWO_PARTS = 5
    PART_MONTH = 6  # the day is not known; month and year agree
    DIGIT = 7
    SWAPPED = 8
    DEFAULT = 9  # 1 January, which people write who do not know
    SAME = 10


class Post(IntEnum):
    """How alike two postcodes are."""

    OTHER = 0
    AREA = 1
    OUTWARD = 2
    SECTOR = 3
    LETTER = 4
    SAME = 5


class Line(IntEnum):
    """How alike two streets or buildings are."""

    OTHER = 0
    FAINT = 1
    SIMILAR = 2
    NEAR = 3
    SAME = 4


class House(IntEnum):
    """How alike two house numbers are."""

    OTHER = 0
    NEAR = 1
    SAME = 2


SHARES: Final = (0.45, 0.55, 0.65, 0.75, 0.85, 0.93, 1.0)
"""From which shares of common letters on two whole addresses are of level 1, 2 …; the last is the very same."""
DIGITS_OF_A_DAY: Final = np.array([[10**power] for power in range(8)], np.int64)
Judge = Callable[[Vocabulary, Vocabulary, Numbers, Numbers], Numbers]
"""Levels of distinct pairs of numbers of texts that are told on both sides and differ."""


def of_pairs(asked: Vocabulary, known: Vocabulary, one: Numbers, other: Numbers, same: int, judge: Judge) -> Numbers:
    """Return the level of each pair of numbers of texts; each distinct pair is judged once."""
    told = (one > 0) & (other > 0)
    if not told.any():
        return np.full(len(one), MISSING, np.int8)
    alike = asked.column(ITSELF)[one] == known.column(ITSELF)[other]
    found = np.where(told, np.where(alike, same, 0), MISSING).astype(np.int8)
    left = np.flatnonzero(told & ~alike)
    if len(left):
        codes, back = np.unique(one[left].astype(np.int64) << 32 | other[left], return_inverse=True)
        found[left] = judge(asked, known, codes >> 32, codes & 0xFFFFFFFF)[back]
    return found


def word_levels(asked: Vocabulary, known: Vocabulary, one: Numbers, other: Numbers) -> Numbers:
    """Return the Word of each pair of numbers of words, MISSING where one is 0."""
    return of_pairs(asked, known, one, other, Word.SAME, _words)


def post_levels(asked: Vocabulary, known: Vocabulary, one: Numbers, other: Numbers) -> Numbers:
    """Return the Post of each pair of numbers of postcodes."""
    return of_pairs(asked, known, one, other, Post.SAME, _posts)


def house_levels(asked: Vocabulary, known: Vocabulary, one: Numbers, other: Numbers) -> Numbers:
    """Return the House of each pair of numbers of house numbers."""
    return of_pairs(asked, known, one, other, House.SAME, _houses)


def whole_levels(asked: Vocabulary, known: Vocabulary, one: Numbers, other: Numbers) -> Numbers:
    """Return of each pair of whole addresses how much of the letters they share, 0 to 7."""
    return of_pairs(asked, known, one, other, len(SHARES), _wholes)


def distances(one: list[str], other: list[str]) -> Numbers:
    """Return how many letters apart each two texts are."""
    apart: Numbers = cpdist(one, other, scorer=OSA.distance, dtype=np.int32)
    return apart


def _texts(asked: Vocabulary, known: Vocabulary, one: Numbers, other: Numbers) -> tuple[list[str], list[str]]:
    return [asked.texts[at] for at in one.tolist()], [known.texts[at] for at in other.tolist()]


def _words(asked: Vocabulary, known: Vocabulary, one: Numbers, other: Numbers) -> Numbers:
    ours, theirs = _texts(asked, known, one, other)
    apart = distances(ours, theirs)
    lengths = asked.column(LENGTH)[one], known.column(LENGTH)[other]
    longest, shortest = np.maximum(*lengths), np.minimum(*lengths)
    begins = (apart == longest - shortest) & (shortest >= 3)
    for at in np.flatnonzero(begins).tolist():
        begins[at] = ours[at].startswith(theirs[at]) or theirs[at].startswith(ours[at])
    level = np.where(apart * 2 <= longest, Word.FAINT, Word.OTHER)
    level[(shortest == 1) & (asked.column(INITIAL)[one] == known.column(INITIAL)[other])] = Word.INITIAL
    level[(apart * 3 <= longest) | begins] = Word.SIMILAR
    level[(asked.column(SOUND)[one] == known.column(SOUND)[other]) & (shortest >= 2) & (longest >= 4)] = Word.SOUND
    level[(apart == 1) & (longest >= 4)] = Word.LETTER
    level[_share_group(asked, known, one, other)] = Word.EQUIVALENT
    return level


def _share_group(asked: Vocabulary, known: Vocabulary, one: Numbers, other: Numbers) -> Numbers:
    """Say where two words are in one group; few words are in any, and in more than one fewer."""
    shared = np.zeros(len(one), np.bool_)
    may = np.flatnonzero((asked.column(GROUP)[one] > 0) & (known.column(GROUP)[other] > 0))
    if not len(may):
        return shared
    ours = np.stack([asked.column(GROUP + which)[one[may]] for which in range(GROUPS)])
    theirs = np.stack([known.column(GROUP + which)[other[may]] for which in range(GROUPS)])
    shared[may] = ((ours[:, None] == theirs[None]) & (ours[:, None] > 0)).any(axis=(0, 1))
    return shared


def _wholes(asked: Vocabulary, known: Vocabulary, one: Numbers, other: Numbers) -> Numbers:
    shares = cpdist(*_texts(asked, known, one, other), scorer=Indel.normalized_similarity, dtype=np.float32)
    level: Numbers = np.searchsorted(np.array(SHARES[:-1], np.float32), shares, side="right")
    return level


def _posts(asked: Vocabulary, known: Vocabulary, one: Numbers, other: Numbers) -> Numbers:
    apart = distances(*_texts(asked, known, one, other))
    sector = asked.column(SECTOR)[one]
    level = np.where(asked.column(AREA)[one] == known.column(AREA)[other], Post.AREA, Post.OTHER)
    level[asked.column(OUTWARD)[one] == known.column(OUTWARD)[other]] = Post.OUTWARD
    level[((sector != 0) & (sector == known.column(SECTOR)[other])) | (apart == 2)] = Post.SECTOR
    level[apart == 1] = Post.LETTER
    return level


def _houses(asked: Vocabulary, known: Vocabulary, one: Numbers, other: Numbers) -> Numbers:
    digits = asked.column(DIGITS)[one]
    near = (digits != 0) & (digits == known.column(DIGITS)[other])
    left = np.flatnonzero(~near)
    ours, theirs = _texts(asked, known, one[left], other[left])
    long = np.fromiter((len(a) > 1 or len(b) > 1 for a, b in zip(ours, theirs, strict=True)), np.bool_)
    near[left] = (distances(ours, theirs) == 1) & long
    return np.where(near, House.NEAR, House.OTHER)


def birth_levels(asked: Sheet, known: Sheet, one: Numbers, other: Numbers) -> Numbers:
    """Return the Birth of each pair of rows."""
    ours = [asked[part][one].astype(np.int64) for part in ("year", "month", "day")]
    theirs = [known[part][other].astype(np.int64) for part in ("year", "month", "day")]
    alike = [a == b for a, b in zip(ours, theirs, strict=True)]
    known_parts = [(a > 0) & (b > 0) for a, b in zip(ours, theirs, strict=True)]
    years = np.abs(ours[0] - theirs[0])
    level = np.where(years >= 15, Birth.GENERATION, Birth.OTHER)
    level[years <= 2] = Birth.NEAR_YEAR
    level[alike[0]] = Birth.SAME_YEAR
    whole = known_parts[1] & known_parts[2]
    level[whole & (alike[0].astype(np.int64) + alike[1] + alike[2] == 2)] = Birth.TWO_PARTS
    level[whole & _one_digit(ours, theirs, alike)] = Birth.DIGIT
    level[whole & alike[0] & (ours[1] == theirs[2]) & (ours[2] == theirs[1])] = Birth.SWAPPED
    same = alike[0] & alike[1] & alike[2]
    level[whole & same] = Birth.SAME
    level[whole & same & (ours[1] == 1) & (ours[2] == 1)] = Birth.DEFAULT
    level[~whole & alike[0]] = Birth.PART_YEAR
    default = [(each[1] == 1) & (each[2] == 1) for each in (ours, theirs)]
    level[whole & alike[0] & (default[0] != default[1]) & (level < Birth.PART_YEAR)] = Birth.PART_YEAR
    level[known_parts[1] & ~known_parts[2] & alike[0]] = np.where(alike[1], Birth.PART_MONTH, Birth.SAME_YEAR)[
        known_parts[1] & ~known_parts[2] & alike[0]
    ]
    level[~known_parts[0]] = MISSING
    return level


def _one_digit(ours: list[Numbers], theirs: list[Numbers], alike: list[Numbers]) -> Numbers:
    """Say where the dates differ by one digit, by two that changed places, by a century or by 1 day, month or year."""
    written, other = (days[0] * 10_000 + days[1] * 100 + days[2] for days in (ours, theirs))
    wrong = (written // DIGITS_OF_A_DAY % 10 != other // DIGITS_OF_A_DAY % 10).sum(axis=0)
    others = [alike[1] & alike[2], alike[0] & alike[2], alike[0] & alike[1]]
    off: Numbers = wrong == 1
    for a, b, rest in zip(ours, theirs, others, strict=True):
        turned = (a % 10 * 10 + a // 10 % 10 == b % 100) & (a // 100 == b // 100)
        off |= rest & (turned | (np.abs(a - b) == 1) | (np.abs(a - b) == 100))
    return off
