"""Looking up without a briefing in date: some days of grace, then once if it cannot wait, otherwise nothing."""

from datetime import date, datetime, timedelta

import pytest
from django.db import IntegrityError, transaction

from heed.access.decisions import Refused
from heed.checks.answers.queries import Answer, Asked
from heed.checks.changes import check
from heed.checks.models import LookUp
from heed.checks.rules import AGAIN, lacks_briefing
from heed.checks.states import Purpose
from heed.ledger.models import Entry
from heed.people.agencies.models import User
from heed.training.states import State
from tests.moments import london
from tests.register.conftest import MONDAY, Council
from tests.training.asked import BRIEFING, ask_for_briefing

pytestmark = pytest.mark.django_db
RAN_OUT = MONDAY + timedelta(days=1)
BRIEFED_AT = RAN_OUT.replace(year=2024)
WHY = "I am about to go in."


@pytest.fixture
def asha(council: Council) -> User:
    """Whoever looks up: with a briefing that runs out on the Tuesday."""
    ask_for_briefing(council.make, council.owner.agency)
    council.make.brief(council.other, BRIEFED_AT)
    return council.other


def look(council: Council, user: User, at: datetime, urgent: str = "", postcode: str = "ZZ9 9ZZ") -> Answer:
    asked = Asked(address="12 Marl Lane", postcode=postcode)
    return check(council.by(user, at), purpose=Purpose.VISIT, asked=asked, urgent=urgent)


def kept() -> list[tuple[str, str]]:
    return list(LookUp.objects.order_by("pk").values_list("unbriefed", "urgent"))


@pytest.mark.clause("EHC-17")
def test_who_was_never_briefed_is_not_answered_however_urgent(council: Council) -> None:
    ask_for_briefing(council.make, council.owner.agency)
    for urgent in ("", WHY):
        with pytest.raises(Refused, match="You have not had the briefing on the register yet"):
            look(council, council.other, MONDAY, urgent)
    assert kept() == []


@pytest.mark.clause("EHC-17")
@pytest.mark.parametrize(("after", "state", "unbriefed"), [
    (timedelta(seconds=-1), None, ""),
    (timedelta(0), State.GRACE, "grace"),
    (timedelta(days=14, seconds=-1), State.GRACE, "grace"),
])  # fmt: skip
def test_for_two_weeks_after_it_ran_out_it_is_answered_and_kept_with_the_look_up(
    council: Council, asha: User, after: timedelta, state: State | None, unbriefed: str
) -> None:
    lacks = lacks_briefing(asha, RAN_OUT + after)
    look(council, asha, RAN_OUT + after)
    assert (lacks and lacks.state, kept()) == (state, [(unbriefed, "")])
    facts = Entry.objects.filter(verb="register.look-up").latest("seq").facts
    assert ('"unbriefed":"grace"' in facts) is (unbriefed == "grace")


@pytest.mark.clause("EHC-17")
def test_then_it_is_refused_unless_it_cannot_wait_and_that_once(council: Council, asha: User) -> None:
    over = RAN_OUT + timedelta(days=14)
    with pytest.raises(Refused, match="Renew it, or say why this cannot wait"):
        look(council, asha, over)
    with pytest.raises(Refused, match="say why this cannot wait"):
        look(council, asha, over, "  ")
    look(council, asha, over, WHY)
    with pytest.raises(Refused, match="you have had the one urgent answer"):
        look(council, asha, over + timedelta(minutes=5), WHY, postcode="ZZ9 1AA")
    assert kept() == [("urgent", WHY)]
    assert WHY not in Entry.objects.filter(verb="register.look-up").latest("seq").facts


def test_the_same_urgent_question_is_answered_again_for_an_hour(council: Council, asha: User) -> None:
    over = RAN_OUT + timedelta(days=20)
    look(council, asha, over, WHY)
    look(council, asha, over + AGAIN - timedelta(seconds=1), WHY)
    with pytest.raises(Refused, match="you have had the one urgent answer"):
        look(council, asha, over + AGAIN, WHY)
    assert kept() == [("urgent", WHY)] * 2


def test_passing_it_again_opens_everything_and_the_next_time_there_is_one_urgent_answer_anew(
    council: Council, asha: User
) -> None:
    over = RAN_OUT + timedelta(days=20)
    look(council, asha, over, WHY)
    council.make.brief(asha, over + timedelta(hours=2))
    look(council, asha, over + timedelta(hours=3), WHY)
    look(council, asha, over.replace(year=2028) + timedelta(days=30), WHY)
    assert kept() == [("urgent", WHY), ("", ""), ("urgent", WHY)]


def test_what_is_said_of_urgency_in_grace_is_not_kept(council: Council, asha: User) -> None:
    look(council, asha, RAN_OUT, WHY)
    assert kept() == [("grace", "")]


def test_without_grace_in_the_policy_it_ends_when_it_runs_out(council: Council) -> None:
    ask_for_briefing(council.make, council.owner.agency, BRIEFING.replace('grace = "14 days"\n', ""))
    council.make.brief(council.other, BRIEFED_AT)
    with pytest.raises(Refused, match="say why this cannot wait"):
        look(council, council.other, RAN_OUT)


@pytest.mark.parametrize("who", ["owner", "safety", "dpo"])
def test_those_who_see_the_whole_register_are_answered_without_one(council: Council, who: str) -> None:
    ask_for_briefing(council.make, council.owner.agency)
    look(council, getattr(council, who), MONDAY)
    assert kept() == [("", "")]


@pytest.mark.parametrize(("day", "open_"), [("2026-06-02", True), ("2026-06-01", False)])
def test_a_policy_can_say_from_which_day_on_it_is_needed(council: Council, day: str, open_: bool) -> None:
    text = BRIEFING.replace("grace", f"starts = {day}\ngrace")
    ask_for_briefing(council.make, council.owner.agency, text)
    assert (lacks_briefing(council.other, london("2026-06-01 23:59")) is None) is open_


def test_a_policy_without_a_briefing_asks_nobody(council: Council) -> None:
    assert lacks_briefing(council.other, MONDAY) is None
    look(council, council.other, MONDAY)
    assert kept() == [("", "")]


@pytest.mark.parametrize(("unbriefed", "urgent"), [("urgent", ""), ("grace", WHY), ("", WHY)])
def test_the_database_refuses_an_urgent_answer_without_a_reason_and_a_reason_without_one(
    council: Council, unbriefed: str, urgent: str
) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        LookUp.objects.create(
            agency=council.owner.agency, asked_by=council.other, asked_at=MONDAY, purpose="visit", digest="x",
            unbriefed=unbriefed, urgent=urgent,
        )  # fmt: skip


def test_announcing_reporting_and_proposing_never_ask_for_one(council: Council) -> None:
    """Nobody of this council is briefed, and an entry comes about as ever, with all whom it takes."""
    ask_for_briefing(council.make, council.owner.agency)
    council.make.report(council.other, MONDAY)
    assert council.live(ends_on=date(2026, 12, 1)).status == "live"
