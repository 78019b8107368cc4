"""`heed system`, found by Django."""

import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from heed.cli import system


class Command(BaseCommand):
    """Other systems that ask."""

    help = "Register other systems that ask whether there is a warning, list them, end one."
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the arguments of `heed system`."""
        system.add_arguments(parser)

    def handle(self, *_: Any, **options: Any) -> None:
        """Do it, and leave with its exit code."""
        code = system.handle(options, self.stdout)
        if code:
            sys.exit(code)
