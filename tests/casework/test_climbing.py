"""The ladder, rung by rung (B5 as far as duties go): who hears when, who never does, and when it stops."""

from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest
from django.db import transaction

from heed.casework.cases.changes import involve
from heed.casework.cases.states import Part
from heed.casework.duties import changes, queries
from heed.casework.duties.models import Duty, DutyHolder, Rung
from heed.casework.duties.queries import Step, first_step, next_after
from heed.casework.duties.states import How
from heed.casework.ladder.changes import climb
from heed.casework.plans import changes as plans
from heed.casework.plans.changes import Line
from heed.casework.plans.models import Plan
from heed.incidents.models import Incident
from heed.ledger.models import Entry
from heed.notices.models import Message
from heed.people.agencies import changes as agencies
from heed.policy.load import load, shipped
from heed.policy.vocabulary import VOCABULARY
from tests.make import Make
from tests.moments import london
from tests.towns import Town

DROPPED = ", ".join(f'"{rule}"' for rule in load(shipped("default"), VOCABULARY).duties)
POLICY = f"""
[policy]
id = "test"
extends = "default"
body = "Test"
title = "Test"
version = "1"

[drop]
duty = [{DROPPED}]

[[duty]]
id = "debrief"
clause = "CAM-13"
because = "Nobody is left alone with it."
on = "incident.report"
owed-by = "line-manager"
do = "incident.debrief"
within = "close of business"
remind = ["3 hours before", "1 hour before"]
escalate = [
  {{ after = "1 hour", to = "senior-manager" }},
  {{ after = "2 hours", to = "head-of-service" }},
  {{ after = "1 working day", to = "health-and-safety" }},
]

[[duty]]
id = "care"
clause = "CAF-15"
because = "People come first."
on = "incident.report"
owed-by = "line-manager"
do = "incident.care"
within = "1 working day"
"""
REPORTED = london("2026-03-03 10:00")
DUE = london("2026-03-03 17:00")
# Moment → what happens, and who hears of it.
LADDER = [
    (london("2026-03-03 14:00"), "reminder", ["ben"]),
    (london("2026-03-03 16:00"), "reminder", ["ben"]),
    (DUE, "late", ["ben"]),
    (london("2026-03-03 18:00"), "escalated", ["cat"]),
    (london("2026-03-03 20:00"), "escalated", ["hew"]),
    (london("2026-03-04 17:00"), "escalated", ["hal"]),
    (london("2026-03-05 17:00"), "escalated", ["hal"]),
    (london("2026-03-06 17:00"), "escalated", ["hal"]),
    (london("2026-03-09 17:00"), "escalated", ["hal"]),  # over the weekend
]


@pytest.fixture(scope="module")
def one_town(django_db_setup: None, django_db_blocker) -> Iterator[Town]:
    """The town, on a policy with one long ladder and one duty without any."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield Town(Make(), text=POLICY)
        transaction.set_rollback(True)


@pytest.fixture
def report(town: Town) -> Incident:
    return town.make.report(town["asha"], REPORTED)


def owed(report: Incident, rule: str = "debrief") -> Duty:
    return Duty.objects.select_related("policy", "team", "case", "owner").get(case=report.case, rule=rule)


def tick(town: Town, at: datetime) -> None:
    """Do everything that has come by the moment, as a worker does."""
    while due := list(queries.come_due(at)):
        for duty in due:
            assert duty.next_at is not None
            assert climb(town.make.stamp(at), duty_id=duty.pk, expected=duty.next_at)


def heard(town: Town, after: int) -> list[tuple[str, str]]:
    told = Message.objects.filter(pk__gt=after).exclude(kind="owed").order_by("pk")
    return [(message.kind, town.who(message.to_id)) for message in told]


def newest() -> int:
    return Message.objects.latest("pk").pk


def test_each_step_comes_at_its_minute_and_not_before(town: Town, report: Incident) -> None:
    Duty.objects.filter(rule="care").update(next_at=None)
    for at, kind, who in LADDER:
        last = newest()
        tick(town, at - timedelta(seconds=1))
        assert heard(town, last) == []
        tick(town, at)
        assert heard(town, last) == [(kind, each) for each in who]
        assert {message.link for message in Message.objects.filter(pk__gt=last)} == {f"/duties/{owed(report).pk}"}


def test_the_moments_of_the_ladder_are_reckoned_from_when_each_step_should_have_come(
    town: Town, report: Incident
) -> None:
    duty, at = owed(report), first_step(owed(report), REPORTED)
    seen = []
    for _step in range(6):
        assert at is not None
        seen.append((at, Step.at(duty, at)))
        duty.rung += Step.at(duty, at) is Step.RUNG
        at = next_after(duty, at, now=at + timedelta(minutes=50))  # the worker was late each time
    assert [moment for moment, _step in seen] == [moment for moment, _kind, _who in LADDER[:6]]
    assert [step.value for _moment, step in seen] == ["reminder", "reminder", "late", "rung", "rung", "rung"]


def test_a_duty_without_a_ladder_is_said_to_be_late_once_and_no_more(town: Town, report: Incident) -> None:
    Duty.objects.exclude(rule="care").update(next_at=None)
    last = newest()
    tick(town, london("2026-04-30 17:00"))
    assert (heard(town, last), owed(report, "care").next_at) == ([("late", "ben")], None)


def test_a_reminder_that_comes_too_late_is_not_sent(town: Town, report: Incident) -> None:
    Duty.objects.filter(rule="care").update(next_at=None)
    last = newest()
    tick(town, DUE + timedelta(minutes=5))
    assert heard(town, last) == [("late", "ben")]


@pytest.mark.parametrize("by", ["ben", "cat", "hal"])
def test_once_it_is_done_nobody_hears_any_more(town: Town, report: Incident, by: str) -> None:
    tick(town, LADDER[3][0])
    last = newest()
    town.make.step(town[by], report, "debrief", LADDER[3][0] + timedelta(minutes=1))
    tick(town, LADDER[-1][0])
    assert {kind for kind, _who in heard(town, last)} <= {"late"}  # of the other duty, which has no ladder
    assert owed(report).next_at is None


def test_whoever_was_told_stops_it_and_the_duty_is_still_owed(town: Town, report: Incident) -> None:
    Duty.objects.filter(rule="care").update(next_at=None)
    tick(town, LADDER[4][0])
    last = newest()
    changes.acknowledge(town.make.by(town["hew"], LADDER[4][0]), duty=owed(report))
    tick(town, LADDER[-1][0])
    assert (heard(town, last), owed(report).status, owed(report).rung) == ([], "open", 2)


def test_each_rung_is_a_row_and_an_entry_of_the_ledger(town: Town, report: Incident) -> None:
    Duty.objects.filter(rule="care").update(next_at=None)
    for at, _kind, _who in LADDER[:7]:
        tick(town, at)
    duty = owed(report)
    rows = Rung.objects.filter(duty=duty).order_by("step").values_list("step", "at", "post", "told")
    posts = ("senior-manager", "head-of-service", "health-and-safety", "health-and-safety")
    assert list(rows) == [(step, LADDER[2 + step][0], post, 1) for step, post in enumerate(posts, 1)]
    entries = Entry.objects.filter(verb="duty.escalate", thing=f"duty:{duty.pk}")
    assert (entries.count(), entries.exclude(by=None).count()) == (4, 0)


def test_who_was_told_is_kept_beside_whom_it_falls_to_and_does_not_owe_it(town: Town, report: Incident) -> None:
    tick(town, LADDER[5][0])
    rows = {town.who(row.user_id): row.how for row in DutyHolder.objects.filter(duty=owed(report))}
    assert rows == {"ben": How.HOLDER, "cat": How.TOLD, "hew": How.TOLD, "hal": How.TOLD}
    owing = {who for who in rows if Duty.objects.falling_to(town[who]).filter(pk=owed(report).pk).exists()}
    assert owing == {"ben"}


HEARS = [
    ("nobody is away", [], ["cat"]),
    ("the post's holder is away", ["away cat"], ["hew"]),
    ("they are away with a deputy", ["away cat:sid"], ["sid"]),
    ("they have left", ["left cat"], ["hew"]),
    ("they were the person affected", ["victim cat"], ["hew"]),
    ("they are responsible", ["subject cat"], ["hew"]),
    ("they reported it: they hear of it, as it decides nothing", ["reporter cat"], ["cat"]),
    ("all above are away", ["away cat", "away hew", "away kim"], ["hal"]),
    ("nobody at all is left: the administrators", ["left cat", "left hew", "left kim", "left hal"], ["ada", "tom"]),
]


@pytest.mark.parametrize(("happened", "who"), [each[1:] for each in HEARS], ids=[each[0] for each in HEARS])
def test_who_hears_at_a_rung(town: Town, report: Incident, happened: list[str], who: list[str]) -> None:
    for each in happened:
        what, _, whom = each.partition(" ")
        user, _, deputy = whom.partition(":")
        if what == "away":
            town.make.absence(town[user], "2026-03-02", "2026-03-06", deputy=town[deputy] if deputy else None)
        elif what == "left":
            agencies.end_user(town.make.stamp(), user=town[user])
        else:
            involve(town.make.stamp(), case=report.case, part=Part(what), user=town[user])
    tick(town, LADDER[2][0])
    last = newest()
    tick(town, LADDER[3][0])
    assert sorted(who for kind, who in heard(town, last) if kind == "escalated") == who


def test_a_stale_tick_does_nothing(town: Town, report: Incident) -> None:
    duty = owed(report)
    assert duty.next_at is not None
    last = newest()
    assert not climb(town.make.stamp(DUE), duty_id=duty.pk, expected=duty.next_at - timedelta(seconds=1))
    assert not climb(town.make.stamp(DUE), duty_id=0, expected=DUE)
    assert climb(town.make.stamp(duty.next_at), duty_id=duty.pk, expected=duty.next_at)
    assert not climb(town.make.stamp(duty.next_at), duty_id=duty.pk, expected=duty.next_at)
    assert len(heard(town, last)) == 1


def test_a_kill_in_the_middle_leaves_the_whole_step_to_be_done_again(town: Town, report: Incident) -> None:
    tick(town, LADDER[2][0])
    last, before = newest(), owed(report).next_at
    with transaction.atomic():
        tick(town, LADDER[3][0])
        assert len(heard(town, last)) == 1
        transaction.set_rollback(True)
    assert (heard(town, last), owed(report).next_at, Rung.objects.filter(duty=owed(report)).count()) == ([], before, 0)
    tick(town, LADDER[3][0])
    assert heard(town, last) == [("escalated", "cat")]


def test_what_came_due_longest_ago_is_done_first(town: Town) -> None:
    reports = [town.make.report(town["asha"], REPORTED - timedelta(days=days)) for days in (1, 5, 4)]
    due = [duty.case_id for duty in queries.come_due(REPORTED + timedelta(days=9)) if duty.rule == "debrief"]
    assert due == [reports[number].pk for number in (1, 2, 0)]
    assert len(queries.come_due(REPORTED + timedelta(days=9), limit=2)) == 2


def test_a_line_of_a_plan_that_is_late_goes_to_the_line_manager_after_a_working_day(
    town: Town, report: Incident
) -> None:
    Duty.objects.all().update(next_at=None)
    line = [Line("Lend a car", town["sid"], REPORTED.date())]
    plan = plans.propose(town.make.by(town["ben"], REPORTED), case=report.case, lines=line, given={})
    plans.agree(town.make.by(town["asha"], REPORTED), plan=Plan.objects.get(pk=plan.pk), given={})
    last = newest()
    tick(town, DUE)
    assert heard(town, last) == [("late", "sid")]
    tick(town, london("2026-03-04 17:00"))
    assert heard(town, last)[1:] == [("escalated", "ben")]
    assert owed(report, "").rung == 1
