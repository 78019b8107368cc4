"""`heed index`: makes the index of people and places anew, from what the tables hold."""

from argparse import ArgumentParser, RawDescriptionHelpFormatter
from collections.abc import Mapping
from typing import Any, Final

from heed.checks.changes import renew_index
from heed.cli.policy import Out

EXAMPLE: Final = "example:\n  heed index rebuild\n"
ABOUT: Final = (
    "Make the index anew that checks are answered from. It keeps itself up to date; this is for tables that were put "
    "back or filled by other means. Checks are answered meanwhile, and writes wait."
)


def add_arguments(parser: ArgumentParser) -> None:
    """Give the parser the actions of `heed index`."""
    parser.formatter_class, parser.epilog = RawDescriptionHelpFormatter, EXAMPLE
    actions = parser.add_subparsers(
        dest="action", required=True, metavar="action", title="actions", parser_class=ArgumentParser
    )
    actions.add_parser(
        "rebuild", help=ABOUT, description=ABOUT, epilog=EXAMPLE, formatter_class=RawDescriptionHelpFormatter
    )


def handle(_options: Mapping[str, Any], out: Out) -> None:
    """Make it anew, and say how large it is."""
    many = renew_index()
    out.write(f"The index was made anew: {many:,} {'row' if many == 1 else 'rows'}.\n")
