"""The ladder when many hands are at it: workers among themselves, and workers against people."""

import threading
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import connections, transaction

from heed.access.decisions import Refused
from heed.casework.cases.models import Case
from heed.casework.duties import changes, queries
from heed.casework.duties.models import Duty, Rung
from heed.casework.ladder.changes import climb, open_standing
from heed.incidents.models import Incident
from heed.notices.models import Message
from heed.notices.states import Notice
from heed.people.agencies.models import Agency, User
from heed.people.agencies.states import Level
from tests.make import Make
from tests.moments import london

pytestmark = pytest.mark.django_db(transaction=True)

BEGIN = london("2026-04-02 10:00")
LATER = BEGIN + timedelta(days=20)


class Town:
    def __init__(self, make: Make, reports: int = 3) -> None:
        self.agency: Agency = make.agency()
        team = make.team(self.agency)
        self.asha: User = make.user("Asha Rowan", team)
        self.ben: User = make.user("Ben Carrow", team, post="line-manager")
        self.cat: User = make.user("Cat Denholm", team, post="senior-manager")
        make.user("Hal Aske", team, post="health-and-safety")
        self.incidents: list[Incident] = [make.report(self.asha, BEGIN) for _ in range(reports)]


def at_once(*works: Callable[[], None]) -> list[BaseException]:
    """Do all of it at the same time; return what went wrong."""
    wrong: list[BaseException] = []
    start = threading.Barrier(len(works))

    def run(work: Callable[[], None]) -> None:
        try:
            start.wait()
            work()
        except Exception as error:  # noqa: BLE001  # whatever it is, the test shows it
            wrong.append(error)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=[work]) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    return wrong


def climb_all(make: Make, times: int = 6) -> None:
    for _ in range(times):
        for duty in queries.come_due(LATER):
            assert duty.next_at is not None
            climb(make.stamp(LATER), duty_id=duty.pk, expected=duty.next_at)


def test_workers_at_once_climb_each_rung_once(make: Make) -> None:
    town = Town(make)
    assert at_once(*[lambda: climb_all(make)] * 3) == []
    climb_all(make, times=20)
    for duty in Duty.objects.filter(case__in=[incident.pk for incident in town.incidents]):
        steps = list(Rung.objects.filter(duty=duty).order_by("step").values_list("step", flat=True))
        assert steps == list(range(1, duty.rung + 1))
    told = sum(Rung.objects.values_list("told", flat=True))
    assert Message.objects.filter(kind=Notice.ESCALATED).count() == told > 0


def test_people_and_workers_on_the_same_cases_never_wait_in_a_ring(make: Make) -> None:
    town = Town(make, reports=4)
    climb_all(make)

    def debrief() -> None:
        for incident in town.incidents:
            make.step(town.ben, incident, "debrief", LATER)

    def acknowledge() -> None:
        for duty in Duty.objects.filter(rung__gt=0, status="open"):
            try:
                changes.acknowledge(make.by(town.cat, LATER), duty=duty)
            except Refused:
                continue  # it was done meanwhile, or somebody else was told

    def refresh() -> None:
        for incident in town.incidents:
            changes.refresh_case(make.stamp(LATER), case=incident.case)

    assert at_once(debrief, acknowledge, refresh, lambda: climb_all(make), lambda: climb_all(make)) == []
    assert not Duty.objects.open().filter(verb="incident.debrief").exists()


def test_a_case_that_somebody_is_at_is_left_for_the_next_tick(make: Make, on_postgres: bool) -> None:
    if not on_postgres:
        pytest.skip("SQLite has one writer: there a worker waits instead.")
    town = Town(make, reports=1)
    duty = Duty.objects.open().filter(case=town.incidents[0].pk).earliest("next_at")
    assert duty.next_at is not None
    moment = duty.next_at
    came: list[bool] = []
    with transaction.atomic():
        Case.objects.select_for_update(no_key=True).get(pk=town.incidents[0].pk)
        assert at_once(lambda: came.append(climb(make.stamp(LATER), duty_id=duty.pk, expected=moment))) == []
    assert came == [False]
    assert climb(make.stamp(LATER), duty_id=duty.pk, expected=moment)
    assert not climb(make.stamp(LATER), duty_id=duty.pk, expected=moment)


def test_workers_at_once_open_each_standing_duty_once(make: Make) -> None:
    town = Town(make, reports=0)
    for number in range(4):
        make.team(town.agency, f"Team {number}")
    teams = town.agency.teams.filter(level=Level.TEAM).count()

    def open_all() -> None:
        open_standing(make.stamp(BEGIN), agency_id=town.agency.pk)

    assert at_once(open_all, open_all, open_all) == []
    rounds = Duty.objects.filter(case=None)
    assert rounds.count() == rounds.values("team", "rule").distinct().count()
    assert rounds.values("team").distinct().count() == teams + 1  # the whole agency has one of its own
