"""Whoever sits on a panel and knows somebody steps down; somebody else takes the seat, and no time limit moves."""

import pytest
from django.db import IntegrityError, transaction

from heed.access.decisions import Refused
from heed.casework.cases.changes import look
from heed.casework.cases.models import Note
from heed.casework.cases.states import Part
from heed.casework.duties.models import Duty
from heed.ledger.models import Entry
from heed.notices.models import Message
from heed.people.agencies.models import User
from heed.register.appeals import changes, rules
from heed.register.appeals.models import Seat
from heed.register.appeals.queries import could_sit, empty_seats, seat_of, sits_on
from heed.register.appeals.states import Outcome, Tie
from heed.register.markers.models import Marker
from tests.register.appeals.conftest import NEXT_DAY, Hearing
from tests.register.conftest import MONDAY

pytestmark = [pytest.mark.django_db, pytest.mark.clause("EHC-9")]


def leaves(hearing: Hearing, user: User, tie: Tie = Tie.KNOWS, text: str = "") -> None:
    changes.step_down(hearing.council.by(user, NEXT_DAY), hearing.appeal, tie=tie, text=text)


def filled(hearing: Hearing, *users: User) -> None:
    changes.fill(hearing.council.by(hearing.council.owner, NEXT_DAY), hearing.appeal, users)


def dues(hearing: Hearing) -> dict[str, object]:
    """Return until when what is owed for the appeal is owed, without the seat that waits."""
    found = Duty.objects.open().filter(case=hearing.marker.case, verb__startswith="appeal.")
    return {each.rule: each.due_at for each in found if each.rule != "fill-the-seat"}


def test_who_steps_down_leaves_a_seat_that_the_owner_fills_and_no_limit_moves(hearing: Hearing) -> None:
    council, before = hearing.council, hearing.seated()
    owed = dues(hearing)
    Message.objects.all().delete()
    leaves(hearing, council.dpo)
    assert [seat.user for seat in empty_seats(hearing.appeal)] == [council.dpo]
    [duty] = Duty.objects.open().filter(case=hearing.marker.case, rule="fill-the-seat")
    assert [each.user for each in duty.holders.all()] == [council.owner]
    assert set(Message.objects.filter(kind="seat").values_list("to", flat=True)) == {
        council.chief.pk,
        council.safety.pk,
    }
    filled(hearing, council.other)
    assert {seat.user for seat in hearing.appeal.seats.all()} == {council.chief, council.safety, council.other}
    assert not Duty.objects.open().filter(rule="fill-the-seat").exists()
    assert (dues(hearing), hearing.appeal.answer_due_at) == (owed, before.answer_due_at)
    assert Message.objects.filter(kind="panel", to=council.other).count() == 1


def test_they_see_nothing_any_more_and_never_sit_again(hearing: Hearing) -> None:
    hearing.seated()
    dpo = hearing.council.dpo
    leaves(hearing, dpo)
    appeal = hearing.appeal
    assert (seat_of(dpo, appeal), list(sits_on(dpo)), dpo in could_sit(hearing.marker, NEXT_DAY, but=appeal)) == (
        None, [], False)  # fmt: skip
    assert not Marker.objects.visible_to(dpo).filter(pk=hearing.marker.pk).exists()
    assert set(hearing.marker.case.involvements.filter(user=dpo).values_list("part", flat=True)) == {Part.TIE}
    with pytest.raises(Refused, match="cannot sit on the panel"):
        filled(hearing, dpo)


def test_what_they_had_said_counts_no_more_and_the_panel_is_not_heard_until_the_seat_is_taken(hearing: Hearing) -> None:
    council = hearing.council
    hearing.heard(Outcome.STANDS, Outcome.STANDS, Outcome.REMOVED)
    leaves(hearing, council.dpo)
    assert (hearing.appeal.status, hearing.appeal.seats.filter(view="removed").count()) == ("with-panel", 0)
    with pytest.raises(Refused, match="With its panel"):
        hearing.decide(Outcome.STANDS)
    hearing.view(council.safety, Outcome.STANDS)
    assert hearing.appeal.status == "with-panel"
    filled(hearing, council.other)
    hearing.view(council.other, Outcome.STANDS)
    hearing.decide(Outcome.STANDS)
    assert {hearing.appeal.first, hearing.appeal.second, hearing.appeal.third} == {
        council.chief, council.safety, council.other}  # fmt: skip


@pytest.mark.parametrize("read", [True, False])
def test_what_they_saw_is_on_record_without_a_name(hearing: Hearing, read: bool) -> None:
    council, appeal = hearing.council, hearing.seated()
    if read:
        look(council.by(council.dpo), case=hearing.marker.case, thing=f"appeal-papers:{appeal.pk}")
    look(council.by(council.chief), case=hearing.marker.case, thing=f"appeal-papers:{appeal.pk}")
    leaves(hearing, council.dpo, Tie.WORKS, "We share an office.")
    note = Note.objects.get(case=hearing.marker.case, verb="appeal.step-down")
    assert (note.text, note.answers["read_papers"], note.answers["panel_tie"]) == ("We share an office.", read, "works")
    entry = Entry.objects.get(verb="appeal.step-down")
    assert (entry.by, entry.given["had_spoken"], "office" in entry.facts) == (council.dpo.pk, False, False)


def test_where_the_chair_leaves_the_first_who_comes_chairs(hearing: Hearing) -> None:
    council = hearing.council
    hearing.seated()
    leaves(hearing, council.dpo)
    leaves(hearing, council.chief)
    assert [seat.user for seat in empty_seats(hearing.appeal)] == [council.chief, council.dpo]
    late = council.make.user("Lin Fescue", council.other.team)
    with pytest.raises(Refused, match="Name 2 people, one for each empty seat"):
        filled(hearing, late)
    filled(hearing, late, council.other)
    assert {(seat.user, seat.chairs) for seat in hearing.appeal.seats.all()} == {
        (late, True), (council.other, False), (council.safety, False)}  # fmt: skip


def test_whoever_sits_there_already_takes_no_second_seat(hearing: Hearing) -> None:
    hearing.seated()
    leaves(hearing, hearing.council.dpo)
    with pytest.raises(Refused, match="cannot take a second seat"):
        filled(hearing, hearing.council.safety)


@pytest.mark.parametrize("who", ["officer", "manager", "head", "owner"])
def test_whoever_had_a_part_takes_no_seat(hearing: Hearing, who: str) -> None:
    hearing.seated()
    leaves(hearing, hearing.council.dpo)
    with pytest.raises(Refused, match="cannot sit on the panel"):
        filled(hearing, getattr(hearing.council, who))


def test_who_may_step_down_and_who_may_fill(hearing: Hearing) -> None:
    council, appeal = hearing.council, hearing.seated()
    assert [rules.may_step_down(user, appeal).reason for user in (council.chief, council.owner, council.other)] == [
        "", "Only the panel does this.", "Only the panel does this."]  # fmt: skip
    assert rules.may_fill(council.owner, appeal).reason == "Nobody of the panel has stepped down."
    leaves(hearing, council.dpo)
    assert [rules.may_fill(user, hearing.appeal).reason for user in (council.owner, council.chief)] == [
        "", "Only the owner of the register can do this."]  # fmt: skip
    assert rules.may_step_down(council.dpo, hearing.appeal).reason == "Only the panel does this."


def test_after_the_decision_nobody_steps_down(hearing: Hearing) -> None:
    hearing.heard(Outcome.STANDS)
    hearing.decide(Outcome.STANDS)
    with pytest.raises(Refused, match="not open any more"):
        leaves(hearing, hearing.council.dpo)


def test_a_new_panel_also_fills_the_seat(hearing: Hearing) -> None:
    council = hearing.council
    hearing.seated()
    leaves(hearing, council.dpo)
    stamp = council.by(council.owner, NEXT_DAY)
    changes.name_panel(stamp, hearing.appeal, [council.chief, council.safety, council.other])
    assert (empty_seats(hearing.appeal), Duty.objects.open().filter(rule="fill-the-seat").count()) == ([], 0)


@pytest.mark.parametrize("columns", [
    {"left_at": MONDAY}, {"tie": "knows"}, {"left_at": MONDAY, "tie": "knows", "view": "stands", "viewed_at": MONDAY},
    {"left_at": MONDAY, "tie": "knows", "reasons": "So."},
])  # fmt: skip
def test_the_database_keeps_no_view_of_who_has_left(hearing: Hearing, columns: dict[str, object]) -> None:
    hearing.seated()
    with pytest.raises(IntegrityError), transaction.atomic():
        Seat.objects.filter(user=hearing.council.dpo).update(**columns)
    Seat.objects.filter(user=hearing.council.dpo).update(left_at=MONDAY, tie="knows")
