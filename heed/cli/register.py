"""`heed register import`: the entries of an earlier register come in as proposals, each row that has what it needs.

Exit codes: 0 every row can come in, 1 some cannot, 2 the list or an option cannot be used at all.
"""

import json
from argparse import ArgumentParser, RawDescriptionHelpFormatter
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from heed import clock
from heed.access.decisions import Refused
from heed.cli.live import on_behalf_of
from heed.cli.policy import FAULTY, FINE, MISTAKEN, Out
from heed.matching.sheets.reading import BadFile
from heed.matching.sheets.writing import as_csv
from heed.people.agencies.stamps import Signed
from heed.register.bringing.changes import bring_in
from heed.register.bringing.queries import Plan, plan_bringing
from heed.register.bringing.rows import COLUMNS, NEEDED
from heed.register.bringing.rules import may_bring_in

WHY: Final = "cannot come in because"
"""The column that is put before the others where rows are written out to be mended."""
EXAMPLE: Final = f"""\
examples:
  heed register import old.xlsx --agency hartmere --by sana.yarrow@example.org --dry-run
  heed register import old.xlsx --agency hartmere --by sana.yarrow@example.org --left-out mend.csv

The list is a CSV file or an Excel workbook. Its first line names its columns, of which a name or a property and
{", ".join(NEEDED)} are needed:
  {", ".join(COLUMNS)}
Fields that hold several things set them apart by “;”. A further fact stands in “fact on 2” and “fact 2”.
Each row that has what an entry needs becomes a proposal: somebody countersigns it, and the owner of the register
decides, each question answered in writing. It stands no longer than it did on the earlier register. Keep that in use
until they have decided. The rows that cannot come in are named with every reason; the same list can be brought again.
"""


def add_arguments(parser: ArgumentParser) -> None:
    """Give the parser the actions of `heed register` and their arguments."""
    parser.formatter_class, parser.epilog = RawDescriptionHelpFormatter, EXAMPLE
    actions = parser.add_subparsers(
        dest="action", required=True, metavar="action", title="actions", parser_class=ArgumentParser
    )
    about = "Bring in the entries of an earlier register: each row that has what an entry needs becomes a proposal."
    one = actions.add_parser(
        "import", help=about, description=about, epilog=EXAMPLE, formatter_class=RawDescriptionHelpFormatter
    )
    one.add_argument("file", metavar="FILE", help="a CSV file or an Excel workbook")
    one.add_argument("--agency", required=True, metavar="WORD", help="the agency's word, such as hartmere")
    one.add_argument("--by", required=True, metavar="EMAIL", help="who brings it in: health and safety, not the owner")
    one.add_argument("--dry-run", action="store_true", help="say what would come in, and do nothing")
    one.add_argument("--left-out", metavar="FILE", help="write the rows that cannot come in to a CSV file, with why")
    one.add_argument("--json", action="store_true", help="write JSON")


def handle(options: Mapping[str, Any], out: Out) -> int:
    """Bring in or only look, say what was found, and return the exit code."""
    try:
        plan = _carry_out(options)
        if options["left_out"]:
            Path(options["left_out"]).write_text(to_mend(plan), encoding="utf-8")
    except (BadFile, OSError, Refused) as wrong:
        out.write(f"Nothing was brought in. {wrong}\n")
        return MISTAKEN
    out.write(_json(plan, options) if options["json"] else _words(plan, options))
    return FAULTY if plan.left_out else FINE


def _carry_out(options: Mapping[str, Any]) -> Plan:
    """Return what was, or would be, brought in. Raises BadFile, OSError and Refused."""
    user = on_behalf_of(options["agency"], options["by"])
    content, stamp = Path(options["file"]).read_bytes(), Signed.of(user, clock.now(), "cli:register")
    if not options["dry_run"]:
        return bring_in(stamp, content)
    may_bring_in(user).require()
    return plan_bringing(user, content, stamp.at)


def to_mend(plan: Plan) -> str:
    """Return as CSV the rows that cannot come in, as they were, each with why before it."""
    rows = [("; ".join(each.reasons), *plan.cells[each.line]) for each in plan.left_out]
    return as_csv([(WHY, *plan.header), *rows])


def _words(plan: Plan, options: Mapping[str, Any]) -> str:
    """Return in words what came of it. No name stands there: a screen may be seen, and a log kept."""
    aside = f"Left aside, for no entry has them: {', '.join(plan.left_aside)}.\n" if plan.left_aside else ""
    lines = [
        f"line {each.line}{f' ({each.reference})' if each.reference else ''}: {WHY} {', and '.join(each.reasons)}.\n"
        for each in plan.left_out
    ]
    rows, cannot = len(plan.rows), len(plan.left_out)
    number = f"{rows} {'row' if rows == 1 else 'rows'}"
    done = (
        f"Would come in as proposals: {number}; {cannot} cannot. Nothing was done.\n"
        if options["dry_run"]
        else f"Came in as proposals: {number}; {cannot} cannot. They warn nobody before they are decided on: until "
        "then, keep the earlier register in use.\n"
    )
    return aside + "".join(lines) + done


def _json(plan: Plan, options: Mapping[str, Any]) -> str:
    found = {
        "brought": not options["dry_run"],
        "rows": [row.line for row in plan.rows],
        "left_out": [{"line": each.line, "reference": each.reference, "reasons": each.reasons}
                     for each in plan.left_out],
        "left_aside": plan.left_aside,
    }  # fmt: skip
    return json.dumps(found, indent=2, ensure_ascii=False) + "\n"
