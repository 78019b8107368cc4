"""`heed staff`, found by Django."""

import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from heed.cli import staff


class Command(BaseCommand):
    """Import staff."""

    help = "Import staff from a CSV file, whole or not at all."
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the arguments of `heed staff`."""
        staff.add_arguments(parser)

    def handle(self, *_: Any, **options: Any) -> None:
        """Do it, and leave with its exit code."""
        code = staff.handle(options, self.stdout)
        if code:
            sys.exit(code)
