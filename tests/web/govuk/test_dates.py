"""Dates as people type them, and errors that say which part is wrong."""

from datetime import date

import pytest
import time_machine
from django import forms

from heed.web.govuk import DateField
from heed.web.govuk.bound import BoundField

FEBRUARY = date(2024, 2, 29)


class Form(forms.Form):
    on = DateField(label="When was it?", required=False)


def read(day: str, month: str, year: str, form: type[forms.Form] = Form) -> forms.Form:
    made = form({"on_day": day, "on_month": month, "on_year": year})
    made.is_valid()
    return made


def shown(form: forms.Form) -> BoundField:
    field = form["on"]
    assert isinstance(field, BoundField)
    return field


@pytest.mark.parametrize(("typed", "expected"), {
    ("27", "3", "2026"): date(2026, 3, 27),
    (" 5", "03 ", "2026"): date(2026, 3, 5),
    ("2", "April", "2026"): date(2026, 4, 2),
    ("2", "apr", "2026"): date(2026, 4, 2),
    ("2", "SEPT.", "2026"): date(2026, 9, 2),
    ("29", "2", "2024"): FEBRUARY,
    ("", "", ""): None,
}.items())  # fmt: skip
def test_a_date_is_read(typed: tuple[str, str, str], expected: date | None) -> None:
    assert read(*typed).cleaned_data == {"on": expected}


@pytest.mark.parametrize(("typed", "sentence", "parts"), [
    (("27", "", "2026"), "The date must include a month", ("month",)),
    (("", "", "2026"), "The date must include a day and a month", ("day", "month")),
    (("32", "3", "2026"), "The day must be from 1 to 31 in March", ("day",)),
    (("31", "4", "2026"), "The day must be from 1 to 30 in April", ("day",)),
    (("29", "2", "2026"), "There was no 29 February in 2026", ("day", "year")),
    (("0", "2", "2026"), "The day must be from 1 to 28 in February", ("day",)),
    (("5th", "2", "2026"), "The day must be a number from 1 to 31", ("day",)),
    (("5", "13", "2026"), "The month must be a number from 1 to 12 or its name, like March", ("month",)),
    (("5", "Ju", "2026"), "The month must be a number from 1 to 12 or its name, like March", ("month",)),
    (("5", "3", "26"), "The year must have 4 numbers, like 2026", ("year",)),
    (("5", "3", "0000"), "The year must have 4 numbers, like 2026", ("year",)),
    (("٥", "3", "2026"), "The day must be a number from 1 to 31", ("day",)),
])  # fmt: skip
def test_what_is_wrong_is_said_of_its_part(typed: tuple[str, str, str], sentence: str, parts: tuple[str, ...]) -> None:
    field = shown(read(*typed))

    assert (list(field.errors), field.wrong_parts) == ([sentence], parts)


def test_the_wrong_boxes_are_marked_and_linked_to() -> None:
    field = shown(read("27", "", "2026"))
    boxes = {part: "govuk-input--error" in attrs for part, _id, attrs in field.boxes}

    assert boxes == {"day": False, "month": True, "year": False}
    assert field.target == "id_on-month"


class Bounded(forms.Form):
    on = DateField(what="The day of the visit", past=True, earliest=lambda: date(2020, 1, 1), required=True)


@pytest.mark.parametrize(("typed", "errors"), [
    (("2", "4", "2026"), []),
    (("3", "4", "2026"), ["The day of the visit must be today or in the past"]),
    (("31", "12", "2019"), ["The day of the visit must be 1 January 2020 or later"]),
    (("", "", ""), ["Enter a date"]),
])  # fmt: skip
def test_a_date_stays_within_what_can_be(typed: tuple[str, str, str], errors: list[str]) -> None:
    with time_machine.travel("2026-04-01T23:30:00+00:00", tick=False):  # in London it is already 2 April
        assert list(read(*typed, Bounded)["on"].errors) == errors


class Until(forms.Form):
    on = DateField(latest=lambda: date(2026, 12, 31))


def test_a_date_can_be_too_late() -> None:
    assert list(read("1", "1", "2027", Until)["on"].errors) == ["The date must be 31 December 2026 or earlier"]


def test_a_date_kept_earlier_is_shown_in_its_boxes() -> None:
    html = str(Form(initial={"on": FEBRUARY}))

    assert [f'value="{text}"' in html for text in ("29", "2", "2024")] == [True, True, True]


def test_what_was_typed_is_shown_again() -> None:
    assert 'value="Febtober"' in str(read("1", "Febtober", "2026"))


class Born(forms.Form):
    on = DateField(widget=DateField.widget(autocomplete="bday"))


def test_a_birthday_carries_its_tokens() -> None:
    html = str(Born())

    assert [f'autocomplete="bday-{part}"' in html for part in ("day", "month", "year")] == [True, True, True]
