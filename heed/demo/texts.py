"""What the demo is written from: the TOML files beside this one, read once."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any, Final

FOLDER: Final = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Story:
    """A report as somebody may tell it. `at` is where (a word of the report form); `tags` are teams whose it can be."""

    kind: str
    at: str
    text: str
    tags: frozenset[str] = frozenset()
    sex: str = ""
    facts: Mapping[str, Any] = field(default_factory=dict)
    answers: Mapping[str, Any] = field(default_factory=dict)
    also: tuple[str, ...] = ()
    strands: tuple[str, ...] = ()
    hostility: str = ""


@dataclass(frozen=True, slots=True)
class TeamSheet:
    """A team as it is to be: its name, what kind of work it does, how many people in which jobs, where it sits."""

    name: str
    tags: frozenset[str]
    size: int
    jobs: tuple[str, ...]
    office: str
    address: str
    matters: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class WingSheet:
    """A service of an agency as it is to be; a school is one."""

    name: str
    teams: tuple[TeamSheet, ...]
    school: bool = False


@dataclass(frozen=True, slots=True)
class AgencySheet:
    """An agency as it is to be."""

    word: str
    name: str
    policy: str
    about: str
    town: str
    post: str
    wings: tuple[WingSheet, ...]


def read(name: str) -> dict[str, Any]:
    """Return what stands in one of the files."""
    return tomllib.loads((FOLDER / f"{name}.toml").read_text("utf-8"))


@cache
def stories() -> dict[str, tuple[Story, ...]]:
    """Return every story by the kind of report it is."""
    found: dict[str, list[Story]] = {}
    for path in sorted((FOLDER / "stories").glob("*.toml")):
        for kind, entries in read(f"stories/{path.stem}").items():
            found.setdefault(kind, []).extend(_story(kind, entry) for entry in entries)
    return {kind: tuple(entries) for kind, entries in found.items()}


def _story(kind: str, entry: dict[str, Any]) -> Story:
    entry = {name: tuple(value) if name in ("also", "strands") else value for name, value in entry.items()}
    return Story(kind=kind, tags=frozenset(entry.pop("for", ())), **entry)


@cache
def agencies() -> tuple[AgencySheet, ...]:
    """Return the agencies, the one on the default policy first."""
    sheets = [_agency(read(f"agencies/{path.stem}")) for path in (FOLDER / "agencies").glob("*.toml")]
    return tuple(sorted(sheets, key=lambda sheet: (sheet.policy != "default", sheet.policy)))


def _agency(entry: dict[str, Any]) -> AgencySheet:
    wings = entry.pop("service")
    return AgencySheet(wings=tuple(_wing(wing) for wing in wings), **entry)


def _wing(entry: dict[str, Any]) -> WingSheet:
    teams = [
        TeamSheet(
            **{
                **team,
                "tags": frozenset(team["tags"]),
                "jobs": tuple(team["jobs"]),
                "matters": tuple(team["matters"]),
            }
        )
        for team in entry["team"]
    ]
    return WingSheet(name=entry["name"], teams=tuple(teams), school=entry.get("school", False))


@cache
def steps() -> dict[str, list[Any]]:
    """Return what people write at a step, by its word: plain texts, or tables of `says` and the facts it states."""
    return read("steps")


@cache
def feelings() -> dict[str, list[str]]:
    """Return how people say they felt: threatened, upset or worried."""
    return read("feelings")


@cache
def roads() -> tuple[str, ...]:
    """Return streets that do not exist."""
    return tuple(read("streets")["roads"])


@cache
def heritages() -> dict[str, dict[str, Any]]:
    """Return names by heritage."""
    return read("names")
