"""Levels: what they are, and that it does not matter which side is asked."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from heed.matching.columns import Sheet
from heed.matching.comparing import Rarity, compare
from heed.matching.faces import Face, Told, face_of
from heed.matching.levels import Birth, House, Line, Post, Word, birth_levels, post_levels, word_levels

FACES = st.builds(
    lambda *parts: face_of(Told(*parts)),
    st.sampled_from(["", "Imran Nawaz", "Nawaz Imran", "Imran Nawas",
                     "Bill Smith", "William Smyth", "Ann Smith-Jones", "Jones"]),
    st.just(""),
    st.just(""),
    st.sampled_from(["", "1957-09-01", "1957-01-09", "1957", "1957-01-01", "1958-09-01", "1/9/75", "12/1990"]),
    st.sampled_from(["", "93 Egwick Terrace, Hartmere", "93 Egwick Road", "Flat 2, 93 Egwick Terr",
                     "The Old Mill, Mill Lane",
                     "9 Mill Lane, Moor", "Mill House, Mill Lane, Moor"]),
    st.sampled_from(["", "WV8 9XP", "WV8 9XR", "WV8 1AA", "WV8", "M1 1AE"]),
)  # fmt: skip
SAME_BOTH_WAYS = ("surname", "given", "order", "birth", "postcode", "street", "number", "flat", "name", "day", "home")


def levels(one: Face, other: Face) -> dict[str, int]:
    asked, known = Sheet([one]), Sheet([other])
    first = np.zeros(1, np.int64)
    return {name: int(column[0]) for name, column in compare(asked, known, Rarity.within(known), first, first).items()}


@settings(deadline=None, max_examples=60)
@given(FACES, FACES)
def test_it_does_not_matter_which_side_is_asked(one: Face, other: Face) -> None:
    there, back = levels(one, other), levels(other, one)
    assert {name: there[name] for name in SAME_BOTH_WAYS} == {name: back[name] for name in SAME_BOTH_WAYS}


@settings(deadline=None, max_examples=60)
@given(FACES)
def test_nothing_is_more_alike_than_itself(one: Face) -> None:
    found = levels(one, one)
    assert found["surname"] in (-1, Word.SAME)
    assert found["birth"] in (-1, Birth.SAME, Birth.DEFAULT, Birth.PART_YEAR, Birth.PART_MONTH)
    assert found["postcode"] in (-1, Post.SAME)
    assert found["street"] in (-1, Line.SAME)
    assert found["number"] in (-1, House.SAME)


@pytest.mark.parametrize(("one", "other", "level"), [
    ("nawaz", "nawaz", Word.SAME),
    ("bill", "william", Word.EQUIVALENT),
    ("nawas", "nawaz", Word.LETTER),
    ("marsh", "mrash", Word.LETTER),  # two letters that changed places are one slip
    ("hossayn", "hosein", Word.SOUND),
    ("marinello", "marinetto", Word.SIMILAR),
    ("i", "imran", Word.INITIAL),
    ("marlow", "harlor", Word.SIMILAR),
    ("khan", "jones", Word.OTHER),
    ("lee", "leo", Word.SIMILAR),  # of so short a word one letter is a third
    ("", "jones", -1),
])  # fmt: skip
def test_how_alike_two_words_are(one: str, other: str, level: int) -> None:
    asked, known = Sheet([]).words, Sheet([]).words
    numbers = np.array([asked.number(one)]), np.array([known.number(other)])
    assert word_levels(asked, known, *numbers).tolist() == [level]


@pytest.mark.parametrize(("one", "other", "level"), [
    ("wv89xp", "wv89xp", Post.SAME),
    ("wv89xp", "wv89xr", Post.LETTER),
    ("wv89xp", "wv89ab", Post.SECTOR),
    ("wv89xp", "wv81ab", Post.OUTWARD),
    ("wv89xp", "wv8", Post.OUTWARD),
    ("wv89xp", "wv11ab", Post.AREA),
    ("wv89xp", "m11ae", Post.OTHER),
    ("wv89xp", "", -1),
])  # fmt: skip
def test_how_alike_two_postcodes_are(one: str, other: str, level: int) -> None:
    asked, known = Sheet([]).postcodes, Sheet([]).postcodes
    numbers = np.array([asked.number(one)]), np.array([known.number(other)])
    assert post_levels(asked, known, *numbers).tolist() == [level]


@pytest.mark.parametrize(("one", "other", "level"), [
    ("1957-09-01", "1957-09-01", Birth.SAME),
    ("1957-01-01", "1957-01-01", Birth.DEFAULT),
    ("1957-09-01", "1957-01-09", Birth.SWAPPED),
    ("1957-09-01", "1957-09-07", Birth.DIGIT),
    ("1957-09-21", "1957-09-12", Birth.DIGIT),
    ("1957-09-01", "1975-09-01", Birth.DIGIT),
    ("1957-09-01", "09/1957", Birth.PART_MONTH),
    ("1957-09-01", "1957-09-27", Birth.TWO_PARTS),
    ("1957-09-01", "1957", Birth.PART_YEAR),
    ("1957-01-01", "1957-06-30", Birth.PART_YEAR),
    ("1957-09-01", "1957-03-27", Birth.SAME_YEAR),
    ("1957-09-01", "1958-03-27", Birth.NEAR_YEAR),
    ("1957-09-01", "1963-03-27", Birth.OTHER),
    ("1957-09-01", "1983-03-27", Birth.GENERATION),
    ("1957-09-01", "", -1),
])  # fmt: skip
def test_how_alike_two_dates_are(one: str, other: str, level: int) -> None:
    asked, known = Sheet([face_of(Told(born=one))]), Sheet([face_of(Told(born=other))])
    first = np.zeros(1, np.int64)
    assert birth_levels(asked, known, first, first).tolist() == [level]


@pytest.mark.parametrize(("one", "other", "home"), [
    ("93 Egwick Terrace, WV8 9XP", "93 egwick terr wv89xp", 4),
    ("93 Egwick Terrace, Hartmere", "93 egwick terr", 4),
    ("93 Egwick Terrace, Hartmere", "93 egwick terr, Moor", 2),  # a street of one name in another town
    ("93 Egwick Terrace, WV8 9XP", "93 Egwick Terrace, M1 1AE", 2),
    ("Flat 2, 93 Egwick Terrace, WV8 9XP", "Flat 3, 93 Egwick Terrace, WV8 9XP", 2),
    ("Flat 2, 93 Egwick Terrace, WV8 9XP", "93 Egwick Terrace, WV8 9XP", 3),
    ("The Old Mill, Mill Lane, WV8 9XP", "Old Mill Mill Ln WV8 9XP", 4),
    ("The Old Mill, Mill Lane, Moor", "Rose Cottage, Mill Lane, Moor", 2),
    ("9 Mill Lane, Moor", "9 Mill Road, Moor", 2),
    ("9 Mill Lane, Moor", "", 1),
    ("9 Mill Lane, Moor", "14 Park Avenue, Fen", 0),
])  # fmt: skip
def test_how_alike_two_homes_are(one: str, other: str, home: int) -> None:
    assert levels(face_of(Told(address=one)), face_of(Told(address=other)))["home"] == home
