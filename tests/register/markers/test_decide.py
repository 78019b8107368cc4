"""Countersign and decide: three people, none of them named, each factor in writing, the employee heard first."""

from datetime import date, timedelta

import pytest

from heed.access.decisions import Refused
from heed.casework.cases.changes import involve
from heed.casework.cases.states import Part
from heed.register.markers import changes
from heed.register.markers.changes import Fact, Verdict
from heed.register.markers.models import Answer, Marker
from heed.register.markers.rules import may_ask, may_countersign, may_decide
from heed.register.markers.states import Decision
from tests.register.conftest import MONDAY, Council

pytestmark = pytest.mark.django_db


@pytest.mark.clause("EHC-3", "EHC-4", "EHC-6")
def test_from_proposal_to_register_by_three_people(council: Council) -> None:
    marker = council.live()
    marker.refresh_from_db()
    assert (marker.status, marker.proposed_by, marker.countersigned_by, marker.decided_by) == (
        "live",
        council.manager,
        council.head,
        council.owner,
    )
    assert (marker.ends_on, marker.longest_on, marker.letter_owed) == (date(2026, 10, 29), date(2028, 6, 1), True)
    steps = Answer.objects.filter(marker=marker).values_list("step", "factor").order_by("pk")
    factors = ["severity", "time", "previous", "current", "likely"]
    assert list(steps) == [(step, factor) for step in ("countersign", "decide") for factor in factors]


def _owed(marker: Marker) -> list[str]:
    return sorted(duty.rule for duty in marker.case.duties.open())


def test_what_is_owed_moves_from_one_to_the_next(council: Council) -> None:
    marker = council.propose()
    seen = [_owed(marker)]
    changes.give_version(council.by(council.officer), marker, declined=True)
    changes.countersign(council.by(council.head), marker, answers=council.answers(marker))
    seen.append(_owed(marker))
    council.decide(marker, ends_on=date(2026, 12, 1))
    seen.append(_owed(marker))
    assert seen == [["countersign-marker"], ["decide-on-marker"], ["announce-marker", "write-to-the-person"]]


@pytest.mark.parametrize("who", ["officer", "manager", "owner", "safety", "other", "chief", "admin", "dpo"])
def test_nobody_but_the_head_of_service_countersigns(council: Council, who: str) -> None:
    marker = council.propose()
    user = getattr(council, who)
    assert not may_countersign(user, marker)
    with pytest.raises(Refused):
        changes.countersign(council.by(user), marker, answers=council.answers(marker))
    assert marker.answers.count() == 0


@pytest.mark.parametrize("who", ["officer", "manager", "head", "safety", "other", "chief", "admin", "dpo"])
def test_nobody_but_the_owner_decides(council: Council, who: str) -> None:
    marker = council.countersigned()
    user = getattr(council, who)
    assert not may_decide(user, marker, council.now)
    with pytest.raises(Refused):
        changes.decide(council.by(user), marker, Verdict(Decision.ADD, council.answers(marker), date(2026, 9, 1)))
    marker.refresh_from_db()
    assert marker.status == "countersigned"


def test_a_proposer_who_holds_the_other_posts_too_still_acts_once(council: Council) -> None:
    council.make.hold(council.manager, "head-of-service")
    council.make.hold(council.manager, "register-owner")
    marker = council.propose()
    assert not may_countersign(council.manager, marker)
    changes.give_version(council.by(council.officer), marker, declined=True)
    changes.countersign(council.by(council.head), marker, answers=council.answers(marker))
    assert not may_decide(council.manager, marker, council.now)


def test_whoever_countersigned_does_not_decide_although_they_own_the_register(council: Council) -> None:
    council.make.hold(council.head, "register-owner")
    marker = council.countersigned()
    decision = may_decide(council.head, marker, council.now)
    assert decision.reason == "You proposed or countersigned this entry. Somebody else must decide on it."


@pytest.mark.parametrize("part", [Part.VICTIM, Part.REPORTER, Part.WITNESS, Part.SUBJECT, Part.TIE])
def test_whoever_is_named_in_the_case_neither_countersigns_nor_decides(council: Council, part: Part) -> None:
    marker = council.propose()
    for user in (council.head, council.owner):
        involve(council.make.stamp(), case=marker.case, part=part, user=user)
    assert may_countersign(council.head, marker).reason == "You are named in this case, so somebody else must do this."
    changes.give_version(council.by(council.officer), marker, declined=True)
    assert not may_decide(council.owner, marker, council.now)


def test_a_deputy_countersigns_while_the_head_is_away(council: Council) -> None:
    deputy = council.make.user("Dilys Vetch", council.head.team)
    council.make.absence(council.head, "2026-06-01", "2026-06-05", deputy)
    marker = council.propose()
    assert may_countersign(deputy, marker)
    changes.countersign(council.by(deputy), marker, answers=council.answers(marker))
    assert marker.countersigned_by == deputy


@pytest.mark.clause("EHC-6")
@pytest.mark.parametrize("factor", ["severity", "time", "previous", "current", "likely"])
def test_each_factor_is_answered_in_writing(council: Council, factor: str) -> None:
    marker = council.propose()
    answers = council.answers(marker) | {factor: "   "}
    with pytest.raises(Refused, match="Answer each of the questions in writing"):
        changes.countersign(council.by(council.head), marker, answers=answers)
    assert (marker.answers.count(), marker.countersigned_by) == (0, None)


@pytest.mark.clause("EHC-4")
def test_the_decision_waits_for_the_employee_but_not_for_ever(council: Council) -> None:
    marker = council.propose()
    changes.countersign(council.by(council.head), marker, answers=council.answers(marker))
    waiting = may_decide(council.owner, marker, council.now)
    assert waiting.reason == "The employee concerned has been asked for their version and still has time to give it."
    assert may_ask(council.owner, marker, council.now)
    assert not may_decide(council.owner, marker, MONDAY + timedelta(days=7, hours=6))
    assert may_decide(council.owner, marker, MONDAY + timedelta(days=7, hours=8))  # five working days, at close
    changes.give_version(council.by(council.officer), marker, text="He had a spade in his hand.")
    assert may_decide(council.owner, marker, council.now)


def test_the_version_is_given_once_and_by_the_employee_alone(council: Council) -> None:
    marker = council.propose()
    for user in (council.manager, council.head, council.other):
        with pytest.raises(Refused, match="Only the employee concerned"):
            changes.give_version(council.by(user), marker, text="I know better.")
    changes.give_version(council.by(council.officer), marker, text="So it was.")
    with pytest.raises(Refused, match="on the page already"):
        changes.give_version(council.by(council.officer), marker, text="And more.")


ENDS = [
    (None, "Say until when it stands on the register."),
    (date(2026, 6, 1), "The new end must lie in the future."),
    (date(2028, 6, 2), "Your policy allows no end later than 01/06/2028."),
]


@pytest.mark.clause("EHC-11")
@pytest.mark.parametrize(("ends_on", "words"), ENDS)
def test_an_end_that_policy_does_not_allow_is_refused(council: Council, ends_on: date | None, words: str) -> None:
    marker = council.countersigned()
    with pytest.raises(Refused) as refused:
        council.decide(marker, ends_on=ends_on)
    assert refused.value.reason == words
    marker.refresh_from_db()
    assert (marker.status, marker.decided_by) == ("countersigned", None)


def test_the_last_day_that_policy_allows_is_allowed(council: Council) -> None:
    assert council.live(ends_on=date(2028, 6, 1)).status == "live"


def test_a_refusal_says_why_and_leaves_nothing_owed(council: Council) -> None:
    marker = council.countersigned()
    with pytest.raises(Refused, match="Say why it does not go on the register"):
        council.decide(marker, Decision.REFUSE, reason=" ")
    council.decide(marker, Decision.REFUSE, reason="A single event, and an illness that is over.")
    marker.refresh_from_db()
    assert (marker.status, marker.ends_on, marker.letter_owed) == ("refused", None, False)
    assert marker.case.duties.open().count() == 0


def test_asked_for_more_it_comes_round_again_and_is_countersigned_anew(council: Council) -> None:
    marker = council.countersigned()
    changes.ask(council.by(council.owner), marker, text="What day was it?")
    assert (marker.status, [duty.rule for duty in marker.case.duties.open()]) == ("returned", ["amend-marker"])
    changes.amend(council.by(council.manager), marker, facts=[Fact(date(2026, 5, 30), "He came back.")], text="Here.")
    marker.refresh_from_db()
    assert (marker.status, marker.countersigned_by, marker.cited_on) == ("proposed", None, date(2026, 5, 30))
    changes.countersign(council.by(council.head), marker, answers=council.answers(marker))
    council.decide(marker, ends_on=date(2026, 12, 1))
    assert marker.status == "live"


@pytest.mark.clause("EHC-4")
def test_a_child_has_a_higher_countersigner_and_a_shorter_term(council: Council) -> None:
    marker = council.propose(child=True, welfare="School and social worker know; a plan is in place.")
    [duty] = marker.case.duties.open()
    assert (duty.rule, [row.user for row in duty.holders.all()]) == ("countersign-marker-of-child", [council.chief])
    assert not may_countersign(council.head, marker)
    changes.give_version(council.by(council.officer), marker, declined=True)
    changes.countersign(council.by(council.chief), marker, answers=council.answers(marker))
    with pytest.raises(Refused, match="no end later than 01/12/2026"):
        council.decide(marker, ends_on=date(2026, 12, 2))
    council.decide(marker, ends_on=date(2026, 12, 1))
    assert marker.status == "live"


def test_with_a_tie_nobody_sees_an_entry_by_their_post_alone(council: Council) -> None:
    marker = council.live()
    assert Marker.objects.visible_to(council.safety).exists()
    involve(council.make.stamp(), case=marker.case, part=Part.TIE, user=council.safety)
    assert not Marker.objects.visible_to(council.safety).exists()
    assert Marker.objects.visible_to(council.dpo).exists()
