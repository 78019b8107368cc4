"""An appeal from its coming to its outcome: who does what, who may not, what follows from it."""

from datetime import timedelta

import pytest
from django.db.models import Q

from heed.access.decisions import Refused
from heed.casework.cases.changes import involve
from heed.casework.cases.states import Part
from heed.casework.duties.models import Duty
from heed.checks.answers.queries import Asked, search
from heed.notices.models import Message
from heed.register.appeals import changes, rules
from heed.register.appeals.changes import Received
from heed.register.appeals.models import Appeal, Seat
from heed.register.appeals.queries import could_sit, is_open, sits_on, touched
from heed.register.appeals.states import How, Outcome
from heed.register.markers.models import Marker
from heed.register.markers.states import Ending
from heed.register.telling import changes as telling
from heed.register.terms import changes as terms
from tests.register.appeals.conftest import NEXT_DAY, Hearing
from tests.register.conftest import MONDAY, Council

pytestmark = [pytest.mark.django_db, pytest.mark.clause("EHC-9")]


def owed(marker: Marker) -> dict[str, str]:
    """Return what is owed for appeals, by rule: until when. The letter that says that it has come is among it."""
    ours = Q(verb__startswith="appeal.") | Q(rule="acknowledge-appeal")
    duties = Duty.objects.open().filter(ours, case=marker.case)
    return {each.rule: each.due_at.isoformat() for each in duties.order_by("due_at", "pk")}


def shown(council: Council, marker: Marker) -> bool:
    """Return whether a look-up of somebody who goes there shows the entry."""
    found = search(council.other, Asked(reference=marker.case.reference), NEXT_DAY)
    return [each.pk for each in found.shown] == [marker.pk]


def test_an_appeal_opens_its_clock_and_asks_the_employee(hearing: Hearing) -> None:
    Message.objects.all().delete()
    appeal = hearing.receive(by_name="Her sister, Mo Marlpit")
    assert owed(hearing.marker) == {
        "acknowledge-appeal": "2026-06-03T16:00:00+00:00",
        "name-appeal-panel": "2026-06-08T16:00:00+00:00",
        "hear-appeal": "2026-06-22T16:00:00+00:00",
        "decide-on-appeal": "2026-06-25T16:00:00+00:00",
    }
    assert [each.isoformat() for each in (appeal.acknowledge_due_at, appeal.hear_due_at, appeal.answer_due_at)] == [
        "2026-06-03T16:00:00+00:00", "2026-06-22T16:00:00+00:00", "2026-06-29T16:00:00+00:00"]  # fmt: skip
    asked = Message.objects.filter(kind="comment").values_list("to", "link")
    assert list(asked) == [(hearing.council.officer.pk, f"/register/{hearing.marker.case.reference}/appeal/comment")]


def test_while_it_is_open_the_entry_goes_on_warning(hearing: Hearing) -> None:
    hearing.heard(Outcome.REMOVED)
    assert shown(hearing.council, hearing.marker)


def test_an_appeal_that_is_upheld_ends_the_entry_at_once_and_tells_who_was_told(hearing: Hearing) -> None:
    council = hearing.council
    telling.announce(council.by(council.owner), hearing.marker, teams=[council.other.team], reason="They go there.")
    hearing.heard(Outcome.REMOVED, Outcome.STANDS, Outcome.REMOVED)
    Message.objects.all().delete()
    hearing.decide(Outcome.REMOVED)
    ended = Marker.objects.get(pk=hearing.marker.pk)
    assert (ended.status, ended.ending, shown(council, ended), owed(ended)) == ("ended", "appeal", False, {})
    assert list(Message.objects.filter(kind="changed-entry").values_list("to", "reference")) == [(council.other.pk, "")]
    appeal = hearing.appeal
    assert (appeal.status, appeal.outcome, {appeal.first, appeal.second, appeal.third}) == (
        "decided", "removed", set(hearing.panel))  # fmt: skip


def test_one_that_is_dismissed_leaves_it_as_it_is(hearing: Hearing) -> None:
    hearing.heard(Outcome.STANDS)
    hearing.decide(Outcome.STANDS)
    same = Marker.objects.get(pk=hearing.marker.pk)
    assert (same.status, same.ends_on, shown(hearing.council, same)) == ("live", hearing.marker.ends_on, True)
    assert not Message.objects.filter(kind="changed-entry").exists()


def test_one_in_part_changes_what_to_do_and_its_end(hearing: Hearing) -> None:
    hearing.heard(Outcome.CHANGED)
    sooner = MONDAY.date() + timedelta(days=60)
    hearing.decide(Outcome.CHANGED, controls=["telephone-only"], advice="Ring first.", ends_on=sooner)
    changed = Marker.objects.get(pk=hearing.marker.pk)
    assert (changed.controls, changed.advice, changed.ends_on) == (["telephone-only"], "Ring first.", sooner)


@pytest.mark.parametrize(("days", "more"), [(0, {}), (0, {"ends_on": 0}), (151, {"ends_on": 0})])
def test_a_change_changes_something_and_never_for_longer(hearing: Hearing, days: int, more: dict[str, object]) -> None:
    hearing.heard(Outcome.CHANGED)
    told = {name: MONDAY.date() + timedelta(days=days) for name in more}
    with pytest.raises(Refused):
        hearing.decide(Outcome.CHANGED, **told)
    assert Marker.objects.get(pk=hearing.marker.pk).ends_on == hearing.marker.ends_on


def test_the_outcome_is_how_most_of_them_see_it(hearing: Hearing) -> None:
    hearing.heard(Outcome.STANDS, Outcome.CHANGED, Outcome.REMOVED)
    for outcome in Outcome:
        with pytest.raises(Refused, match="Most of the panel do not see it so"):
            hearing.decide(outcome)
    hearing.view(hearing.council.dpo, Outcome.STANDS)
    hearing.decide(Outcome.STANDS)
    assert hearing.appeal.outcome == "stands"


def test_nobody_decides_before_each_has_said_how_they_see_it(hearing: Hearing) -> None:
    hearing.seated()
    hearing.view(hearing.council.chief, Outcome.STANDS)
    hearing.view(hearing.council.safety, Outcome.STANDS)
    with pytest.raises(Refused, match="cannot be done while the appeal is “With its panel”"):
        hearing.decide(Outcome.STANDS)
    assert "hear-appeal" in owed(hearing.marker)
    hearing.view(hearing.council.dpo, Outcome.STANDS)
    assert list(owed(hearing.marker)) == ["acknowledge-appeal", "decide-on-appeal"]


def test_only_whoever_chairs_it_records_the_outcome(hearing: Hearing) -> None:
    appeal = hearing.heard(Outcome.STANDS)
    said = [rules.may_decide(user, appeal, NEXT_DAY).reason for user in (*hearing.panel, hearing.council.owner)]
    another = "Whoever chairs the panel records what it decided."
    assert said == ["", another, another, "Only the panel does this."]


@pytest.mark.parametrize("who", ["officer", "manager", "head", "owner"])
def test_whoever_touched_the_entry_cannot_sit(hearing: Hearing, who: str) -> None:
    hearing.receive()
    user = getattr(hearing.council, who)
    with pytest.raises(Refused, match=f"cannot sit on the panel: {user.name}"):
        changes.name_panel(hearing.council.by(hearing.council.owner), hearing.appeal, [user, *hearing.panel])


@pytest.mark.parametrize("part", [Part.TIE, Part.WITNESS, Part.SUBJECT, Part.REPORTER, Part.VICTIM])
def test_whoever_is_named_or_has_a_tie_cannot_sit(hearing: Hearing, part: Part) -> None:
    hearing.receive()
    involve(hearing.council.make.stamp(), case=hearing.marker.case, part=part, user=hearing.council.dpo)
    assert hearing.council.dpo not in could_sit(hearing.marker, MONDAY)
    with pytest.raises(Refused, match="cannot sit"):
        changes.name_panel(hearing.council.by(hearing.council.owner), hearing.appeal, hearing.panel)


def test_whoever_acted_on_the_report_reviewed_or_sat_before_had_a_part(hearing: Hearing) -> None:
    council = hearing.council
    council.make.step(council.safety, council.incident, "debrief", MONDAY)
    assert council.safety.pk in touched(hearing.marker)
    hearing.receive()
    changes.withdraw(council.by(council.owner), hearing.appeal, text="She rang.")
    Seat.objects.create(appeal=hearing.appeal, user=council.dpo)
    assert council.dpo.pk in touched(hearing.marker)
    assert council.dpo.pk not in touched(hearing.marker, but=hearing.appeal)


def test_who_ties_themselves_later_says_nothing_any_more(hearing: Hearing) -> None:
    hearing.seated()
    involve(hearing.council.make.stamp(), case=hearing.marker.case, part=Part.TIE, user=hearing.council.dpo)
    with pytest.raises(Refused, match="You have a part in this entry by now"):
        hearing.view(hearing.council.dpo, Outcome.STANDS)


def test_a_panel_of_two_is_none_and_twice_the_same_is_two(hearing: Hearing) -> None:
    hearing.receive()
    stamp = hearing.council.by(hearing.council.owner)
    for users in (hearing.panel[:2], [*hearing.panel[:2], hearing.panel[0]], []):
        with pytest.raises(Refused, match="A panel has 3 members at least"):
            changes.name_panel(stamp, hearing.appeal, users)


def test_nobody_of_another_body_sits(hearing: Hearing) -> None:
    hearing.receive()
    make = hearing.council.make
    far = make.user("Fay Sedge", make.team(make.agency(word="elsewhere", name="Elsewhere Council")))
    with pytest.raises(Refused, match="must work here"):
        changes.name_panel(hearing.council.by(hearing.council.owner), hearing.appeal, [*hearing.panel, far])


def test_those_who_could_sit_are_senior_and_had_no_part(hearing: Hearing) -> None:
    assert [user.name for user in could_sit(hearing.marker, MONDAY)] == ["Cara Madder", "Dev Burnet", "Sana Yarrow"]


def test_a_new_panel_takes_the_place_of_the_old_until_somebody_has_spoken(hearing: Hearing) -> None:
    council = hearing.council
    hearing.seated()
    assert list(sits_on(council.dpo)) == [hearing.appeal]
    changes.name_panel(council.by(council.owner), hearing.appeal, [council.chief, council.safety, council.other])
    assert (list(sits_on(council.dpo)), list(sits_on(council.other))) == ([], [hearing.appeal])
    assert not Marker.objects.visible_to(council.dpo).filter(case__involvements__user=council.dpo).exists()
    hearing.view(council.other, Outcome.STANDS)
    with pytest.raises(Refused, match="the panel stays as it is"):
        changes.name_panel(council.by(council.owner), hearing.appeal, hearing.panel)


def test_the_panel_waits_for_the_employee_but_not_for_ever(hearing: Hearing) -> None:
    hearing.receive()
    changes.name_panel(hearing.council.by(hearing.council.owner), hearing.appeal, hearing.panel)
    with pytest.raises(Refused, match="still has time to say it"):
        hearing.view(hearing.council.chief, Outcome.STANDS)
    hearing.view(hearing.council.chief, Outcome.STANDS, MONDAY + timedelta(days=8))
    assert hearing.appeal.seats.exclude(view="").count() == 1


def test_the_employee_comments_once_and_nobody_else(hearing: Hearing) -> None:
    council, appeal = hearing.council, hearing.receive()
    assert rules.may_comment(council.manager, appeal).reason == (
        "Only the employee concerned is asked what they think of an appeal.")  # fmt: skip
    changes.comment(council.by(council.officer), appeal, text="He did raise it.")
    assert rules.may_comment(council.officer, appeal).reason == "What you said is on the page already."


def test_one_appeal_is_open_at_a_time_and_another_may_follow(hearing: Hearing) -> None:
    hearing.receive()
    with pytest.raises(Refused, match="open already"):
        hearing.receive()
    changes.withdraw(hearing.council.by(hearing.council.owner), hearing.appeal, text="She wrote again.")
    assert owed(hearing.marker) == {}
    hearing.receive()
    assert (Appeal.objects.count(), is_open(hearing.appeal)) == (2, True)


TELL = "Tell the owner of the register that somebody appeals. They, health and safety or data protection record it."


@pytest.mark.parametrize(("who", "reason"), [
    ("owner", ""), ("safety", ""), ("dpo", ""),
    ("manager", "You are named in this case, so somebody else must do this."),
    ("other", TELL),
])  # fmt: skip
def test_who_records_it(hearing: Hearing, who: str, reason: str) -> None:
    assert rules.may_receive(getattr(hearing.council, who), hearing.marker).reason == reason


@pytest.mark.parametrize(("days", "grounds"), [(1, "It is not so."), (0, "  ")])
def test_it_has_a_day_that_has_come_and_words(hearing: Hearing, days: int, grounds: str) -> None:
    with pytest.raises(Refused):
        hearing.receive(received_on=MONDAY.date() + timedelta(days=days), grounds=grounds)
    assert not Appeal.objects.exists()


def test_an_entry_that_is_not_live_cannot_be_appealed_against(council: Council) -> None:
    marker = council.propose()
    said = Received(MONDAY.date(), How.EMAIL, "It is not so.")
    with pytest.raises(Refused, match="nothing to appeal against"):
        changes.receive(council.by(council.owner), marker, said)


@pytest.mark.parametrize("word", ["acknowledge", "name_panel", "withdraw"])
def test_whoever_does_not_keep_the_register_sees_to_nothing(hearing: Hearing, word: str) -> None:
    appeal = hearing.receive()
    may = getattr(rules, f"may_{word}")
    said = [may(user, appeal).reason for user in (hearing.council.dpo, hearing.council.manager)]
    named = "You are named in this case, so somebody else must do this."
    assert said == ["Only the owner of the register can do this.", named]


def test_an_entry_that_ends_meanwhile_leaves_nothing_to_decide(hearing: Hearing) -> None:
    council = hearing.council
    hearing.heard(Outcome.REMOVED)
    terms.end(council.by(council.owner), Marker.objects.get(pk=hearing.marker.pk), why=Ending.NO_RISK, text="Moved on.")
    assert (owed(hearing.marker), is_open(hearing.appeal), list(sits_on(council.chief))) == ({}, False, [])
    with pytest.raises(Refused, match="not open any more"):
        hearing.decide(Outcome.REMOVED)


def test_a_second_press_changes_nothing(hearing: Hearing) -> None:
    hearing.seated()
    stamp = hearing.council.by(hearing.council.chief, NEXT_DAY)
    for outcome in (Outcome.STANDS, Outcome.REMOVED):
        changes.view(stamp, hearing.appeal, outcome=outcome, reasons="So.", token="once")
    assert [seat.view for seat in hearing.appeal.seats.all()] == ["stands", "", ""]
