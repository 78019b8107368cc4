"""What columns hold: by what staff and their programs call them, else by what stands in them."""

import pytest

from heed.matching.sheets.guessing import guess
from heed.matching.sheets.reading import EVENT, Line, Table


def table(*header: str, rows: tuple[tuple[str, ...], ...] = (), calendar: bool = False) -> Table:
    return Table(header, tuple(Line(number, row) for number, row in enumerate(rows, 2)), calendar)


@pytest.mark.parametrize(("header", "expected"), [
    (("Name", "DOB", "Address", "Postcode"), ("name", "born", "address", "postcode")),
    (("query_id", "name", "given", "surname", "dob", "address", "postcode"),
     ("id", "name", "given", "surname", "born", "address", "postcode")),
    (("Customer Ref", "First Name", "Last Name", "D.O.B."), ("id", "given", "surname", "born")),
    (("Forename", "Family name", "Date of Birth", "Post Code"), ("given", "surname", "born", "postcode")),
    (("firstName", "surName", "birthDate", "postCode"), ("given", "", "born", "postcode")),
    (("Tenant", "House No", "Street", "Town", "PCode"), ("name", "address", "address", "address", "postcode")),
    (("Address Line 1", "Address Line 2", "Address Line 3"), ("address", "address", "address")),
    (("Patient's name", "Mobile", "E-mail"), ("name", "telephone", "email")),
    (("UPRN", "Property", "Visit date"), ("uprn", "address", "")),
    (("Contact number", "Contact", "Officer"), ("telephone", "name", "")),
    (("CASE NUMBER", "CLIENT NAME", "NOTES"), ("id", "name", "")),
    (("Name", "Name"), ("name", "")),
])  # fmt: skip
def test_columns_are_known_by_what_they_are_called(header: tuple[str, ...], expected: tuple[str, ...]) -> None:
    assert guess(table(*header)) == expected


def test_a_column_that_says_nothing_is_known_by_what_stands_in_it() -> None:
    rows = (("Una Vale", "ZZ9 9ZZ", "una@example.org"), ("Tilda Wren", "zz99zx", "t.wren@example.com"))
    assert guess(table("Name", "F2", "F3", rows=rows)) == ("name", "postcode", "email")


@pytest.mark.parametrize(("values", "expected"), [
    (("ZZ9 9ZZ", "ZZ9 9ZX", "none"), "postcode"),
    (("ZZ9 9ZZ", "none", "none"), ""),
    (("see ZZ9 9ZZ",), ""),
    ((), ""),
])  # fmt: skip
def test_most_of_what_stands_there_must_look_so(values: tuple[str, ...], expected: str) -> None:
    assert guess(table("Name", "F2", rows=tuple(("x", value) for value in values)))[1] == expected


def test_of_two_columns_that_look_alike_the_surer_one_is_taken() -> None:
    rows = (("ZZ9 9ZZ", "ZZ9 9ZZ"), ("x", "ZZ9 9ZX"), ("ZZ1 1ZZ", "ZZ1 1ZZ"))
    assert guess(table("F1", "F2", rows=rows))[:2] == ("", "postcode")


def test_a_calendar_is_read_as_a_line_for_each_event_with_its_place() -> None:
    assert guess(table(*EVENT, rows=(("1", "Visit", "12 Marl Lane", "2026-11-23"),), calendar=True)) == (
        "id", "line", "address", "")  # fmt: skip


def test_the_summary_of_a_list_with_names_of_their_own_is_left_aside() -> None:
    assert guess(table("Name", "Subject")) == ("name", "")


def test_where_nothing_can_be_made_out_each_row_is_read_as_a_line() -> None:
    rows = (("mr imran nawas 1/9/57", "", "93 egwick terr"),)
    assert guess(table("A", "B", "C", rows=rows)) == ("line", "", "line")
    assert guess(table("Appointment", "Room", rows=rows)) == ("line", "")
