"""One line, as people type it, comes apart into what it tells; whatever is typed, nothing breaks."""

from dataclasses import asdict

import pytest
from hypothesis import given
from hypothesis import strategies as st

from heed.matching import Told
from heed.matching.names import words
from heed.matching.one_box import read_line

LINES = {
    "mr imran nawas 1/9/57 93 egwick terr": Told("mr imran nawas", born="1/9/57", address="93 egwick terr"),
    "Imran Nawaz, 93 Egwick Terrace, Hartmere WV8 9XP": Told(
        "Imran Nawaz", address="93 Egwick Terrace, Hartmere", postcode="WV8 9XP"),
    "colin marlpit dob 4 march 1971": Told("colin marlpit", born="4 march 1971"),
    "colin marlpit D.O.B: 04.03.1971": Told("colin marlpit", born="04.03.1971"),
    "Nawaz, Imran 01091957": Told("Nawaz, Imran", born="01091957"),
    "imran nawaz sept 1957": Told("imran nawaz", born="sept 1957"),
    "colin 1957": Told("colin", born="1957"),
    "1957 london road": Told(address="1957 london road"),
    "born 1957-09-01 imran nawaz 93 egwick terrace": Told(
        "imran nawaz", born="1957-09-01", address="93 egwick terrace"),
    "Colin Hill": Told("Colin Hill"),
    "colin marlpit egwick terrace": Told("colin marlpit", address="egwick terrace"),
    "flat 2, 14 mill lane oldbury cv12ab": Told(address="flat 2, 14 mill lane oldbury", postcode="cv12ab"),
    "the old mill, church lane PE1 5AA": Told(address="the old mill, church lane", postcode="PE1 5AA"),
    "una vale, orchard cottage, church lane": Told("una vale", address="orchard cottage, church lane"),
    "o'hare, siân 3 high st": Told("o'hare, siân", address="3 high st"),
    "colin marlpit 07700 900123": Told("colin marlpit", telephone="07700 900123"),
    "+44 1632 960123 colin marlpit": Told("colin marlpit", telephone="+44 1632 960123"),
    "c.m@example.org colin": Told("colin", email="c.m@example.org"),
    "wv8 9xp": Told(postcode="wv8 9xp"),
    "12 Marl Lane": Told(address="12 Marl Lane"),
    "": Told(),
}  # fmt: skip

NAMES = st.sampled_from(["imran nawaz", "Siân O'Hare", "mrs una vale", "Wójcik, Katarzyna", "colin marlpit-green"])
BIRTHS = st.sampled_from(["", "1/9/57", "01.09.1957", "1957-09-01", "1st September 1957", "1 sept 57", "dob 1/9/1957"])
HOMES = st.sampled_from(["", "93 egwick terrace", "Flat 2, 14 Mill Lane", "12a High St", "7 Old Park Road, Hartmere"])
CODES = st.sampled_from(["", "WV8 9XP", "cv12ab", "PE1 5AA"])


@pytest.mark.parametrize("line", LINES)
def test_a_line_comes_apart(line: str) -> None:
    assert read_line(line) == LINES[line]


@given(NAMES, BIRTHS, HOMES, CODES)
def test_whoever_tells_name_birth_home_and_postcode_is_understood(name: str, born: str, home: str, code: str) -> None:
    told = read_line(f"{name} {born} {home} {code}")
    expected = (words(name), words(born.removeprefix("dob ")), words(home), words(code))
    assert tuple(words(each) for each in (told.name, told.born, told.address, told.postcode)) == expected


@given(NAMES, BIRTHS, HOMES, CODES)
def test_case_and_spaces_change_nothing(name: str, born: str, home: str, code: str) -> None:
    line = f"{name} {born} {home} {code}"
    loud = read_line("  " + line.upper().replace(" ", "   ") + " ")
    for part, value in asdict(read_line(line)).items():
        assert words(asdict(loud)[part]) == words(value)


@given(st.text(max_size=80))
def test_anything_at_all_can_be_typed(line: str) -> None:
    told = read_line(line)
    assert all(isinstance(value, str) for value in asdict(told).values())


@given(st.text(alphabet="abcdefgh 0123456789,/.@-", max_size=60))
def test_no_letter_is_made_up(line: str) -> None:
    parts = "".join(asdict(read_line(line)).values())
    assert all(parts.count(letter) <= line.count(letter) for letter in "abcdefgh0123456789@")
