"""Chance that can be repeated: the same seed gives the same organisation."""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from random import Random
from typing import TypeVar

Thing = TypeVar("Thing")


class Chance:
    """Throws dice. What one part throws does not change another's: each has dice of its own, by its word."""

    def __init__(self, seed: str) -> None:
        self.seed = seed
        self.random = Random(seed)  # noqa: S311  # dice, and no secrets

    def of(self, word: str) -> "Chance":
        """Return dice for one part."""
        return Chance(f"{self.seed}/{word}")

    def one(self, things: Sequence[Thing]) -> Thing:
        """Return one of them."""
        return self.random.choice(things)

    def some(self, things: Sequence[Thing], most: int) -> list[Thing]:
        """Return between one and so many of them, each once."""
        return self.random.sample(things, self.random.randint(1, min(most, len(things))))

    def mixed(self, things: Sequence[Thing]) -> list[Thing]:
        """Return all of them in another order."""
        return self.random.sample(things, len(things))

    def weighed(self, weights: Mapping[Thing, float]) -> Thing:
        """Return one of them, the heavier the likelier."""
        return self.random.choices(list(weights), list(weights.values()))[0]

    def often(self, share: float) -> bool:
        """Return True in that share of throws."""
        return self.random.random() < share

    def number(self, least: int, most: int) -> int:
        """Return a number from the least to the most."""
        return self.random.randint(least, most)

    def between(self, least: float, most: float) -> float:
        """Return a number between the two."""
        return self.random.uniform(least, most)

    def minutes(self, least: float, most: float) -> timedelta:
        """Return a span of so many minutes, to the second."""
        return timedelta(seconds=round(60 * self.random.uniform(least, most)))

    def hours(self, least: float, most: float) -> timedelta:
        """Return a span of so many hours, to the second."""
        return self.minutes(60 * least, 60 * most)
