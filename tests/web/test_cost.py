"""Every list of the program asks the database as often for thirty rows as for one; a new list takes its row here."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client

from heed.casework.cases.models import Note
from heed.casework.duties.models import Duty, Rung
from heed.casework.ladder.changes import open_standing
from heed.casework.plans import changes as plans
from heed.casework.plans.changes import Line
from heed.incidents import changes as incidents
from heed.incidents.changes import Described
from heed.incidents.drafts import changes as drafting
from heed.incidents.models import Incident
from heed.ledger.models import Entry
from heed.people.agencies.models import User
from heed.people.public import changes as public
from tests.towns import NOW, Town
from tests.web.incidents.test_report import queries

MANY = 30


def page(user: User, path: str) -> Any:
    client = Client()
    client.force_login(user)
    return client.get(path)


@dataclass(frozen=True)
class Growing:
    """A page whose rows grow: who opens it, its address, how one more row comes to be, and how many queries at most."""

    who: str
    path: Callable[[Town, Incident], str]
    more: Callable[[Town, Incident, int], object]
    most: int


def _report(town: Town, _report: Incident, number: int) -> object:
    return town.make.report(town["asha"], NOW - timedelta(hours=number))


def _line(town: Town, report: Incident, number: int) -> object:
    lines = [Line(f"Line {each}", town["ben"], date(2026, 3, 20)) for each in range(number + 1)]
    return plans.propose(town.make.by(town["ben"], NOW), case=report.case, lines=lines, given={})


def _note(town: Town, report: Incident, number: int) -> object:
    return Note.objects.create(case=report.case, verb="incident.care", at=NOW, by=town["ben"], text=str(number))


def _rung(_town: Town, report: Incident, number: int) -> object:
    duty = Duty.objects.get(case=report.case, rule="debrief")
    return Rung.objects.create(duty=duty, step=number + 1, at=NOW, post="senior-manager", told=1)


def _clock(town: Town, _report: Incident, number: int) -> object:
    return town.make.report(town["nia"], Duty.objects.latest("pk").opened_at + timedelta(minutes=number))


def _known(town: Town, _report: Incident, number: int) -> object:
    place = public.add_place(agency=town.agency, lines=f"{number} Marl Lane")
    return town.make.person(town.agency, "Colin Marlpit", place=place)


def _draft(town: Town, _report: Incident, _number: int) -> object:
    return drafting.start_draft(town.make.by(town["asha"], NOW))


def _team(town: Town, _report: Incident, number: int) -> object:
    return town.make.team(town.agency, f"Team {number}")


def _owner(town: Town, report: Incident, number: int) -> object:
    return incidents.add(town.make.by(town["asha"], NOW), report, text=f"More {number}")


def reference(report: Incident, more: str = "") -> str:
    return f"/reports/{report.case.reference}{more}"


def _debrief(_town: Town, report: Incident) -> str:
    return f"/duties/{Duty.objects.get(case=report.case, rule='debrief').pk}"


LISTS = {
    "home of a manager": Growing("ben", lambda _town, _report: "/", _report, 11),
    "home of a reporter": Growing("asha", lambda _town, _report: "/", _report, 11),
    "home with drafts": Growing("asha", lambda _town, _report: "/", _draft, 11),
    "my reports": Growing("asha", lambda _town, _report: "/reports", _report, 9),
    "a team's reports": Growing("ben", lambda _town, _report: "/reports/team", _report, 9),
    "a service's reports": Growing("cat", lambda _town, _report: "/reports/team", _report, 9),
    "all reports": Growing("hal", lambda _town, _report: "/reports/all", _report, 9),
    "a report with its history": Growing("ben", lambda _town, report: reference(report), _note, 16),
    "a report that was added to": Growing("asha", lambda _town, report: reference(report), _owner, 16),
    "a report and its plan": Growing("ben", lambda _town, report: reference(report), _line, 18),
    "a plan": Growing("ben", lambda _town, report: reference(report, "/plan"), _line, 18),
    "changing a plan": Growing("ben", lambda _town, report: reference(report, "/plan/change"), _line, 16),
    "a duty that climbed": Growing("ben", _debrief, _rung, 14),
    "whom it may describe": Growing("ben", lambda _town, report: reference(report, "/identify"), _known, 22),
    "teams to add somebody to": Growing("ada", lambda _town, _report: "/staff/add", _team, 9),
    "posts of all teams": Growing("ada", lambda _town, _report: "/posts", _team, 9),
    "the meeting of a team": Growing("ben", lambda town, _report: f"/teams/{town.visiting.pk}/brief", _clock, 16),
    "drafts": Growing("asha", lambda _town, _report: "/report", _draft, 9),
}


@pytest.mark.parametrize("name", LISTS)
def test_thirty_rows_ask_no_more_than_one(town: Town, name: str) -> None:
    growing = LISTS[name]
    report = town.make.report(town["asha"], NOW, kinds=["stalking"], subjects=[Described(name="Colin Marlpit")])
    open_standing(town.make.stamp(NOW), agency_id=town.agency.pk)
    growing.more(town, report, 0)
    path, user = growing.path(town, report), town[growing.who]
    assert page(user, path).status_code == 200
    few = queries(page, user, path)
    for number in range(1, MANY):
        if name not in ("a plan", "changing a plan", "a report and its plan") or number == MANY - 1:
            growing.more(town, report, number)
    found = queries(page, town[growing.who], path)
    assert (found, few <= growing.most) == (few, True), (few, found)
    assert Entry.objects.filter(chain=report.case.chain).exists()
