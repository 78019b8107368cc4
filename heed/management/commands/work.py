"""`heed work`, found by Django."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from heed.cli import work


class Command(BaseCommand):
    """Send messages, remind, escalate."""

    help = "Send what waits, remind and escalate, until told to stop. Any number of workers share one database."
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the options of `heed work`."""
        work.add_arguments(parser)

    def handle(self, *_args: Any, **options: Any) -> None:
        """Work until told to stop."""
        work.handle(options)
