"""`heed register`, found by Django."""

import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from heed.cli import register


class Command(BaseCommand):
    """Bring in an earlier register."""

    help = "Bring in the entries of an earlier register, row by row."
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the arguments of `heed register`."""
        register.add_arguments(parser)

    def handle(self, *_: Any, **options: Any) -> None:
        """Do it, and leave with its exit code."""
        code = register.handle(options, self.stdout)
        if code:
            sys.exit(code)
