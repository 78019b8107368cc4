"""Files as tables: what a file is goes by its content. A file that cannot be read is refused in one sentence."""

import codecs
import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final
from zipfile import BadZipFile, ZipFile

from icalendar import Calendar
from python_calamine import CalamineError, CalamineWorkbook

MOST_ROWS: Final = 200_000
MOST_BYTES: Final = 50_000_000
LONGEST: Final = 1_000
"""Letters of one field; nobody's name or address is longer, and what is longer is no list of people."""
ZIPPED: Final = b"PK\x03\x04"
OLD_OFFICE: Final = b"\xd0\xcf\x11\xe0"
MOST_UNPACKED: Final = 500_000_000
"""Bytes of a workbook once it is unpacked: a small file can be made that fills any memory."""
CALENDAR: Final = b"BEGIN:VCALENDAR"
SEPARATORS: Final = ",;\t|"
EVENT: Final = ("uid", "summary", "location", "start")
"""The columns of a calendar: a row for each event."""


class BadFile(Exception):
    """The file cannot be read as a list at all; the sentence says why and how to mend it."""


@dataclass(frozen=True, slots=True)
class Line:
    """A row: where it stands in the file, from 1 (of a calendar: which event it is), and its fields."""

    number: int
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """What a file holds: the names of its columns and its rows. Empty rows are left out."""

    header: tuple[str, ...]
    lines: tuple[Line, ...]
    calendar: bool = False

    def column(self, at: int) -> Iterator[str]:
        """Yield the fields of one column that are not empty."""
        return (line.cells[at] for line in self.lines if at < len(line.cells) and line.cells[at])


def read_table(content: bytes) -> Table:
    """Return the table that a CSV, Excel or calendar file holds; raises BadFile."""
    if len(content) > MOST_BYTES:
        raise BadFile(f"The file is larger than {MOST_BYTES // 1_000_000} MB. Cut it into smaller lists.")
    if content.startswith((ZIPPED, OLD_OFFICE)):
        return _table(_of_workbook(content))
    if content.removeprefix(codecs.BOM_UTF8).lstrip()[: len(CALENDAR)].upper() == CALENDAR:
        return _of_calendar(content)
    return _table(_of_text(_text(content)))


def _table(lines: Iterable[Line]) -> Table:
    """Return the lines as a table, the first one that is not empty being its header."""
    header: tuple[str, ...] | None = None
    rows: list[Line] = []
    for line in lines:
        if not any(line.cells):
            continue
        if header is None:
            header = line.cells
            continue
        if len(rows) >= MOST_ROWS:
            raise BadFile(f"The list has more than {MOST_ROWS:,} rows. Cut it into smaller lists.")
        rows.append(line)
    if header is None:
        raise BadFile("The file is empty.")
    return Table(header, tuple(rows))


def _text(content: bytes) -> str:
    """Return the text: Unicode where it says so or can be, else as Windows writes it in western Europe."""
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return content.decode("utf-16", "replace")
    if b"\x00" in content:
        raise BadFile("This is no CSV file, no Excel workbook and no calendar. Save the list as one of them.")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", "replace")


def _of_text(text: str) -> Iterator[Line]:
    """Yield the lines of a CSV file, whichever mark sets its fields apart."""
    first = next((line for line in text.splitlines() if line.strip()), "")
    separator = max(SEPARATORS, key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    before = 0
    try:
        for cells in reader:
            yield Line(before + 1, _cells(cells))
            before = reader.line_num
    except csv.Error:
        raise BadFile(f"Line {before + 1} is no well-formed CSV. Check its quotation marks.") from None


def _of_workbook(content: bytes) -> Iterator[Line]:
    """Yield the rows of the first sheet that is not empty."""
    try:
        if content.startswith(ZIPPED):
            _small_enough(content)
        book = CalamineWorkbook.from_filelike(io.BytesIO(content))
        for name in book.sheet_names:
            rows = book.get_sheet_by_name(name).to_python(skip_empty_area=False, nrows=MOST_ROWS + 100)
            if any(any(cell != "" for cell in row) for row in rows):
                return iter([Line(number, _cells(row)) for number, row in enumerate(rows, 1)])
    except (CalamineError, OSError, ValueError, BadZipFile):
        raise BadFile(
            "This is no Excel workbook that can be read. Is there a password on it? Save it anew, or as CSV."
        ) from None
    return iter(())


def _small_enough(content: bytes) -> None:
    with ZipFile(io.BytesIO(content)) as packed:
        if sum(each.file_size for each in packed.infolist()) > MOST_UNPACKED:
            raise BadFile("The workbook is too large when it is unpacked. Save the list as CSV, or cut it.")


def _of_calendar(content: bytes) -> Table:
    """Return the events of a calendar; one that was called off is left out."""
    try:
        events = [each for calendar in Calendar.from_ical(content, multiple=True) for each in calendar.walk("VEVENT")]
    except (ValueError, IndexError, KeyError):
        events = []
    if not events:
        raise BadFile("This is no calendar that can be read, or it holds no event. Export it anew as a file .ics.")
    lines = []
    for number, event in enumerate(events, 1):
        if str(event.get("STATUS", "")).upper() == "CANCELLED":
            continue
        start = event.get("DTSTART")
        told = (event.get("UID", ""), event.get("SUMMARY", ""), event.get("LOCATION", ""), start.dt if start else "")
        lines.append(Line(number, _cells(told)))
    if len(lines) > MOST_ROWS:
        raise BadFile(f"The calendar has more than {MOST_ROWS:,} events. Export a shorter time.")
    return Table(EVENT, tuple(lines), calendar=True)


def _cells(values: Sequence[Any]) -> tuple[str, ...]:
    return tuple(_cell(each) for each in values)


def _cell(value: Any) -> str:
    """Return a field in one line of plain text: days as 1957-09-01, whole numbers without a point."""
    if isinstance(value, datetime):
        return value.date().isoformat() if not (value.hour or value.minute) else value.strftime("%Y-%m-%d %H:%M")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    plain = "".join(letter if letter.isprintable() else " " for letter in str(value))
    return " ".join(plain.split())[: LONGEST + 1]
