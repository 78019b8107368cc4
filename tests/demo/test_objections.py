"""Appeals and legal holds of the demo: made as people make them, some answered, some of now."""

from collections import Counter
from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.db import transaction

from heed.casework.cases.models import Note
from heed.casework.duties.models import Duty
from heed.demo import entries
from heed.demo.chance import Chance
from heed.demo.doing import Scribe
from heed.demo.filling import Scale, fill
from heed.demo.objections import comes_at
from heed.demo.past import Past
from heed.documents.letters.models import Letter
from heed.ledger.verify import verify
from heed.register.appeals.models import Appeal, Seat
from heed.register.appeals.queries import acknowledged_at, touched
from heed.register.markers.models import Marker
from tests.demo.conftest import NOW
from tests.demo.room import make_room

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def past(small: list[Past], django_db_blocker) -> Iterator[Past]:
    """A council with a register and reports enough that some stand on it."""
    with django_db_blocker.unblock(), transaction.atomic():
        make_room()
        [made] = fill(NOW, seed="tests", scale=Scale(reports=8, size=0.3), only=("east-herts",))
        yield made
        transaction.set_rollback(True)


def appeals(past: Past) -> list[Appeal]:
    return list(Appeal.objects.filter(marker__case__agency=past.town.agency).order_by("pk"))


def test_some_are_decided_and_one_waits_and_nothing_was_refused(past: Past) -> None:
    found = Counter(appeal.status for appeal in appeals(past))
    assert found["decided"] >= 1
    assert 1 <= found["received"] + found["with-panel"] + found["heard"] <= 2
    assert past.works.refused == []


def test_each_was_acknowledged_within_the_time_that_was_promised(past: Past) -> None:
    for appeal in appeals(past):
        told = acknowledged_at(appeal)
        if told is not None:
            assert appeal.recorded_at < told
        elif appeal.status != "decided":
            assert appeal.acknowledge_due_at > NOW - timedelta(days=4)


def test_nobody_on_a_panel_had_a_part_in_the_entry(past: Past) -> None:
    waiting = [appeal for appeal in appeals(past) if appeal.status != "decided"]  # who decided has had a part
    seats = Seat.objects.filter(appeal__in=waiting).select_related("appeal__marker__case__agency")
    assert seats.count() >= 3
    for seat in seats:
        assert seat.user_id not in touched(seat.appeal.marker, but=seat.appeal)


def test_what_was_decided_was_seen_so_by_most_and_said_in_a_letter(past: Past) -> None:
    decided = [appeal for appeal in appeals(past) if appeal.status == "decided"]
    for appeal in decided:
        views = [seat.view for seat in appeal.seats.all()]
        assert views.count(appeal.outcome) > len(views) / 2
        owed = Duty.objects.filter(case=appeal.marker.case_id, rule="write-the-outcome-of-the-appeal")
        assert owed.count() == 1
        assert Letter.objects.filter(case=appeal.marker.case_id, template="appeal-outcome").exists() or owed.open()
    assert decided


def test_an_entry_that_a_panel_removed_warns_nobody(past: Past) -> None:
    removed = [appeal.marker_id for appeal in appeals(past) if appeal.outcome == "removed"]
    assert set(Marker.objects.filter(pk__in=removed).values_list("status", flat=True)) <= {"ended"}
    assert not Marker.objects.live(NOW.date()).filter(pk__in=removed).exists()


def test_nothing_of_it_happens_after_now_and_the_ledger_is_whole(past: Past) -> None:
    assert not Note.objects.filter(verb__startswith="appeal.", at__gt=NOW).exists()
    assert verify().fault == ""


@pytest.mark.parametrize("days", [0, 3, 400])
def test_who_has_just_gone_on_the_register_appeals_later_if_at_all(past: Past, days: int) -> None:
    at = NOW - timedelta(days=days)
    moments = [
        moment
        for number in range(40)
        if (moment := comes_at(past.works, Chance(f"{days}/{number}"), at, (at + timedelta(days=365)).date()))
    ]
    assert moments
    assert min(moments) >= at + timedelta(hours=59)
    assert len(moments) == 40 if days < 365 else 0 < len(moments) < 40


def test_a_hold_is_placed_by_data_protection_and_looked_at_again(past: Past, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(entries, "SHARE_HELD", 1.0)
    marker = Marker.objects.live(NOW.date()).filter(case__agency=past.town.agency).latest("pk")
    incident = marker.incident
    assert incident is not None
    crew = past.town.crews[0]
    tale = past.teller.tale(past.teller.story("verbal-abuse", crew), crew, crew.people[0], crew.people[0], NOW)
    scribe = Scribe(past.teller, tale, incident, "Asha")
    entry = entries.Entry(past.works, incident, incident.reported_by, scribe)
    entry.marker = marker
    entry.near(NOW)
    [hold] = marker.holds.all()
    assert (hold.asked_by, hold.alone) == (past.town.holders["dpo"][0], True)
    [duty] = Duty.objects.open().filter(case=marker.case_id, verb="marker.review-hold")
    entry.do(duty.pk, NOW + timedelta(days=80))
    duty.refresh_from_db()
    assert (duty.status, past.works.refused) == ("done", [])
