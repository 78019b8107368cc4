"""`heed policy`: the door to heed.cli.policy."""

import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from heed.cli import policy


class Command(BaseCommand):
    """Check, explain, compare and try policy files."""

    help = "Check, explain, compare and try policy files; say which clauses something serves."
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the arguments of `heed policy`."""
        policy.add_arguments(parser)

    def handle(self, *_: Any, **options: Any) -> None:
        """Do it, and leave with its exit code."""
        code = policy.handle(options, self.stdout)
        if code:
            sys.exit(code)
