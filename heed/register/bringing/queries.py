"""What bringing in an earlier register would do: which rows come in as proposals, which cannot, and which are here."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

from django.utils.translation import gettext as _

from heed.matching.sheets.reading import BadFile, read_table
from heed.people.agencies.models import User
from heed.people.agencies.queries import book_for, works_here
from heed.people.public.models import Person
from heed.people.public.states import Known
from heed.register.bringing.rows import LeftOut, Reading, Row, columns_of, keys_of
from heed.register.markers.models import Marker
from heed.register.markers.queries import today, visible_to
from heed.register.markers.states import NOW

MOST_ROWS: Final = 5_000


@dataclass(frozen=True, slots=True)
class Plan:
    """What came of reading the list: rows that may come in, rows that cannot, columns that were left aside."""

    header: tuple[str, ...]
    cells: dict[int, tuple[str, ...]]  # of each line, as it was
    rows: list[Row] = field(default_factory=list)
    left_out: list[LeftOut] = field(default_factory=list)
    left_aside: tuple[str, ...] = ()


def plan_bringing(user: User, content: bytes, at: datetime) -> Plan:
    """Return what bringing in this list would do. Raises BadFile where it cannot be read as a register at all."""
    table = read_table(content)
    if table.calendar:
        raise BadFile(_("This is a calendar. Save the register as CSV or as an Excel workbook."))
    if len(table.lines) > MOST_ROWS:
        raise BadFile(_("The list has more than {most:,} rows. Cut it into smaller ones.").format(most=MOST_ROWS))
    columns = columns_of(table)
    aside = tuple(name for name, known in zip(table.header, columns, strict=True) if name and not known)
    plan = Plan(table.header, {line.number: line.cells for line in table.lines}, left_aside=aside)
    book, day, here = book_for(user.agency), today(user.agency, at), _Here(user)
    for line in table.lines:
        found = Reading(line, columns, book, day).read()
        if isinstance(found, Row):
            found = here.judge(found)
        plan.rows.append(found) if isinstance(found, Row) else plan.left_out.append(found)
    return plan


class _Here:
    """What stands on the register already or waits to be decided on, and what the list has brought so far."""

    def __init__(self, user: User) -> None:
        self.user = user
        self.seen = frozenset(visible_to(user).values_list("pk", flat=True))
        self.known: dict[str, str] = {}
        mine = Marker.objects.filter(case__agency=user.agency, status__in=NOW)
        for marker in mine.select_related("case", "person__place", "place"):
            self._note(marker)

    def _note(self, marker: Marker) -> None:
        person = marker.person
        place = person.place if person else marker.place
        at = (place.lines, place.postcode) if place else ("", "")
        # Who may not see an entry learns that there is one, and not which: a second one would be worse.
        name = marker.case.reference if marker.pk in self.seen else ""
        for key in keys_of(person.name if person else "", person.born_on if person else None, *at):
            self.known[key] = _("it is here already: {reference}").format(reference=name or _("ask the owner"))

    def judge(self, row: Row) -> Row | LeftOut:
        """Return the row, or why it cannot come in beside what is here."""
        reasons = [self.known[key] for key in sorted(row.keys) if key in self.known][:1]
        if row.employee and works_here(self.user.agency, row.employee) is None:
            reasons.append(_("nobody works here whose e-mail address is “{email}”").format(email=row.employee))
        if reasons:
            return LeftOut(row.line, row.reference, tuple(reasons))
        for key in row.keys:
            self.known[key] = _("line {line} is about the same").format(line=row.line)
        return row


def known_person(user: User, row: Row) -> Person | None:
    """Return the one person whom the agency knows by this name and date of birth, if there is just one."""
    if row.born_on is None:
        return None
    found = Person.objects.filter(
        agency=user.agency, known=Known.FULLY, name__iexact=row.name, born_on=row.born_on
    ).order_by("pk")[:2]
    return found[0] if len(found) == 1 else None
