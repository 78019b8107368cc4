"""Whole lists as files: a register and questions in, who may be meant out. Bad rows are named, the rest are done."""

import csv
import io
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final, Generic, TypeVar

from heed.matching.days import UNKNOWN, read_day
from heed.matching.faces import Entry, Told

REGISTER: Final = (
    "entry_id",
    "status",
    "kind",
    "given_names",
    "surname",
    "date_of_birth",
    "aliases",
    "address",
    "postcode",
)
QUERIES: Final = ("query_id", "name", "given", "surname", "dob", "address", "postcode")
PREDICTIONS: Final = ("query_id", "entry_id", "score", "tier")
DATES: Final = frozenset({"date_of_birth", "dob"})
LIVE: Final = "live"
PROPERTY: Final = frozenset({"property", "place", "address", "premises"})
ALIASES: Final = re.compile(r"[;|\n]| / ")
Row = TypeVar("Row")


class BadHeader(Exception):
    """The file's first line does not name the columns that are needed; the sentence says which."""


@dataclass(frozen=True, slots=True)
class BadRow:
    """A row that cannot be read: its line in the file, from 1, and why."""

    line: int
    words: str


@dataclass(slots=True)
class Rows(Generic[Row]):
    """What a file holds: names and rows in its order, and the rows that cannot be read."""

    names: list[str] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)
    bad: list[BadRow] = field(default_factory=list)


def read_register(text: str, name: str = "The register") -> Rows[Entry]:
    """Return the live entries of a register.csv. Whatever is not live is left out before anything is compared."""
    found: Rows[Entry] = Rows()
    for line, row in _rows(text, REGISTER, name, found.bad):
        if row["status"].strip().casefold() == LIVE:
            _take(found, line, row["entry_id"], row, _entry)
    return found


def read_queries(text: str, name: str = "The questions") -> Rows[Told]:
    """Return the questions of a queries.csv; any part but its id may be empty, not all."""
    found: Rows[Told] = Rows()
    for line, row in _rows(text, QUERIES, name, found.bad):
        _take(found, line, row["query_id"], row, _told)
    return found


def _take(found: Rows[Row], line: int, name: str, row: dict[str, str], read: Callable[[dict[str, str]], Row]) -> None:
    """Take a row in, or name it as bad. A date that cannot be read is named, and the rest of the row is used."""
    for column in DATES & row.keys():
        if row[column].strip() and read_day(row[column]) == UNKNOWN:
            found.bad.append(BadRow(line, f"“{row[column].strip()}” is no date that can be read; the rest was used"))
            row[column] = ""
    try:
        made = read(row)
    except ValueError as wrong:
        found.bad.append(BadRow(line, str(wrong)))
        return
    if name.strip():
        found.names.append(name.strip())
        found.rows.append(made)
    else:
        found.bad.append(BadRow(line, "it has no id"))


def _entry(row: dict[str, str]) -> Entry:
    if not any(row[part].strip() for part in REGISTER[3:]):
        raise ValueError("it says neither who nor where")
    place = row["kind"].strip().casefold() in PROPERTY and not row["surname"].strip()
    aliases = tuple(each.strip() for each in ALIASES.split(row["aliases"]) if each.strip())
    where = ((row["address"], row["postcode"]),)
    return Entry(row["given_names"], row["surname"], row["date_of_birth"], aliases, where, place=place)


def _told(row: dict[str, str]) -> Told:
    if not any(row[part].strip() for part in QUERIES[1:]):
        raise ValueError("it asks nothing: every field is empty")
    return Told(row["name"], row["given"], row["surname"], row["dob"], row["address"], row["postcode"])


def _rows(text: str, columns: Sequence[str], name: str, bad: list[BadRow]) -> Iterator[tuple[int, dict[str, str]]]:
    """Yield (line, row) with every column there, the header checked."""
    reader = csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline=""))
    header = [each.strip().casefold() for each in next(reader, [])]
    missing = [each for each in columns if each not in header]
    if missing:
        raise BadHeader(
            f"{name} must begin with a line that names its columns; missing: {', '.join(missing)}. "
            f"It needs {', '.join(columns)}."
        )
    before = reader.line_num
    for cells in reader:
        line, before = before + 1, reader.line_num
        if len(cells) != len(header):
            if cells:
                bad.append(BadRow(line, f"it has {len(cells)} fields where the first line names {len(header)}"))
            continue
        yield line, dict(zip(header, cells, strict=True))


def predictions(rows: Iterable[tuple[str, str, int, str]]) -> str:
    """Return lines of a predictions.csv without its header; scores in thousandths become logarithms of odds."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerows((asked, entry, f"{score / 1000:.3f}", tier) for asked, entry, score, tier in rows)
    return out.getvalue()
