"""A register in memory: who on it is meant? One way for one question and for a hundred thousand."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from heed.matching.columns import Numbers, Sheet
from heed.matching.comparing import Levels, Rarity, compare
from heed.matching.faces import Entry, Face, faces_of
from heed.matching.keys import keys, query_keys
from heed.matching.postings import SHOWN, Postings
from heed.matching.scoring import scores
from heed.matching.weights import Weights, shipped

CHUNK: Final = 2_000
"""How many questions are compared at once; the answers do not hang on it."""


@dataclass(frozen=True, slots=True)
class Hits:
    """Pairs of a question and an entry, the likeliest entry of each question first; scores in thousandths."""

    asked: Numbers
    entries: Numbers
    scores: Numbers
    rows: Numbers
    fields: Numbers  # that the question gives, as comparing.fields_asked sums them


class Roll:
    """Entries that can be asked about, by their place in the list that they came in. Only live ones belong here."""

    def __init__(self, entries: Sequence[Entry | tuple[Face, ...]], weights: Weights | None = None) -> None:
        faces = [faces_of(each) if isinstance(each, Entry) else each for each in entries]
        self.entries = len(faces)
        self.weights = weights or shipped()
        self.owners = np.repeat(np.arange(len(faces)), np.fromiter(map(len, faces), np.int64, len(faces)))
        self.sheet = Sheet([face for each in faces for face in each])
        self.rarity = Rarity.within(self.sheet)
        self.postings = Postings.build(keys(self.sheet))

    def pairs(self, questions: Sequence[Face]) -> tuple[Sheet, Numbers, Numbers]:
        """Return the questions' sheet, and (question, row) of every pair that is worth comparing."""
        asked = Sheet(questions)
        one, other = self.postings.candidates(query_keys(asked), SHOWN)
        return asked, one, other

    def levels(self, asked: Sheet, one: Numbers, other: Numbers) -> Levels:
        """Return the levels of the pairs."""
        return compare(asked, self.sheet, self.rarity, one, other)

    def ask(self, questions: Sequence[Face]) -> Hits:
        """Return who may be meant by each question, likeliest first."""
        asked, one, other = self.pairs(questions)
        if not len(one):
            return Hits(one, one, one, one, one)
        levels = self.levels(asked, one, other)
        found = scores(self.weights, levels, self.entries)
        owners = self.owners[other]
        order = np.lexsort((other, owners, -found, one))
        one, owners, found, other, fields = (each[order] for each in (one, owners, found, other, levels["asked"]))
        first = _first_of_each(one, owners)
        return Hits(one[first], owners[first], found[first], other[first], fields[first])

    def screen(self, questions: Sequence[Face]) -> Iterator[tuple[int, Hits]]:
        """Yield (place of the first question, hits) chunk by chunk."""
        for start in range(0, len(questions), CHUNK):
            yield start, self.ask(questions[start : start + CHUNK])


def _first_of_each(one: Numbers, owners: Numbers) -> Numbers:
    """Return where each pair of a question and an entry stands first, in order."""
    _codes, first = np.unique(one << 32 | owners, return_index=True)
    return np.sort(first)
