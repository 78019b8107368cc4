"""`heed setup`, found by Django."""

from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser

from heed.cli import setup
from heed.notices.health import migrated


class Command(BaseCommand):
    """Make an agency, load its policy, and invite two first administrators."""

    help = "Make an agency, load its policy, and invite two first administrators by one-time links."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the agency's word and name, its policy, and its administrators."""
        setup.add_arguments(parser)

    def handle(self, *_args: Any, **options: Any) -> None:
        """Set up, and print the links."""
        if not migrated():  # a first install has no tables yet
            call_command("migrate", interactive=False, verbosity=0)
        names = ("word", "name", "policy")
        try:
            lines = setup.setup(
                **{name: options[name] for name in names},
                administrators=options["administrator"],
                base_url=settings.BASE_URL,
            )
        except setup.Mistake as mistake:
            raise CommandError(str(mistake)) from None
        except setup.PolicyFaults as faults:
            raise CommandError("\n".join(str(fault) for fault in faults.faults)) from None
        self.stdout.write("\n".join(lines))
