"""A step and the tick meet at the very moment when a duty comes due (B7 as far as duties go)."""

import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from threading import Barrier

import pytest
from django.db import connection

from heed.access.decisions import Refused
from heed.casework.duties import changes
from heed.casework.duties.models import Duty, Rung
from heed.casework.duties.states import Status
from heed.casework.ladder.changes import climb
from heed.incidents.models import Incident
from heed.ledger.verify import verify
from heed.people.agencies.models import User
from tests.make import Make
from tests.moments import london

PAIRS = 500 if os.environ.get("HEED_LONG") else 25
REPORTED = london("2026-04-02 10:00")


class Town:
    """Somebody who reports, their manager, and those above."""

    def __init__(self) -> None:
        self.make = Make()
        agency = self.make.agency()
        team = self.make.team(agency)
        self.asha = self.make.user("Asha Rowan", team)
        self.ben = self.make.user("Ben Carrow", team, post="line-manager")
        self.cat = self.make.user("Cat Denholm", team, post="senior-manager")
        self.make.user("Hal Aske", team, post="health-and-safety")

    def debrief(self) -> Duty:
        """Return a duty that comes due, and is due to be climbed, at its `next_at`."""
        incident = self.make.report(self.asha, REPORTED)
        duty = Duty.objects.get(case=incident.case, rule="debrief")
        Duty.objects.filter(pk=duty.pk).update(next_at=duty.due_at + timedelta(hours=4))
        duty.refresh_from_db()
        return duty


def at_once(*acts: Callable[[], object]) -> list[object]:
    """Do all of it at the same moment, each on a connection of its own."""
    start = Barrier(len(acts))

    def run(act: Callable[[], object]) -> object:
        try:
            start.wait()
            return act()
        finally:
            connection.close()

    with ThreadPoolExecutor(len(acts)) as pool:
        return [future.result() for future in [pool.submit(run, act) for act in acts]]


@pytest.mark.django_db(transaction=True)
def test_a_duty_that_is_done_while_it_comes_due_is_done_and_climbs_no_further() -> None:
    town = Town()
    for _ in range(PAIRS):
        duty = town.debrief()
        moment = duty.next_at
        incident = Incident.objects.get(pk=duty.case_id)

        def tick(duty: Duty = duty) -> bool:
            assert duty.next_at is not None
            return climb(town.make.stamp(duty.next_at), duty_id=duty.pk, expected=duty.next_at)

        def step(incident: Incident = incident, duty: Duty = duty) -> None:
            town.make.step(
                User.objects.get(pk=town.ben.pk), incident, "debrief", duty.next_at or REPORTED, text="We talked."
            )

        at_once(tick, step, tick)

        duty.refresh_from_db()
        climbed = list(Rung.objects.filter(duty=duty).values_list("step", "at"))
        assert (duty.status, duty.next_at) == (Status.DONE, None)
        assert climbed in ([], [(1, moment)])  # heard of once, or done before anybody had to be told
        assert incident.case.notes.filter(verb="incident.debrief").count() == 1
    verdict = verify()
    assert verdict.sound, verdict.fault


@pytest.mark.django_db(transaction=True)
def test_two_workers_climb_a_rung_once() -> None:
    town = Town()
    for _ in range(PAIRS):
        duty = town.debrief()
        moment = duty.next_at
        assert moment is not None

        def tick(duty: Duty = duty) -> bool:
            assert duty.next_at is not None
            return climb(town.make.stamp(duty.next_at), duty_id=duty.pk, expected=duty.next_at)

        done = at_once(tick, tick, tick)

        assert done.count(True) <= 1
        if True not in done:  # each found the case in use by another; the next tick does it
            assert climb(town.make.stamp(moment), duty_id=duty.pk, expected=moment)
        assert list(Rung.objects.filter(duty=duty).values_list("step", flat=True)) == [1]


@pytest.mark.django_db(transaction=True)
def test_two_people_acknowledge_and_one_of_them_is_told_that_somebody_has() -> None:
    town = Town()
    for _ in range(PAIRS // 5):
        duty = town.debrief()
        assert duty.next_at is not None
        moment = duty.next_at
        climb(town.make.stamp(moment), duty_id=duty.pk, expected=moment)

        def acknowledge(duty: Duty = duty, moment: datetime = moment) -> str:
            try:
                changes.acknowledge(town.make.by(User.objects.get(pk=town.cat.pk), moment), duty=duty)
            except Refused as refused:
                return refused.reason
            return "done"

        answers = sorted(str(answer) for answer in at_once(acknowledge, acknowledge))
        assert answers == ["Somebody has already said that they look after this.", "done"]
