"""`heed demo`, found by Django."""

import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from heed.demo import start


class Command(BaseCommand):
    """Run Heed with a living organisation in it."""

    help = (
        "Run Heed with demo data: six invented agencies, eighteen months of reports. Anybody signs in as anybody; "
        "everything stays on this machine."
    )
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the options of `heed demo`."""
        start.add_arguments(parser)

    def handle(self, *_args: Any, **options: Any) -> None:
        """Fill the demo if need be, serve it, and leave with the exit code."""
        code = start.handle(options, self.stdout.write)
        if code:
            sys.exit(code)
