"""The `heed` command."""

import os
import sys
from collections.abc import Sequence
from typing import Final, NamedTuple

from django.core.management import execute_from_command_line

from heed.policy.faults import nearest

MISTAKEN: Final = 2


class Told(NamedTuple):
    """What `heed --help` says about a command."""

    about: str
    example: str


COMMANDS: Final = {
    "run": Told("Run Heed: the web server and a worker together.", "heed run --port 8000"),
    "demo": Told("Run Heed with a whole invented organisation in it, to look around.", "heed demo"),
    "setup": Told("Make an agency, load its policy, invite two first administrators.", "heed setup --help"),
    "work": Told("Run one more worker that sends, reminds and escalates.", "heed work"),
    "policy": Told("Check, explain, compare and try policy files.", "heed policy check my-council.toml"),
    "ledger": Told("Say whether the ledger is as it was written.", "heed ledger verify"),
    "staff": Told("Import staff from a CSV file.", "heed staff import staff.csv --agency hartmere --dry-run"),
    "register": Told(
        "Bring in the entries of an earlier register, row by row.",
        "heed register import old.xlsx --agency hartmere --by sana.yarrow@example.org --dry-run",
    ),
    "system": Told(
        "Register other systems that ask whether there is a warning.",
        "heed system list --agency hartmere",
    ),
    "screen": Told(
        "Screen a list against the live register, or one in a file.",
        "heed screen visits.csv --register register.csv --out found.csv",
    ),
    "index": Told("Make the index anew that checks are answered from.", "heed index rebuild"),
    "manage": Told("Run one of Django's own commands.", "heed manage migrate"),
}
HELP: Final = ("help", "-h", "--help")


def main(words: Sequence[str] | None = None) -> int:
    """Run `heed <command>`; `heed manage <command>` runs Django's own. Return the exit code."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "heed.settings")
    asked = list(sys.argv[1:] if words is None else words)
    if not asked or asked[0] in HELP:
        sys.stdout.write(overview())
        return 0
    if asked[0] not in COMMANDS:
        sys.stderr.write(unknown(asked[0]))
        return MISTAKEN
    if asked[0] == "demo":
        os.environ["HEED_DEMO"] = "yes"  # before the settings are read: the demo has a database and keys of its own
    execute_from_command_line(["heed", *(asked[1:] if asked[0] == "manage" else asked)])
    return 0


def overview() -> str:
    """Return what each command does, with an example of each."""
    parts = [f"  {name:10}{told.about}\n{'':12}{told.example}\n" for name, told in COMMANDS.items()]
    return "usage: heed <command> …\n\n" + "".join(parts) + "\nEach says more with --help: heed run --help\n"


def unknown(word: str) -> str:
    """Return that there is no such command, and which was probably meant."""
    near = nearest(word, COMMANDS)
    meant = f"Did you mean “heed {near}”?" if near else "`heed --help` lists the commands."
    return f"There is no command “{word}”. {meant} Django's own commands run as `heed manage <command>`.\n"


if __name__ == "__main__":
    sys.exit(main())
