"""Names that are one name: nicknames, spellings, transliterations, from the tables beside this file."""

from functools import cache
from importlib.resources import files

from heed.matching.names import words


@cache
def groups() -> dict[str, tuple[int, ...]]:
    """Return for each name the numbers (from 1) of the groups that it is in."""
    found: dict[str, list[int]] = {}
    for number, names in enumerate(_lines(), 1):
        for name in names:
            found.setdefault(name, []).append(number)
    return {name: tuple(sorted(set(numbers))) for name, numbers in found.items()}


@cache
def members() -> tuple[tuple[str, ...], ...]:
    """Return the names of each group; the first is empty, since groups count from 1."""
    return ((), *_lines())


def equivalents(name: str) -> tuple[str, ...]:
    """Return the other names that may stand for a plain name: bill for william. In the order of the alphabet."""
    alike = {other for number in groups().get(name, ()) for other in members()[number]}
    return tuple(sorted(alike - {name}))


@cache
def _lines() -> tuple[tuple[str, ...], ...]:
    folder = files("heed.matching").joinpath("tables")
    texts = [folder.joinpath(name).read_text("utf-8") for name in ("given_names.txt", "surnames.txt")]
    lines = [line for text in texts for line in text.splitlines() if line and not line.startswith("#")]
    return tuple(tuple(dict.fromkeys("".join(words(name)) for name in line.split())) for line in lines)
