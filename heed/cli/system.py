"""`heed system`: register another system that asks, list them, end one.

Exit codes: 0 as it should be, 2 the question itself was wrong.
"""

from argparse import ArgumentParser, ArgumentTypeError, RawDescriptionHelpFormatter
from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from heed import clock
from heed.access.changes import add_system, end_system
from heed.access.decisions import Refused
from heed.access.queries import System, system_named, systems_of
from heed.cli.policy import FINE, MISTAKEN, Out
from heed.ledger.stamp import Stamp
from heed.people.agencies.queries import agency_called
from heed.people.agencies.stamps import Agency

ACTIONS: Final = {
    "register": ("Register a system; its key is written once, and an administrator must agree at /systems.",
                 'heed system register "Case files" --agency hartmere --until 2027-10-31'),
    "list": ("List the systems that ask, asked or wait to ask.", "heed system list --agency hartmere"),
    "end": ("End what a system may ask, at once.", 'heed system end "Case files" --agency hartmere'),
}  # fmt: skip
EXAMPLE: Final = "".join(["example:\n", *(f"  {example}\n" for _about, example in ACTIONS.values())])


def day(text: str) -> date:
    """Return the day of "2027-10-31"."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise ArgumentTypeError(f"“{text}” is no day; write it as 2027-10-31.") from None


def add_arguments(parser: ArgumentParser) -> None:
    """Give the parser the actions of `heed system` and their arguments."""
    parser.formatter_class, parser.epilog = RawDescriptionHelpFormatter, EXAMPLE
    actions = parser.add_subparsers(
        dest="action", required=True, metavar="action", title="actions", parser_class=ArgumentParser
    )
    for word, (about, example) in ACTIONS.items():
        one = actions.add_parser(word, help=about, description=about, epilog=f"example:\n  {example}\n",
                                 formatter_class=RawDescriptionHelpFormatter)  # fmt: skip
        if word != "list":
            one.add_argument("name", metavar="NAME", help="what your staff call the system")
        one.add_argument("--agency", required=True, metavar="WORD", help="the agency's word, such as hartmere")
        if word == "register":
            one.add_argument("--until", type=day, required=True, metavar="DAY", help="the last day, within a year")
            one.add_argument("--most", type=int, default=300, metavar="N",
                             help="how many look-ups an hour at most (%(default)s)")  # fmt: skip


def handle(options: Mapping[str, Any], out: Out) -> int:
    """Do it, say what was done, and return the exit code."""
    agency = agency_called(options["agency"])
    if agency is None:
        out.write(f"There is no agency “{options['agency']}”. It is the word that `heed setup` was given.\n")
        return MISTAKEN
    if options["action"] == "list":
        out.write("".join(_line(each) for each in systems_of(agency)) or "No system asks yet.\n")
        return FINE
    stamp = Stamp(by=None, at=clock.now(), door="cli:system")
    try:
        return _register(stamp, agency, options, out) if options["action"] == "register" else _end(
            stamp, agency, options["name"], out)  # fmt: skip
    except Refused as refused:
        out.write(f"{refused.reason}\n")
        return MISTAKEN


def _register(stamp: Stamp, agency: Agency, options: Mapping[str, Any], out: Out) -> int:
    system, key = add_system(
        stamp, agency=agency, name=options["name"], until_on=options["until"], most_an_hour=max(options["most"], 1)
    )
    out.write(f"{key}\n{system.name} can use this key, which is shown once, when an administrator has agreed at "
              "/systems.\n")  # fmt: skip
    return FINE


def _end(stamp: Stamp, agency: Agency, name: str, out: Out) -> int:
    system = system_named(agency, name)
    if system is None:
        out.write(f"No system “{name}” asks. `heed system list` lists them.\n")
        return MISTAKEN
    end_system(stamp, system=system)
    out.write(f"{name} may ask no longer.\n")
    return FINE


def _line(system: System) -> str:
    state = "ended" if system.ended_at else "asks" if system.agreed_at else "waits for agreement"
    return f"{system.name}: {state}, until {system.until_on:%Y-%m-%d}\n"
