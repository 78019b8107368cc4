"""Which entries lie under which key, in memory: candidates for a question, rarest keys first, weighed by rarity."""

from typing import Final, Self

import numpy as np

from heed.matching.columns import Numbers

BUDGET: Final = 700
"""How many postings are read for a question; its rarest keys come first."""
HOT: Final = 4000
"""A key that more entries share is asked only where it is the rarest that the question has."""
SHOWN: Final = 24
"""How many candidates of a question are compared."""
FAINTEST: Final = 5
"""A candidate whose keys weigh less than a fifth of the best one's is not compared."""
UNITS: Final = 100
"""A key's weight is ln(N / postings) in hundredths."""
ROW, WEIGHT = np.int64(1 << 16), np.int64(0xFFFF)
QUERY_BITS: Final = 20


class Postings:
    """Keys of rows 0 … rows-1, sorted. Adding and taking away leave it exactly as if it were built anew."""

    def __init__(self, rows: int, keys: Numbers, holders: Numbers) -> None:
        self.rows = rows
        order = np.lexsort((holders, keys))
        self._keys, self._holders = keys[order], holders[order].astype(np.int32)
        self._settle()

    @classmethod
    def build(cls, table: Numbers) -> Self:
        """Return the postings of a table of keys, a row for each face, 0 for none."""
        rows = np.repeat(np.arange(len(table), dtype=np.int32), table.shape[1])
        codes = np.unique((table.reshape(-1).astype(np.uint64) << np.uint64(32)) | rows.astype(np.uint64))
        codes = codes[codes >= np.uint64(1 << 32)]
        return cls(len(table), (codes >> np.uint64(32)).astype(np.uint32), (codes & np.uint64(0xFFFFFFFF)))

    def with_row(self, row: int, keys: Numbers) -> "Postings":
        """Return the postings with a row under its keys in place of what it was under."""
        kept = self._holders != row
        new = np.unique(keys[keys != 0])
        return Postings(
            max(self.rows, row + 1),
            np.concatenate((self._keys[kept], new)),
            np.concatenate((self._holders[kept], np.full(len(new), row, np.int32))),
        )

    def without_row(self, row: int) -> "Postings":
        """Return the postings without a row."""
        kept = self._holders != row
        return Postings(self.rows, self._keys[kept], self._holders[kept])

    def _settle(self) -> None:
        """Reckon where each key's postings begin, and what a key weighs."""
        edges = np.flatnonzero(np.concatenate(([True], self._keys[1:] != self._keys[:-1], [True])))
        if not len(self._keys):
            edges = edges[:1]
        self._starts = edges[:-1]
        self._lengths = np.diff(edges).astype(np.int64)
        self._unique = self._keys[self._starts]
        self._weights = key_weights(self.rows, self._lengths)

    def candidates(self, table: Numbers, shown: int = SHOWN) -> tuple[Numbers, Numbers]:
        """Return (question, row) of the best candidates of each question, whose keys the table holds row by row."""
        asked, places = self._found(table)
        asked, places = self._affordable(asked, places)
        lengths = self._lengths[places]
        total = int(lengths.sum())
        if not total:
            return np.zeros(0, np.int64), np.zeros(0, np.int64)
        begins = np.cumsum(lengths) - lengths
        at = np.repeat(self._starts[places] - begins, lengths) + np.arange(total)
        high = (np.repeat(asked, lengths) << (63 - QUERY_BITS)) | (self._holders[at].astype(np.int64) * ROW)
        codes = np.sort(high | np.repeat(self._weights[places], lengths))
        return _best(codes, shown)

    def _found(self, table: Numbers) -> tuple[Numbers, Numbers]:
        """Return (question, place of a key) for every key that somebody lies under, each once."""
        if not len(self._unique):
            return np.zeros(0, np.int64), np.zeros(0, np.int64)
        table = np.sort(table, axis=1)
        once = table != 0
        once[:, 1:] &= table[:, 1:] != table[:, :-1]
        asked, column = np.nonzero(once)
        wanted = table[asked, column]
        places = np.minimum(np.searchsorted(self._unique, wanted), len(self._unique) - 1)
        there = self._unique[places] == wanted
        return asked[there], places[there]

    def _affordable(self, asked: Numbers, places: Numbers) -> tuple[Numbers, Numbers]:
        """Return the rarest keys of each question until their postings reach BUDGET; the rarest in any case."""
        lengths = self._lengths[places]
        order = np.lexsort((places, lengths, asked))
        asked, places, lengths = asked[order], places[order], lengths[order]
        new = np.concatenate(([True], asked[1:] != asked[:-1]))[: len(asked)]
        running = np.cumsum(lengths)
        before = running - lengths
        start = np.maximum.accumulate(np.where(new, before, 0)) if len(asked) else before
        kept = new | ((running - start <= BUDGET) & (lengths <= HOT))
        return asked[kept], places[kept]


def key_weights(rows: int, lengths: Numbers) -> Numbers:
    """Return what a key weighs under which so many of the rows lie: ln(N / postings), and a little."""
    rarity = np.log(max(rows, 1) / np.maximum(lengths, 1)) * UNITS
    weights: Numbers = np.rint(rarity).astype(np.int64) + 1
    return weights


def _best(codes: Numbers, shown: int) -> tuple[Numbers, Numbers]:
    """Return the rows with the greatest sum of weights for each question; of equal ones the lower row."""
    pairs = codes >> 16
    starts = np.flatnonzero(np.concatenate(([True], pairs[1:] != pairs[:-1])))
    weights = np.add.reduceat(codes & WEIGHT, starts)
    pairs = pairs[starts]
    width = 63 - QUERY_BITS - 16
    asked, rows = pairs >> width, pairs & ((1 << width) - 1)
    kept = weights * FAINTEST >= _of_each(asked, np.maximum, weights)
    asked, rows, weights = asked[kept], rows[kept], weights[kept]
    order = np.lexsort((rows, -weights, asked))
    asked, rows = asked[order], rows[order]
    kept = np.arange(len(asked)) - _of_each(asked, np.minimum, np.arange(len(asked))) < shown
    return asked[kept], rows[kept]


def _of_each(asked: Numbers, reckon: np.ufunc, values: Numbers) -> Numbers:
    """Return for every row what is reckoned from the values of its question, whose rows stand together."""
    new = np.flatnonzero(np.concatenate(([True], asked[1:] != asked[:-1])))
    found: Numbers = np.repeat(reckon.reduceat(values, new), np.diff(np.append(new, len(asked))))
    return found
