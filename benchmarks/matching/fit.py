"""Fit the weights: `python -m benchmarks.matching.fit` writes heed/matching/weights.toml from many draws.

Logistic regression over pairs, with ln N taken away, every table forced to rise with every level: a table is a sum of
steps, and no step is below 0. The tiers are where, over all draws, 1 and 5 in 1000 questions off the register would
raise a false alarm, with room to spare.
"""

import argparse
import math
import random
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from scipy.optimize import minimize

from benchmarks.matching.draw import Draw, draw
from heed.matching.faces import face_of
from heed.matching.roll import Roll
from heed.matching.weights import Weights

OUT = Path(__file__).parents[2] / "heed" / "matching" / "weights.toml"
RARE_FROM = 3  # levels from which it counts how rare a name is
# Part → (levels it is over, rows, columns, first row and column that may rise, missing may weigh)
PARTS: dict[str, tuple[tuple[str, ...], tuple[int, ...], int, int]] = {
    "surname": (("surname", "surname rarity"), (9, 6), 1, RARE_FROM),
    "given": (("given", "given rarity"), (9, 6), 1, RARE_FROM),
    "order": (("order",), (2,), 1, 0),
    "birth": (("birth",), (11,), 1, 0),
    "postcode": (("postcode",), (6,), 1, 0),
    "street": (("street", "street rarity"), (5, 6), 1, 2),
    "number": (("number",), (3,), 1, 0),
    "flat": (("flat",), (3,), 1, 0),
    "name and birth": (("name", "day"), (5, 5), 1, 1),
    "name and home": (("name", "home"), (5, 5), 1, 1),
    "birth and home": (("day", "home"), (5, 5), 1, 1),
}
TOGETHER = ("name and birth", "name and home", "birth and home")
FREE = ("place",)
# What the generator does not draw is judged: a telephone number or property number that agrees is strong evidence.
JUDGED = {"telephone": [0.0, 0.5, 6.0], "email": [0.0, 0.5, 7.0], "uprn": [0.0, 0.0, 9.0]}


def cells(name: str) -> np.ndarray:
    """Return the matrix from steps to cells of a part's table, a row for each cell and one more for missing."""
    _over, shape, first, rare = PARTS[name]
    rows, columns = shape[0], shape[1] if len(shape) > 1 else 1
    steps = [(a, b) for a in range(first, rows) for b in range(columns) if _may_rise(name, a, b, rare)]
    made = np.zeros((rows * columns + 1, len(steps) + 1))
    for at, (a, b) in enumerate(steps):
        for row in range(a, rows):
            for column in range(b, columns):
                made[row * columns + column, at] = 1
    made[-1, -1] = 1
    return made


def _may_rise(name: str, level: int, column: int, rare: int) -> bool:
    if name in TOGETHER:
        return column >= 1
    return column == 0 or level >= rare


class Fit:
    """Pairs of all draws, as cell numbers for each part."""

    def __init__(self) -> None:
        self.maps = {name: cells(name) for name in PARTS}
        self.codes: list[np.ndarray] = []
        self.truth: list[np.ndarray] = []
        self.offset: list[np.ndarray] = []
        self.weight: list[np.ndarray] = []
        self.questions: list[np.ndarray] = []

    def add(self, drawn: Draw, number: int) -> None:
        """Take in the pairs of a draw."""
        places = [at for at, live in enumerate(drawn.live) if live]
        roll = Roll([drawn.entries[at] for at in places], Weights(0, (), np.zeros(32, np.int64), 0, 0))
        asked, one, other = roll.pairs([face_of(each.told) for each in drawn.questions])
        levels = roll.levels(asked, one, other)
        meant = np.array([each.meant for each in drawn.questions])[one]
        right = np.array(places)[roll.owners[other]] == meant
        # Of pairs that agree in nothing as a whole one in six stands for all.
        plain = (levels["name"] == 0) & (levels["day"] <= 1) & (levels["home"] <= 2) & ~right
        kept = ~plain | (np.arange(len(one)) % 6 == 0)
        codes = [*(_code(name, levels) for name in PARTS), levels["asked"], levels["place"]]
        self.codes.append(np.stack(codes, axis=1).astype(np.int16)[kept])
        self.truth.append(right[kept])
        self.offset.append(np.full(kept.sum(), -math.log(roll.entries)))
        self.weight.append((np.where(meant < 0, 2.0, 1.0) * np.where(plain, 6.0, 1.0))[kept])
        self.questions.append(np.stack((np.full(len(one), number), one, meant), axis=1)[kept])

    def solve(self, ridge: float) -> dict[str, np.ndarray]:
        """Return the table of each part, flat, its missing last; "asked", "place" and "start" too."""
        maps = [*self.maps.values(), np.eye(32), np.eye(2)[:, 1:]]
        edges = np.cumsum([0, *(each.shape[1] for each in maps)])
        bounds: list[tuple[float, float]] = []
        for name, each in self.maps.items():
            free = 0 if name in TOGETHER else 12
            bounds += [(0, 12)] * (each.shape[1] - 1) + [(-free, free)]
        bounds += [(-12, 12)] * 33 + [(-40, 40)]
        loss = Loss(self, maps, edges, ridge)
        start = np.append(np.full(edges[-1], 0.1), -5.0)
        steps = {"maxiter": 1500, "maxfun": 3000, "ftol": 1e-10, "gtol": 1e-7, "maxcor": 30}
        found = minimize(loss, start, jac=True, method="L-BFGS-B", bounds=bounds, options=steps)
        print(f"{found.nit} steps, loss {found.fun:.4f}: {found.message}")
        names = [*PARTS, "asked", "place"]
        solved = {name: maps[at] @ found.x[edges[at] : edges[at + 1]] for at, name in enumerate(names)}
        return solved | {"start": found.x[-1:]}

    def best(self, solved: dict[str, np.ndarray]) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """Return for each question its greatest score, whether somebody is meant, and whether the first is the one."""
        codes = np.concatenate(self.codes)
        z = np.concatenate(self.offset) + solved["start"][0]
        for at, name in enumerate([*PARTS, "asked", "place"]):
            z += solved[name][codes[:, at]]
        told = np.concatenate(self.questions)
        truth = np.concatenate(self.truth)
        order = np.lexsort((-z, told[:, 1], told[:, 0]))
        told, z, truth = told[order], z[order], truth[order]
        first = np.flatnonzero(np.concatenate(([True], (told[1:, :2] != told[:-1, :2]).any(axis=1))))
        return z[first], told[first, 2] >= 0, truth[first]


class Loss:
    """What the steps lose, a thousand times per pair, and its slope."""

    def __init__(self, fit: Fit, maps: list[np.ndarray], edges: np.ndarray, ridge: float) -> None:
        self.codes, self.truth = np.concatenate(fit.codes).T.copy(), np.concatenate(fit.truth).astype(float)
        self.offset, self.weight = np.concatenate(fit.offset), np.concatenate(fit.weight)
        self.maps, self.edges, self.total = maps, edges, self.weight.sum() / 1000
        # What a missing field and a set of fields weigh must be worth its name: rare sets are left to their parts.
        stiff = [np.append(np.ones(each.shape[1] - 1), 5) for each in maps[:-2]] + [
            np.full(32, 25),
            np.ones(1),
            np.zeros(1),
        ]
        self.ridge = ridge * np.concatenate(stiff)

    def __call__(self, theta: np.ndarray) -> tuple[float, np.ndarray]:
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


def _code(name: str, levels: dict[str, np.ndarray]) -> np.ndarray:
    """Return the number of the cell of each pair in a part's table; the last is missing."""
    over, shape, *_rest = PARTS[name]
    first = levels[over[0]].astype(np.int64)
    columns = shape[1] if len(shape) > 1 else 1
    cell = first * columns + (levels[over[1]] if len(over) > 1 else 0)
    return np.where(first < 0, shape[0] * columns, cell)


def lines(solved: dict[str, np.ndarray], alert: float, review: float) -> Iterator[str]:
    """Yield the file."""
    yield "# Weights of levels in natural logarithms of odds. Written by `python -m benchmarks.matching.fit`."
    yield f"start = {solved['start'][0]:.2f}\n"
    yield f"[tiers]\nalert = {alert:.2f}\nreview = {review:.2f}\n"
    yield "[asked]  # by the fields that a question gives: name 1, first name 2, birth 4, address 8, postcode 16"
    yield from (f"{at} = {weight:.2f}" for at, weight in enumerate(solved["asked"]) if abs(weight) > 0.004)
    for name, (over, shape, *_rest) in PARTS.items():
        table = solved[name][:-1].reshape(shape).tolist()
        yield f'\n[part."{name}"]\nover = {list(over)}\nmissing = {solved[name][-1]:.2f}\ntable = ['
        yield from (f"  {_row(row)}," for row in table)
        yield "]"
    for name, table in JUDGED.items():
        yield f'\n[part."{name}"]\nover = ["{name}"]\ntable = {table}'
    yield f'\n[part."place"]\nover = ["place"]\ntable = [0.0, {solved["place"][1]:.2f}]'


def _row(row: float | list[float]) -> str:
    return "[" + ", ".join(f"{each:.2f}" for each in row) + "]" if isinstance(row, list) else f"{row:.2f}"


def main() -> None:
    """Draw, fit, write."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--draws", type=int, default=24)
    asked.add_argument("--questions", type=int, default=1500)
    asked.add_argument("--ridge", type=float, default=2e-4)
    asked.add_argument("--largest", type=float, default=30_000)
    told = asked.parse_args()
    fit, rng = Fit(), random.Random(7)
    for number in range(told.draws):
        size = int(math.exp(rng.uniform(math.log(1000), math.log(told.largest))))
        fit.add(draw(1000 + number, size, told.questions, told.questions), number)
        print(number, size, flush=True)
    solved = fit.solve(told.ridge)
    score, meant, right = fit.best(solved)
    alert, review = (float(np.quantile(score[~meant], 1 - rate)) for rate in (0.0007, 0.0035))
    for name, bar in (("alert", alert), ("review", review)):
        print(name, round(bar, 2), "found", (right & meant & (score >= bar)).sum() / meant.sum(),
              "alarms", (score[~meant] >= bar).mean())  # fmt: skip
    OUT.write_text("\n".join(lines(solved, alert, review)) + "\n", "utf-8")


if __name__ == "__main__":
    main()
