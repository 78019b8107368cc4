"""The tables that are fitted: over which levels each is, and the steps that it is a sum of, none of them below 0.

The last row and column of a table are for what is not known. A step raises all cells from a level on; in a table of two
fields a step raises the cells where both are from their levels on, or those where one of them is.
"""

import numpy as np

from heed.matching.columns import Numbers
from heed.matching.comparing import Levels

RARE_FROM = 3  # levels from which it counts how rare a name is
RARE, ALONE, BOTH = "rare", "alone", "both"
# Part → the levels that it is over, how many there are of each, and how it rises.
PARTS: dict[str, tuple[tuple[str, ...], tuple[int, ...], str]] = {
    "surname": (("surname", "surname rarity"), (9, 7), RARE),
    "given": (("given", "given rarity"), (9, 7), RARE),
    "order": (("order",), (2,), ALONE),
    "birth": (("birth",), (11,), ALONE),
    "postcode": (("postcode",), (6,), ALONE),
    "street": (("street", "street rarity"), (5, 7), RARE),
    "number": (("number",), (3,), ALONE),
    "flat": (("flat",), (3,), ALONE),
    "town": (("town",), (5,), ALONE),
    "whole": (("whole",), (8,), ALONE),
    "surname and first name": (("surname", "given"), (9, 9), BOTH),
    "name and birth": (("name", "day"), (5, 5), BOTH),
    "name and home": (("name", "home"), (5, 5), BOTH),
    "birth and home": (("day", "home"), (5, 5), BOTH),
    "first name and home": (("given", "home"), (9, 5), BOTH),
    "first name and birth": (("given", "birth"), (9, 11), BOTH),
    "address and number": (("whole", "number"), (8, 3), BOTH),
    "number and flat": (("number", "flat"), (3, 3), BOTH),
    "address and postcode": (("whole", "postcode"), (8, 6), BOTH),
    "number and postcode": (("number", "postcode"), (3, 6), BOTH),
    "name and number": (("name", "number"), (5, 3), BOTH),
}
FREE = 12.0  # how much a step may weigh


def cells(name: str) -> Numbers:
    """Return the matrix from steps to cells of a part's table: steps that are not below 0, then the free ones."""
    _over, sizes, kind = PARTS[name]
    first, second = sizes[0], sizes[1] if len(sizes) > 1 else 0
    a, b = np.mgrid[0 : first + 1, 0 : second + 1] if second else (np.arange(first + 1), np.zeros(first + 1, int))
    known = (a < first) & ((b < second) | (second == 0))
    steps = [known & (a >= at) for at in range(1, first)] if kind != BOTH else []
    if kind == RARE:
        steps += [
            known & (a >= at) & (b >= of)
            for at in range(RARE_FROM if first > 5 else 2, first)
            for of in range(1, second)
        ]
    if kind == BOTH:
        both = [(at, of) for at in range(1, first) for of in range(1, second)]
        steps += [known & (a >= at) & (b >= of) for at, of in both]
        steps += [known & ((a >= at) | (b >= of)) for at, of in both]
    return np.stack([each.ravel() for each in steps], axis=1).astype(float)


def missing(name: str) -> Numbers:
    """Return the cells that may weigh what they will, one by one: what is missing; none in a table of two fields."""
    _over, sizes, kind = PARTS[name]
    shape = tuple(each + 1 for each in sizes)
    free = np.zeros(shape)
    if kind != BOTH:
        free[-1] = 1
    return free.ravel()[:, None]


def codes_of(levels: Levels) -> Numbers:
    """Return the cell of each pair in each table, a column for each; after them "place" and "asked"."""
    return np.stack(
        [*(_code(name, levels) for name in PARTS), levels["place"], levels["asked"]], axis=1, dtype=np.int16
    )


def _code(name: str, levels: Levels) -> Numbers:
    """Return the number of the cell of each pair in a part's table."""
    over, sizes, _kind = PARTS[name]
    code = np.zeros(len(levels["asked"]), np.int64)
    for level, size in zip(over, sizes, strict=True):
        at = levels[level].astype(np.int64)
        code = code * (size + 1) + np.where(at < 0, size, at)
    return code
