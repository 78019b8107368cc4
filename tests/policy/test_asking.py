"""Verbs, facts and moments as people type them."""

import re

import pytest

from heed.policy.asking import asked_facts, asked_moment, asked_value, asked_verb, known_words
from heed.policy.load import load
from heed.policy.vocabulary import VOCABULARY, Fact, Kind
from tests.moments import london
from tests.policy.conftest import BASE, Source

BOOK = load([Source("test.toml", BASE)], VOCABULARY)
REPORT = BOOK.verbs["incident.report"]


def test_facts_are_read_by_their_kind():
    words = ["violence=yes", "weapon = false", "injury=minor", "kinds=violence"]

    assert asked_facts(BOOK, REPORT, words) == {
        "violence": True,
        "weapon": False,
        "injury": "minor",
        "kinds": frozenset({"violence"}),
    }


@pytest.mark.parametrize(
    ("word", "sentence"),
    [
        ("weapn=yes", "incident.report states no fact “weapn”. Did you mean “weapon”?"),
        ("zzz=yes", "incident.report states no fact “zzz”."),
        ("weapon=maybe", "The fact “weapon” is yes or no, not “maybe”."),
        ("weapon", "The fact “weapon” is yes or no, not “”."),
        ("injury=hospitl", "The fact “injury” knows no word “hospitl”. Did you mean “hospital”?"),
        ("injury=5", "The fact “injury” knows no word “5”. It knows hospital, medical, minor and none."),
        ("kinds=violence,violense", "The fact “kinds” knows no word “violense”. Did you mean “violence”?"),
    ],
)
def test_a_fact_that_is_wrong_gives_the_nearest_word(word: str, sentence: str):
    with pytest.raises(ValueError, match=f"^{re.escape(sentence)}$"):
        asked_facts(BOOK, REPORT, [word])


def test_all_that_is_wrong_is_said_at_once():
    with pytest.raises(
        ValueError, match=r"^incident.report states no fact “a”.\nThe fact “weapon” is yes or no, not “x”.$"
    ):
        asked_facts(BOOK, REPORT, ["a=yes", "weapon=x", "violence=yes"])


@pytest.mark.parametrize("value", ["", "-1", "1.5", "many", "1234567890"])
def test_a_number_is_a_number(value: str):
    fact = Fact("times", Kind.NUMBER, "it happened")

    assert asked_value(BOOK, fact, "3") == 3
    with pytest.raises(ValueError, match="The fact “times” is a number"):
        asked_value(BOOK, fact, value)


def test_a_verb_that_there_is_not_gives_the_nearest():
    assert asked_verb(BOOK, "incident.report") is REPORT
    with pytest.raises(
        ValueError, match=re.escape("There is no verb “incident.repot”. Did you mean “incident.report”?")
    ):
        asked_verb(BOOK, "incident.repot")


def test_the_words_of_a_choice_come_from_the_verb_or_from_the_policy():
    assert known_words(BOOK, Fact("a", Kind.CHOICE, "", words=("x", "y"))) == ("x", "y")
    assert known_words(BOOK, Fact("a", Kind.CHOICES, "", words_from="kind")) == ("violence",)


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2026-04-02T16:30", "2026-04-02 16:30"),
        ("2026-04-02 16:30", "2026-04-02 16:30"),
        ("2026-04-02T15:30+00:00", "2026-04-02 16:30"),
        ("2026-04-02", "2026-04-02 00:00"),
    ],
)
def test_a_moment_without_an_offset_is_the_bodys_own_time(text: str, moment: str):
    assert asked_moment(BOOK, text) == london(moment)


@pytest.mark.parametrize("text", ["", "tomorrow", "2026-13-01", "0001-01-01", "2101-01-01"])
def test_a_moment_that_is_none(text: str):
    with pytest.raises(ValueError, match=r"write (one such as|a moment from)"):
        asked_moment(BOOK, text)
