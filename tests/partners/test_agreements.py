"""Agreements are gone through again in time: asked for a month before, once, of whoever keeps the register."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine

from heed.access.decisions import Refused
from heed.casework.duties.models import Duty
from heed.jobs import Worker
from heed.jobs import partners as job
from heed.partners import changes
from heed.partners.models import Agreement
from heed.partners.queries import agreement_called, standing
from tests.partners.conftest import TERMS, Sharing

pytestmark = pytest.mark.django_db
MONTH_BEFORE = datetime(2027, 1, 1, 9, tzinfo=UTC)
"""The agreement is to be reviewed by 1 February 2027."""


def asked(sharing: Sharing, at: datetime) -> int:
    return changes.look_ahead(sharing.council.make.stamp(at), agency_id=sharing.council.owner.agency_id)


def owed(sharing: Sharing) -> list[tuple[str, str]]:
    """Return the duties of the agreement: how each stands, and when it is due."""
    found = Duty.objects.filter(case=sharing.agreement.case, verb="agreement.review").order_by("pk")
    return [(each.status, each.due_at.date().isoformat()) for each in found]


def reviewed(sharing: Sharing, at: datetime, review_on: date, *, token: str | None = None) -> None:
    agreement = Agreement.objects.get(pk=sharing.agreement.pk)
    by = sharing.council.by(sharing.council.owner, at)
    changes.review(by, agreement, review_on=review_on, text="They still go there alone.", token=token)


@pytest.mark.clause("EHC-16")
def test_its_review_is_asked_for_a_month_before_and_once(sharing: Sharing) -> None:
    assert [asked(sharing, at) for at in (MONTH_BEFORE - timedelta(days=1), MONTH_BEFORE, MONTH_BEFORE)] == [0, 1, 0]
    assert owed(sharing) == [("open", "2027-02-01")]


@pytest.mark.clause("EHC-16")
def test_a_review_is_what_was_owed_and_the_next_is_asked_for_in_its_time(sharing: Sharing) -> None:
    asked(sharing, MONTH_BEFORE)
    reviewed(sharing, MONTH_BEFORE + timedelta(days=3), date(2027, 4, 20))

    assert [status for status, _due in owed(sharing)] == ["done"]
    assert Agreement.objects.get(pk=sharing.agreement.pk).review_on == date(2027, 4, 20)
    assert asked(sharing, MONTH_BEFORE + timedelta(days=30)) == 0
    assert asked(sharing, datetime(2027, 3, 20, 9, tzinfo=UTC)) == 1
    assert [status for status, _due in owed(sharing)] == ["done", "open"]


def test_a_second_press_changes_nothing(sharing: Sharing) -> None:
    reviewed(sharing, MONTH_BEFORE, date(2027, 4, 20), token="once")
    reviewed(sharing, MONTH_BEFORE, date(2027, 4, 21), token="once")

    assert Agreement.objects.get(pk=sharing.agreement.pk).review_on == date(2027, 4, 20)


@pytest.mark.parametrize("day", [date(2027, 1, 1), date(2026, 12, 31), date(2027, 5, 1)])
def test_the_next_review_lies_ahead_and_within_the_agreement(sharing: Sharing, day: date) -> None:
    with pytest.raises(Refused, match="later than today, and no later than the agreement ends"):
        reviewed(sharing, MONTH_BEFORE, day)


def test_what_is_over_is_not_reviewed_but_ended(sharing: Sharing) -> None:
    asked(sharing, MONTH_BEFORE)
    late = datetime(2027, 5, 3, 9, tzinfo=UTC)
    with pytest.raises(Refused, match="It is over"):
        reviewed(sharing, late, date(2027, 6, 1))
    changes.end_agreement(sharing.council.by(sharing.council.owner, late), sharing.agreement)

    assert [status for status, _due in owed(sharing)] == ["waived"]


@pytest.mark.parametrize("change", ["ended", "over", "later"])
def test_nobody_is_asked_to_review_what_is_not_in_force(sharing: Sharing, change: str) -> None:
    if change == "ended":
        changes.end_agreement(sharing.council.by(sharing.council.owner), sharing.agreement)
    at = {"ended": MONTH_BEFORE, "over": datetime(2027, 5, 3, 9, tzinfo=UTC), "later": MONTH_BEFORE}[change]
    if change == "later":
        Agreement.objects.filter(pk=sharing.agreement.pk).update(from_on=date(2027, 1, 20))

    assert asked(sharing, at) == 0


def test_the_worker_asks(sharing: Sharing) -> None:
    with time_machine.travel(MONTH_BEFORE, tick=False):
        job(Worker())

    assert owed(sharing) == [("open", "2027-02-01")]


@pytest.mark.parametrize("who", ["safety", "dpo", "manager", "admin", "chief"])
def test_only_whoever_keeps_the_register_reviews(sharing: Sharing, who: str) -> None:
    by = sharing.council.by(getattr(sharing.council, who), MONTH_BEFORE)
    with pytest.raises(Refused, match=r"Only the owner of the register can do this\."):
        changes.review(by, sharing.agreement, review_on=date(2027, 4, 20), text="Fine.")


def test_a_review_says_what_was_gone_through(sharing: Sharing) -> None:
    by = sharing.council.by(sharing.council.owner, MONTH_BEFORE)
    with pytest.raises(Refused, match=r"Say what was gone through\."):
        changes.review(by, sharing.agreement, review_on=date(2027, 4, 20), text=" ")


def test_two_agreements_stand_side_by_side_and_each_is_found_by_its_own_reference(sharing: Sharing) -> None:
    owner = sharing.council.owner
    later = replace(TERMS, from_on=date(2027, 5, 1), until_on=date(2028, 4, 30), review_on=date(2028, 2, 1))
    second = changes.sign(sharing.council.by(owner), sharing.firm, later)

    assert standing(sharing.firm) == [sharing.agreement, second]
    assert [agreement_called(owner, each.case.reference) for each in (sharing.agreement, second)] == [
        sharing.agreement, second]  # fmt: skip
    assert agreement_called(sharing.fitter, second.case.reference) is None
    changes.end_agreement(sharing.council.by(owner), second)
    assert (standing(sharing.firm), agreement_called(owner, second.case.reference)) == ([sharing.agreement], None)
