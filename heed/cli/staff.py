"""`heed staff`: import staff from a CSV file, whole or not at all.

Exit codes: 0 as it should be, 1 the file has faults, 2 the question itself was wrong.
"""

import json
from argparse import ArgumentParser, RawDescriptionHelpFormatter
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from heed import clock
from heed.cli.policy import FAULTY, FINE, MISTAKEN, Out
from heed.ledger.stamp import Stamp
from heed.people.agencies.queries import agency_called
from heed.people.imports.changes import NotImported, import_staff
from heed.people.imports.queries import COLUMNS, NEEDED, Plan, plan_import

EXAMPLE: Final = f"""\
example:
  heed staff import staff.csv --agency hartmere --dry-run

The first line of the file names its columns, of which {", ".join(NEEDED)} are needed:
  {",".join(COLUMNS)}
A post is only proposed: an administrator must agree to it at /posts.
"""


def add_arguments(parser: ArgumentParser) -> None:
    """Give the parser the actions of `heed staff` and their arguments."""
    parser.formatter_class, parser.epilog = RawDescriptionHelpFormatter, EXAMPLE
    actions = parser.add_subparsers(
        dest="action", required=True, metavar="action", title="actions", parser_class=ArgumentParser
    )
    about = "Import staff from a CSV file: every row, or none where anything is wrong with one."
    one = actions.add_parser(
        "import", help=about, description=about, epilog=EXAMPLE, formatter_class=RawDescriptionHelpFormatter
    )
    one.add_argument("file", metavar="FILE", help="a CSV file in UTF-8")
    one.add_argument("--agency", required=True, metavar="WORD", help="the agency's word, such as hartmere")
    one.add_argument("--dry-run", action="store_true", help="say what would be done, and do nothing")
    one.add_argument("--json", action="store_true", help="write JSON")


def handle(options: Mapping[str, Any], out: Out) -> int:
    """Import or only look, say what was found, and return the exit code."""
    agency = agency_called(options["agency"])
    if agency is None:
        out.write(f"There is no agency “{options['agency']}”. It is the word that `heed setup` was given.\n")
        return MISTAKEN
    try:
        content = Path(options["file"]).read_bytes()
    except OSError as error:
        out.write(f"The file cannot be read: {error}\n")
        return MISTAKEN
    done = False
    if options["dry_run"]:
        plan = plan_import(agency, content)
    else:
        try:
            plan = import_staff(Stamp(by=None, at=clock.now(), door="cli:staff"), agency=agency, content=content)
            done = True
        except NotImported as refused:
            plan = refused.plan
    out.write(_json(plan, done=done) if options["json"] else _words(plan, done=done))
    return FAULTY if plan.troubles else FINE


def _words(plan: Plan, *, done: bool) -> str:
    if plan.troubles:
        lines = [f"line {trouble.line}: {trouble.words}\n" for trouble in plan.troubles]
        number = len(plan.troubles)
        return "".join(lines) + f"{number} thing{'' if number == 1 else 's'} to put right; nothing was imported.\n"
    numbers = f"{len(plan.new)} new, {len(plan.changed)} changed, {len(plan.same)} as they were"
    teams = "".join(f"New team: {team}\n" for team in plan.teams)
    return teams + (f"Imported: {numbers}.\n" if done else f"Would be imported: {numbers}. Nothing was done.\n")


def _json(plan: Plan, *, done: bool) -> str:
    found = {
        "imported": done,
        "new": len(plan.new),
        "changed": len(plan.changed),
        "same": len(plan.same),
        "teams": plan.teams,
        "troubles": [{"line": trouble.line, "words": trouble.words} for trouble in plan.troubles],
    }
    return json.dumps(found, indent=2, ensure_ascii=False) + "\n"
