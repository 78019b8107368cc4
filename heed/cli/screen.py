"""`heed screen`: a list of people and addresses against a register, both CSV files; no database is touched.

Exit codes: 0 every row was screened, 1 some rows could not be read, 2 a file cannot be used at all.
"""

import os
from argparse import ArgumentParser, RawDescriptionHelpFormatter
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from heed.cli.policy import FAULTY, FINE, MISTAKEN, Out
from heed.matching.lists import (
    PREDICTIONS,
    QUERIES,
    REGISTER,
    BadHeader,
    BadRow,
    Rows,
    predictions,
    read_queries,
    read_register,
)
from heed.matching.roll import Roll
from heed.matching.screening import FIRST, screened

EXAMPLE: Final = f"""\
example:
  heed screen visits.csv --register register.csv --out found.csv

The first line of each file names its columns:
  the list      {",".join(QUERIES)}
  the register  {",".join(REGISTER)}
  what is found {",".join(PREDICTIONS)}
Any field but the ids may be empty; dates and addresses may be as somebody types them; aliases are set apart by “;”.
Entries whose status is not “live” never come back. Up to {FIRST} entries are listed for each row, the likeliest first.
Their tier is “alert” (likely the same), “review” (a person should look) or empty (only the nearest there is).
"""


def add_arguments(parser: ArgumentParser) -> None:
    """Give the parser the arguments of `heed screen`."""
    parser.formatter_class, parser.epilog = RawDescriptionHelpFormatter, EXAMPLE
    parser.add_argument("list", metavar="LIST", help="a CSV file of people and addresses, in UTF-8")
    parser.add_argument("--register", required=True, metavar="FILE", help="a CSV file of the register")
    parser.add_argument("--out", required=True, metavar="FILE", help="where to write what was found")
    parser.add_argument("--tiers-only", action="store_true", help="leave out what is neither alert nor review")
    parser.add_argument("--processes", type=int, default=os.cpu_count() or 1, metavar="N", help="how many work at once")


def handle(options: Mapping[str, Any], out: Out) -> int:
    """Screen the list, write the file, say what could not be read, and return the exit code."""
    try:
        register = read_register(_text(options["register"]), f"The register {options['register']}")
        queries = read_queries(_text(options["list"]), f"The list {options['list']}")
        written = _write(options, register, queries)
    except (BadHeader, OSError, UnicodeDecodeError) as wrong:
        out.write(f"Nothing was screened. {wrong}\n")
        return MISTAKEN
    for name, bad in ((options["register"], register.bad), (options["list"], queries.bad)):
        out.write("".join(_bad(name, row) for row in bad))
    out.write(
        f"{len(queries.rows)} rows against {len(register.rows)} live entries: {written['alert']} alerts, "
        f"{written['review']} to review. Written to {options['out']}.\n"
    )
    return FAULTY if register.bad or queries.bad else FINE


def _write(options: Mapping[str, Any], register: Rows[Any], queries: Rows[Any]) -> dict[str, int]:
    """Write the predictions, and return how many questions have an alert, or at most a review."""
    best = {"alert": 0, "review": 0, "": 0}
    with Path(options["out"]).open("w", encoding="utf-8", newline="") as file:
        file.write(",".join(PREDICTIONS) + "\n")
        last = -1
        for found in screened(Roll(register.rows), queries.rows, options["processes"]):
            for asked, _entry, _score, tier in found:
                best[tier] += asked != last
                last = asked
            file.write(predictions(
                (queries.names[asked], register.names[entry], score, tier)
                for asked, entry, score, tier in found if tier or not options["tiers_only"]
            ))  # fmt: skip
    return best


def _text(name: str) -> str:
    return Path(name).read_text("utf-8")


def _bad(name: str, row: BadRow) -> str:
    return f"{name}, line {row.line}: {row.words}.\n"
