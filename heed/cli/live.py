"""Screening against the live register from the command line, and the file that staff may be given of it."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from heed import clock
from heed.checks.screens.changes import Match, Result, screen
from heed.checks.states import Purpose
from heed.matching.faces import Told
from heed.matching.lists import Rows
from heed.matching.sheets.reading import BadFile
from heed.matching.sheets.writing import as_csv
from heed.people.agencies.queries import agency_called, works_here
from heed.people.agencies.stamps import Signed, User
from heed.policy.faults import nearest
from heed.register.markers.queries import short_form

COLUMNS: Final = ("id", "answer", "hazards", "what to do", "until")
ANSWERS: Final = {"alert": "warning", "review": "may be a warning"}
NEEDED: Final = ("agency", "by", "purpose")


def screen_live(options: Mapping[str, Any], read: Rows[Told]) -> Result:
    """Screen the rows for the person and purpose that the options name. Raises BadFile, and Refused."""
    missing = [f"--{name}" for name in NEEDED if not options[name]]
    if missing:
        raise BadFile(f"With --database also say {', '.join(missing)}.")
    user = on_behalf_of(options["agency"], options["by"])
    if options["purpose"] not in Purpose.values:
        near = nearest(options["purpose"], Purpose.values)
        hint = f" Did you mean “{near}”?" if near else f" It is one of: {', '.join(Purpose.values)}."
        raise BadFile(f"There is no purpose “{options['purpose']}”.{hint}")
    stamp = Signed.of(user, clock.now(), "cli:screen")
    purpose = Purpose(options["purpose"])
    return screen(stamp, read.rows, purpose=purpose, bad=len(read.bad), processes=options["processes"])


def on_behalf_of(word: str, email: str) -> User:
    """Return for whom a command is done, by the agency's word and their e-mail address. Raises BadFile."""
    agency = agency_called(word)
    if agency is None:
        raise BadFile(f"There is no agency “{word}”. It is the word that `heed setup` was given.")
    user = works_here(agency, email)
    if user is None:
        raise BadFile(f"Nobody works for “{word}” whose e-mail address is “{email}”.")
    return user


def for_staff(result: Result, names: Sequence[str]) -> str:
    """Return as CSV what each row warns of: alerts first, in the short form alone, and nobody's name."""
    told = [each for each in result.matches if each.tier]
    rows = sorted(told, key=lambda each: (each.tier != "alert", -each.score, each.row))
    return as_csv([COLUMNS, *(_row(each, names[each.row]) for each in rows)])


def _row(match: Match, name: str) -> tuple[str, ...]:
    short = short_form(match.marker)
    until = short.ends_on.isoformat() if short.ends_on else ""
    return name, ANSWERS[match.tier], "; ".join(short.hazards), "; ".join(short.controls), until
