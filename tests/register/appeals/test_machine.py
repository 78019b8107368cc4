"""Whatever anybody does with an appeal, in whatever order, at whatever time: what must always hold holds."""

import os
from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from heed.access.decisions import Refused
from heed.ledger.verify import verify
from heed.people.agencies.models import User
from heed.people.agencies.queries import book_for
from heed.policy.load import load, shipped
from heed.policy.play import what_follows
from heed.policy.vocabulary import VOCABULARY
from heed.register.appeals import changes
from heed.register.appeals.changes import Decided
from heed.register.appeals.queries import touched
from heed.register.appeals.states import Outcome, Tie
from heed.register.markers.models import Marker
from heed.register.markers.states import Ending
from heed.register.terms import changes as terms
from heed.workdays import deadline
from tests.register.appeals.conftest import Hearing
from tests.register.conftest import MONDAY, Council

pytestmark = [pytest.mark.django_db, pytest.mark.clause("EHC-9")]
LONG = os.environ.get("HEED_LONG") == "1"
PEOPLE = ("officer", "owner", "safety", "chief", "dpo", "other")
Act = Callable[[Hearing, User, datetime], object]


def name(hearing: Hearing, user: User, at: datetime, *, others: int) -> None:
    changes.name_panel(hearing.council.by(user, at), hearing.appeal, [*hearing.panel, hearing.council.other][others:])


def view(hearing: Hearing, user: User, at: datetime, outcome: Outcome) -> None:
    changes.view(hearing.council.by(user, at), hearing.appeal, outcome=outcome, reasons="So.")


def decide(hearing: Hearing, user: User, at: datetime, outcome: Outcome) -> None:
    changes.decide(hearing.council.by(user, at), hearing.appeal, Decided(outcome, "So.", advice="Ring first."))


def end(hearing: Hearing, user: User, at: datetime) -> None:
    terms.end(hearing.council.by(user, at), Marker.objects.get(pk=hearing.marker.pk), why=Ending.NO_RISK, text="Over.")


ACTS: dict[str, Act] = {
    "comment": lambda h, u, at: changes.comment(h.council.by(u, at), h.appeal, text="It was so."),
    "acknowledge": lambda h, u, at: changes.acknowledge(h.council.by(u, at), h.appeal, text="By letter."),
    "name": lambda h, u, at: name(h, u, at, others=0),
    "name-others": lambda h, u, at: name(h, u, at, others=1),
    "stands": lambda h, u, at: view(h, u, at, Outcome.STANDS),
    "removed": lambda h, u, at: view(h, u, at, Outcome.REMOVED),
    "decide": lambda h, u, at: decide(h, u, at, Outcome.STANDS),
    "decide-removed": lambda h, u, at: decide(h, u, at, Outcome.REMOVED),
    "decide-changed": lambda h, u, at: decide(h, u, at, Outcome.CHANGED),
    "step-down": lambda h, u, at: changes.step_down(h.council.by(u, at), h.appeal, tie=Tie.KNOWS),
    "fill": lambda h, u, at: changes.fill(h.council.by(u, at), h.appeal, [h.council.other]),
    "end": end,
    "off": lambda h, _u, at: terms.take_off(h.council.make.stamp(at), agency_id=h.marker.case.agency_id),
}
MEANT = (("comment", "officer"), ("name", "owner"), ("removed", "chief"), ("removed", "safety"), ("stands", "dpo"),
         ("decide-removed", "chief"))  # fmt: skip
STEPS = st.tuples(st.sampled_from(sorted(ACTS)), st.sampled_from(PEOPLE), st.integers(0, 60 * 24 * 9))


def holds(hearing: Hearing) -> None:
    """Assert what must always be so."""
    appeal, marker = hearing.appeal, Marker.objects.get(pk=hearing.marker.pk)
    seats = list(appeal.seats.all())
    if appeal.status != "decided":  # whoever records that an entry is removed or changed has had a part in it since
        assert not {seat.user_id for seat in seats if not seat.left_at} & touched(marker, but=appeal)
    if appeal.status == "decided":
        spoke = {seat.user_id for seat in seats if seat.view}
        assert not any(seat.left_at for seat in seats)
        assert len({appeal.first_id, appeal.second_id, appeal.third_id} & spoke) == 3
        assert 2 * sum(seat.view == appeal.outcome for seat in seats) > len(seats)
        assert (appeal.outcome == "removed") <= (marker.status == "ended")
    if appeal.status != "decided" and marker.ending == "appeal":
        pytest.fail("ended by an appeal that nobody decided")
    if marker.status == "ended" or appeal.status in ("decided", "withdrawn"):
        left = marker.case.duties.open().filter(verb__startswith="appeal.").exclude(verb="appeal.acknowledge")
        assert not left.exists()
    elif appeal.status != "decided":
        assert marker.case.duties.open().filter(verb="appeal.decide").count() == 1


@settings(max_examples=200 if LONG else 4, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(between=st.lists(STEPS, max_size=5), after=st.lists(STEPS, max_size=4), meant=st.booleans())
def test_an_appeal_holds_whatever_happens(
    council: Council, between: list[tuple[str, str, int]], after: list[tuple[str, str, int]], *, meant: bool
) -> None:
    hearing = Hearing(council, council.live())
    hearing.receive()
    way = [(act, who, 5) for act, who in MEANT] if meant else []
    now = MONDAY
    for act, who, minutes in [*way[:3], *between, *way[3:], *after]:
        now += timedelta(minutes=minutes)
        try:
            ACTS[act](hearing, getattr(hearing.council, who), now)
        except Refused:
            continue  # a rule said no, and nothing has changed
        holds(hearing)
    holds(hearing)
    assert verify().fault == ""


@settings(max_examples=500 if LONG else 60, deadline=None)
@given(at=st.datetimes(datetime(2026, 1, 1), datetime(2031, 1, 1)), policy=st.sampled_from(["default", "east-herts"]))
def test_whenever_it_comes_the_duties_keep_what_was_promised(at: datetime, policy: str) -> None:
    book = load(shipped(policy), VOCABULARY)
    moment = at.replace(tzinfo=MONDAY.tzinfo)
    due = {
        each.rule.letter or each.rule.do: each.due_at
        for each in what_follows(book, "appeal.receive", {"on_behalf": False}, moment)
    }
    terms_ = book.appeal
    times = [deadline(each, moment, book.calendar) for each in (terms_.acknowledged, terms_.heard, terms_.answered)]
    assert times == sorted(times)
    assert moment < due["appeal.name-panel"] <= due["appeal.hear"] <= due["appeal.decide"]
    [letter] = what_follows(book, "appeal.decide", {"appeal_outcome": "stands"}, due["appeal.decide"])
    assert [due["appeal-received"], due["appeal.hear"], letter.due_at] == times


def test_the_council_of_these_tests_is_on_a_policy_with_a_panel_of_three(hearing: Hearing) -> None:
    assert book_for(hearing.marker.case.agency).appeal.panel == 3
