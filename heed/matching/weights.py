"""The weights of levels, read from weights.toml: thousandths of a natural logarithm of odds, whole numbers."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Final

import numpy as np

from heed.matching.columns import Numbers

UNITS: Final = 1000
SHAPES: Final = ("name", "birth", "all", "home", "code", "place")
"""The shapes of a question (see comparing.Shape), as the file names them."""


@dataclass(frozen=True, slots=True)
class Part:
    """One term of the sum: for each shape of question a table over one or two levels, the last for what is missing."""

    word: str
    over: tuple[str, ...]
    table: Numbers  # shape, level[, second level]


@dataclass(frozen=True, slots=True)
class Weights:
    """The whole sum: a start, the parts, the offset of the fields that were asked."""

    start: int
    parts: tuple[Part, ...]
    asked: Numbers
    alert: int
    review: int


def read_weights(content: Mapping[str, Any]) -> Weights:
    """Return the weights that a parsed file holds."""
    shapes = [content[name] for name in SHAPES]
    parts = [
        Part(word, tuple(over), np.stack([_whole(shape[word]) for shape in shapes]))
        for word, over in content["over"].items()
    ]
    parts += [Part(word, (word,), np.stack([_whole(table)] * len(shapes))) for word, table in content["judged"].items()]
    tiers = content["tiers"]
    return Weights(
        round(content["start"] * UNITS),
        tuple(parts),
        _whole(content["asked"]),
        round(tiers["alert"] * UNITS),
        round(tiers["review"] * UNITS),
    )


def _whole(table: Any) -> Numbers:
    return np.rint(np.array(table, np.float64) * UNITS).astype(np.int64)


@cache
def shipped() -> Weights:
    """Return the weights that Heed ships."""
    return read_weights(tomllib.loads(files("heed.matching").joinpath("weights.toml").read_text("utf-8")))
