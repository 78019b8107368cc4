"""Small parts by themselves: opinion words, addresses in one box."""

import pytest

from heed.matching.postcodes import address_and_postcode
from heed.web.register.addresses import Addresses
from heed.web.register.wording import OPINIONS, opinions_in


@pytest.mark.parametrize(("text", "expected"), [
    ("He raised a spade.", []),
    ("He was rude, RUDE and Aggressive.", ["rude", "aggressive"]),
    ("He said: you are crazy", ["crazy"]),
    ("The maddening noise", []),
    ("", []),
])  # fmt: skip
def test_opinion_words_are_whole_words_each_once(text: str, expected: list[str]) -> None:
    assert opinions_in([text]) == expected


def test_opinion_words_are_folded_as_they_are_compared() -> None:
    assert [word for word in OPINIONS if word != word.casefold() or " " in word] == []


@pytest.mark.parametrize(("line", "expected"), [
    ("12 Marl Lane, Hartmere, ZZ9 9ZZ", ("12 Marl Lane, Hartmere", "ZZ9 9ZZ")),
    ("12 Marl Lane zz9  9zz ", ("12 Marl Lane", "ZZ9 9ZZ")),
    ("12 Marl Lane ZZ99ZZ", ("12 Marl Lane", "ZZ99ZZ")),
    ("ZZ9 9ZZ", ("", "ZZ9 9ZZ")),
    ("Rose Cottage, Marl Lane", ("Rose Cottage, Marl Lane", "")),
    ("x" * 400, ("x" * 300, "")),
])  # fmt: skip
def test_an_address_ends_in_its_postcode(line: str, expected: tuple[str, str]) -> None:
    assert address_and_postcode(line) == expected


def test_each_line_is_an_address_and_empty_ones_are_none() -> None:
    assert Addresses().clean("1 Tern Row ZZ9 1AA\n\n  \n2 Tern Row") == [("1 Tern Row", "ZZ9 1AA"), ("2 Tern Row", "")]
    assert Addresses().clean("") == []
