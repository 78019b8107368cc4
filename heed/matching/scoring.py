"""The score: a sum of whole numbers, so that it is the same to the last bit however many pairs are scored at once."""

import math
from typing import Final

import numpy as np

from heed.matching.columns import Numbers
from heed.matching.comparing import Levels
from heed.matching.weights import UNITS, Part, Weights

SIZE: Final = 0.8
"""How much of ln N a register's size takes away: strangers alike become more with it, a person's family does not."""


def points(part: Part, levels: Levels) -> Numbers:
    """Return what a part adds for each pair, in thousandths."""
    # A level of -1, for what is missing, is the last of its row.
    found: Numbers = part.table[(levels["shape"], *(levels[name] for name in part.over))]
    return found


def size_points(entries: int) -> int:
    """Return what a register's size takes away: most of ln N, in thousandths."""
    return round(SIZE * math.log(max(entries, 1)) * UNITS)


def scores(weights: Weights, levels: Levels, entries: int) -> Numbers:
    """Return the score of each pair in thousandths: log-odds that the question means the entry."""
    total = weights.asked[levels["asked"]] + (weights.start - size_points(entries))
    for part in weights.parts:
        total = total + points(part, levels)
    return np.asarray(total, np.int64)
