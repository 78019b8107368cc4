"""Proposing: from a report or from a concern, about somebody named, known or new, or a property; nothing is lost."""

from typing import Any

import pytest
from django.test import Client

from heed.incidents.changes import Described
from heed.people.public.models import Person
from heed.register.markers.models import Marker
from tests.make import Make
from tests.register.conftest import MONDAY, Council
from tests.web.register.conftest import Page, day, errors, words

pytestmark = pytest.mark.django_db
SENT = {
    "hazards": ["violence"],
    "controls": ["not-alone"],
    "grounds": "He raised a spade and said that he would use it.",
    "child": "no",
}
FACT = {**day("on-0", "2026-5-29"), "what-0": "He raised a spade.", "facts": "1"}
NEW = {"whom": "new", "name": "Colin Marlpit", **day("born_on", "1971-3-4"), "address": "12 Marl Lane"}


@pytest.fixture
def here(council: Council) -> str:
    return f"/reports/{council.incident.case.reference}/propose"


def told(council: Council, *people: str) -> Any:
    """Return a report that names these people."""
    return council.make.report(council.officer, MONDAY, subjects=[Described(name=each) for each in people])


@pytest.mark.clause("EHC-4", "EHC-2")
def test_from_a_report_about_the_person_that_it_names(page: Page, council: Council) -> None:
    incident = told(council, "Colin Marlpit")
    path = f"/reports/{incident.case.reference}/propose"
    form = page(council.manager, path).context["form"]
    [named] = [value for value, _label in form["whom"].field.choices if value.startswith("named-")]
    answer = page(council.manager, path, {**SENT, "whom": named, "token": "a"})
    marker = Marker.objects.get()
    assert (answer.status_code, answer.headers["Location"]) == (302, f"/register/{marker.case.reference}")
    assert (marker.person.name if marker.person else "", marker.status) == ("Colin Marlpit", "proposed")
    assert [(each.incident, each.what) for each in marker.sources.all()] == [(incident, "")]


def test_the_reports_page_offers_it_to_who_acts_on_it(page: Page, council: Council) -> None:
    path = f"/reports/{council.incident.case.reference}"
    link = f'href="{path}/propose"'
    seen = {who: link in page(getattr(council, who), path).content.decode() for who in ("manager", "officer", "safety")}
    assert seen == {"manager": True, "officer": False, "safety": True}


def test_from_a_concern_about_somebody_new(page: Page, council: Council) -> None:
    page(council.manager, "/register/propose", {**SENT, **FACT, **NEW, "further": "1 Tern Row, ZZ9 1AA\n2 Tern Row"})
    marker = Marker.objects.get()
    assert marker.person is not None
    assert (marker.person.name, str(marker.person.place), marker.incident) == ("Colin Marlpit", "12 Marl Lane", None)
    assert [(each.happened_on.isoformat(), each.what) for each in marker.sources.all()] == [
        ("2026-05-29", "He raised a spade.")
    ]
    assert [str(each.place) for each in marker.whereabouts.all()] == ["1 Tern Row, ZZ9 1AA", "2 Tern Row"]


def test_somebody_known_is_searched_for_and_then_chosen(page: Page, council: Council, here: str) -> None:
    second = council.make.person(council.person.agency, "Colin Marl")
    sent = {**SENT, "whom": "known", "search": "colin marl"}
    answer = page(council.manager, here, sent)
    assert errors(answer) == {"chosen": "Select which of these it is"}
    choices = [value for value, _label in answer.context["form"]["chosen"].field.choices]
    assert choices == [str(second.pk), str(council.person.pk)]
    page(council.manager, here, {**sent, "chosen": str(council.person.pk)})
    assert Marker.objects.get().person == council.person


@pytest.mark.clause("EHC-1")
def test_a_property_by_its_address(page: Page, council: Council, here: str) -> None:
    sent = {**SENT, "whom": "property", "at_lines": "3 Kiln Yard", "at_postcode": "ZZ8 8ZZ", "hazards": ["animal"]}
    page(council.manager, here, sent)
    marker = Marker.objects.get()
    assert (marker.about, str(marker.place), marker.person) == ("place", "3 Kiln Yard, ZZ8 8ZZ", None)


MISTAKES: list[tuple[dict[str, Any], dict[str, str]]] = [
    ({"whom": ""}, {"whom": "Select whom or what it is about"}),
    ({"name": ""}, {"name": "Enter their name"}),
    ({"whom": "known"}, {"search": "Enter their name, or part of it"}),
    ({"whom": "known", "search": "Zeno"}, {
        "search": "We know nobody of this name. Try less of it, or add them as somebody new"}),
    ({"whom": "property"}, {
        "at_lines": "Enter the address of the property", "hazards": "A property cannot be: Violence"}),
    ({"hazards": []}, {"hazards": "Select what staff should be warned of"}),
    ({"controls": []}, {"controls": "Select what staff should do, or say it below"}),
    ({"grounds": ""}, {"grounds": "Enter why there is a credible risk"}),
    ({"advice": "x" * 301}, {"advice": "Ensure this value has at most 300 characters (it has 301)."}),
    ({"child": "yes"}, {"welfare": "Enter what the child needs, and who looks after that"}),
    ({"what-0": ""}, {"what-0": "Enter what was done or said"}),
    ({"on-0_day": "", "on-0_month": "", "on-0_year": ""}, {"on-0": "Enter the day"}),
    (day("on-0", "2026-6-2"), {"on-0": "The day must be today or in the past"}),
    ({"what-0": "", "on-0_day": "", "on-0_month": "", "on-0_year": ""}, {
        "what-0": "Enter at least one fact with its day: an entry never rests on hearsay"}),
]  # fmt: skip


@pytest.mark.clause("EHC-2")
@pytest.mark.parametrize(("wrong", "expected"), MISTAKES)
def test_what_is_missing_is_said_and_nothing_that_was_typed_is_lost(
    page: Page, council: Council, wrong: dict[str, Any], expected: dict[str, str]
) -> None:
    people = Person.objects.count()
    answer = page(council.manager, "/register/propose", {**SENT, **FACT, **NEW, **wrong})
    assert (answer.status_code, errors(answer)) == (200, expected)
    assert (Marker.objects.count(), Person.objects.count()) == (0, people)
    content = answer.content.decode()
    typed = {**SENT, **NEW, **wrong}
    assert all(text in content for text in (typed["grounds"], typed["address"], typed["name"]))


def test_more_facts_are_asked_for_without_losing_any(page: Page, council: Council) -> None:
    answer = page(council.manager, "/register/propose", {**SENT, **FACT, **NEW, "more": "1"})
    form = answer.context["form"]
    assert (form.count, form["what-0"].value(), form.errors, Marker.objects.count()) == (3, "He raised a spade.", {}, 0)


@pytest.mark.clause("EHC-2")
def test_opinion_words_are_shown_back_once_and_the_writer_may_go_on(page: Page, council: Council, here: str) -> None:
    sent = {**SENT, **NEW, "grounds": "He is aggressive. A neighbour called him a “nutter”.", "advice": "Stay calm."}
    answer = page(council.manager, here, sent)
    assert errors(answer) == {
        "as_it_is": "You wrote “aggressive”, “nutter”. Write what was done, not what somebody is; "
        "or tick the box to leave it so."
    }
    assert Marker.objects.count() == 0
    assert page(council.manager, here, {**sent, "as_it_is": "on"}).status_code == 302
    assert Marker.objects.get().grounds == sent["grounds"]


def test_opinions_in_a_fact_are_shown_back_too(page: Page, council: Council) -> None:
    answer = page(council.manager, "/register/propose", {**SENT, **NEW, **FACT, "what-0": "He was rude."})
    assert "“rude”" in errors(answer)["as_it_is"]


@pytest.mark.clause("EHC-4")
def test_a_child_needs_a_welfare_note(page: Page, council: Council, here: str) -> None:
    sent = {**SENT, **NEW, "child": "yes", "welfare": "School and social worker know."}
    page(council.manager, here, sent)
    marker = Marker.objects.get()
    assert (marker.child, marker.welfare) == (True, "School and social worker know.")


def test_pressing_twice_proposes_once(client: Client, council: Council, here: str) -> None:
    client.force_login(council.manager)
    places = [client.post(here, {**SENT, **NEW, "token": "twice"}).headers["Location"] for _press in range(2)]
    assert places == [f"/register/{Marker.objects.get().case.reference}"] * 2


@pytest.mark.parametrize(("who", "concern", "report"), [
    ("officer", 403, 403), ("manager", 200, 200), ("safety", 200, 200), ("other", 403, 404), ("admin", 403, 404),
])  # fmt: skip
def test_who_may_propose(page: Page, council: Council, here: str, who: str, concern: int, report: int) -> None:
    user = getattr(council, who)
    assert (page(user, "/register/propose").status_code, page(user, here).status_code) == (concern, report)


def test_where_no_register_is_kept_it_says_so(page: Page, make: Make) -> None:
    manager = make.user("Ben Sorrel", make.team(make.agency(policy="cumbria")), post="line-manager")
    answer = page(manager, "/register/propose")
    assert (answer.status_code, "keeps no register" in words(answer)) == (403, True)
