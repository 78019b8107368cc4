"""Lists of reports: whose they hold, how the address narrows them, and that thirty rows ask no more than one."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from heed.casework.duties.models import Duty
from heed.incidents.models import Incident
from heed.incidents.queries import everything
from heed.web.incidents import lists
from tests.make import Make
from tests.web.incidents.conftest import People
from tests.web.incidents.test_report import queries


def references(answer: Any) -> set[str]:
    return {row.reference for row in answer.context["rows"]}


@pytest.fixture
def three(make: Make, people: People, report: Callable[..., Incident], now: datetime) -> dict[str, str]:
    """References of Asha's old threat, her restricted report and somebody else's abusive call elsewhere."""
    other = make.user("Kit Varley", people.other_manager.team)
    threat = report(hours=24 * 40, kinds=["threat-face-to-face"])
    private = report(kinds=["sexual-harassment"])
    call = make.report(other, now, kinds=["abusive-call"])
    make.step(people.manager, threat, "triage", now, text="It was.",
              facts={"severity": "major", "escalation_risk": "low", "plan_needed": False})  # fmt: skip
    return {"threat": threat.case.reference, "private": private.case.reference, "call": call.case.reference}


@pytest.mark.parametrize(("who", "path", "expected"), [
    ("asha", "/reports", {"threat", "private"}),
    ("colleague", "/reports", set()),
    ("manager", "/reports/team", {"threat", "private"}),
    ("senior", "/reports/team", {"threat", "private", "call"}),
    ("other_manager", "/reports/team", {"call"}),
    ("elsewhere", "/reports/team", set()),
    ("safety", "/reports/all", {"threat", "call"}),
])  # fmt: skip
def test_whose_reports_a_list_holds(
    page: Callable[..., Any], people: People, three: dict[str, str], who: str, path: str, expected: set[str]
) -> None:
    assert references(page(getattr(people, who), path)) == {three[name] for name in expected}


@pytest.mark.parametrize(("who", "path"), [
    ("asha", "/reports/team"), ("asha", "/reports/all"), ("manager", "/reports/all"), ("hr", "/reports/all"),
    ("safety", "/reports/team"),
])  # fmt: skip
def test_who_may_not_see_a_list_is_told_why(page: Callable[..., Any], people: People, who: str, path: str) -> None:
    answer = page(getattr(people, who), path)
    assert (answer.status_code, "list of" in answer.content.decode()) == (403, True)


def narrowings(three: dict[str, str], people: People) -> dict[str, set[str]]:
    day = timezone.localdate() - timedelta(days=30)
    from_day = f"since_day={day.day}&since_month={day.month}&since_year={day.year}"
    until_day = f"until_day={day.day}&until_month={day.month}&until_year={day.year}"
    return {
        "kind=abusive-call": {"call"},
        "severity=major": {"threat"},
        "status=closed": set(),
        "status=reported": {"threat", "private", "call"},
        "owed=late": {"threat"},
        "owed=open": {"threat", "private", "call"},
        f"team={people.other_manager.team_id}": {"call"},
        f"reference={three['call'][2:6].lower()}": {"call"},
        from_day: {"private", "call"},
        until_day: {"threat"},
        f"{until_day}&kind=abusive-call": set(),
    }


def test_the_address_narrows_the_list(page: Callable[..., Any], people: People, three: dict[str, str]) -> None:
    wanted = narrowings(three, people)
    found = {query: references(page(people.senior, f"/reports/team?{query}")) for query in wanted}
    assert found == {query: {three[name] for name in names} for query, names in wanted.items()}


@pytest.mark.parametrize(
    "query", ["kind=nonsense", "team=99999", "since_day=31&since_month=2&since_year=2026", "page=99"]
)
def test_what_makes_no_sense_narrows_nothing(
    page: Callable[..., Any], people: People, three: dict[str, str], query: str
) -> None:
    answer = page(people.senior, f"/reports/team?{query}")
    assert (answer.status_code, references(answer)) == (200, set(three.values()))


@pytest.mark.parametrize(("path", "expected"), [
    ("/reports", "You have not reported anything."),
    ("/reports?status=closed", "No report fits these filters."),
])  # fmt: skip
def test_an_empty_list_says_so(page: Callable[..., Any], people: People, path: str, expected: str) -> None:
    assert expected in page(people.colleague, path).content.decode()


def test_thirty_rows_ask_no_more_than_one_and_come_on_two_pages(
    make: Make, page: Callable[..., Any], people: People, incident: Incident, now: datetime
) -> None:
    lists = [(people.asha, "/reports"), (people.manager, "/reports/team"), (people.safety, "/reports/all")]
    few = [queries(page, user, path) for user, path in lists]
    for number in range(29):
        make.report(people.asha, now - timedelta(minutes=number))
    assert [queries(page, user, path) for user, path in lists] == few
    assert max(few) <= 9
    assert [len(references(page(people.manager, f"/reports/team?page={number}"))) for number in (1, 2)] == [25, 5]


def test_a_row_counts_what_is_owed_and_what_is_late(
    page: Callable[..., Any], people: People, incident: Incident, now: datetime
) -> None:
    Duty.objects.open().filter(case=incident.case, rule="debrief").update(due_at=now - timedelta(hours=1))
    [row] = page(people.manager, "/reports/team").context["rows"]
    late = Duty.objects.late(now).filter(case=incident.case).count()
    assert (row.open, row.late) == (Duty.objects.open().filter(case=incident.case).count(), late)


@pytest.mark.parametrize(("reports", "counted", "pages", "more"), [(0, 0, 1, False), (3, 3, 1, False), (4, 3, 1, True)])
def test_a_list_is_counted_to_a_bound_however_many_there_are(
    make: Make, people: People, now: datetime, reports: int, counted: int, pages: int, more: bool
) -> None:
    for _number in range(reports):
        make.report(people.asha, now)
    with CaptureQueriesContext(connection) as asked:
        found, goes_on = lists.pages(everything(people.safety), 3)
    assert (found.count, found.num_pages, goes_on) == (counted, pages, more)
    assert [each["sql"].count("LIMIT 4") for each in asked.captured_queries if "COUNT" in each["sql"]] == [1]


def test_a_list_that_goes_on_says_so(
    make: Make, monkeypatch: pytest.MonkeyPatch, page: Callable[..., Any], people: People, incident: Incident
) -> None:
    path = "/reports/all"
    assert "1 report<" in page(people.safety, path).content.decode()
    make.report(people.asha)
    monkeypatch.setattr(lists, "MOST", 1)
    answer = page(people.safety, path)
    words = "More than 1 reports. The newest 1 are listed; narrow the list to find an older one."
    assert (words in answer.content.decode(), len(answer.context["rows"])) == (True, 1)
