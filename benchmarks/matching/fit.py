"""Fit the weights: `python -m benchmarks.matching.fit` writes heed/matching/weights.toml from many draws.

Logistic regression over pairs for each shape of question, with most of ln N taken away, every table forced to rise with
every level. The tiers are where, over all draws, fewer than 1 and 5 in 1000 questions off the register would raise a
false alarm, with room to spare.
"""

import argparse
import math
import random
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from scipy.optimize import minimize

from benchmarks.matching.draw import Draw, draw
from benchmarks.matching.tables import FREE, PARTS, cells, codes_of, missing
from heed.matching.columns import Numbers
from heed.matching.comparing import SHAPES as SHAPE_OF
from heed.matching.faces import face_of
from heed.matching.roll import Roll
from heed.matching.scoring import size_points
from heed.matching.weights import SHAPES, UNITS, Weights

OUT = Path(__file__).parents[2] / "heed" / "matching" / "weights.toml"
# Every shape of question is drawn often enough to be learned.
FIELDS = {"all": 0.24, "name+dob": 0.22, "name+address": 0.18, "name+postcode": 0.14, "address": 0.16, "name": 0.04,
          "name+year": 0.02}  # fmt: skip
# What the generator does not draw is judged: a telephone number or property number that agrees is strong evidence.
JUDGED = {"telephone": [0.0, 0.5, 6.0, 0.0], "email": [0.0, 0.5, 7.0, 0.0], "uprn": [0.0, 0.0, 9.0, 0.0]}
BESIDE = 0.05  # what a pair weighs whose question means another entry
NONE = Weights(0, (), np.zeros(32, np.int64), 0, 0)
Pairs = dict[str, Numbers]


def pairs_of(drawn: Draw, number: int) -> Pairs:
    """Return the pairs of a draw that are compared, as cells of each table, and the truth about them."""
    places = [at for at, live in enumerate(drawn.live) if live]
    roll = Roll([drawn.entries[at] for at in places], NONE)
    asked, one, other = roll.pairs([face_of(each.told) for each in drawn.questions])
    levels = roll.levels(asked, one, other)
    meant = np.array([each.meant for each in drawn.questions])[one]
    right = np.array(places)[roll.owners[other]] == meant
    # Of pairs that agree in nothing as a whole one in six stands for all.
    plain = (levels["name"] == 0) & (levels["day"] <= 1) & (levels["home"] <= 2) & ~right
    kept = ~plain | (np.arange(len(one)) % 6 == 0)
    weight = np.where(plain, 6.0, 1.0)
    # Whom else of the register a question resembles matters little: what matters is who is on it and who is not.
    weight *= np.where(meant < 0, 2.0, np.where(right, 1.0, BESIDE))
    found = {"codes": codes_of(levels), "truth": right, "weight": weight, "meant": meant >= 0,
             "offset": np.full(len(one), -size_points(roll.entries) / UNITS),
             "question": one + number * 1_000_000}  # fmt: skip
    return {name: column[kept] for name, column in found.items()}


def together(many: list[Pairs]) -> Pairs:
    """Return the pairs of several draws as one."""
    return {name: np.concatenate([each[name] for each in many]) for name in many[0]}


class Loss:
    """What the steps of one shape lose, a thousand times per pair, and its slope."""

    def __init__(self, pairs: Pairs, ridge: float) -> None:
        self.maps = [*(np.hstack((cells(name), missing(name))) for name in PARTS), np.eye(2)[:, 1:], np.eye(32)]
        self.edges = np.cumsum([0, *(each.shape[1] for each in self.maps)])
        self.codes, self.truth = pairs["codes"].T.copy(), pairs["truth"].astype(float)
        self.offset, self.weight = pairs["offset"], pairs["weight"]
        self.total = self.weight.sum() / 1000
        # What a missing field and a set of fields weigh must be worth its name: rare ones are left to their parts.
        stiff = [np.append(np.ones(each.shape[1] - 1), 5) for each in self.maps[:-2]]
        self.ridge = ridge * np.concatenate([*stiff, np.ones(1), np.full(32, 25), np.zeros(1)])

    def bounds(self) -> list[tuple[float, float]]:
        """Return within what each step may lie."""
        found: list[tuple[float, float]] = []
        for each in self.maps[: len(PARTS)]:
            found += [(0, FREE)] * (each.shape[1] - 1) + [(-FREE, FREE)]
        return found + [(-FREE, FREE)] * 33 + [(-40, 40)]

    def __call__(self, theta: Numbers) -> tuple[float, Numbers]:
        """Return loss and slope."""
        z = self.offset + theta[-1]
        for at, each in enumerate(self.maps):
            z = z + (each @ theta[self.edges[at] : self.edges[at + 1]])[self.codes[at]]
        lost = self.weight * (np.logaddexp(0, z) - self.truth * z)
        left = self.weight * (1 / (1 + np.exp(-np.clip(z, -40, 40))) - self.truth)
        slopes = [
            each.T @ np.bincount(self.codes[at], left, minlength=each.shape[0]) for at, each in enumerate(self.maps)
        ]
        slope = np.concatenate([*slopes, [left.sum()]]) / self.total + 2 * self.ridge * theta
        return float(lost.sum() / self.total + (self.ridge * theta**2).sum()), slope

    def solve(self) -> dict[str, Numbers]:
        """Return the table of each part, flat, its missing last; "place" and "asked", the start in it, too."""
        start = np.append(np.full(self.edges[-1], 0.02), -8.0)
        steps = {"maxiter": 2500, "maxfun": 5000, "ftol": 1e-9, "gtol": 1e-7, "maxcor": 30}
        found = minimize(self, start, jac=True, method="L-BFGS-B", bounds=self.bounds(), options=steps)
        print(f"{found.nit} steps, {len(self.truth)} pairs, loss {found.fun:.4f}: {found.message}", flush=True)
        names = [*PARTS, "place", "asked"]
        solved = {name: self.maps[at] @ found.x[self.edges[at] : self.edges[at + 1]] for at, name in enumerate(names)}
        return solved | {"asked": solved["asked"] + found.x[-1]}


Solved = dict[str, dict[str, Numbers]]


def fitted(pairs: Pairs, ridge: float) -> Solved:
    """Return the tables of every shape of question."""
    shape = SHAPE_OF[pairs["codes"][:, -1]]
    pairs = {name: pairs[name] for name in ("codes", "truth", "offset", "weight")}
    return {
        name: Loss(_alike({word: column[shape == at] for word, column in pairs.items()}), ridge).solve()
        for at, name in enumerate(SHAPES)
    }


def _alike(pairs: Pairs) -> Pairs:
    """Return the pairs with those that are in the same cells and draw counted together."""
    rows = np.column_stack((pairs["codes"], pairs["truth"], np.round(pairs["offset"] * 1000))).astype(np.int16)
    rows = np.ascontiguousarray(rows)
    _same, first, back = np.unique(rows.view(f"V{rows.shape[1] * 2}").ravel(), return_index=True, return_inverse=True)
    weight = np.bincount(back, pairs["weight"])
    return {name: column[first] for name, column in pairs.items()} | {"weight": weight}


def scored(solved: Solved, pairs: Pairs) -> Numbers:
    """Return the score of each pair."""
    codes, z = pairs["codes"], pairs["offset"].copy()
    shape = SHAPE_OF[codes[:, -1]]
    for at, shaped in enumerate(SHAPES):
        these = shape == at
        for column, name in enumerate([*PARTS, "place", "asked"]):
            z[these] += solved[shaped][name][codes[these, column]]
    return z


def best(z: Numbers, pairs: Pairs) -> tuple[Numbers, Numbers, Numbers, Numbers]:
    """Return for each question its greatest score, whether somebody is meant, if the first is the one, its shape."""
    order = np.lexsort((-z, pairs["question"]))
    asked = pairs["question"][order]
    first = order[np.concatenate(([True], asked[1:] != asked[:-1]))]
    return z[first], pairs["meant"][first], pairs["truth"][first], SHAPE_OF[pairs["codes"][first, -1]]


def lines(solved: Solved, alert: float, review: float) -> Iterator[str]:
    """Yield the file."""
    yield "# Weights of levels in natural logarithms of odds. Written by `python -m benchmarks.matching.fit`."
    yield f"start = 0.0\n\n[tiers]\nalert = {alert:.2f}\nreview = {review:.2f}\n"
    yield "[over]"
    yield from (f'"{name}" = {list(over)}' for name, (over, *_rest) in PARTS.items())
    yield 'place = ["place"]\n\n[judged]'
    yield from (f"{name} = {table}" for name, table in JUDGED.items())
    for shape, tables in solved.items():
        yield f"\n[{shape}]"
        for name, (_over, sizes, _kind) in PARTS.items():
            yield f'"{name}" = {_table(tables[name].reshape([each + 1 for each in sizes]).tolist())}'
        yield f"place = [0.0, {tables['place'][1]:.2f}, 0.0]"


def asked_line(solved: Solved) -> str:
    """Return what each sum of fields weighs, the start of its shape in it."""
    offsets = [solved[SHAPES[int(shape)]]["asked"][fields] for fields, shape in enumerate(SHAPE_OF)]
    fields = "surname 1, first name 2, birth 4, address 8, postcode 16"
    return f"# By the fields that a question gives, summed: {fields}.\nasked = {_table(offsets)}"


def _table(rows: list[float] | list[list[float]]) -> str:
    told = [_table(each) if isinstance(each, list) else f"{each:.2f}" for each in rows]
    return "[\n  " + ",\n  ".join(told) + ",\n]" if isinstance(rows[0], list) else "[" + ", ".join(told) + "]"


def drawn_pairs(draws: int, questions: int, largest: float) -> list[Pairs]:
    """Return the pairs of many draws, each of its own size."""
    rng = random.Random(7)
    found = []
    for number in range(draws):
        size = int(math.exp(rng.uniform(math.log(1000), math.log(largest))))
        found.append(pairs_of(draw(1000 + number, size, questions, questions, FIELDS), number))
        print(number, size, flush=True)
    return found


def main() -> None:
    """Draw, fit, write."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--draws", type=int, default=24)
    asked.add_argument("--questions", type=int, default=2500)
    asked.add_argument("--ridge", type=float, default=2e-4)
    asked.add_argument("--largest", type=float, default=40_000)
    told = asked.parse_args()
    pairs = together(drawn_pairs(told.draws, told.questions, told.largest))
    solved = fitted(pairs, told.ridge)
    write(solved, pairs)


def write(solved: Solved, pairs: Pairs) -> None:
    """Set the bars, say what is found, write the file."""
    score, meant, right, shape = best(scored(solved, pairs), pairs)
    asked = shape != SHAPES.index("name")
    bars = {name: float(np.quantile(score[~meant & asked], 1 - rate))
            for name, rate in (("alert", 0.00065), ("review", 0.0033))}  # fmt: skip
    for name, bar in bars.items():
        for at, shaped in enumerate(SHAPES):
            on, off = meant & (shape == at), ~meant & (shape == at)
            found = (right & on & (score >= bar)).sum() / on.sum()
            print(
                f"{name} {bar:.2f} {shaped}: found {found:.3f}, alarms {(score[off] >= bar).mean():.5f} of {off.sum()}"
            )
    head, _line, rest = "\n".join(lines(solved, bars["alert"], bars["review"])).partition("start = 0.0\n")
    OUT.write_text(f"{head}start = 0.0\n{asked_line(solved)}\n{rest}\n", "utf-8")


if __name__ == "__main__":
    main()
