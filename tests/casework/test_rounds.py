"""What comes round: on a case until its end, for a team for ever; over ends of months, leap days and clock changes."""

from collections.abc import Callable
from datetime import datetime

import pytest
from django.db import transaction

from heed.casework.duties import changes
from heed.casework.duties.models import Duty
from heed.casework.duties.states import Status
from heed.casework.ladder.changes import open_standing
from heed.incidents.models import Incident
from heed.people.agencies import changes as agencies
from heed.policy.load import load, shipped
from heed.policy.source import Source
from heed.policy.vocabulary import VOCABULARY
from tests.make import Make
from tests.moments import london

pytestmark = pytest.mark.django_db
DROPPED = ", ".join(f'"{rule}"' for rule in load(shipped("default"), VOCABULARY).duties)
HEAD = f"""
[policy]
id = "test"
extends = "default"
body = "Test"
title = "Test"
version = "1"

[drop]
duty = [{DROPPED}]
"""


def on_case(every: str, end: str = 'lasts = "3 months"') -> str:
    """Return a policy of one duty: a check-in that comes round on each case."""
    return f"""{HEAD}
[[duty]]
id = "check-in"
clause = "CUM-15"
because = "It can weigh on somebody."
on = "incident.report"
owed-by = "line-manager"
do = "incident.check-in"
every = "{every}"
{end}
"""


def for_team(every: str, anchor: str = "") -> str:
    """Return a policy of one standing duty of each team."""
    return f"""{HEAD}
[[duty]]
id = "brief"
clause = "CAF-5"
because = "It is talked about."
for = "team"
every = "{every}"
{f"anchor = {anchor}" if anchor else ""}
owed-by = "line-manager"
do = "team.brief"
"""


class Team:
    """One team with its manager, on a policy of one duty."""

    def __init__(self, make: Make, text: str) -> None:
        self.make = make
        self.agency = make.agency(text=text)
        self.team = make.team(self.agency)
        self.asha = make.user("Asha Rowan", self.team)
        self.ben = make.user("Ben Carrow", self.team, post="line-manager")

    def report(self, at: str) -> Incident:
        return self.make.report(self.asha, london(at))

    def check_in(self, report: Incident, at: str) -> None:
        self.make.step(self.ben, report, "check-in", london(at))


def due(case: Incident | None = None) -> list[datetime]:
    duties = Duty.objects.open().filter(case=case.case if case else None)
    return list(duties.order_by("due_at").values_list("due_at", flat=True))


@pytest.mark.parametrize(("every", "reported", "rounds"), [
    ("1 month", "2026-01-31 10:00", ["2026-02-28 10:00"]),
    ("1 month", "2028-01-31 10:00", ["2028-02-29 10:00"]),
    ("1 month", "2026-03-31 10:00", ["2026-04-30 10:00"]),
    ("2 weeks", "2026-03-20 10:00", ["2026-04-03 10:00"]),
    ("1 week", "2026-03-25 10:00", ["2026-04-01 10:00"]),
    ("1 day", "2026-03-28 01:30", ["2026-03-29 02:00"]),
    ("1 day", "2026-10-24 01:30", ["2026-10-25 01:30"]),
    ("2 working days", "2026-04-02 16:30", ["2026-04-08 17:00"]),
    ("1 year", "2028-02-29 10:00", ["2029-02-28 10:00"]),
])  # fmt: skip
def test_the_first_round_is_due_after_the_time_between(
    make: Make, every: str, reported: str, rounds: list[str]
) -> None:
    team = Team(make, on_case(every, 'lasts = "3 years"'))
    assert due(team.report(reported)) == [london(each) for each in rounds]


def test_each_round_is_counted_from_when_the_last_was_done_until_it_has_run_its_course(make: Make) -> None:
    team = Team(make, on_case("1 month"))
    report = team.report("2026-01-31 10:00")
    seen = []
    for done in ("2026-02-20 12:00", "2026-03-19 12:00", "2026-04-15 12:00"):
        team.check_in(report, done)
        seen.append(due(report))
    # Three months from 31 January end on 30 April: a round that would be due later is not owed any more.
    assert seen == [[london("2026-03-20 12:00")], [london("2026-04-19 12:00")], []]
    assert Duty.objects.filter(case=report.case, status=Status.DONE).count() == 3


def test_a_round_that_is_done_late_moves_the_next_and_not_the_end(make: Make) -> None:
    team = Team(make, on_case("1 month"))
    report = team.report("2026-01-31 10:00")
    team.check_in(report, "2026-03-25 09:00")  # almost a month late
    assert due(report) == [london("2026-04-25 09:00")]
    team.check_in(report, "2026-04-25 09:00")
    assert due(report) == []


@pytest.mark.parametrize(("last", "again"), [
    ("2026-03-30 10:00", True), ("2026-03-30 23:00", True), ("2026-03-31 10:00", True), ("2026-04-01 00:30", False),
])  # fmt: skip
def test_the_end_is_a_day_and_the_whole_of_it_counts(make: Make, last: str, again: bool) -> None:
    team = Team(make, on_case("1 month"))
    report = team.report("2026-01-30 10:00")  # three months end on 30 April
    team.check_in(report, last)
    assert bool(due(report)) is again


def test_until_a_verb_ends_it_done_or_not(make: Make) -> None:
    team = Team(make, on_case("1 month", 'until = "incident.supervise"'))
    report = team.report("2026-01-31 10:00")
    team.check_in(report, "2026-02-10 10:00")
    assert len(due(report)) == 1
    team.make.step(team.ben, report, "supervise", london("2026-02-20 10:00"))
    [ended] = Duty.objects.filter(case=report.case, status=Status.WAIVED)
    assert (due(report), ended.reason, ended.next_at) == ([], "incident.supervise", None)


def test_the_same_verb_again_does_not_double_what_is_owed(make: Make) -> None:
    team = Team(make, on_case("1 month", 'until = "incident.supervise"'))
    report = team.report("2026-01-31 10:00")
    for hour in (10, 11, 12):
        team.check_in(report, f"2026-02-10 {hour}:00")
    assert len(due(report)) == 1


def test_open_rounds_keep_the_policy_that_opened_them(make: Make) -> None:
    team = Team(make, on_case("1 month"))
    report = team.report("2026-01-31 10:00")
    _load(team, on_case("1 week"))
    team.check_in(report, "2026-02-10 10:00")
    assert due(report) == [london("2026-03-10 10:00")]  # as the policy of the report says
    assert due(team.report("2026-02-10 10:00")) == [london("2026-02-17 10:00")]  # new events follow the new one


def _load(team: Team, text: str) -> None:
    agencies.load_policy(team.make.stamp(), agency=team.agency, sources=(Source("new.toml", text), *shipped("default")))


# --- for a team ------------------------------------------------------------------------------------------------------


def stand(team: Team, at: str) -> None:
    open_standing(team.make.stamp(london(at)), agency_id=team.agency.pk)


def do(team: Team, at: str) -> None:
    changes.do_standing(team.make.by(team.ben, london(at)), duty=Duty.objects.open().get(case=None))


@pytest.mark.parametrize(("every", "anchor", "begins", "first"), [
    ("1 month", "2026-01-05", "2026-01-02 09:00", "2026-01-05 17:00"),
    ("1 month", "2026-01-05", "2026-01-05 16:59", "2026-01-05 17:00"),
    ("1 month", "2026-01-05", "2026-01-05 17:00", "2026-02-05 17:00"),
    ("1 month", "2026-01-31", "2026-02-10 09:00", "2026-03-02 17:00"),  # 28 February is a Saturday
    ("1 month", "2026-04-03", "2026-04-01 09:00", "2026-04-07 17:00"),  # Good Friday
    ("2 weeks", "2026-01-05", "2026-03-24 09:00", "2026-03-30 17:00"),  # over the change of the clocks
    ("1 year", "2024-02-29", "2026-02-01 09:00", "2026-03-02 17:00"),  # no 29 February, and the 28th is a Saturday
])  # fmt: skip
def test_the_first_round_of_a_team_is_due_at_the_close_of_its_next_day(
    make: Make, every: str, anchor: str, begins: str, first: str
) -> None:
    team = Team(make, for_team(every, anchor))
    stand(team, begins)
    assert due() == [london(first)]


def test_the_next_round_is_counted_from_when_the_last_was_done(make: Make) -> None:
    team = Team(make, for_team("1 month", "2026-01-05"))
    stand(team, "2026-01-02 09:00")
    seen = []
    for done in ("2026-01-05 15:00", "2026-01-31 12:00", "2026-02-28 12:00"):
        do(team, done)
        seen.append(due())
    assert seen == [[london("2026-02-05 15:00")], [london("2026-02-28 12:00")], [london("2026-03-28 12:00")]]


CHANGED: list[tuple[str, Callable[[], str], int]] = [
    ("other rhythm", lambda: for_team("1 week"), 1),
    ("gone", lambda: HEAD, 0),
    ("now of a service", lambda: for_team("1 month").replace('for = "team"', 'for = "service"').replace(
        "line-manager", "senior-manager"), 0),
]  # fmt: skip


@pytest.mark.parametrize(("new", "open_"), [each[1:] for each in CHANGED], ids=[each[0] for each in CHANGED])
def test_the_next_round_follows_the_policy_of_today(make: Make, new: Callable[[], str], open_: int) -> None:
    team = Team(make, for_team("1 month"))
    stand(team, "2026-01-06 09:00")
    _load(team, new())
    do(team, "2026-01-07 09:00")
    assert len(due()) == open_
    if open_:
        assert due() == [london("2026-01-14 09:00")]


def test_opening_rounds_again_and_again_opens_none(make: Make) -> None:
    team = Team(make, for_team("1 month"))
    for day in range(6, 20):
        stand(team, f"2026-01-{day:02} 09:00")
    assert len(due()) == 1


def test_a_kill_between_the_rounds_leaves_the_old_one(make: Make) -> None:
    team = Team(make, for_team("1 month"))
    stand(team, "2026-01-06 09:00")
    before = due()
    with transaction.atomic():
        do(team, "2026-01-07 09:00")
        transaction.set_rollback(True)
    assert due() == before
