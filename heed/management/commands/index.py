"""`heed index`, found by Django."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from heed.cli import index


class Command(BaseCommand):
    """Make the index anew."""

    help = "Make the index of people and places anew, which checks are answered from."
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the arguments of `heed index`."""
        index.add_arguments(parser)

    def handle(self, *_: Any, **options: Any) -> None:
        """Do it."""
        index.handle(options, self.stdout)
