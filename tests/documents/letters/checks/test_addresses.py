"""When two addresses are one, and what a postcode is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from heed.documents.letters.checks.addresses import key_of, lines_of, postcode_in, same


@pytest.mark.parametrize(("one", "other", "are"), [
    ("12 Quarry Lane\nHM4 2QX", "12, quarry lane, hm42qx", True),
    ("Flat 1, 2 Quarry Lane", "Flat 12 Quarry Lane", True),
    ("12 Quarry Lane", "21 Quarry Lane", False),
    ("Caffè Road 1", "Caffe Road 1", True),
    ("", "", False),
    (" , ", "", False),
])  # fmt: skip
def test_when_two_addresses_are_the_same(one: str, other: str, are: bool) -> None:
    assert same(one, other) is are


@pytest.mark.parametrize(("text", "postcode"), [
    ("HM4 2QX", "HM4 2QX"),
    ("hm42qx", "HM4 2QX"),
    ("Hartmere HM1 1AA, England", "HM1 1AA"),
    ("W1A 0AX", "W1A 0AX"),
    ("Hartmere", ""),
    ("12345", ""),
])  # fmt: skip
def test_a_postcode_is_found(text: str, postcode: str) -> None:
    assert postcode_in(text) == postcode


def test_lines_are_as_typed_without_what_is_empty() -> None:
    assert lines_of(" 12  Quarry Lane \n\n HM4 2QX\n") == ["12 Quarry Lane", "HM4 2QX"]


@given(text=st.text(max_size=500))
def test_a_key_is_short_and_of_letters_and_digits(text: str) -> None:
    key = key_of(text)

    assert len(key) <= 400
    assert all(letter.isalnum() for letter in key)
