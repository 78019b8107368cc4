"""`heed screen`: a list of people and addresses against a register: a CSV file without any database, or the live one.

Exit codes: 0 every row was screened, 1 some rows could not be read, 2 a file or an option cannot be used at all.
"""

import os
from argparse import ArgumentParser, RawDescriptionHelpFormatter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from heed.access.decisions import Refused
from heed.cli.live import for_staff, screen_live
from heed.cli.policy import FAULTY, FINE, MISTAKEN, Out
from heed.matching.faces import Told
from heed.matching.lists import PREDICTIONS, QUERIES, REGISTER, BadHeader, BadRow, Rows, predictions, read_register
from heed.matching.roll import Roll
from heed.matching.screening import FIRST, screened
from heed.matching.sheets.asking import columns_by, questions
from heed.matching.sheets.guessing import PARTS, guess
from heed.matching.sheets.reading import BadFile, Table, read_table

EXAMPLE: Final = f"""\
examples:
  heed screen visits.csv --register register.csv --out found.csv
  heed screen visits.xlsx --database --agency hartmere --by hal.aske@example.org --purpose visit --out found.csv
  heed screen diary.ics --register register.csv --out found.csv --columns line=summary address=location

The list is a CSV file, an Excel workbook or a calendar. What its columns hold is guessed from what they are called, and
said; --columns says it better: {", ".join(PARTS)}.
Columns that are always understood:
  the list      {",".join(QUERIES)}
  the register  {",".join(REGISTER)}
  what is found {",".join(PREDICTIONS)}
Any field may be empty; dates and addresses may be as somebody types them; aliases are set apart by “;”.
Entries whose status is not “live” never come back. Up to {FIRST} entries are listed for each row, the likeliest first.
Their tier is “alert” (likely the same), “review” (a person should look) or empty (only the nearest there is).
With --database the live register is asked, for somebody who sees the whole of it, and that is recorded.
"""
Found = tuple[str, str, int, str]
"""Id of the row, id of the entry, score in thousandths, tier."""


def add_arguments(parser: ArgumentParser) -> None:
    """Give the parser the arguments of `heed screen`."""
    parser.formatter_class, parser.epilog = RawDescriptionHelpFormatter, EXAMPLE
    parser.add_argument("list", metavar="LIST", help="people and addresses: CSV, Excel or a calendar")
    against = parser.add_mutually_exclusive_group(required=True)
    against.add_argument("--register", metavar="FILE", help="a CSV file of the register; no database is touched")
    against.add_argument("--database", action="store_true", help="the live register of an agency")
    parser.add_argument("--out", required=True, metavar="FILE", help="where to write what was found")
    parser.add_argument("--columns", nargs="+", metavar="PART=COLUMN", help="what the columns of the list hold")
    parser.add_argument("--tiers-only", action="store_true", help="leave out what is neither alert nor review")
    parser.add_argument("--processes", type=int, default=os.cpu_count() or 1, metavar="N", help="how many work at once")
    live = parser.add_argument_group("with --database")
    live.add_argument("--agency", metavar="WORD", help="the agency's word, such as hartmere")
    live.add_argument("--by", metavar="EMAIL", help="for whom it is done: they must see the whole register")
    live.add_argument("--purpose", metavar="WORD", help="what the list is for: visit, meeting, call or job")
    live.add_argument(
        "--for-staff", action="store_true", help="write what each row warns of and what to do, and no names"
    )


def handle(options: Mapping[str, Any], out: Out) -> int:
    """Screen the list, write the file, say what could not be read, and return the exit code."""
    try:
        read = _questions(options, out)
        bad = _against_database(options, read, out) if options["database"] else _against_file(options, read, out)
    except (BadHeader, BadFile, OSError, UnicodeDecodeError, Refused) as wrong:
        out.write(f"Nothing was screened. {wrong}\n")
        return MISTAKEN
    return FAULTY if bad or read.bad else FINE


def _questions(options: Mapping[str, Any], out: Out) -> Rows[Told]:
    """Return what the list asks, having said what its columns are taken to hold."""
    name = options["list"]
    try:
        table = read_table(Path(name).read_bytes())
        told = options["columns"]
        columns = columns_by(table, _columns(told)) if told else guess(table)
        read = questions(table, columns)
    except BadFile as wrong:
        raise BadFile(f"The list {name}: {wrong}") from None
    if not told and not set(QUERIES) <= {column.casefold() for column in table.header}:
        out.write(f"Read as: {_said(table, columns)}. Say otherwise with --columns.\n")
    _name(name, read.bad, out)
    return read


def _columns(told: Iterable[str]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for each in told:
        part, _mark, column = each.partition("=")
        found.setdefault(part, []).append(column)
    return found


def _said(table: Table, columns: Sequence[str]) -> str:
    held = [f"{part} = {name}" for part, name in zip(columns, table.header, strict=True) if part]
    left = [name for part, name in zip(columns, table.header, strict=True) if not part and name]
    return ", ".join(held) + (f"; left aside: {', '.join(left)}" if left else "")


def _against_file(options: Mapping[str, Any], read: Rows[Told], out: Out) -> list[BadRow]:
    """Screen against a file; return its bad rows."""
    name = options["register"]
    register = read_register(Path(name).read_text("utf-8"), f"The register {name}")
    _name(name, register.bad, out)
    stretches = (
        [(read.names[asked], register.names[entry], score, tier) for asked, entry, score, tier in stretch]
        for stretch in screened(Roll(register.rows), read.rows, options["processes"])
    )
    _finish(options, stretches, out, rows=len(read.rows), size=len(register.rows))
    return register.bad


def _against_database(options: Mapping[str, Any], read: Rows[Told], out: Out) -> list[BadRow]:
    """Screen against the live register of an agency."""
    result = screen_live(options, read)
    if options["for_staff"]:
        Path(options["out"]).write_text(for_staff(result, read.names), encoding="utf-8")
        out.write(f"{len(read.rows)} rows against {result.size} live entries. Written to {options['out']}.\n")
        return []
    found = [(read.names[each.row], each.marker.case.reference, each.score, each.tier) for each in result.matches]
    _finish(options, [found], out, rows=len(read.rows), size=result.size)
    return []


def _finish(options: Mapping[str, Any], found: Iterable[list[Found]], out: Out, *, rows: int, size: int) -> None:
    """Write the predictions, and say how many rows have an alert, or at most a review."""
    best = {"alert": 0, "review": 0, "": 0}
    with Path(options["out"]).open("w", encoding="utf-8", newline="") as file:
        file.write(",".join(PREDICTIONS) + "\n")
        last = None
        for stretch in found:
            for asked, _entry, _score, tier in stretch:
                best[tier] += asked != last
                last = asked
            file.write(predictions(each for each in stretch if each[3] or not options["tiers_only"]))
    out.write(
        f"{rows} rows against {size} live entries: {best['alert']} alerts, {best['review']} to review. "
        f"Written to {options['out']}.\n"
    )


def _name(name: str, bad: Iterable[BadRow], out: Out) -> None:
    """Say which rows could not be read, and why."""
    for row in bad:
        out.write(f"{name}, line {row.line}: {row.words}.\n")
