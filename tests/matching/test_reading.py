"""Names, dates, addresses and postcodes as people type them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from heed.matching.addresses import Address, read_address
from heed.matching.contacts import read_email, read_telephone, read_uprn
from heed.matching.days import UNKNOWN, Day, read_day
from heed.matching.people import Name, read_name, split_name
from heed.matching.postcodes import area, joined_postcode, outward, split_off


@pytest.mark.parametrize("text", [
    "1/9/57", "01.09.1957", "1957-09-01", "19570901", "01091957", "010957", "1 Sep 1957", "1st September 1957",
    "Sept 1, 1957", "1957-09-01T00:00:00", "1957-09-01 00:00:00", "1-9-1957", "born 1 Sept 57",
])  # fmt: skip
def test_a_date_is_read_however_it_is_typed(text: str) -> None:
    assert read_day(text) == Day(1957, 9, 1)


@pytest.mark.parametrize(("text", "day"), [
    ("1957", Day(1957)),
    ("c. 1957", Day(1957)),
    ("Sept 1957", Day(1957, 9)),
    ("09/1957", Day(1957, 9)),
    ("1957-09", Day(1957, 9)),
    ("9/25/1957", Day(1957, 9, 25)),
    ("1/2/04", Day(2004, 2, 1)),
    ("99/99/1999", Day(1999)),
    ("19482025", Day(1948)),
])  # fmt: skip
def test_a_date_may_be_known_in_part_or_in_another_order(text: str, day: Day) -> None:
    assert read_day(text) == day


@pytest.mark.parametrize("text", ["", "unknown", "45 or so", "1/2/3/4", "12345", "1 May June 1980"])
def test_what_is_no_date_is_unknown(text: str) -> None:
    assert read_day(text) == UNKNOWN


@given(st.dates())
def test_every_birthday_since_1850_is_read_back_from_its_iso_form(day) -> None:
    expected = Day(day.year, day.month, day.day) if 1850 <= day.year <= 2100 else UNKNOWN
    assert read_day(day.isoformat()) == expected


@pytest.mark.parametrize("text", ["WV8 9XP", "wv89xp", " Wv8  9xp.", "WVB 9XP"])
def test_a_postcode_is_brought_to_one_form(text: str) -> None:
    assert joined_postcode(text) == "wv89xp"


@pytest.mark.parametrize(("text", "mended"), [
    ("SWlA 1AA", "sw1a1aa"), ("EC1A IBB", "ec1a1bb"), ("M1 IAE", "m11ae"), ("B1 1BO", "b11bo"), ("2600", "2600"),
    ("wv8", "wv8"), ("", ""),
])  # fmt: skip
def test_letters_and_digits_are_put_right_where_only_one_can_stand(text: str, mended: str) -> None:
    assert joined_postcode(text) == mended


def test_halves_of_a_postcode() -> None:
    assert (outward("wv89xp"), area("wv89xp"), outward("m11ae"), area("m11ae")) == ("wv8", "wv", "m1", "m")
    assert (outward("2600"), area("2600"), outward("wv8")) == ("2600", "26", "wv8")


def test_a_postcode_is_found_in_an_address() -> None:
    assert split_off("93 Egwick Terrace, wv8 9xp") == ("93 Egwick Terrace,  ", "wv89xp")
    assert split_off("93 Egwick Terrace") == ("93 Egwick Terrace", "")


@pytest.mark.parametrize(("text", "given", "surname"), [
    ("Mr. Imran Nawaz", "imran", "nawaz"),
    ("NAWAZ, Imran", "imran", "nawaz"),
    ("Jan-Piet van der Bérg", "jan piet", "berg"),
    ("Siân O'Hare", "sian", "ohare"),
    ("Sian O Hare", "sian", "ohare"),
    ("Ian Mac Donald", "ian", "macdonald"),
    ("Jane Smith-Jones", "jane", "smith jones"),
    ("Mohammed Imran Nawaz", "mohammed imran", "nawaz"),
    ("Łukasz Wójcik", "lukasz", "wojcik"),
    ("1mran Nawa5", "lmran", "nawas"),
    ("Cher", "", "cher"),
    ("Mr", "", ""),
    ("", "", ""),
])  # fmt: skip
def test_a_name_comes_in_its_parts(text: str, given: str, surname: str) -> None:
    assert read_name(text) == Name(tuple(given.split()), tuple(surname.split()))


def test_two_boxes_need_no_guess() -> None:
    assert split_name("Mary Ann", "de la Cruz") == Name(("mary", "ann"), ("cruz",))
    assert split_name("", "Van") == Name((), ("van",))  # nothing but a particle is a name


@pytest.mark.parametrize(("text", "address"), [
    ("93 egwick terr", Address(number="93", street="egwick", kind="terrace")),
    ("93 Egwick Terrace, Hartmere", Address(number="93", street="egwick", kind="terrace", town="hartmere")),
    ("Flat 2, 93 Egwick Tce", Address(flat="2", number="93", street="egwick", kind="terrace")),
    ("2/1 93 St Mary's Rd", Address(flat="2", number="93", street="st marys", kind="road")),
    ("Flat 3 Oak Hse 12 Park Road", Address("3", "12", "park", "road", "oak house")),
    ("12 a High St", Address(number="12a", street="high", kind="street")),
    ("12-14 High St", Address(number="12", street="high", kind="street")),
    ("Rose Cottage, Mill Lane, Hartmere", Address("", "", "mill", "lane", "rose cottage", "hartmere")),
    ("rose cottage mill lane hartmere", Address("", "", "mill", "lane", "rose cottage", "hartmere")),
    ("The Old Mill, Hartmere", Address(building="old mill", town="hartmere")),
    ("93 egwick", Address(number="93", street="egwick")),
    ("Park Road", Address(street="park", kind="road")),
    ("", Address()),
])  # fmt: skip
def test_an_address_comes_in_its_parts(text: str, address: Address) -> None:
    assert read_address(text) == address


@given(st.text())
def test_no_text_breaks_a_reader(text: str) -> None:
    read_day(text), read_name(text), read_address(text), joined_postcode(text), split_off(text)


@given(st.sampled_from(["Siân O'Hare", "Mr Imran Nawaz", "JAN van der Berg", "Mary-Ann Smith-Jones"]))
def test_case_and_blanks_change_nothing(name: str) -> None:
    assert read_name(name.upper()) == read_name(name.lower()) == read_name(f"  {name.replace(' ', '   ')} ")


def test_telephones_e_mails_and_property_numbers_have_one_form() -> None:
    assert read_telephone("+44 (0)7700 900123") == read_telephone("07700 900123") == "7700900123"
    assert (read_telephone("900123"), read_email("Kim+list@Example.org "), read_email("kim")) == (
        "",
        "kim@example.org",
        "",
    )
    assert read_uprn("00 1000 234") == "1000234"
