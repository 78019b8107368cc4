"""Rows of somebody's own list as questions: what each asks, which are bad and why, and the rest is done."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from heed.matching.faces import Told, face_of
from heed.matching.lists import BadRow
from heed.matching.sheets.asking import columns_by, questions
from heed.matching.sheets.guessing import PARTS, guess
from heed.matching.sheets.reading import LONGEST, BadFile, Line, Table, read_table

NAMED = ("name", "born", "address", "postcode")


def table(*rows: tuple[str, ...], header: tuple[str, ...] = ("Name", "DOB", "Address", "Postcode")) -> Table:
    return Table(header, tuple(Line(number, row) for number, row in enumerate(rows, 2)))


def test_a_row_is_a_question_named_by_its_line() -> None:
    found = questions(table(("Colin Marlpit", "1/9/57", "12 Marl Lane", "ZZ9 9ZZ")), NAMED)
    assert (found.names, found.rows, found.bad) == (
        ["2"], [Told(name="Colin Marlpit", born="1/9/57", address="12 Marl Lane", postcode="ZZ9 9ZZ")], [],
    )  # fmt: skip


def test_a_row_with_an_id_is_named_by_it() -> None:
    found = questions(table(("T-17", "Una Vale"), ("", "Tilda Wren"), header=("Ref", "Name")), ("id", "name"))
    assert found.names == ["T-17", "3"]


def test_an_address_in_several_columns_is_one() -> None:
    header, columns = ("No", "Street", "Note", "Town"), ("address", "address", "", "address")
    found = questions(table(("12", "Marl Lane", "dog", "Hartmere"), ("", "Tern Row", "", ""), header=header), columns)
    assert [each.address for each in found.rows] == ["12, Marl Lane, Hartmere", "Tern Row"]
    assert face_of(found.rows[0]).address == face_of(Told(address="12 Marl Lane, Hartmere")).address


@pytest.mark.parametrize(("row", "words"), [
    (("", "", "", ""), "it asks nothing: every field is empty"),
    (("Colin Marlpit", "", "", "", "more"), "it has 5 fields where the first line names 4"),
    (("x" * (LONGEST + 1), "", "", ""), "it has a field of more than 1,000 letters"),
])  # fmt: skip
def test_a_bad_row_is_named_and_the_rest_is_asked(row: tuple[str, ...], words: str) -> None:
    found = questions(table(("Una Vale", "", "", ""), row, ("Tilda Wren", "", "", "")), NAMED)
    assert (found.names, found.bad) == (["2", "4"], [BadRow(3, words)])


def test_a_date_that_cannot_be_read_is_named_and_the_rest_of_its_row_is_asked() -> None:
    found = questions(table(("Una Vale", "last spring", "", "ZZ9 9ZZ")), NAMED)
    assert found.rows == [Told(name="Una Vale", postcode="ZZ9 9ZZ")]
    assert found.bad == [BadRow(2, "“last spring” is no date that can be read; the rest was used")]


def test_a_row_that_is_shorter_or_ends_in_empty_fields_is_as_good_as_a_whole_one() -> None:
    found = questions(table(("Una Vale",), ("Tilda Wren", "", "", "", "", "")), NAMED)
    assert ([each.name for each in found.rows], found.bad) == (["Una Vale", "Tilda Wren"], [])


def test_a_line_is_read_as_the_one_box_reads_it() -> None:
    one = questions(table(("mr imran nawas 1/9/57 93 egwick terr",), header=("Visit",)), ("line",))
    assert one.rows == [Told(name="mr imran nawas", born="1/9/57", address="93 egwick terr")]


def test_what_a_column_of_its_own_tells_counts_before_the_line() -> None:
    header, columns = ("Summary", "Location", "Phone"), ("line", "address", "telephone")
    found = questions(table(("Una Vale 1990 ZZ9 9ZZ", "4 Tern Row", "01632 960123"), header=header), columns)
    assert found.rows == [
        Told(name="Una Vale", born="1990", address="4 Tern Row", postcode="ZZ9 9ZZ", telephone="01632 960123")
    ]


def test_a_calendar_asks_for_whom_and_where_its_events_are() -> None:
    content = (
        b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Example//Test//EN\r\nBEGIN:VEVENT\r\nUID:7\r\n"
        b"SUMMARY:Colin Marlpit\r\nLOCATION:12 Marl Lane\\, Hartmere ZZ9 9ZZ\r\nDTSTART:20261123T093000Z\r\n"
        b"END:VEVENT\r\nEND:VCALENDAR\r\n"
    )
    read = read_table(content)
    found = questions(read, guess(read))
    assert (found.names, found.rows) == (
        ["7"], [Told(name="Colin Marlpit", address="12 Marl Lane, Hartmere ZZ9 9ZZ")],
    )  # fmt: skip


def test_somebody_says_what_the_columns_hold() -> None:
    read = table(header=("Who", "When", "A1", "A2"))
    assert columns_by(read, {"name": ["who"], "address": ["A1", "a2"]}) == ("name", "", "address", "address")


@pytest.mark.parametrize(("told", "words"), [
    ({"names": ["Name"]}, "A column cannot hold “names”, only one of: id, name, given, surname"),
    ({"name": ["Nme"]}, "The list has no column “Nme”. Its columns are: Name, DOB, Address, Postcode."),
    ({"born": ["DOB"]}, "No column holds a name or an address, so there is nothing to ask."),
    ({"name": ["Name", "Address"]}, "More than one column is said to hold: name."),
    ({}, "No column holds a name or an address, so there is nothing to ask."),
])  # fmt: skip
def test_what_cannot_be_is_refused_in_a_sentence(told: dict[str, list[str]], words: str) -> None:
    with pytest.raises(BadFile) as refused:
        columns_by(table(), told)
    assert str(refused.value).startswith(words)


CELLS = st.text(alphabet="ab1 ZZ9/@.-é", max_size=8)


@given(st.lists(st.lists(CELLS, max_size=5), max_size=8), st.lists(st.sampled_from(PARTS), min_size=4, max_size=4))
def test_every_row_is_asked_or_named_and_none_is_lost(rows: list[list[str]], columns: list[str]) -> None:
    read = table(*(tuple(row) for row in rows))
    try:
        found = questions(read, columns)
    except BadFile:
        return
    dropped = {each.line for each in found.bad if "the rest was used" not in each.words}
    assert len(found.rows) == len(found.names)
    assert len(found.rows) + len(dropped) == len(read.lines)
