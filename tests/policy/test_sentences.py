"""What is said about duties, in sentences that a policy officer can read."""

from dataclasses import replace
from datetime import datetime, time

import pytest

from heed.policy import sentences
from heed.policy.book import Rung
from heed.policy.conditions import Condition
from heed.policy.load import load
from heed.policy.moments import clock_time, in_words, in_zone
from heed.policy.vocabulary import VOCABULARY
from heed.workdays import Duration
from tests.moments import london
from tests.policy.conftest import BASE, Source

BOOK = load([Source("test.toml", BASE)], VOCABULARY)
DEBRIEF, BRIEF, CHECK_IN = (BOOK.duties[one] for one in ("debrief", "brief-team", "check-in"))


DEBRIEF_SENTENCE = (
    "After the report was sent, if violence was used, and the report is of the kind “Violence”, unless nothing has"
    " happened yet, but somebody is worried, the line manager must debrief the person affected within 2 working days,"
    " because “Nobody is left alone with it.” (CAM-4, CAM-13); if it is late, the health and safety team hears 4"
    " working hours after it was due."
)
CHECK_IN_SENTENCE = (
    "After the report was sent or the report was reopened, the line manager must check in with the person affected"
    " within 2 weeks, and again every 2 weeks for 3 months, because “It can weigh on somebody for a long time.”"
    " (CUM-15)."
)
BRIEF_SENTENCE = (
    "Every month, in each team, the line manager must put reports and action plans on the team meeting, because"
    " “Reports are talked about.” (CAF-5)."
)


@pytest.mark.parametrize(
    ("rule", "sentence"),
    [(DEBRIEF, DEBRIEF_SENTENCE), (CHECK_IN, CHECK_IN_SENTENCE), (BRIEF, BRIEF_SENTENCE)],
    ids=["opened by a verb", "recurring", "standing"],
)
def test_a_duty_in_one_sentence(rule, sentence: str):
    assert sentences.duty(BOOK, rule) == sentence


@pytest.mark.parametrize(
    ("condition", "words"),
    [
        (Condition("violence", (True,)), "violence was used"),
        (Condition("violence", (False,)), "it is not so that violence was used"),
        (Condition("injury", ("medical", "hospital")), "the worst injury was medical or hospital"),
        (Condition("kinds", ("violence", "gone")), "the report is of the kind “Violence” or gone"),
        (Condition("injury", at_least=3), "the worst injury was at least 3"),
        (Condition("unheard-of", (True,)), "unheard-of"),
    ],
)
def test_a_condition_in_words(condition: Condition, words: str):
    assert sentences.condition(BOOK, DEBRIEF, condition) == words


@pytest.mark.parametrize(
    ("wait", "words"),
    [
        ("immediately", "at once"),
        ("close of business", "by close of business"),
        ("next working day", "by the end of the next working day"),
        ("4 working hours", "within 4 working hours"),
    ],
)
def test_a_time_limit_in_words(wait: str, words: str):
    assert sentences.by_when(Duration.parse(wait)) == words


def test_a_ladder_in_words():
    rungs = [("immediately", "line-manager"), ("close of business", "gone"), ("2 days", "line-manager")]
    rule = replace(DEBRIEF, escalate=tuple(Rung(Duration.parse(wait), to) for wait, to in rungs))

    assert sentences.duty(BOOK, rule).partition("; ")[2] == (
        "if it is late, the line manager hears at once, the gone hears at close of business and the line manager hears"
        " 2 days after that."
    )


def test_what_else_holds_for_a_duty():
    rule = replace(DEBRIEF, waivable=True, until=("incident.close",))

    assert sentences.terms(BOOK, rule) == [
        "A reminder goes out 1 working day before.",
        "The report cannot be closed before it is done.",
        "It may be waived with a reason.",
        "It ends, done or not, once the report was closed.",
    ]
    assert sentences.terms(BOOK, BRIEF) == ["It is first due on 5 January 2026."]


@pytest.mark.parametrize(
    ("wait", "opening"),
    [("next working day", "Every working day"), ("1 year", "Every year"), ("2 years", "Every 2 years")],
)
def test_how_often_in_words(wait: str, opening: str):
    rule = replace(BRIEF, every=Duration.parse(wait), for_="agency")

    assert sentences.opening(BOOK, rule) == opening


def test_a_post_keeps_the_capitals_of_its_title():
    titles = {word: replace(BOOK.posts["line-manager"], title=title) for word, title in TITLES.items()}
    book = replace(BOOK, posts=titles)

    assert [sentences.the_post(book, word) for word in titles] == ["the head of service", "the Director of Housing"]


TITLES = {
    "a": BOOK.posts["line-manager"].title.of("Head of service"),
    "b": BOOK.posts["line-manager"].title.of("Director of Housing"),
}


@pytest.mark.parametrize(
    ("at", "words"),
    [(time(9), "9am"), (time(17, 30), "5:30pm"), (time(12), "midday"), (time(0), "midnight"), (time(0, 5), "12:05am")],
)
def test_a_time_of_day_in_words(at: time, words: str):
    assert clock_time(at) == words


def test_a_moment_in_words_and_as_a_file_writes_it():
    moment: datetime = london("2026-04-07 17:00")

    assert in_words(moment) == "Tuesday 7 April 2026 at 5pm"
    assert in_zone(moment) == "2026-04-07T17:00:00+01:00"
    assert in_words(moment, "America/New_York") == "Tuesday 7 April 2026 at midday"
