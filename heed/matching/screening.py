"""A whole list against a whole register, on several processes; the answers do not hang on how many."""

import multiprocessing
from collections.abc import Iterator, Sequence
from typing import Final

from heed.matching.faces import Told, face_of
from heed.matching.roll import CHUNK, Roll
from heed.matching.tiers import tier_of

FIRST: Final = 5
"""How many entries are listed for a question at most."""
Found = tuple[int, int, int, str]
"""Place of the question, place of the entry, score in thousandths, tier."""

_ROLL: dict[str, Roll] = {}
"""The register of this process, which its children have from it."""


def screened(roll: Roll, questions: Sequence[Told], processes: int = 1) -> Iterator[list[Found]]:
    """Yield what was found, a list for each stretch of questions, in their order."""
    _ROLL["roll"] = roll
    stretches = [(at, questions[at : at + CHUNK]) for at in range(0, len(questions), CHUNK)]
    if processes <= 1 or len(stretches) <= 1:
        yield from map(_stretch, stretches)
        return
    # Forked, so that the register is there once; a fork is safe here because nothing else runs yet.
    with multiprocessing.get_context("fork").Pool(processes) as pool:
        yield from pool.imap(_stretch, stretches)


def _stretch(told: tuple[int, Sequence[Told]]) -> list[Found]:
    start, questions = told
    hits = _ROLL["roll"].ask([face_of(each) for each in questions])
    found: list[Found] = []
    last, rank = -1, 0
    columns = (hits.asked, hits.entries, hits.scores, hits.fields)
    for asked, entry, score, fields in zip(*(each.tolist() for each in columns), strict=True):
        rank = rank + 1 if asked == last else 0
        last = asked
        if rank < FIRST:
            found.append((start + asked, entry, score, tier_of(score, fields)))
    return found
