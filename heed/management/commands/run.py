"""`heed run`, found by Django."""

import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from heed.cli import run


class Command(BaseCommand):
    """Run the web server and a worker."""

    help = "Run Heed: the web server and a worker that sends, reminds and escalates, each started again when it dies."
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the options of `heed run`."""
        run.add_arguments(parser)

    def handle(self, *_args: Any, **options: Any) -> None:
        """Serve, and leave with the exit code."""
        code = run.handle(options)
        if code:
            sys.exit(code)
