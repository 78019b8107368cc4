"""`heed ledger`: whether the ledger is as it was written. Exit codes: 0 it is, 1 it is not."""

import json
import sys
from argparse import ArgumentParser, RawDescriptionHelpFormatter
from collections.abc import Mapping
from typing import Any, Final

from heed.cli.policy import Out
from heed.ledger.verify import Verdict, verify

FINE, BROKEN = 0, 1
EXAMPLE: Final = "example:\n  heed ledger verify --json\n"


def add_arguments(parser: ArgumentParser) -> None:
    """Give the parser the actions of `heed ledger` and their arguments."""
    parser.formatter_class, parser.epilog = RawDescriptionHelpFormatter, EXAMPLE
    actions = parser.add_subparsers(
        dest="action", required=True, metavar="action", title="actions", parser_class=ArgumentParser
    )
    about = "Walk the whole ledger and name the first entry that is wrong."
    one = actions.add_parser(
        "verify", help=about, description=about, epilog=EXAMPLE, formatter_class=RawDescriptionHelpFormatter
    )
    one.add_argument("--json", action="store_true", help="write JSON")


def handle(options: Mapping[str, Any], out: Out) -> int:
    """Walk the ledger, say what was found, and return the exit code."""
    verdict = verify(_progress if sys.stderr.isatty() else None)
    out.write(_json(verdict) if options["json"] else _words(verdict))
    return FINE if verdict.sound else BROKEN


def _progress(entries: int) -> None:
    sys.stderr.write(f"\r{entries:,} entries")
    sys.stderr.flush()


def _words(verdict: Verdict) -> str:
    entries = "1 entry" if verdict.entries == 1 else f"{verdict.entries:,} entries"
    chains = "1 chain" if verdict.chains == 1 else f"{verdict.chains:,} chains"
    read = f"{entries} in {chains} read."
    return f"{read} The ledger is as it was written.\n" if verdict.sound else f"{read} {verdict.fault}\n"


def _json(verdict: Verdict) -> str:
    found = {
        "sound": verdict.sound,
        "entries": verdict.entries,
        "chains": verdict.chains,
        "fault": verdict.fault or None,
    }
    return json.dumps(found, indent=2, ensure_ascii=False) + "\n"
