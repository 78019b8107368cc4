"""A row of the matrix: one way to ask for a route."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from tests.matrix.world import THINGS, World

Address = Callable[[World, str, str], tuple[object, ...]]
"""World, column, thing → the words in the route's address."""
Prepare = Callable[[World], None]

NOWHERE: Final = 999_999_999


def nothing(_world: World) -> None:
    """Nothing must have happened first."""


@dataclass(frozen=True, slots=True)
class Row:
    """One way to ask for a route. `word` tells two rows of one route apart; `before` is done first, and taken back.

    `read` narrows for which things its page is read as well, where sending asks the same rule.
    """

    things: tuple[str, ...] = ("",)
    address: Address = lambda _world, _column, _thing: ()
    word: str = ""
    before: Prepare = nothing
    read: tuple[str, ...] = THINGS


PLAIN: Final = (Row(),)


def always(*words: object) -> Address:
    """Return an address with the same words whatever is asked about."""
    return lambda _world, _column, _thing: words
