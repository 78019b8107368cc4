"""`heed screen`, found by Django."""

import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from heed.cli import screen


class Command(BaseCommand):
    """Screen a list."""

    help = "Screen a list of people and addresses against the live register, or one in a file."
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the arguments of `heed screen`."""
        screen.add_arguments(parser)

    def handle(self, *_: Any, **options: Any) -> None:
        """Do it, and leave with its exit code."""
        code = screen.handle(options, self.stdout)
        if code:
            sys.exit(code)
