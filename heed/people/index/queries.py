"""Questions to the index: whom of a pool may somebody mean? Each is a handful of bounded queries, without a scan."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from django.db import connection
from django.db.models import Sum
from django.utils.translation import gettext

from heed.matching.asking import MOST_FACES, Compared, ask
from heed.matching.explaining import Reason, told_of
from heed.matching.faces import Face, unpacked
from heed.matching.postings import HOT
from heed.matching.roll import Roll
from heed.people.index.models import Listed, Outdated, Posting, Tally

FACES: Final = MOST_FACES
"""How many rows one subject may have."""
ENTRIES, ROWS = -1, -2
"""The words under which a pool counts its subjects and its faces."""
COUNTED: Final = """
WITH asked(key) AS (VALUES %s)
SELECT key, (SELECT count(*) FROM (SELECT 1 FROM heed_posting WHERE heed_posting.key = asked.key LIMIT %%s) AS under)
FROM asked
"""
SHIFT: Final = 32
CHECKSUM: Final = (1 << SHIFT) - 1


def pool_of(agency: int, *, warned: bool) -> int:
    """Return the pool of an agency: of those about whom something warns, or of all others that it knows."""
    return agency * 2 + warned


def is_whole() -> bool:
    """Return whether the index can be asked; where it cannot, nobody may read its silence as “nothing found”."""
    return not Outdated.objects.exists()


def person_number(pk: int) -> int:
    """Return the number of a person as a subject of the index."""
    return pk * 2


def place_number(pk: int) -> int:
    """Return the number of a place as a subject of the index."""
    return pk * 2 + 1


@dataclass(frozen=True, slots=True)
class Hit:
    """A subject that a question may mean, by its likest face; the score in thousandths, and its parts."""

    subject: int
    score: int
    tier: str
    reasons: tuple[Reason, ...]
    face: Face

    @property
    def is_place(self) -> bool:
        """Whether it is a place, and no person."""
        return self.subject % 2 == 1

    @property
    def pk(self) -> int:
        """Of the person or the place."""
        return self.subject // 2


def likest(pools: Sequence[int], question: Face) -> list[Hit]:
    """Return the subjects of these pools that the question may mean, likeliest first."""
    found: dict[int, Compared] = {}
    for each in ask(Tables(pools), question):
        found.setdefault(each.row // FACES, each)
    return [Hit(subject, each.score, each.tier, each.reasons, each.face) for subject, each in found.items()]


def in_short(reasons: tuple[Reason, ...]) -> str:
    """Return what speaks for and against in a line: “same date of birth, surname one letter off, another postcode”."""
    return ", ".join(gettext(each) for each in told_of(reasons))


def roll_of(pools: Sequence[int]) -> tuple[list[int], Roll]:
    """Return the subjects of these pools and a roll of them, for a whole list at once: its scores are the same."""
    faces: dict[int, list[Face]] = {}
    for row, told in Listed.objects.filter(pool__in=pools).order_by("row").values_list("row", "told").iterator():
        faces.setdefault(row // FACES, []).append(unpacked(told))
    return list(faces), Roll([tuple(each) for each in faces.values()])


@dataclass(frozen=True, slots=True)
class Tables:
    """The index in the database, as matching asks it."""

    pools: Sequence[int]

    def size(self) -> tuple[int, int]:
        """Return how many subjects and faces these pools have."""
        found = self.bearers((ENTRIES, ROWS))
        return found.get(ENTRIES, 0), found.get(ROWS, 0)

    def counts(self, wanted: Sequence[int]) -> Mapping[int, int]:
        """Return how many rows lie under each key; reads no more than a little above HOT for any."""
        found: dict[int, int] = {}
        for key, count in _counted(list(self._keys(wanted))):
            found[key & CHECKSUM] = found.get(key & CHECKSUM, 0) + count
        return {key: count for key, count in found.items() if count}

    def holders(self, wanted: Sequence[int], most: int) -> Iterable[tuple[int, int]]:
        """Return (key, row) of the rows under these keys, the lowest rows first and no more than `most` of a key."""
        rows = Posting.objects.filter(key__in=list(self._keys(wanted))).values_list("key", "row")
        if len(wanted) == 1:
            rows = rows.order_by("row") if len(self.pools) > 1 else rows.order_by("key", "row")
            rows = rows[:most]
        return [(key & CHECKSUM, row) for key, row in rows]

    def faces(self, rows: Sequence[int]) -> list[tuple[int, Face]]:
        """Return the faces of rows."""
        found = Listed.objects.filter(row__in=rows, pool__in=self.pools)
        return [(row, unpacked(told)) for row, told in found.values_list("row", "told")]

    def bearers(self, words: Sequence[int]) -> Mapping[int, int]:
        """Return how many faces bear each word."""
        found = Tally.objects.filter(pool__in=self.pools, word__in=words)
        return dict(found.values_list("word").annotate(all=Sum("many")))

    def _keys(self, wanted: Sequence[int]) -> Iterator[int]:
        return (pool << SHIFT | key for pool in self.pools for key in wanted)


def _counted(keys: Sequence[int]) -> list[tuple[int, int]]:
    """Return (key, how many rows lie under it, at most one more than HOT)."""
    if not keys:
        return []
    marks = ", ".join(["(CAST(%s AS bigint))"] * len(keys))
    with connection.cursor() as cursor:
        cursor.execute(COUNTED % marks, [*keys, HOT + 1])
        return [(key, count) for key, count in cursor.fetchall()]
