"""What is wrong with a policy file: where, what was expected, and the nearest right word."""

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches


@dataclass(frozen=True, order=True, slots=True)
class Fault:
    """One fault, as sentences. Lines and columns count from 1, columns in characters."""

    file: str
    line: int
    column: int
    message: str
    expected: str = ""
    nearest: str = ""

    def __str__(self) -> str:
        expected = f" Expected {self.expected}." if self.expected else ""
        nearest = f" Did you mean “{self.nearest}”?" if self.nearest else ""
        return f"{self.file}:{self.line}:{self.column}: {self.message}{expected}{nearest}"


class PolicyFaults(ValueError):
    """A policy that cannot be used as it is; `faults` says everything that is wrong with it."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(sorted(set(faults)))
        super().__init__("\n".join(map(str, self.faults)))


def nearest(word: str, known: Iterable[str]) -> str:
    """Return the known word that looks most like this one, or an empty string where none does."""
    return next(iter(get_close_matches(word[:100], sorted(known), n=1, cutoff=0.6)), "")


def listed(words: Iterable[str], last: str = "or") -> str:
    """Return the words as a list in a sentence: “a, b or c”."""
    *others, final = [*words] or [""]
    return f"{', '.join(others)} {last} {final}" if others else final
