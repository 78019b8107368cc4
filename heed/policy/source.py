"""The text of a policy file, read as TOML: its values from Python's own reader, its places from the parser."""

import re
import tomllib
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path as FilePath
from typing import Any

from heed.policy.faults import Fault
from heed.policy.positions import Path, Positions, locate

SHIPPED = FilePath(__file__).parent.parent / "policies"
AT = re.compile(r" \(at (?:line (\d+), column (\d+)|end of document)\)$")


@dataclass(frozen=True, slots=True)
class Source:
    """A policy file: the name that faults call it by, and its text."""

    name: str
    text: str


def policy_ids() -> list[str]:
    """Return the ids of the policies that come with Heed."""
    return sorted(path.stem for path in SHIPPED.glob("*.toml"))


def read(path: FilePath) -> Source:
    """Return the file as a source (OSError if it is gone). Bytes that are not UTF-8 stay for the check to report."""
    return Source(str(path), path.read_bytes().decode("utf-8", errors="surrogateescape"))


@dataclass(frozen=True, eq=False)
class File:
    """A source that was parsed: its values, or the one fault that stopped it."""

    source: Source
    values: dict[str, Any]
    broken: Fault | None = None

    @cached_property
    def positions(self) -> Positions:
        """The places of its keys and values; looked up only when there is a fault to place."""
        return locate(self.source.text)

    @property
    def policy(self) -> str:
        """The id of the policy in it, or an empty string."""
        return _word(self.values.get("policy"), "id")

    @property
    def extends(self) -> str:
        """The id of the policy that it extends, or an empty string."""
        return _word(self.values.get("policy"), "extends")

    def fault(self, path: Path, message: str, expected: str = "", near: str = "", *, key: bool = False) -> Fault:
        """Return a fault at the value of this path, or at its key."""
        line, column = self.positions.of_key(path) if key else self.positions.of_value(path)
        return Fault(self.source.name, line, column, message, expected, near)


def _word(table: object, key: str) -> str:
    value = table.get(key) if isinstance(table, dict) else None
    return value if isinstance(value, str) else ""


@lru_cache(maxsize=256)
def parse(source: Source) -> File:
    """Return the file's values, or the fault that keeps it from being read."""
    line = next((n for n, text in enumerate(source.text.split("\n"), 1) if _torn(text)), 0)
    if line:
        return File(source, {}, Fault(source.name, line, 1, "This line is not UTF-8 text.", "a file saved as UTF-8"))
    try:
        return File(source, tomllib.loads(source.text))
    except RecursionError:
        return File(source, {}, Fault(source.name, 1, 1, "Tables or lists are nested too deeply to be read."))
    except ValueError as error:
        return File(source, {}, _syntax(source, str(error)))


def _torn(text: str) -> bool:
    return any("\ud800" <= letter <= "\udfff" for letter in text)


def _syntax(source: Source, said: str) -> Fault:
    """Return TOML's own complaint as a fault at its place."""
    found = AT.search(said)
    lines = source.text.split("\n")
    line, column = (len(lines), len(lines[-1]) + 1) if found else (1, 1)
    if found and found[1]:
        line, column = int(found[1]), int(found[2])
    return Fault(source.name, line, column, f"This is not TOML: {AT.sub('', said)}.", "valid TOML")
