"""One question against an index that lies elsewhere, a database say: the same answers as a roll gives, to the last bit.

The index is asked five things and no more, each bounded: how large it is, how many lie under each key, who they are,
their faces, and how many bear their names.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Protocol

import numpy as np

from heed.matching.columns import Sheet, long_checksum
from heed.matching.comparing import RARE, Levels, Rarity, compare
from heed.matching.explaining import Reason, explain
from heed.matching.faces import Face
from heed.matching.keys import keys, query_keys
from heed.matching.postings import BUDGET, FAINTEST, HOT, SHOWN, key_weights
from heed.matching.scoring import scores
from heed.matching.tiers import tier_of
from heed.matching.weights import Weights, shipped


class Shelf(Protocol):
    """An index of faces, each with a number of its own (its row)."""

    def size(self) -> tuple[int, int]:
        """Return how many entries there are, and how many faces."""

    def counts(self, wanted: Sequence[int]) -> Mapping[int, int]:
        """Return how many rows lie under each key, those alone that any lies under; above HOT it need not be exact."""

    def holders(self, wanted: Sequence[int], most: int) -> Iterable[tuple[int, int]]:
        """Return (key, row) of the rows under these keys; of more than `most` those with the lowest numbers."""

    def faces(self, rows: Sequence[int]) -> Sequence[tuple[int, Face]]:
        """Return the faces of rows; a row that is gone is left out."""

    def bearers(self, words: Sequence[int]) -> Mapping[int, int]:
        """Return how many faces bear each word (see `word_numbers`); none where it is left out."""


@dataclass(frozen=True, slots=True)
class Compared:
    """A face that was compared: its row, the score in thousandths, its tier, and the parts that sum to the score."""

    row: int
    face: Face
    score: int
    tier: str
    reasons: tuple[Reason, ...]


def ask(shelf: Shelf, question: Face, weights: Weights | None = None) -> list[Compared]:
    """Return the faces that the question may mean, likeliest first; of equals the lowest row."""
    weights = weights or shipped()
    asked = Sheet([question])
    entries, size = shelf.size()
    known = sorted(shelf.faces(_candidates(shelf, asked, size)))
    if not known:
        return []
    sheet = Sheet([face for _row, face in known])
    one, other = np.zeros(len(known), np.int64), np.arange(len(known))
    levels = compare(asked, sheet, _rarity(shelf, sheet, size), one, other)
    found = scores(weights, levels, entries).tolist()
    fields = int(levels["asked"][0])
    compared = [
        Compared(row, face, score, tier_of(score, fields, weights), explain(weights, _one_of(levels, at), entries))
        for at, ((row, face), score) in enumerate(zip(known, found, strict=True))
    ]
    return sorted(compared, key=lambda each: (-each.score, each.row))


def _one_of(levels: Levels, at: int) -> Levels:
    return {name: column[at : at + 1] for name, column in levels.items()}


def _candidates(shelf: Shelf, asked: Sheet, size: int) -> list[int]:
    """Return the rows that share the most with the question, as Postings.candidates would."""
    wanted = [int(each) for each in np.unique(query_keys(asked)) if each]
    counts = shelf.counts(wanted)
    kept = affordable(counts)
    if not kept:
        return []
    lengths = np.array([counts[key] for key in kept], np.int64)
    weigh = dict(zip(kept, key_weights(size, lengths).tolist(), strict=True))
    sums: dict[int, int] = {}
    most = SHOWN if counts[kept[0]] > HOT else HOT
    for key, row in shelf.holders(kept, most):
        sums[row] = sums.get(row, 0) + weigh[key]
    bar = max(sums.values(), default=0)
    kept_rows = [row for row, weight in sums.items() if weight * FAINTEST >= bar]
    return sorted(kept_rows, key=lambda row: (-sums[row], row))[:SHOWN]


def affordable(counts: Mapping[int, int]) -> list[int]:
    """Return the rarest keys until what lies under them reaches BUDGET; the rarest in any case, if hot by itself."""
    order = sorted(counts, key=lambda key: (counts[key], key))
    kept, running = order[:1], counts[order[0]] if order else 0
    for key in order[1:]:
        running += counts[key]
        if running > BUDGET or counts[key] > HOT:
            break
        kept.append(key)
    return kept


def _rarity(shelf: Shelf, sheet: Sheet, size: int) -> Rarity:
    """Return how rare the words of these faces are in the whole index."""
    texts = sheet.words.texts
    wanted = {(name, number): word_number(name, texts[number]) for name in RARE for number in set(sheet[name].tolist())}
    found = shelf.bearers(sorted(set(wanted.values())))
    counts = {name: np.zeros(len(texts), np.int64) for name in RARE}
    for (name, number), word in wanted.items():
        counts[name][number] = found.get(word, 0)
    return Rarity(size, counts)


def word_number(name: str, text: str) -> int:
    """Return the number under which an index counts who bears a word as a name of this kind; also for the word ""."""
    return long_checksum(f"{name} {text}")


def word_numbers(sheet: Sheet) -> list[tuple[int, ...]]:
    """Return the numbers of the words that each face of a sheet bears: surname, first name, street, building."""
    texts = sheet.words.texts
    return list(zip(*([word_number(name, texts[at]) for at in sheet[name].tolist()] for name in RARE), strict=True))


def keys_of(sheet: Sheet) -> list[list[int]]:
    """Return the keys that each face lies under, each once."""
    return [[int(key) for key in np.unique(row) if key] for row in keys(sheet)]


MOST_FACES: Final = 1024
"""How many faces of one subject are kept in an index."""
