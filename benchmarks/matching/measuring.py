"""What is found, and at how many false alarms: on any draw, by the product's tiers and at the rates reached in it."""

from collections import Counter
from dataclasses import dataclass, field

import numpy as np

from benchmarks.matching.draw import Draw
from heed.matching import Roll, face_of, tier_of

RATES = (0.001, 0.005)


@dataclass(slots=True)
class Figures:
    """Shares, of questions about people on the register unless said otherwise; name-only questions apart."""

    on: int = 0
    off: int = 0
    first: float = 0.0
    first_five: float = 0.0
    alert: float = 0.0
    alert_alarms: float = 0.0  # of the questions off the register
    review: float = 0.0
    review_alarms: float = 0.0
    at_1: float = 0.0  # found at 1 false alarm in 1000, one threshold, wherever it lies
    at_5: float = 0.0
    dead: int = 0  # entries that came back though they are not live
    by_kind: dict[str, tuple[int, float]] = field(default_factory=dict)
    by_origin: dict[str, tuple[int, float]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Answer:
    """One question's: place of the entry that is meant among those found (-1 none), its score, the best score."""

    rank: int
    score: int
    best: int
    fields: int


NONE = Answer(-1, -(10**9), -(10**9), 0)


def answers(drawn: Draw, roll: Roll, places: list[int]) -> list[Answer]:
    """Return the answer to each question."""
    found: dict[int, list[tuple[int, int, int]]] = {}
    for start, hits in roll.screen([face_of(each.told) for each in drawn.questions]):
        columns = (hits.asked, hits.entries, hits.scores, hits.fields)
        for asked, entry, score, fields in zip(*(each.tolist() for each in columns), strict=True):
            found.setdefault(start + asked, []).append((places[entry], score, fields))
    return [_answer(found.get(at, []), each.meant) for at, each in enumerate(drawn.questions)]


def _answer(found: list[tuple[int, int, int]], meant: int) -> Answer:
    if not found:
        return NONE
    rank = next((at for at, (entry, _score, _fields) in enumerate(found) if entry == meant), -1)
    return Answer(rank, found[rank][1] if rank >= 0 else NONE.score, found[0][1], found[0][2])


def measure(drawn: Draw) -> Figures:
    """Ask every question of a draw, and count."""
    places = [at for at, live in enumerate(drawn.live) if live]
    roll = Roll([drawn.entries[at] for at in places])
    told = answers(drawn, roll, places)
    pairs = [(question, one) for question, one in zip(drawn.questions, told, strict=True) if question.fields != "name"]
    on = [(question, one) for question, one in pairs if question.meant >= 0]
    off = [one for question, one in pairs if question.meant < 0]
    bars = {rate: _bar([one.best for one in off], rate) for rate in RATES}

    def share(these: list[bool]) -> float:
        return sum(these) / max(len(these), 1)

    def reaches(one: Answer, score: int, tiers: tuple[str, ...]) -> bool:
        return tier_of(score, one.fields) in tiers

    figures = Figures(len(on), len(off))
    figures.first = share([one.rank == 0 for _q, one in on])
    figures.first_five = share([0 <= one.rank < 5 for _q, one in on])
    figures.alert = share([reaches(one, one.score, ("alert",)) for _q, one in on])
    figures.review = share([reaches(one, one.score, ("alert", "review")) for _q, one in on])
    figures.alert_alarms = share([reaches(one, one.best, ("alert",)) for one in off])
    figures.review_alarms = share([reaches(one, one.best, ("alert", "review")) for one in off])
    figures.at_1, figures.at_5 = (share([one.score > bars[rate] for _q, one in on]) for rate in RATES)
    kinds, origins, found = Counter[str](), Counter[str](), Counter[str]()
    for question, one in on:
        for word in question.kind.split("+"):
            kinds[word] += 1
            found[word] += one.score > bars[0.005]
        origins[question.origin] += 1
        found["from " + question.origin] += one.score > bars[0.005]
    figures.by_kind = {word: (count, found[word] / count) for word, count in kinds.items()}
    figures.by_origin = {word: (count, found["from " + word] / count) for word, count in origins.items()}
    return figures


def _bar(scores: list[int], rate: float) -> int:
    """Return the score that at most this share of the questions off the register exceed."""
    ordered = np.sort(np.array(scores))[::-1]
    return int(ordered[int(len(ordered) * rate)]) if len(ordered) else 0
