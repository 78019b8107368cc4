"""Whom duties fall to, who fulfils them, what they do when nobody acts."""

from datetime import datetime

import pytest

from heed.access.decisions import Refused
from heed.casework.cases.models import Case
from heed.casework.duties import changes, queries
from heed.casework.duties.models import Duty, DutyHolder, Rung
from heed.casework.ladder.changes import climb
from heed.incidents import changes as incidents
from heed.incidents import states
from heed.notices.models import Message
from heed.people.agencies import changes as agencies
from tests.make import Make
from tests.moments import london

pytestmark = pytest.mark.django_db

POLICY = """
[policy]
id = "test"
extends = "default"
body = "Test"
title = "Test"
version = "1"

[[duty]]
id = "debrief"
clause = "CAM-13"
because = "Test."
on = "incident.report"
owed-by = "line-manager"
do = "incident.debrief"
within = "close of business"
remind = ["1 hour before"]
escalate = [{ after = "1 hour", to = "senior-manager" }, { after = "2 hours", to = "health-and-safety" }]
"""


class Town:
    """A small council in which everybody has their place."""

    def __init__(self, make: Make) -> None:
        self.agency = make.agency(text=POLICY)
        self.team = make.team(self.agency)
        self.asha = make.user("Asha Rowan", self.team)
        self.ben = make.user("Ben Carrow", self.team, post="line-manager")
        self.cat = make.user("Cat Denholm", self.team, post="senior-manager")
        self.hal = make.user("Hal Aske", self.team, post="health-and-safety")


@pytest.fixture
def town(make: Make) -> Town:
    return Town(make)


def debrief(case: Case) -> Duty:
    return Duty.objects.get(case=case, rule="debrief")


def falls_to(duty: Duty) -> dict[str, str]:
    return {row.user.name: row.how for row in DutyHolder.objects.filter(duty=duty).select_related("user")}


def test_a_duty_falls_to_the_holder_of_the_post(make: Make, town: Town) -> None:
    incident = make.report(town.asha, london("2026-04-02 10:00"))
    assert falls_to(debrief(incident.case)) == {"Ben Carrow": "holder"}


def test_an_absent_holders_duty_falls_to_the_deputy(make: Make, town: Town) -> None:
    make.absence(town.ben, "2026-04-01", "2026-04-10", deputy=town.asha)
    dev = make.user("Dev Oakes", town.team)
    incident = make.report(dev, london("2026-04-02 10:00"))
    assert falls_to(debrief(incident.case)) == {"Asha Rowan": "deputy"}


def test_a_deputy_who_is_the_victim_is_passed_over_for_the_next_up(make: Make, town: Town) -> None:
    make.absence(town.ben, "2026-04-01", "2026-04-10", deputy=town.asha)
    incident = make.report(town.asha, london("2026-04-02 10:00"))
    assert falls_to(debrief(incident.case)) == {"Cat Denholm": "next-up"}


@pytest.mark.clause("CUM-11")
def test_a_manager_who_is_the_victim_never_owes_the_managers_duties(make: Make, town: Town) -> None:
    incident = make.report(town.ben, london("2026-04-02 10:00"))
    assert falls_to(debrief(incident.case)) == {"Cat Denholm": "next-up"}


def test_with_nobody_left_it_falls_to_health_and_safety(make: Make, town: Town) -> None:
    for user in (town.ben, town.cat):
        agencies.end_user(make.stamp(), user=user)
    incident = make.report(town.asha, london("2026-04-02 10:00"))
    assert falls_to(debrief(incident.case)) == {"Hal Aske": "last"}


def test_an_absence_that_begins_later_moves_the_duty_when_it_begins(make: Make, town: Town) -> None:
    incident = make.report(town.asha, london("2026-04-02 10:00"))
    make.absence(town.ben, "2026-04-03", "2026-04-10")
    changes.refresh_rota(user_id=town.ben.pk, stamp=make.stamp(london("2026-04-02 11:00")))
    assert falls_to(debrief(incident.case)) == {"Ben Carrow": "holder"}
    changes.refresh_rota(user_id=town.ben.pk, stamp=make.stamp(london("2026-04-03 00:01")))
    assert falls_to(debrief(incident.case)) == {"Cat Denholm": "next-up"}
    changes.refresh_rota(user_id=town.ben.pk, stamp=make.stamp(london("2026-04-11 00:01")))
    assert falls_to(debrief(incident.case)) == {"Ben Carrow": "holder"}


def tick(make: Make, at: datetime) -> None:
    while due := list(queries.come_due(at)):
        for duty in due:
            assert climb(make.stamp(at), duty_id=duty.pk, expected=duty.next_at or at)


def messages(after: int = 0) -> list[tuple[str, str]]:
    return list(Message.objects.filter(pk__gt=after).order_by("pk").values_list("kind", "to__name"))


def test_a_late_duty_climbs_the_ladder_until_a_person_acknowledges(make: Make, town: Town) -> None:
    incident = make.report(town.asha, london("2026-04-02 10:00"))
    duty = debrief(incident.case)
    Duty.objects.exclude(pk=duty.pk).update(next_at=None)
    last = Message.objects.latest("pk").pk
    assert duty.due_at == london("2026-04-02 17:00")

    tick(make, london("2026-04-02 16:01"))
    assert messages(last) == [("reminder", "Ben Carrow")]
    tick(make, london("2026-04-02 17:00"))
    assert messages(last)[1:] == [("late", "Ben Carrow")]
    tick(make, london("2026-04-02 18:00"))
    assert messages(last)[2:] == [("escalated", "Cat Denholm")]
    with pytest.raises(Refused, match="Only somebody who was told"):
        changes.acknowledge(make.by(town.ben, london("2026-04-02 18:05")), duty=duty)
    tick(make, london("2026-04-02 20:00"))
    assert messages(last)[3:] == [("escalated", "Hal Aske")]
    tick(make, london("2026-04-02 22:00"))
    assert messages(last)[4:] == [("escalated", "Hal Aske")]
    changes.acknowledge(make.by(town.cat, london("2026-04-02 22:05")), duty=duty)
    tick(make, london("2026-04-03 22:00"))
    assert messages(last)[5:] == []
    steps = list(Rung.objects.order_by("step").values_list("step", "post", "told"))
    assert steps == [(1, "senior-manager", 1), (2, "health-and-safety", 1), (3, "health-and-safety", 1)]


def test_after_a_long_outage_every_rung_is_climbed_but_repeats_are_not_made_up_for(make: Make, town: Town) -> None:
    incident = make.report(town.asha, london("2026-04-02 10:00"))
    duty = debrief(incident.case)
    Duty.objects.exclude(pk=duty.pk).update(next_at=None)
    last = Message.objects.latest("pk").pk
    tick(make, london("2026-04-05 10:30"))
    assert messages(last) == [("late", "Ben Carrow"), ("escalated", "Cat Denholm"), ("escalated", "Hal Aske")]
    duty.refresh_from_db()
    assert (duty.rung, duty.next_at) == (2, london("2026-04-05 12:00"))


def test_a_step_by_somebody_below_does_not_fulfil_what_somebody_above_owes(make: Make, town: Town) -> None:
    incident = make.report(town.asha, london("2026-04-02 10:00"))
    incidents.dispute(make.by(town.asha, london("2026-04-03 10:00")), incident, text="He came back.")
    make.step(town.ben, incident, "keep-informed", london("2026-04-03 11:00"), text="We are on it.")
    assert Duty.objects.open().filter(rule="answer-dispute").count() == 1
    make.step(town.cat, incident, "keep-informed", london("2026-04-03 12:00"), text="I will see you today.")
    assert Duty.objects.open().filter(rule="answer-dispute").count() == 0


def test_a_second_press_changes_nothing(make: Make, town: Town) -> None:
    incident = make.report(town.asha, london("2026-04-02 10:00"))
    for _ in range(2):
        make.step(town.ben, incident, "debrief", london("2026-04-02 11:00"), text="We talked.", token="once")
    assert incident.case.notes.filter(verb=states.DEBRIEF.verb.name).count() == 1
