"""`heed work`: the door to heed.cli.work."""

from argparse import RawDescriptionHelpFormatter
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from heed.cli import work


class Command(BaseCommand):
    """Send messages, remind, escalate."""

    help = "Send what waits, remind and escalate, until told to stop. Any number of workers share one database."
    requires_system_checks = ()

    def create_parser(self, prog_name: str, subcommand: str, **more: Any) -> CommandParser:
        """Add an example to the help."""
        more |= {"epilog": "example:\n  heed work", "formatter_class": RawDescriptionHelpFormatter}
        return super().create_parser(prog_name, subcommand, **more)

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the options of `heed work`."""
        work.add_arguments(parser)

    def handle(self, *_: Any, **options: Any) -> None:
        """Do it."""
        work.handle(options)
