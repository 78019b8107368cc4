"""A legal hold keeps an entry from deletion, and from nothing else: 0 held deleted, 0 released kept, held ≠ shown."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.db import IntegrityError, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from heed.access.decisions import Refused
from heed.casework.duties.models import Duty
from heed.ledger.verify import verify
from heed.register.holds import changes, rules
from heed.register.holds.models import Hold
from heed.register.holds.queries import WAITS, held, hold_on
from heed.register.markers.models import Marker
from heed.register.markers.states import Ending
from heed.register.terms import changes as terms
from tests.register.conftest import MONDAY, Council
from tests.web.register.conftest import Page, at, monday, page, words

__all__ = ["monday", "page"]
pytestmark = [pytest.mark.django_db, pytest.mark.clause("EHC-13")]
SOON = timedelta(minutes=10)


def refreshed(marker: Marker) -> Marker:
    return Marker.objects.get(pk=marker.pk)


def over(council: Council, marker: Marker, at_: datetime = MONDAY) -> None:
    """End the entry, of which nobody has to be written to any more."""
    terms.end(council.by(council.owner, at_), refreshed(marker), why=Ending.NO_RISK, text="Over.")
    Duty.objects.open().filter(case=marker.case, verb="letter.send").update(status="done", done_at=at_)


def erases(council: Council, at_: datetime) -> int:
    return terms.erase_ended(council.make.stamp(at_), agency_id=council.owner.agency_id)


def owed(marker: Marker) -> list[str]:
    return sorted(Duty.objects.open().filter(case=marker.case, verb__endswith="-hold").values_list("rule", flat=True))


def test_what_is_held_is_not_deleted_and_warns_nobody(council: Council) -> None:
    marker = council.live()
    changes.hold(council.by(council.dpo), marker, text="A claim in the county court.")
    over(council, marker)
    assert (erases(council, MONDAY + timedelta(days=400)), refreshed(marker).grounds != "") == (0, True)
    assert not Marker.objects.live(MONDAY.date()).exists()


def test_released_it_is_deleted_when_entries_are_next_gone_through(council: Council) -> None:
    marker = council.live()
    changes.hold(council.by(council.dpo), marker, text="A claim.")
    over(council, marker)
    changes.end(council.by(council.dpo), refreshed(marker), text="The claim was settled.")
    assert (erases(council, MONDAY + SOON), refreshed(marker).erased_at, owed(marker)) == (1, MONDAY + SOON, [])


def test_data_protection_needs_no_second_person_others_do(council: Council) -> None:
    marker = council.live()
    changes.hold(council.by(council.dpo), marker, text="A claim.")
    assert owed(marker) == ["look-again-at-hold"]
    changes.end(council.by(council.owner), marker, text="Settled.")
    changes.hold(council.by(council.owner), marker, text="Another claim.")
    assert owed(marker) == ["agree-to-hold", "look-again-at-hold"]
    changes.agree(council.by(council.safety), marker)
    assert owed(marker) == ["look-again-at-hold"]
    found = hold_on(marker)
    assert found is not None
    assert (found.asked_by, found.agreed_by) == (council.owner, council.safety)


def test_without_a_second_person_it_keeps_nothing_longer_than_a_week(council: Council) -> None:
    marker = council.live()
    changes.hold(council.by(council.owner), marker, text="A claim.")
    over(council, marker)
    assert erases(council, MONDAY + WAITS - SOON) == 0
    assert (held([marker.pk], MONDAY + WAITS), erases(council, MONDAY + WAITS)) == (frozenset(), 1)
    assert (owed(marker), Hold.objects.get().reason) == ([], "…")


def test_it_is_looked_at_again_every_three_months(council: Council) -> None:
    marker = council.live()
    changes.hold(council.by(council.dpo), marker, text="A claim.")
    changes.review(council.by(council.dpo, MONDAY + timedelta(days=80)), marker, text="Not heard yet.")
    duty = Duty.objects.open().get(case=marker.case, rule="look-again-at-hold")
    assert duty.due_at.date().isoformat() in ("2026-11-20", "2026-12-01")


@pytest.mark.parametrize(("who", "act", "reason"), [
    ("manager", "hold", "You are named in this case, so somebody else must do this."),
    ("head", "hold", "Only those who see the whole register can do this."),
    ("owner", "agree", "There is no legal hold here that waits for a second person."),
    ("owner", "review", "There is no legal hold on this entry."),
    ("owner", "end", "There is no legal hold on this entry."),
])  # fmt: skip
def test_who_may_not_is_told_why(council: Council, who: str, act: str, reason: str) -> None:
    rule = getattr(rules, f"may_{act}")
    assert rule(getattr(council, who), council.live()).reason == reason


def test_nobody_agrees_with_themselves_and_one_hold_is_enough(council: Council) -> None:
    marker = council.live()
    changes.hold(council.by(council.owner), marker, text="A claim.")
    assert rules.may_agree(council.owner, marker).reason == "You placed this legal hold. A second person must agree."
    assert rules.may_hold(council.dpo, marker).reason == "There is a legal hold on this entry already."
    assert rules.may_hold(council.owner, council.propose()).reason == (
        "There is nothing here that a legal hold could keep.")  # fmt: skip
    with pytest.raises(Refused, match="Say why it must be kept"):
        changes.hold(council.by(council.owner), council.live(), text=" ")


@pytest.mark.parametrize("columns", [
    {"agreed_by": "owner"}, {"reason": ""}, {"ended_at": MONDAY}, {"ended_by": "dpo"},
])  # fmt: skip
def test_the_database_refuses_a_hold_that_is_none(council: Council, columns: dict[str, object]) -> None:
    changes.hold(council.by(council.owner), council.live(), text="A claim.")
    given_ = {name: getattr(council, str(each)) if name.endswith("_by") else each for name, each in columns.items()}
    with pytest.raises(IntegrityError), transaction.atomic():
        Hold.objects.update(**given_)


def test_by_the_pages(page: Page, council: Council) -> None:
    marker = council.live()
    assert f'href="{at(marker, "hold")}"' in page(council.owner, at(marker)).content.decode()
    page(council.owner, at(marker, "hold"), {"text": "A claim in court."})
    text = words(page(council.owner, at(marker)))
    assert "Kept from deletion for a week. A claim in court. By Owen Thrift" in text
    page(council.dpo, at(marker, "agree-hold"), {})
    over(council, marker)
    assert "kept by a legal hold" in words(page(council.owner, "/register?show=ended"))
    assert "agreed by Dev Burnet" in words(page(council.owner, at(marker)))
    page(council.dpo, at(marker, "review-hold"), {"text": "Not heard yet."})
    page(council.dpo, at(marker, "end-hold"), {"text": "Settled."})
    assert "kept by a legal hold" not in words(page(council.owner, "/register?show=ended"))
    assert page(council.other, at(marker, "hold")).status_code == 404


Act = Callable[[Council, Marker, datetime], object]
ACTS: dict[str, Act] = {
    "hold": lambda c, m, at_: changes.hold(c.by(c.owner, at_), m, text="A claim."),
    "hold-alone": lambda c, m, at_: changes.hold(c.by(c.dpo, at_), m, text="A claim."),
    "agree": lambda c, m, at_: changes.agree(c.by(c.safety, at_), m),
    "release": lambda c, m, at_: changes.end(c.by(c.safety, at_), m, text="Settled."),
    "end": over,
}
STEPS = st.lists(st.tuples(st.sampled_from(sorted(ACTS)), st.integers(0, 60 * 24 * 9)), max_size=8)


@settings(max_examples=8, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(steps=STEPS)
def test_nothing_held_is_deleted_and_nothing_released_is_kept(council: Council, steps: list[tuple[str, int]]) -> None:
    marker, now = council.live(), MONDAY
    for act, minutes in steps:
        now += timedelta(minutes=minutes)
        try:
            ACTS[act](council, refreshed(marker), now)
        except Refused:
            continue
        before, keeps = refreshed(marker), bool(held([marker.pk], now))
        erases(council, now)
        after = refreshed(marker)
        gone = before.erased_at is not None or (before.status == "ended" and not keeps)
        assert (after.erased_at is not None) == gone
        assert Marker.objects.live(now.date()).filter(pk=marker.pk).exists() <= (after.status == "live")
    assert verify().fault == ""
