"""How long things may be. A budget that is reached is a room that should have become two."""

from pathlib import Path
from statistics import median

from tests.shape.source import functions, lines, name_of, parsed, python, templates

FILE, MEDIAN, FUNCTION, MOST_FUNCTIONS, TEMPLATE = 300, 80, 40, 30, 120
ALL = ("heed", "tests", "benchmarks")
REACHED = 0.97
"""Lines of tests for a line of the program that were reached so far: may rise, never fall; 1.2 is the aim."""


def files_are_short(root: Path) -> list[str]:
    long = {path: lines(path) for path in [*python(root, *ALL), *root.glob("*.py")]}
    return [f"{name_of(root, path)}: {count} lines" for path, count in long.items() if count > FILE]


def most_files_are_shorter(root: Path) -> list[str]:
    middle = median([lines(path) for path in python(root, "heed")] or [0])
    return [f"half of the files have over {middle:.0f} lines"] if middle > MEDIAN else []


def functions_are_short(root: Path) -> list[str]:
    return [
        f"{name_of(root, path, function)}: {function.name} has {length(function)} lines"
        for path in [*python(root, *ALL), *root.glob("*.py")]
        for function in functions(parsed(path))
        if length(function) > FUNCTION
    ]


def most_functions_are_shorter(root: Path) -> list[str]:
    all_lengths = [length(function) for path in python(root, "heed") for function in functions(parsed(path))]
    long = sum(one > MOST_FUNCTIONS for one in all_lengths)
    return [f"{long} of {len(all_lengths)} functions have over 30 lines"] if long > 0.05 * len(all_lengths) else []


def templates_are_short(root: Path) -> list[str]:
    return [f"{name_of(root, path)}: {lines(path)} lines" for path in templates(root) if lines(path) > TEMPLATE]


def tests_weigh_enough(root: Path) -> list[str]:
    """From REACHED to 2.2 lines of tests for a line of the program; the aim is 1.2 (docs/decisions/0012)."""
    program = sum(map(lines, python(root, "heed")))
    share = sum(map(lines, python(root, "tests"))) / max(program, 1)
    return [] if REACHED <= share <= 2.2 else [f"{share:.2f} lines of tests for each of the {program} of the program"]


def length(function: object) -> int:
    """Count from `def` to the last line, docstring included."""
    return int(getattr(function, "end_lineno", 0)) - int(getattr(function, "lineno", 0)) + 1
