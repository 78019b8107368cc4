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


@dataclass(frozen=True, slots=True)
class Part:
    """One term of the sum: a table over one or two levels (a row for each level), and what a missing field weighs."""

    word: str
    over: tuple[str, ...]
    table: Numbers
    missing: int


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
    parts = tuple(
        Part(word, tuple(told["over"]), _whole(told["table"]), round(told.get("missing", 0) * UNITS))
        for word, told in content["part"].items()
    )
    tiers = content["tiers"]
    asked = np.zeros(32, np.int64)
    for fields, weight in content["asked"].items():
        asked[int(fields)] = round(weight * UNITS)
    return Weights(
        round(content["start"] * UNITS), parts, asked, round(tiers["alert"] * UNITS), round(tiers["review"] * UNITS)
    )


def _whole(table: Any) -> Numbers:
    return np.rint(np.array(table, np.float64) * UNITS).astype(np.int64)


@cache
def shipped() -> Weights:
    """Return the weights that Heed ships."""
    return read_weights(tomllib.loads(files("heed.matching").joinpath("weights.toml").read_text("utf-8")))
