"""An action plan: drawn up by one, agreed by the other, sent back, changed and agreed again; its lines are owed."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any

import pytest

from heed.casework.cases.models import Note
from heed.casework.duties.models import Duty
from heed.casework.plans.models import Action, Plan
from heed.incidents.models import Incident
from heed.ledger.models import Entry
from tests.make import Make
from tests.web.incidents.conftest import People

Sent = dict[str, str]


def line(number: int, text: str, owner: str, on: date) -> Sent:
    parts = {"day": on.day, "month": on.month, "year": on.year}
    return {f"text-{number}": text, f"owner-{number}": owner} | {
        f"due_on-{number}_{part}": str(value) for part, value in parts.items()
    }


@pytest.fixture
def day(now: datetime) -> date:
    return now.date() + timedelta(days=7)


@pytest.fixture
def path(incident: Incident) -> str:
    return f"/reports/{incident.case.reference}/plan"


@pytest.fixture
def proposed(page: Callable[..., Any], people: People, path: str, day: date) -> Plan:
    """A plan of two lines that the manager has drawn up and signed."""
    sent = line(0, "Two people go", "Ben Carrow", day) | line(
        1, "A space in the yard", "eve.orton@hartmere.example.org", day
    )
    page(people.manager, f"{path}/propose", {**sent, "lines": "3"})
    return Plan.objects.get()


def open_lines(plan: Plan) -> list[tuple[str, str]]:
    owed = Duty.objects.open().filter(verb="plan.do-line", case=plan.case).order_by("pk")
    return [(duty.action.text, duty.owner.name) for duty in owed if duty.owner]


@pytest.mark.clause("CAF-5", "CUM-8")
def test_lines_are_owed_once_both_have_agreed(
    page: Callable[..., Any], people: People, proposed: Plan, path: str
) -> None:
    assert (proposed.manager_signed_by, proposed.victim_signed_by, open_lines(proposed)) == (people.manager, None, [])
    assert page(people.asha, "/").context["plans"] == [proposed.case.reference]
    assert page(people.asha, f"{path}/agree", {"token": "a"}).status_code == 302
    proposed.refresh_from_db()
    assert (proposed.status, proposed.victim_signed_by) == ("agreed", people.asha)
    assert open_lines(proposed) == [("Two people go", "Ben Carrow"), ("A space in the yard", "Eve Orton")]
    assert Entry.objects.filter(chain=proposed.case.chain, verb="plan.agree").count() == 1
    assert page(people.asha, "/").context["plans"] == []


def test_the_person_affected_draws_it_up_and_the_manager_agrees(
    page: Callable[..., Any], people: People, path: str, day: date
) -> None:
    page(people.asha, f"{path}/propose", {**line(0, "I work from home", "Asha Rowan", day), "lines": "3"})
    page(people.manager, f"{path}/agree", {"token": "a"})
    plan = Plan.objects.get()
    assert (plan.status, plan.victim_signed_by, plan.manager_signed_by) == ("agreed", people.asha, people.manager)


def test_it_is_sent_back_with_words_changed_and_agreed_again(
    page: Callable[..., Any], people: People, proposed: Plan, path: str, day: date
) -> None:
    page(people.asha, f"{path}/send-back", {"text": "I want another desk."})
    proposed.refresh_from_db()
    assert (proposed.status, page(people.manager, f"{path}/agree").status_code) == ("sent-back", 403)
    assert "I want another desk." in page(people.manager, path.removesuffix("/plan")).content.decode()
    changed = line(0, "Two people go", "Ben Carrow", day) | line(2, "Another desk", "Ben Carrow", day)
    page(people.manager, f"{path}/change", {**changed, "remove-1": "on", "lines": "3"})
    page(people.asha, f"{path}/agree", {})
    proposed.refresh_from_db()
    assert proposed.status == "agreed"
    assert open_lines(proposed) == [("Two people go", "Ben Carrow"), ("Another desk", "Ben Carrow")]


def test_whoever_owns_a_line_says_that_it_was_done(
    page: Callable[..., Any], people: People, proposed: Plan, path: str
) -> None:
    page(people.asha, f"{path}/agree", {})
    [own] = [line for line in page(people.colleague, "/").context["lines"] if line.what == "A space in the yard"]
    assert own.whose == "It falls to you because the action plan gives it to you."
    assert page(people.colleague, own.href).status_code == 200
    assert page(people.colleague, own.href, {"text": "Bay 4 is hers.", "token": "b"}).status_code == 302
    assert open_lines(proposed) == [("Two people go", "Ben Carrow")]
    assert Note.objects.get(case=proposed.case, verb="plan.do-line").text == "Bay 4 is hers."
    assert page(people.colleague, own.href).status_code == 404  # nothing of the report is theirs any more


def test_a_line_that_is_done_stays_when_the_plan_is_changed(
    page: Callable[..., Any], people: People, proposed: Plan, path: str, day: date
) -> None:
    page(people.asha, f"{path}/agree", {})
    done = Action.objects.get(text="Two people go")
    page(people.manager, f"{path}/lines/{done.pk}", {})
    form = page(people.manager, f"{path}/change").context["form"]
    assert form["text-0"].initial == "A space in the yard"
    page(people.manager, f"{path}/change", {**line(0, "Another desk", "Ben Carrow", day), "lines": "3"})
    page(people.asha, f"{path}/agree", {})
    done.refresh_from_db()
    assert (done.dropped_at, open_lines(proposed)) == (None, [("Another desk", "Ben Carrow")])


@pytest.mark.parametrize(("typed", "errors"), [
    ({}, {"text-0": "Enter what will be done"}),
    ({"text-0": "Two go"}, {"owner-0": "Enter who does it", "due_on-0": "Enter the day by which it will be done"}),
    ({"owner-1": "Ben Carrow"}, {
        "text-1": "Enter what will be done", "due_on-1": "Enter the day by which it will be done"}),
    ({"text-0": "Two go", "owner-0": "Nobody Known"}, {
        "owner-0": "Nobody of this name works here. Enter their full name, or their e-mail address",
        "due_on-0": "Enter the day by which it will be done"}),
])  # fmt: skip
def test_what_is_missing_is_said_and_nothing_saved(
    page: Callable[..., Any], people: People, path: str, typed: Sent, errors: dict[str, str]
) -> None:
    answer = page(people.manager, f"{path}/propose", {**typed, "lines": "3"})
    found = {name: str(each[0]) for name, each in answer.context["form"].errors.items()}
    assert (answer.status_code, found, Plan.objects.count()) == (200, errors, 0)


def test_more_lines_come_without_losing_what_was_typed(page: Callable[..., Any], people: People, path: str) -> None:
    answer = page(people.manager, f"{path}/propose", {"text-0": "Two go", "lines": "3", "more": "1"})
    form = answer.context["form"]
    assert (form.count, form["text-0"].value(), form.errors, Plan.objects.count()) == (5, "Two go", {}, 0)


def test_a_name_that_two_people_have_is_asked_about(
    make: Make, page: Callable[..., Any], people: People, path: str, day: date
) -> None:
    twin = make.user("Ben Carrow Two", people.other_manager.team)
    type(twin).objects.filter(pk=twin.pk).update(name="Ben Carrow")
    answer = page(people.manager, f"{path}/propose", {**line(0, "Two go", "ben carrow", day), "lines": "3"})
    assert answer.context["form"].errors["owner-0"] == [
        "More than one person has this name. Enter their e-mail address"
    ]


@pytest.mark.parametrize(("who", "word", "expected"), [
    ("manager", "agree", 403), ("asha", "agree", 200), ("senior", "agree", 403), ("safety", "send-back", 200),
    ("colleague", "agree", 404), ("other_manager", "", 404), ("hr", "", 404), ("elsewhere", "", 404),
    ("asha", "", 200), ("manager", "", 200),
])  # fmt: skip
def test_who_may_do_what(
    page: Callable[..., Any], people: People, proposed: Plan, path: str, who: str, word: str, expected: int
) -> None:
    assert page(getattr(people, who), f"{path}/{word}".rstrip("/")).status_code == expected


def test_before_there_is_one_the_page_leads_to_drawing_it_up(
    page: Callable[..., Any], people: People, path: str
) -> None:
    answer = page(people.manager, path)
    assert (answer.status_code, answer.headers["Location"]) == (302, f"{path}/propose")
    assert {page(people.manager, f"{path}/{word}").status_code for word in ("agree", "send-back", "lines/1")} == {404}


def test_pressing_twice_draws_up_one_plan(page: Callable[..., Any], people: People, path: str, day: date) -> None:
    sent = {**line(0, "Two go", "Ben Carrow", day), "lines": "3", "token": "twice"}
    answers = [page(people.manager, f"{path}/propose", sent).headers["Location"] for _press in range(2)]
    assert (answers, Action.objects.filter(dropped_at=None).count()) == ([path, path], 1)
