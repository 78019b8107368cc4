"""What follows from a verb: who is opened, when it is due, who hears when."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from heed.policy.book import Rung
from heed.policy.conditions import Condition
from heed.policy.load import load
from heed.policy.play import (
    Climb,
    first_round,
    implied,
    next_round,
    next_rung,
    opens,
    owed,
    standing,
    what_follows,
)
from heed.policy.vocabulary import VOCABULARY
from heed.workdays import Duration, deadline
from tests.moments import london
from tests.policy.conftest import BASE, Source

BOOK = load([Source("test.toml", BASE)], VOCABULARY)
DEBRIEF, BRIEF, CHECK_IN = (BOOK.duties[one] for one in ("debrief", "brief-team", "check-in"))
MAUNDY_THURSDAY = london("2026-04-02 16:30")


@pytest.mark.parametrize(
    ("condition", "stated", "holds"),
    [
        (Condition("violence", (True,)), {"violence": True}, True),
        (Condition("violence", (True,)), {"violence": False}, False),
        (Condition("violence", (False,)), {"violence": False}, True),
        (Condition("violence", (True,)), {}, False),
        (Condition("violence", (False,)), {}, False),
        (Condition("violence", (True,)), {"violence": 1}, False),
        (Condition("injury", ("minor", "medical")), {"injury": "medical"}, True),
        (Condition("injury", ("minor", "medical")), {"injury": "none"}, False),
        (Condition("kinds", ("threat",)), {"kinds": frozenset({"threat", "abuse"})}, True),
        (Condition("kinds", ("threat",)), {"kinds": frozenset({"abuse"})}, False),
        (Condition("times", at_least=3), {"times": 3}, True),
        (Condition("times", at_least=3), {"times": 2}, False),
        (Condition("times", at_least=1), {"times": True}, False),
        (Condition("times", at_least=0), {}, False),
        (Condition("times", (3,)), {"times": 3}, True),
    ],
)
def test_a_condition_holds(condition: Condition, stated, holds: bool):
    assert condition.holds(stated) is holds


@pytest.mark.parametrize(
    ("stated", "opened"),
    [
        ({"violence": True, "kinds": frozenset({"violence"})}, True),
        ({"violence": True}, False),
        ({"violence": True, "kinds": frozenset({"violence"}), "concern": True}, False),
        ({"violence": True, "kinds": frozenset({"violence"}), "concern": False}, True),
        ({}, False),
    ],
)
def test_all_of_when_and_nothing_of_unless(stated, opened: bool):
    assert opens(DEBRIEF, stated) is opened


def test_one_of_several_circumstances_is_enough_to_keep_a_duty_closed():
    rule = replace(DEBRIEF, when=(), unless=(Condition("concern", (True,)), Condition("sexual", (True,))))

    assert [opens(rule, stated) for stated in ({"sexual": True}, {"concern": True}, {"hate": True})] == [
        False,
        False,
        True,
    ]


def test_a_verb_opens_its_duties_soonest_first_with_their_moments():
    stated = implied(BOOK, {"kinds": frozenset({"violence"})})

    [debrief, check_in] = what_follows(BOOK, "incident.report", stated, MAUNDY_THURSDAY)

    assert debrief.rule is DEBRIEF
    assert debrief.opened_at == MAUNDY_THURSDAY
    assert debrief.due_at == london("2026-04-08 17:00")
    assert debrief.remind_at == (london("2026-04-07 17:00"),)
    assert debrief.rungs == (Climb(london("2026-04-09 13:00"), "health-and-safety"),)
    assert (check_in.rule, check_in.due_at) == (CHECK_IN, london("2026-04-16 16:30"))


def test_a_verb_that_opens_nothing():
    assert what_follows(BOOK, "incident.close", {}, MAUNDY_THURSDAY) == ()
    assert what_follows(BOOK, "team.brief", {}, MAUNDY_THURSDAY) == ()


def test_each_rung_counts_from_the_one_before_and_the_last_repeats():
    rule = replace(
        DEBRIEF,
        escalate=(
            Rung(Duration.parse("4 hours"), "line-manager"),
            Rung(Duration.parse("1 working day"), "health-and-safety"),
        ),
    )
    due = london("2026-04-08 17:00")

    first = next_rung(rule, 0, due, BOOK.calendar)
    second = next_rung(rule, 1, london("2026-04-08 21:00"), BOOK.calendar)
    third = next_rung(rule, 2, london("2026-04-09 17:00"), BOOK.calendar)

    assert first == Climb(london("2026-04-08 21:00"), "line-manager")
    assert second == Climb(london("2026-04-09 17:00"), "health-and-safety")
    assert third == Climb(london("2026-04-10 17:00"), "health-and-safety")
    assert owed(rule, MAUNDY_THURSDAY, due, BOOK.calendar).rungs == (first, second)


def test_without_a_ladder_nobody_hears():
    assert next_rung(CHECK_IN, 0, MAUNDY_THURSDAY, BOOK.calendar) is None
    assert owed(CHECK_IN, MAUNDY_THURSDAY, london("2026-04-16 16:30"), BOOK.calendar).rungs == ()


def test_reminders_that_would_lie_before_it_opened_are_left_out():
    opened = london("2026-04-08 12:00")

    assert owed(DEBRIEF, opened, london("2026-04-08 17:00"), BOOK.calendar).remind_at == ()


def test_the_next_round_is_counted_from_when_it_was_done_until_it_has_lasted():
    first = london("2026-01-05 10:00")

    soon = next_round(CHECK_IN, first, london("2026-01-12 09:00"), BOOK.calendar)
    last = next_round(CHECK_IN, first, london("2026-03-22 15:00"), BOOK.calendar)
    over = next_round(CHECK_IN, first, london("2026-03-23 09:00"), BOOK.calendar)

    assert soon is not None
    assert last is not None
    assert (soon.opened_at, soon.due_at) == (london("2026-01-12 09:00"), london("2026-01-26 09:00"))
    assert last.due_at == london("2026-04-05 15:00")
    assert over is None


def test_what_does_not_recur_has_no_next_round():
    assert next_round(DEBRIEF, MAUNDY_THURSDAY, london("2026-04-07 10:00"), BOOK.calendar) is None


def test_what_recurs_without_an_end_comes_round_for_ever():
    rule = replace(CHECK_IN, lasts=None)

    late = next_round(rule, london("2026-01-05 10:00"), london("2046-01-05 10:00"), BOOK.calendar)

    assert late is not None
    assert late.due_at == london("2046-01-19 10:00")


def test_standing_duties_are_those_of_a_team_a_service_or_the_agency():
    assert [standing(BOOK, of) for of in ("team", "service", "agency")] == [(BRIEF,), (), ()]


@pytest.mark.parametrize(
    ("at", "due"),
    [
        ("2025-11-20 10:00", "2026-01-05 17:00"),  # not before its anchor
        ("2026-01-05 16:59", "2026-01-05 17:00"),
        ("2026-01-05 17:00", "2026-02-05 17:00"),  # the next time it comes round
        ("2026-03-06 10:00", "2026-04-07 17:00"),  # 5 April is Easter Sunday
        ("2026-04-06 10:00", "2026-04-07 17:00"),
        ("2026-04-08 10:00", "2026-05-05 17:00"),  # counted from the anchor, not from the day it was moved to
    ],
)
def test_a_standing_duty_is_first_due_when_its_anchor_comes_round(at: str, due: str):
    assert first_round(BRIEF, london(at), BOOK.calendar).due_at == london(due)


def test_a_standing_duty_without_an_anchor_is_due_after_its_interval():
    rule = replace(BRIEF, anchor=None)

    assert first_round(rule, MAUNDY_THURSDAY, BOOK.calendar).due_at == london("2026-05-02 16:30")


def test_kinds_imply_facts_and_outweigh_what_was_answered():
    stated = implied(BOOK, {"kinds": frozenset({"violence"}), "violence": False, "weapon": True})

    assert stated == {"kinds": frozenset({"violence"}), "violence": True, "weapon": True, "concern": False}


def test_without_kinds_nothing_is_implied():
    assert implied(BOOK, {"weapon": True}) == {"weapon": True}


MOMENTS = st.datetimes(datetime(2025, 1, 1), datetime(2030, 1, 1), timezones=st.just(UTC))
WAITS = st.sampled_from(["immediately", "close of business", "4 working hours", "1 working day", "2 weeks", "1 month"])


@given(at=MOMENTS, within=WAITS, ladder=st.lists(WAITS, max_size=4))
def test_a_duty_opens_is_reminded_of_comes_due_and_climbs_in_this_order(at, within: str, ladder: list[str]):
    rule = replace(
        DEBRIEF,
        within=Duration.parse(within),
        escalate=tuple(Rung(Duration.parse(wait), "health-and-safety") for wait in ladder),
    )

    one = owed(rule, at, deadline(rule.within, at, BOOK.calendar), BOOK.calendar)
    moments = [one.opened_at, *one.remind_at, one.due_at, *(rung.at for rung in one.rungs)]

    assert moments == sorted(moments)
    assert len(one.rungs) == len(ladder)
    assert what_follows(BOOK, "incident.report", {}, at) == what_follows(BOOK, "incident.report", {}, at)
