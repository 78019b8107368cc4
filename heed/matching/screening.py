"""A whole list against a whole register, on several processes; the answers do not hang on how many."""

import gc
import multiprocessing
from collections.abc import Iterator, Sequence
from typing import Final

import numpy as np

from heed.matching.faces import Told, face_of
from heed.matching.roll import CHUNK, Roll
from heed.matching.tiers import tier_of

FIRST: Final = 5
"""How many entries are listed for a question at most."""
Found = tuple[int, int, int, str]
"""Place of the question, place of the entry, score in thousandths, tier."""

Shared = tuple[Roll, Sequence[Told]]
_SHARED: list[Shared] = []
"""The register and the list of this process, which its children have from it without a copy."""


def screened(roll: Roll, questions: Sequence[Told], processes: int = 1) -> Iterator[list[Found]]:
    """Yield what was found, a list for each stretch of questions, in their order."""
    _SHARED[:] = [(roll, questions)]
    starts = range(0, len(questions), CHUNK)
    if processes <= 1 or len(starts) <= 1:
        yield from map(_stretch, starts)
        return
    # What is there is not looked at by the collector of rubbish any more, which would copy it into each child.
    gc.collect()
    gc.freeze()
    # Forked, so that the register is there once; a fork is safe here because nothing else runs yet.
    with multiprocessing.get_context("fork").Pool(processes) as pool:
        yield from pool.imap(_stretch, starts)
    gc.unfreeze()


def _stretch(start: int) -> list[Found]:
    roll, questions = _SHARED[0]
    hits = roll.ask([face_of(each) for each in questions[start : start + CHUNK]])
    first = np.flatnonzero(np.concatenate(([True], hits.asked[1:] != hits.asked[:-1]))[: len(hits.asked)])
    rank = np.arange(len(hits.asked)) - np.repeat(first, np.diff(np.append(first, len(hits.asked))))
    columns = (each[rank < FIRST].tolist() for each in (hits.asked, hits.entries, hits.scores, hits.fields))
    return [
        (start + asked, entry, score, tier_of(score, fields))
        for asked, entry, score, fields in zip(*columns, strict=True)
    ]
