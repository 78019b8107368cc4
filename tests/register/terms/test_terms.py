"""How long an entry stands: gone on its day by itself, renewed only by a person, deleted a day later at most."""

from contextlib import suppress
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.db import transaction

from heed.access.decisions import Refused
from heed.casework.cases.changes import involve
from heed.casework.cases.models import Note
from heed.casework.cases.states import Part
from heed.ledger.verify import verify
from heed.notices.models import Message
from heed.people.public.models import Person, Place
from heed.register.markers.models import Answer, Marker, Source, Whereabouts
from heed.register.markers.states import Ending, Outcome
from heed.register.terms import changes
from heed.register.terms.changes import Corrected, Reviewed
from heed.register.terms.models import Sweep
from heed.register.terms.queries import halted, near_end, over
from tests.register.conftest import Council

pytestmark = pytest.mark.django_db

YARD: dict[str, Any] = {"person": None, "address": "19 Marl Lane", "postcode": "HM1 2AB", "hazards": ["animal"],
        "controls": ["animal-away"]}  # fmt: skip


def sweep(council: Council, at: datetime) -> int:
    return changes.take_off(council.make.stamp(at), agency_id=council.owner.agency_id)


def reviewed(council: Council, marker: Marker, outcome: Outcome, ends_on: date | None = None) -> Reviewed:
    return Reviewed(outcome, council.answers(marker), "Looked at with health and safety.", ends_on)


@pytest.mark.clause("EHC-11", "EHC-13")
def test_the_day_after_its_end_an_entry_warns_nobody_whatever_the_worker_does(council: Council) -> None:
    marker = council.live(ends_on=date(2026, 6, 30))
    assert list(Marker.objects.live(date(2026, 6, 30))) == [marker]
    assert list(Marker.objects.live(date(2026, 7, 1))) == []
    marker.refresh_from_db()
    assert marker.status == "live"  # no job has run; the question itself asks the day


@pytest.mark.clause("EHC-13")
def test_a_sweep_takes_it_off_and_deletes_what_was_personal(council: Council) -> None:
    involve(council.by(council.manager), case=council.incident.case, part=Part.SUBJECT, person=council.person)
    marker = council.live(ends_on=date(2026, 6, 2), further=[("1 Tern Row", "ZZ9 1AA")], advice="Ring Colin first.")
    at = council.now + timedelta(days=1)
    sweep(council, at)
    assert sweep(council, at + timedelta(hours=20)) == 1
    marker.refresh_from_db()
    assert (marker.status, marker.ending) == ("ended", "lapsed")
    assert changes.erase_ended(council.make.stamp(at + timedelta(hours=20)), agency_id=council.owner.agency_id) == 1
    marker.refresh_from_db()
    assert (marker.person, marker.place, marker.grounds, marker.advice, marker.silence_reason) == (
        None,
        None,
        "",
        "",
        "",
    )
    for table in (Source, Answer, Whereabouts):
        assert not table.objects.filter(marker=marker).exists()
    assert set(Note.objects.filter(case=marker.case).values_list("text", flat=True)) == {""}
    assert not marker.case.involvements.filter(person__isnull=False).exists()
    assert (marker.decided_by, marker.ends_on, marker.hazards) == (council.owner, date(2026, 6, 2), ["violence"])
    assert Person.objects.filter(pk=council.person.pk).exists()  # the report keeps its own, for its own time
    assert council.incident.story
    assert verify().fault == ""


def test_nothing_is_owed_any_more_for_what_has_lapsed(council: Council) -> None:
    marker = council.live(ends_on=date(2026, 6, 2))
    assert sorted(duty.verb for duty in marker.case.duties.open()) == ["letter.send", "marker.announce"]
    sweep(council, council.now)
    sweep(council, council.now + timedelta(hours=30))
    sweep(council, council.now + timedelta(hours=40))
    assert marker.case.duties.open().count() == 0


@pytest.mark.parametrize("hours", [39, 24 * 800])
def test_a_clock_that_jumps_wipes_nothing(council: Council, hours: int) -> None:
    marker = council.live(ends_on=date(2026, 6, 2))
    sweep(council, council.now)
    late = council.now + timedelta(hours=hours)
    assert sweep(council, late) == 0
    stopped = halted(council.owner.agency)
    assert stopped is not None
    assert stopped.why == "jump"
    assert sorted(each.to.name for each in Message.objects.filter(kind="halted")) == ["Ada Bistort", "Owen Thrift"]
    assert sweep(council, late + timedelta(hours=1)) == 0
    assert Message.objects.filter(kind="halted").count() == 2  # told once
    changes.let_go_on(council.by(council.safety, late + timedelta(hours=2)))
    assert sweep(council, late + timedelta(hours=3)) == 1
    marker.refresh_from_db()
    assert (marker.status, halted(council.owner.agency)) == ("ended", None)


def test_a_setting_that_would_take_off_many_waits_for_a_person(council: Council) -> None:
    for _ in range(4):
        council.live(ends_on=date(2026, 6, 2))
    sweep(council, council.now)
    at = council.now + timedelta(hours=20)
    assert sweep(council, at) == 0
    at += timedelta(hours=20)
    assert sweep(council, at) == 0
    stopped = halted(council.owner.agency)
    assert stopped is not None
    assert stopped.why == "many"
    assert Marker.objects.filter(status="live").count() == 4
    assert over(council.owner.agency, at).count() == 4
    changes.let_go_on(council.by(council.owner, at))
    assert sweep(council, at + timedelta(minutes=1)) == 4


def test_only_those_who_see_the_register_let_it_go_on(council: Council) -> None:
    Sweep.objects.create(agency=council.owner.agency, swept_at=council.now, halted_at=council.now, why="many")
    for user in (council.officer, council.manager, council.head, council.chief, council.admin, council.other):
        with pytest.raises(Refused):
            changes.let_go_on(council.by(user))
    changes.let_go_on(council.by(council.dpo))
    assert Sweep.objects.get().allowed_by == council.dpo


def test_leave_to_go_on_holds_for_a_day(council: Council) -> None:
    council.live(ends_on=date(2026, 6, 2))
    sweep(council, council.now)
    late = council.now + timedelta(days=3)
    assert sweep(council, late) == 0
    changes.let_go_on(council.by(council.owner, late))
    assert sweep(council, late + timedelta(days=2)) == 0
    assert sweep(council, late + timedelta(hours=5)) == 1


@pytest.mark.clause("EHC-12")
def test_three_months_before_its_end_a_review_is_owed_once(council: Council) -> None:
    marker = council.live(ends_on=date(2026, 10, 1))
    stamp = council.make.stamp(datetime.fromisoformat("2026-06-30T12:00:00+00:00"))
    assert changes.look_ahead(stamp, agency_id=council.owner.agency_id) == 0
    stamp = council.make.stamp(datetime.fromisoformat("2026-07-01T12:00:00+00:00"))
    assert changes.look_ahead(stamp, agency_id=council.owner.agency_id) == 1
    assert changes.look_ahead(stamp, agency_id=council.owner.agency_id) == 0
    [duty] = marker.case.duties.open().filter(verb="marker.review")
    assert (duty.due_at.date(), [row.user for row in duty.holders.all()]) == (date(2026, 9, 1), [council.owner])
    assert list(near_end(council.owner.agency, stamp.at)) == []


@pytest.mark.clause("EHC-6", "EHC-14")
def test_a_renewal_answers_the_factors_anew_and_sets_a_new_end(council: Council) -> None:
    marker = council.live(ends_on=date(2026, 8, 1))
    changes.look_ahead(council.make.stamp(council.now), agency_id=council.owner.agency_id)
    changes.review(council.by(council.owner), marker, reviewed(council, marker, Outcome.RENEW, date(2027, 6, 1)))
    marker.refresh_from_db()
    assert (marker.ends_on, marker.longest_on, marker.renewals) == (date(2027, 6, 1), date(2028, 6, 1), 1)
    assert marker.answers.filter(round=1, step="review").count() == 5
    assert marker.answers.filter(round=0, step="decide").count() == 5
    assert marker.case.duties.open().filter(verb="marker.review").count() == 0


@pytest.mark.parametrize(
    ("ends_on", "words"),
    [(None, "Say until when"), (date(2026, 5, 1), "lie in the future"), (date(2028, 6, 2), "no end later than")],
)
def test_silence_never_extends_and_no_renewal_goes_beyond_the_policy(
    council: Council, ends_on: date | None, words: str
) -> None:
    marker = council.live(ends_on=date(2026, 8, 1))
    with pytest.raises(Refused, match=words):
        changes.review(council.by(council.owner), marker, reviewed(council, marker, Outcome.RENEW, ends_on))
    marker.refresh_from_db()
    assert (marker.ends_on, marker.renewals) == (date(2026, 8, 1), 0)


def test_a_review_can_end_it_at_once_or_leave_it_to_its_day(council: Council) -> None:
    first, second = council.live(ends_on=date(2026, 8, 1)), council.live(ends_on=date(2026, 8, 1))
    changes.review(council.by(council.owner), first, reviewed(council, first, Outcome.END))
    changes.review(council.by(council.owner), second, reviewed(council, second, Outcome.LAPSE))
    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.status, first.ending) == ("ended", "no-risk")
    assert (second.status, second.ends_on) == ("live", date(2026, 8, 1))


def test_a_review_without_answers_is_refused(council: Council) -> None:
    marker = council.live()
    with pytest.raises(Refused, match="Answer each of the questions"):
        changes.review(council.by(council.owner), marker, Reviewed(Outcome.LAPSE, {}, "Fine."))


@pytest.mark.parametrize("who", ["officer", "manager", "head", "safety", "other", "dpo", "admin", "chief"])
def test_only_the_owner_reviews_ends_and_corrects(council: Council, who: str) -> None:
    marker, user = council.live(), getattr(council, who)
    with pytest.raises(Refused):
        changes.review(council.by(user), marker, reviewed(council, marker, Outcome.LAPSE))
    with pytest.raises(Refused):
        changes.end(council.by(user), marker, why=Ending.MISTAKEN, text="Not him.")
    with pytest.raises(Refused):
        changes.correct(council.by(user), marker, Corrected(advice="Nothing."), text="x")


def test_a_mistaken_entry_warns_nobody_from_that_moment(council: Council) -> None:
    marker = council.live()
    changes.end(council.by(council.owner), marker, why=Ending.MISTAKEN, text="It was his brother.")
    assert list(Marker.objects.live(council.now.date())) == []
    assert (marker.status, marker.ending) == ("ended", "mistaken")
    with pytest.raises(Refused, match="No longer on the register"):
        changes.end(council.by(council.owner), marker, why=Ending.MISTAKEN, text="Again.")


@pytest.mark.clause("EHC-9", "EHC-11")
@pytest.mark.parametrize(
    ("about", "reasons"), [("person", {"no-risk", "mistaken"}), ("place", {"no-risk", "mistaken", "moved"})]
)
def test_whoever_keeps_the_register_ends_an_entry_for_their_own_reasons_only(
    council: Council, about: str, reasons: set[str]
) -> None:
    """That an appeal was upheld is the panel's to say, and that time is over is time's."""
    marker = council.live() if about == "person" else council.live(**YARD)
    ended = set()
    for why in Ending:
        with suppress(Refused), transaction.atomic():
            changes.end(council.by(council.owner), Marker.objects.get(pk=marker.pk), why=why, text="Looked at again.")
            ended.add(why.value)
            transaction.set_rollback(True)

    assert ended == reasons


@pytest.mark.clause("EHC-2")
def test_facts_are_put_right_without_a_new_decision(council: Council) -> None:
    marker = council.live(further=[("1 Tern Row", "ZZ9 1AA")])
    right = Corrected(hazards=["threats"], further=[("2 Tern Row", "ZZ9 1AA")])
    changes.correct(council.by(council.owner), marker, right, text="He moved next door; nobody was hit.")
    marker.refresh_from_db()
    assert (marker.hazards, marker.controls) == (["threats"], ["not-alone"])
    assert [str(each.place) for each in marker.whereabouts.all()] == ["2 Tern Row, ZZ9 1AA"]
    with pytest.raises(Refused, match="what it warns of"):
        changes.correct(council.by(council.owner), marker, Corrected(hazards=[]), text="x")


def test_the_end_of_the_day_is_that_of_the_agency(council: Council) -> None:
    marker = council.live(ends_on=date(2026, 6, 30))
    before, after = "2026-06-30T22:59:00+00:00", "2026-06-30T23:01:00+00:00"  # midnight in London in summer
    assert list(over(council.owner.agency, datetime.fromisoformat(before))) == []
    assert list(over(council.owner.agency, datetime.fromisoformat(after))) == [marker]


def test_an_address_that_was_wrong_is_kept_only_where_something_else_is_about_it(council: Council) -> None:
    wrong, shared = ("1 Tern Row", "ZZ9 1AA"), ("2 Tern Row", "ZZ9 1AA")
    marker = council.live(further=[wrong, shared])
    council.live(further=[shared])
    right = Corrected(further=[("3 Tern Row", "ZZ9 1AA")])
    changes.correct(council.by(council.owner), marker, right, text="He lives at number three.")
    assert sorted(place.lines for place in Place.objects.all()) == ["2 Tern Row", "3 Tern Row"]
