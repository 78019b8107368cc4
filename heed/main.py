"""The `heed` command."""

import os
import sys

from django.core.management import execute_from_command_line


def main() -> None:
    """Run `heed <command>`; `heed manage <command>` runs Django's own."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "heed.settings")
    words = sys.argv[1:]
    execute_from_command_line(["heed", *(words[1:] if words[:1] == ["manage"] else words)])


if __name__ == "__main__":
    main()
