"""Times as people write them."""

from datetime import time

import pytest
from django import forms

from heed.web.govuk import TimeField


class Form(forms.Form):
    at = TimeField(label="At what time?", required=False)


def read(text: str) -> forms.Form:
    made = Form({"at": text})
    made.is_valid()
    return made


@pytest.mark.parametrize(("typed", "expected"), {
    "4:30pm": time(16, 30), "4.30 pm": time(16, 30), "4pm": time(16), "4 P.M.": time(16), "430pm": time(16, 30),
    "16:30": time(16, 30), "1630": time(16, 30), "16.30": time(16, 30), "16:30pm": time(16, 30), "04:30": time(4, 30),
    "12pm": time(12), "12am": time(0), "12:15am": time(0, 15), "12:15": time(12, 15), "00:15": time(0, 15),
    "midday": time(12), "Noon": time(12), "midnight": time(0), "9:05am": time(9, 5), "": None, "  ": None,
}.items())  # fmt: skip
def test_a_time_is_read(typed: str, expected: time | None) -> None:
    assert read(typed).cleaned_data == {"at": expected}


@pytest.mark.parametrize(("typed", "sentence"), {
    "4:30": "Say which half of the day: 4:30am or 4:30pm",
    "11.15": "Say which half of the day: 11:15am or 11:15pm",
    "4": "Enter a time, like 9:30am or 4pm",
    "tea time": "Enter a time, like 9:30am or 4pm",
    "25:00": "Enter a time that a clock can show, like 9:30am or 4pm",
    "16:75": "Enter a time that a clock can show, like 9:30am or 4pm",
    "0:30pm": "Enter a time that a clock can show, like 9:30am or 4pm",
    "16:30am": "Enter a time that a clock can show, like 9:30am or 4pm",
}.items())  # fmt: skip
def test_what_cannot_be_read_is_asked_about(typed: str, sentence: str) -> None:
    assert list(read(typed)["at"].errors) == [sentence]


def test_a_time_kept_earlier_is_shown_as_people_write_it() -> None:
    assert 'value="4:30pm"' in str(Form(initial={"at": time(16, 30)}))


def test_what_was_typed_is_shown_again() -> None:
    assert 'value="tea time"' in str(read("tea time"))
