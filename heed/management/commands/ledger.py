"""`heed ledger`, found by Django."""

import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from heed.cli import ledger


class Command(BaseCommand):
    """Walk the ledger."""

    help = "Say whether the ledger is as it was written."
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the arguments of `heed ledger`."""
        ledger.add_arguments(parser)

    def handle(self, *_: Any, **options: Any) -> None:
        """Do it, and leave with its exit code."""
        code = ledger.handle(options, self.stdout)
        if code:
            sys.exit(code)
