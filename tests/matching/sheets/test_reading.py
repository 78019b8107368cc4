"""Lists as people have them: CSV as every program writes it, workbooks, calendars; and files that are no list."""

import io
from datetime import date, datetime
from typing import Any

import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st

from heed.matching.sheets import reading
from heed.matching.sheets.reading import BadFile, Line, Table, read_table

HEADER = ("Name", "DOB", "Address")
OPTIONS = {
    "in_memory": True, "default_date_format": "yyyy-mm-dd", "strings_to_formulas": False, "strings_to_urls": False,
}  # fmt: skip
ROW = ("Colin Marlpit", "1/9/1957", "12 Marl Lane, Hartmere")


def workbook(*sheets: list[list[Any]], name: str = "People") -> bytes:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, OPTIONS) as book:
        for number, rows in enumerate(sheets):
            sheet = book.add_worksheet(f"{name} {number}")
            for at, row in enumerate(rows):
                for column, value in enumerate(row):
                    sheet.write(at, column, value)
    return out.getvalue()


def calendar(*events: str) -> bytes:
    told = "".join(f"BEGIN:VEVENT\r\n{event}\r\nEND:VEVENT\r\n" for event in events)
    return f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Example//Test//EN\r\n{told}END:VCALENDAR\r\n".encode()


@pytest.mark.parametrize("mark", [",", ";", "\t", "|"])
@pytest.mark.parametrize("coding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("ending", ["\n", "\r\n"])
def test_a_csv_file_is_read_as_every_program_writes_it(mark: str, coding: str, ending: str) -> None:
    text = ending.join(mark.join(f'"{cell}"' for cell in row) for row in (HEADER, ROW)) + ending
    assert read_table(text.encode(coding)) == Table(HEADER, (Line(2, ROW),))


def test_what_windows_writes_in_western_europe_is_read() -> None:
    assert read_table("Name;Street\nZoë Müller;Königsgasse\n".encode("cp1252")).lines == (
        Line(2, ("Zoë Müller", "Königsgasse")),
    )


def test_lines_keep_the_number_that_an_editor_shows_and_empty_ones_are_left_out() -> None:
    table = read_table(b'\n\nName,Note\n"Una Vale","two\nlines"\n\n,\nTilda Wren,x\n')
    assert (table.header, table.lines) == (
        ("Name", "Note"), (Line(4, ("Una Vale", "two lines")), Line(8, ("Tilda Wren", "x"))),
    )  # fmt: skip


def test_a_workbook_is_read_with_its_days_and_numbers_as_they_are_meant() -> None:
    rows: list[list[Any]] = [["Name", "DOB", "Seen", "Phone", "Score"],
            ["Colin Marlpit", date(1957, 9, 1), datetime(2026, 11, 23, 9, 30), 1632960123, 1.5]]  # fmt: skip
    assert read_table(workbook(rows)) == Table(
        ("Name", "DOB", "Seen", "Phone", "Score"),
        (Line(2, ("Colin Marlpit", "1957-09-01", "2026-11-23 09:30", "1632960123", "1.5")),),
    )


def test_of_a_workbook_the_first_sheet_that_holds_anything_is_read() -> None:
    table = read_table(workbook([], [["Name"], ["Una Vale"]], [["Other"], ["x"]]))
    assert (table.header, table.lines) == (("Name",), (Line(2, ("Una Vale",)),))


def test_a_cell_that_would_be_a_formula_elsewhere_is_text_here() -> None:
    assert read_table(b'Name,Address\n"=HYPERLINK(""x"")",@SUM(1)\n').lines[0].cells == ('=HYPERLINK("x")', "@SUM(1)")


def test_a_calendar_has_a_row_for_each_event_that_was_not_called_off() -> None:
    table = read_table(calendar(
        "UID:1@example.org\r\nSUMMARY:Visit Colin Marlpit\\, dog\r\nLOCATION:12 Marl Lane\\nHartmere\r\n"
        "DTSTART:20261123T093000Z",
        "UID:2@example.org\r\nSUMMARY:Visit Una Vale\r\nSTATUS:CANCELLED\r\nDTSTART:20261123T100000Z",
        "UID:3@example.org\r\nSUMMARY:All day at 4 Tern Row\r\nDTSTART;VALUE=DATE:20261124",
    ))  # fmt: skip
    assert table == Table(reading.EVENT, (
        Line(1, ("1@example.org", "Visit Colin Marlpit, dog", "12 Marl Lane Hartmere", "2026-11-23 09:30")),
        Line(3, ("3@example.org", "All day at 4 Tern Row", "", "2026-11-24")),
    ), calendar=True)  # fmt: skip


@pytest.mark.parametrize(("content", "words"), [
    (b"", "The file is empty."),
    (b"\n\n,,\n", "The file is empty."),
    (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "This is no CSV file, no Excel workbook and no calendar."),
    (b"PK\x03\x04 not a workbook", "This is no Excel workbook that can be read."),
    (b"\xd0\xcf\x11\xe0 sealed with a password", "This is no Excel workbook that can be read."),
    (b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nEND:VCALENDAR", "This is no calendar that can be read, or it holds no"),
    (calendar(), "This is no calendar that can be read, or it holds no event."),
    (b'Name,DOB\n"Colin,1957\n', "Line 2 is no well-formed CSV. Check its quotation marks."),
    (b'Name,DOB\nUna,x\n"Co"lin,1957\n', "Line 3 is no well-formed CSV."),
])  # fmt: skip
def test_a_file_that_is_no_list_is_refused_in_a_sentence(content: bytes, words: str) -> None:
    with pytest.raises(BadFile) as refused:
        read_table(content)
    assert str(refused.value).startswith(words)


def test_too_much_is_refused_before_it_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "MOST_ROWS", 2)
    assert len(read_table(b"Name\na\nb\n").lines) == 2
    for content in (b"Name\na\nb\nc\n", workbook([["Name"], ["a"], ["b"], ["c"]])):
        with pytest.raises(BadFile, match="more than 2 rows"):
            read_table(content)
    with pytest.raises(BadFile, match="more than 2 events"):
        read_table(calendar(*(f"UID:{number}\r\nSUMMARY:x" for number in range(3))))
    monkeypatch.setattr(reading, "MOST_UNPACKED", 100)
    with pytest.raises(BadFile, match="too large when it is unpacked"):
        read_table(workbook([["Name"], ["a"]]))
    monkeypatch.setattr(reading, "MOST_BYTES", 1_000_000)
    with pytest.raises(BadFile, match="larger than 1 MB"):
        read_table(b"x" * 1_000_001)


def read(content: bytes) -> Table | str:
    try:
        return read_table(content)
    except BadFile as refused:
        return str(refused)


@given(st.binary(max_size=300))
def test_whatever_the_bytes_are_they_are_a_table_or_a_sentence(content: bytes) -> None:
    for begun in (b"", b"Name,DOB\n", b"PK\x03\x04", b"BEGIN:VCALENDAR\r\n"):
        found = read(begun + content)
        if isinstance(found, str):
            assert found.endswith(".")
        else:
            assert all("\n" not in cell for line in found.lines for cell in line.cells)


@given(st.lists(st.lists(st.text(alphabet="abÄé ,;\"'=0/", max_size=12), min_size=2, max_size=2), max_size=6))
def test_csv_and_workbook_of_the_same_rows_are_the_same_table(rows: list[list[str]]) -> None:
    written = [["Name", "Address"], *rows]
    text = "\n".join(",".join('"' + cell.replace('"', '""') + '"' for cell in row) for row in written)
    assert [line.cells for line in read_table(text.encode()).lines] == [
        line.cells for line in read_table(workbook(written)).lines
    ]
