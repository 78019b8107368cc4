"""Matching, measured: `python -m benchmarks.matching` (accuracy on FEBRL4 and on draws), `--speed` (and memory).

Accuracy: the mean and the worst of several draws with seeds that the weights never saw, by the product's tiers.
rapidfuzz over every entry is the anchor in the same run; splink, tantivy and others are where they are installed.
"""

import argparse
import importlib.util
import resource
import time
from statistics import mean

import numpy as np

from benchmarks.matching import anchors
from benchmarks.matching.draw import draw
from benchmarks.matching.febrl import FIELDS, febrl4
from benchmarks.matching.measuring import Figures, measure
from heed.matching import Roll, face_of
from heed.matching.screening import screened

SHOWN = ("first", "first_five", "alert", "alert_alarms", "review", "review_alarms", "at_1", "at_5")
ELSEWHERE = ("splink", "tantivy", "duckdb")


def accuracy(size: int, draws: int, questions: int) -> None:
    """Print FEBRL4, then the mean and the worst of draws, kinds of errors and origins of names."""
    print(f"{'':28}" + " ".join(f"{name:>13}" for name in SHOWN))
    for fields in FIELDS:
        told = febrl4(fields)
        _line(f"FEBRL4 {fields}", [measure(told)])
        print(f"{'  rapidfuzz, every entry':28}" + anchors.line(anchors.rapidfuzz_brute(told)))
    many = [measure(draw(90_000 + seed, size, questions, questions * 2)) for seed in range(draws)]
    _line(f"{draws} draws of {size}, mean", many)
    _line("  worst", many, worst=True)
    for name in ("by_kind", "by_origin"):
        total: dict[str, list[tuple[int, float]]] = {}
        for one in many:
            for word, told_of in getattr(one, name).items():
                total.setdefault(word, []).append(told_of)
        for word, parts in sorted(total.items()):
            count = sum(part[0] for part in parts)
            print(f"  {name} {word:26} {count:6}  {sum(part[0] * part[1] for part in parts) / count:.3f}")
    for missing in (name for name in ELSEWHERE if importlib.util.find_spec(name) is None):
        print(f"{missing} is not installed: left out")


def _line(name: str, figures: list[Figures], *, worst: bool = False) -> None:
    def one(word: str) -> float:
        values: list[float] = [getattr(each, word) for each in figures]
        return mean(values) if not worst else max(values) if word.endswith("alarms") else min(values)

    print(f"{name:28}" + " ".join(f"{one(word):13.4f}" for word in SHOWN), flush=True)


def speed(size: int, rows: int, processes: int) -> None:
    """Print how long a register takes to build, one check takes, and a list takes."""
    told = draw(5, size, min(rows, 5000) // 2, min(rows, 5000) // 2)
    entries = [entry for entry, live in zip(told.entries, told.live, strict=True) if live]
    start = time.perf_counter()
    roll = Roll(entries)
    print(f"built {len(entries)} entries in {time.perf_counter() - start:.1f} s")
    spent = []
    for question in told.questions[:1000]:
        start = time.perf_counter()
        roll.ask([face_of(question.told)])
        spent.append((time.perf_counter() - start) * 1000)
    print(f"one check: p50 {np.percentile(spent, 50):.2f} ms, p99 {np.percentile(spent, 99):.2f} ms")
    asked = [question.told for question in told.questions]
    asked = (asked * (rows // len(asked) + 1))[:rows]
    start = time.perf_counter()
    found = sum(map(len, screened(roll, asked, processes)))
    took = time.perf_counter() - start
    print(f"{found} found; {rows} rows in {took:.1f} s: {rows / took:.0f} rows/s on {processes} processes")
    print(f"most memory of one process: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")


def main() -> None:
    """Read the options, measure, print."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--size", type=int, default=6000, help="entries on the register")
    asked.add_argument("--draws", type=int, default=5)
    asked.add_argument("--questions", type=int, default=1500, help="about people on it; twice as many are not")
    asked.add_argument("--speed", action="store_true")
    asked.add_argument("--rows", type=int, default=10_000)
    asked.add_argument("--processes", type=int, default=2)
    told = asked.parse_args()
    if told.speed:
        speed(told.size, told.rows, told.processes)
    else:
        accuracy(told.size, told.draws, told.questions)


if __name__ == "__main__":
    main()
