"""Writes to the index, in the transaction of what they index. All of it can be made again from that."""

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import islice
from typing import Final, NamedTuple

from django.db import connection, transaction
from django.db.models import Count

from heed.matching.asking import keys_of, word_numbers
from heed.matching.columns import Sheet
from heed.matching.faces import Face, packed, unpacked
from heed.people.index.models import Listed, Outdated, Posting, Tally
from heed.people.index.queries import ENTRIES, FACES, ROWS, SHIFT

STRETCH: Final = 2_000
"""How many subjects are made keys for at once."""


class Ways(NamedTuple):
    """How many rows are written at once: on PostgreSQL, and elsewhere."""

    copy: str
    insert: str


LISTED: Final = Ways(
    "COPY heed_listed (row, pool, told) FROM STDIN",
    "INSERT INTO heed_listed (row, pool, told) VALUES (%s, %s, %s)",
)
POSTINGS: Final = Ways("COPY heed_posting (key, row) FROM STDIN", "INSERT INTO heed_posting (key, row) VALUES (%s, %s)")


class Subject(NamedTuple):
    """Somebody or somewhere: its number, the pool it is in, its faces."""

    number: int
    pool: int
    faces: Sequence[Face]


@transaction.atomic
def put(subject: Subject) -> None:
    """List a subject anew, in place of how it was listed; without faces it is listed no more.

    The caller holds the lock of the row that the subject is, so that nobody else lists the same one meanwhile.
    """
    first = subject.number * FACES
    mine = Listed.objects.filter(row__gte=first, row__lt=first + FACES)
    old = list(mine.order_by("row").values_list("row", "pool", "told"))
    new = _rows(subject)
    if old == new:
        return
    if old:
        gone = _written(old)
        Posting.objects.filter(key__in={key for key, _row in gone.keys}, row__in=[row for row, *_more in old]).delete()
        mine.delete()
        Tally.objects.bulk_create(_tallies(gone.counts, -1))
    if new:
        made = _written(new)
        Listed.objects.bulk_create(Listed(row=row, pool=pool, told=told) for row, pool, told in new)
        Posting.objects.bulk_create(Posting(key=key, row=row) for key, row in made.keys)
        Tally.objects.bulk_create(_tallies(made.counts, 1))


@transaction.atomic
def rebuild(subjects: Iterable[Subject]) -> int:
    """Make the whole index anew of all subjects there are; return how many rows it has. Writers wait meanwhile."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("LOCK TABLE heed_listed IN SHARE ROW EXCLUSIVE MODE")
    Outdated.objects.all().delete()
    Posting.objects.all().delete()
    Tally.objects.all().delete()
    Listed.objects.all().delete()
    counts: Counter[tuple[int, int]] = Counter()
    many = 0
    waiting = iter(subjects)
    while stretch := list(islice(waiting, STRETCH)):
        rows = [row for subject in stretch for row in _rows(subject)]
        made = _written(rows)
        _pour(LISTED, rows)
        _pour(POSTINGS, sorted(made.keys))
        counts.update(made.counts)
        many += len(rows)
    Tally.objects.bulk_create(_tallies(counts, 1), batch_size=5_000)
    return many


@transaction.atomic
def fold(most: int = 1_000) -> int:
    """Join the rows of words that are counted in several into one each; return how many words. The sums stay."""
    several = Tally.objects.values("pool", "word").annotate(rows=Count("pk")).filter(rows__gt=1).order_by()[:most]
    words = [(each["pool"], each["word"]) for each in several]
    rows = Tally.objects.select_for_update().filter(word__in={word for _pool, word in words}).order_by("pk")
    sums: Counter[tuple[int, int]] = Counter()
    gone = []
    for row in rows:
        sums[row.pool, row.word] += row.many
        gone.append(row.pk)
    Tally.objects.filter(pk__in=gone).delete()
    Tally.objects.bulk_create(_tallies(sums, 1))
    return len(words)


class Written(NamedTuple):
    """What rows come to: (key, row) of each key, and how many faces of each pool bear each word."""

    keys: list[tuple[int, int]]
    counts: Counter[tuple[int, int]]


Row = tuple[int, int, str]
"""Row, pool, packed face."""


def _rows(subject: Subject) -> list[Row]:
    first = subject.number * FACES
    return [(first + at, subject.pool, packed(face)) for at, face in enumerate(subject.faces[:FACES])]


def _written(rows: Sequence[Row]) -> Written:
    sheet = Sheet([unpacked(told) for _row, _pool, told in rows])
    keys = [
        (pool << SHIFT | key, row) for (row, pool, _told), own in zip(rows, keys_of(sheet), strict=True) for key in own
    ]
    counts: Counter[tuple[int, int]] = Counter()
    for (row, pool, _told), words in zip(rows, word_numbers(sheet), strict=True):
        counts.update((pool, word) for word in words)
        counts[pool, ROWS] += 1
        counts[pool, ENTRIES] += row % FACES == 0
    return Written(keys, counts)


def _tallies(counts: Counter[tuple[int, int]], sign: int) -> list[Tally]:
    return [Tally(pool=pool, word=word, many=sign * many) for (pool, word), many in sorted(counts.items()) if many]


def _pour(ways: Ways, rows: Sequence[tuple[int | str, ...]]) -> None:
    """Write many rows in the fastest way that the database has."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with cursor.copy(ways.copy) as copy:
                for row in rows:
                    copy.write_row(row)
        else:
            cursor.executemany(ways.insert, rows)
