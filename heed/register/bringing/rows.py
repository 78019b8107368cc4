"""What a row of an earlier register says of an entry, and everything that it lacks. Pure: it asks the policy, no table.

A row needs what the law and the policy ask of an entry: it is about somebody who can be told apart, rests on a dated
fact, was decided by two people, ends in time, and the person was told, or was not for a reason that somebody wrote.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Final
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from heed.matching.days import read_day
from heed.matching.names import words
from heed.matching.postcodes import Address, address_and_postcode, joined_postcode
from heed.matching.sheets.reading import BadFile, Line, Table
from heed.policy.book import Book
from heed.policy.faults import nearest
from heed.policy.register import Control, Hazard
from heed.workdays import deadline

COLUMNS: Final = (
    "reference", "name", "born", "other names", "address", "postcode", "further addresses", "property", "warns of",
    "what to do", "advice", "why", "fact on", "fact", "countersigned by", "decided by", "decided on", "ends on",
    "told on", "not told because", "child", "welfare", "employee",
)  # fmt: skip
"""What a column may be called; a further fact stands in “fact on 2” and “fact 2”, and so on."""
NEEDED: Final = ("warns of", "why", "fact on", "fact", "decided on", "decided by", "countersigned by", "ends on")
NUMBERED: Final = re.compile(r"(fact(?: on)?) [2-9]")
YES: Final = frozenset({"yes", "y", "true", "1", "x"})
NO: Final = frozenset({"", "no", "n", "false", "0"})
LONGEST: Final[Mapping[str, int]] = {"name": 200, "address": 300, "property": 300, "postcode": 10, "advice": 300}
LONGEST_OF_ALL: Final = 5_000


@dataclass(frozen=True, slots=True)
class Row:
    """A row that has what an entry needs. `name` is empty where it is about a property."""

    line: int
    reference: str
    name: str
    born_on: date | None
    other_names: tuple[str, ...]
    address: str
    postcode: str
    further: tuple[Address, ...]
    hazards: tuple[str, ...]
    controls: tuple[str, ...]
    advice: str
    grounds: str
    facts: tuple[tuple[date, str], ...]
    ends_on: date
    child: bool
    welfare: str
    employee: str
    note: str

    @property
    def keys(self) -> frozenset[str]:
        """By what the same person or property is known again: name with date of birth, name with address, address."""
        return keys_of(self.name, self.born_on, self.address, self.postcode)


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A row that cannot come in, and every reason why, each going on from “it cannot come in because”."""

    line: int
    reference: str
    reasons: tuple[str, ...]


def keys_of(name: str, born_on: date | None, address: str, postcode: str) -> frozenset[str]:
    """Return by what a person or a property is known again, whatever the case and the commas."""
    plain, at = " ".join(words(name)), f"{' '.join(words(address))} {joined_postcode(postcode)}".strip()
    if not plain:
        return frozenset({f"at {at}"})
    return frozenset(filter(None, (f"{plain} born {born_on}" if born_on else "", f"{plain} at {at}" if at else "")))


def columns_of(table: Table) -> tuple[str, ...]:
    """Return what each column holds, "" where it is left aside. Raises BadFile where one is missing that all need."""
    called = [" ".join(words(name)) for name in table.header]
    known = [name if name in COLUMNS or NUMBERED.fullmatch(name) else "" for name in called]
    missing = [name for name in NEEDED if name not in known]
    if not {"name", "property"} & set(known):
        missing.insert(0, "name")
    if missing:
        near = [(name, nearest(name, [one for one in called if one and one not in COLUMNS])) for name in missing]
        told = [
            _("“{name}” (is it “{near}”?)").format(name=name, near=one) if one else f"“{name}”" for name, one in near
        ]
        raise BadFile(_("The list lacks columns that every entry needs: {names}.").format(names=", ".join(told)))
    twice = sorted({name for name in known if name and known.count(name) > 1})
    if twice:
        raise BadFile(_("The list has more than one column “{names}”.").format(names="”, “".join(twice)))
    return tuple(known)


class Reading:
    """One row being read; what it lacks is gathered, so that whoever mends it sees all of it at once."""

    def __init__(self, line: Line, columns: Sequence[str], book: Book, today: date) -> None:
        self.cells = {name: cell for name, cell in zip(columns, line.cells, strict=False) if name and cell}
        self.number, self.book, self.today = line.number, book, today
        self.lacks: list[str] = []

    def says(self, name: str) -> str:
        """Return the field of a column; empty where there is none."""
        return self.cells.get(name, "")

    def read(self) -> Row | LeftOut:
        """Return the row, or what it lacks."""
        self._check_lengths()
        name, at = self.says("name"), self.says("property") or self.says("address")
        child = self._child()
        born_on = self._born()
        self._check_whom(born_on)
        hazards, controls = self._hazards(), self._controls()
        facts, ends_on, note = self._facts(), self._end(child=child), self._note()
        if not self.says("why"):
            self.lacks.append(_("nothing says why there is a credible risk"))
        if self.lacks or ends_on is None:
            return LeftOut(self.number, self.says("reference"), tuple(self.lacks))
        further = tuple(address_and_postcode(each) for each in parted(self.says("further addresses")))
        return Row(
            self.number, self.says("reference"), name, born_on, tuple(parted(self.says("other names"))), at,
            self.says("postcode").upper(), further if name else (), hazards, controls, self.says("advice"),
            self.says("why"), facts, ends_on, child, self.says("welfare"), self.says("employee"), note,
        )  # fmt: skip

    def _check_lengths(self) -> None:
        for name, cell in self.cells.items():
            most = LONGEST.get(name, LONGEST_OF_ALL)
            if len(cell) > most:
                self.lacks.append(_("its “{name}” has more than {most} letters").format(name=name, most=most))

    def _check_whom(self, born_on: date | None) -> None:
        name, home, place = self.says("name"), self.says("address") or self.says("postcode"), self.says("property")
        if name and place:
            self.lacks.append(_("it names a person and a property; make two rows of it"))
        elif not name and not place:
            self.lacks.append(_("it does not say whom or which property it is about"))
        elif name and not born_on and not home:
            self.lacks.append(_("a name alone warns of everybody of that name; it needs a date of birth or an address"))

    def _born(self) -> date | None:
        """Return the date of birth; one that is known only in part is left aside where an address tells them apart."""
        typed = self.says("born")
        found = whole_day(typed)
        if typed and (found is None or found > self.today):
            self.lacks.append(_("“{day}” is no whole date of birth; leave out what is known in part").format(day=typed))
        return found

    def _child(self) -> bool:
        said = self.says("child").casefold()
        if said not in YES | NO:
            self.lacks.append(_("“{said}” says neither yes nor no to whether it is about a child").format(said=said))
        if said in YES and not self.says("welfare"):
            self.lacks.append(_("it is about a child, and nothing says what the child needs and who looks after that"))
        return said in YES

    def _hazards(self) -> tuple[str, ...]:
        of = {word for word, column in (("person", "name"), ("place", "property")) if self.says(column)}
        known = [each for each in self.book.hazards.values() if each.of in (of or {"person", "place"}) | {"both"}]
        found = self._words(self.says("warns of"), known)
        if not self.says("warns of"):
            self.lacks.append(_("nothing says what it warns of"))
        return found

    def _controls(self) -> tuple[str, ...]:
        found = self._words(self.says("what to do"), self.book.controls.values())
        if not self.says("what to do") and not self.says("advice"):
            self.lacks.append(_("nothing says what staff should do"))
        return found

    def _words(self, said: str, known: Iterable[Hazard | Control]) -> tuple[str, ...]:
        """Return the words of the policy, by the word or the title of each, in any case."""
        by = {spelling(each): one.id for one in known for each in (one.id, one.title.text())}
        found = []
        for each in parted(said):
            if spelling(each) in by:
                found.append(by[spelling(each)])
                continue
            near = nearest(spelling(each), by)
            hint = _(" Did you mean “{near}”?").format(near=by[near]) if near else ""
            self.lacks.append(_("your policy has no “{word}” for this.{hint}").format(word=each, hint=hint).rstrip("."))
        return tuple(dict.fromkeys(found))

    def _facts(self) -> tuple[tuple[date, str], ...]:
        found = []
        for mark in ("", *(f" {number}" for number in range(2, 10))):
            day, what = self.says(f"fact on{mark}"), self.says(f"fact{mark}")
            if not day and not what:
                continue
            happened_on = whole_day(day)
            if happened_on is None or happened_on > self.today:
                self.lacks.append(_("“{day}” is no day on which “fact{mark}” was").format(day=day, mark=mark))
            elif not what:
                self.lacks.append(_("nothing says what happened on {day}").format(day=shown(happened_on)))
            else:
                found.append((happened_on, what))
        if not found and not (self.says("fact on") or self.says("fact")):
            self.lacks.append(_("it cites no fact with its day, and an entry never rests on hearsay"))
        return tuple(found)

    def _end(self, *, child: bool) -> date | None:
        """Return its end: later than today, and no later than the policy allows from the day of the decision."""
        decided_on, ends_on = self._day("decided on"), self._day("ends on")
        if decided_on is None or ends_on is None:
            return None
        if decided_on > self.today:
            self.lacks.append(_("it was decided on a day that has not come"))
        if ends_on <= self.today:
            self.lacks.append(_("its time was over on {day}").format(day=shown(ends_on)))
        latest = self._latest(decided_on, child=child)
        if ends_on > latest:
            self.lacks.append(
                _(
                    "it would stand until {day}; from the day of the decision your policy allows {latest} at most"
                ).format(day=shown(ends_on), latest=shown(latest))
            )
        return ends_on

    def _latest(self, decided_on: date, *, child: bool) -> date:
        terms, calendar = self.book.register, self.book.calendar
        at = datetime.combine(decided_on, time(12), ZoneInfo(calendar.zone))
        return calendar.day_of(deadline(terms.child_term if child else terms.longest, at, calendar))

    def _day(self, name: str) -> date | None:
        typed = self.says(name)
        found = whole_day(typed)
        if not typed:
            self.lacks.append(_("it has no day in “{name}”").format(name=name))
        elif found is None:
            self.lacks.append(_("“{day}” in “{name}” is no whole date").format(day=typed, name=name))
        return found

    def _note(self) -> str:
        """Return what the history of the entry says of the earlier register."""
        first, second, told = self.says("countersigned by"), self.says("decided by"), self.says("told on")
        if not first or not second:
            self.lacks.append(_("two people must have put their names to it, and it does not name both"))
        elif words(first) == words(second):
            self.lacks.append(_("one person alone countersigned and decided"))
        told_on = whole_day(told)
        if told and told_on is None:
            self.lacks.append(_("“{day}” in “told on” is no whole date").format(day=told))
        if not told and not self.says("not told because"):
            self.lacks.append(_("nothing says when the person was told, or why not"))
        return self._story(first, second, told)

    def _story(self, first: str, second: str, told: str) -> str:
        reference, why = self.says("reference"), self.says("not told because")
        parts = [
            _("Brought in from an earlier register."),
            _("Its reference there: {reference}.").format(reference=reference) if reference else "",
            _("Countersigned there by {first}, decided by {second} on {day}.").format(
                first=first, second=second, day=self.says("decided on")
            ),
            _("It stands there until {day}.").format(day=self.says("ends on")),
            _("The person was told on {day}.").format(day=told) if told else "",
            _("The person was not told: {why}").format(why=why) if why and not told else "",
        ]
        return " ".join(filter(None, parts))


def spelling(word: str) -> str:
    """Return a word or a title however it is typed: “Not-alone” and “not alone” are one."""
    return " ".join(words(word))


def parted(cell: str) -> list[str]:
    """Return the parts of a field that holds several, set apart by “;”."""
    return [part.strip() for part in cell.split(";") if part.strip()]


def whole_day(typed: str) -> date | None:
    """Return the date that is typed, if all of it is known and there is such a day."""
    found = read_day(typed) if typed else None
    if found is None or not (found.year and found.month and found.day):
        return None
    try:
        return date(*found)
    except ValueError:
        return None


def shown(day: date) -> str:
    """Return a day as the refusals of the register write it."""
    return day.strftime("%d/%m/%Y")
