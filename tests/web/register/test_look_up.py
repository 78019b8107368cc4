"""The look-up page: what it asks, how it warns, what it says when nothing is found, and what no answer gives away."""

import re
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from heed.casework.cases.changes import involve
from heed.casework.cases.states import Part
from heed.checks.answers.queries import MOST_POSSIBLE
from heed.checks.models import LookUp
from heed.checks.rules import MANY_AN_HOUR, MOST_A_DAY
from heed.notices.models import Message
from heed.people.index.models import Outdated
from heed.people.public.changes import add_place, relist
from heed.people.public.models import Person
from heed.register.markers.models import Marker
from tests.make import Make
from tests.register.conftest import MONDAY, Council
from tests.web.incidents.test_report import queries
from tests.web.register.conftest import Page, day, errors, words

pytestmark = pytest.mark.django_db
HERE = {"purpose": "visit", "postcode": "ZZ9 9ZZ"}


@pytest.fixture
def colin(council: Council) -> Marker:
    council.person.place = add_place(agency=council.person.agency, lines="12 Marl Lane", postcode="ZZ9 9ZZ")
    council.person.save()
    return council.live(controls=["not-alone"], advice="Ring the bell and step back to the gate.",
                        further=[("1 Tern Row", "ZZ9 1AA")])  # fmt: skip


def born(council: Council, day_: date) -> None:
    Person.objects.filter(pk=council.person.pk).update(born_on=day_)
    relist([council.person.pk])


def main(answer: Any) -> str:
    """Return the markup of the page's main part."""
    return str(answer.content.decode().partition('id="main-content"')[2].partition("</main>")[0])


@pytest.mark.clause("EHC-1", "CUM-22")
def test_a_warning_says_of_what_and_what_to_do_and_nothing_of_the_story(
    page: Page, council: Council, colin: Marker
) -> None:
    answer = page(council.other, "/register/look-up", HERE)
    text = words(answer)
    [warning] = answer.context["warnings"]
    assert (warning["about"], warning["hazards"], warning["controls"]) == (
        "Colin Marlpit",
        ["Violence"],
        ["Do not go alone"],
    )
    assert "Ring the bell and step back to the gate." in text
    assert "Stands until 29 October 2026" in text
    assert "Owen Thrift" in text  # whom to ask
    told = ("spade", "As the report says", "Ben Sorrel", "Hana Teasel", "Asha Rowan", "29 May")
    assert [word for word in told if word in text] == []


@pytest.mark.parametrize(("more", "said"), [
    ({"name": "Ann Vale", "address": "12 Marl Lane"}, True),
    ({"name": "Colin Marlpit", "address": "12 Marl Lane"}, False),
    ({"address": "12 Marl Lane"}, False),
])  # fmt: skip
def test_a_warning_at_the_address_of_somebody_else_is_not_read_as_theirs(
    page: Page, council: Council, colin: Marker, more: dict[str, str], *, said: bool
) -> None:
    text = words(page(council.other, "/register/look-up", HERE | more))
    sentence = (
        "This one is about the address. The name is not the one that you looked up. It may be somebody else who lives "
        "there or is met there."
    )
    assert ("There is a warning" in text, sentence in text) == (True, said)


def test_nothing_found_says_what_was_looked_for_and_when_and_promises_nothing(
    page: Page, council: Council, colin: Marker
) -> None:
    sent = {"purpose": "call", "name": "Una Vale", **day("born_on", "1990-2-1")}
    text = words(page(council.other, "/register/look-up", sent))
    assert "Nothing found" in text
    assert "Looked up: Una Vale, born on 1 February 1990, Monday 1 June 2026 at 10am." in text
    assert "That is no promise" in text
    assert LookUp.objects.get().found.count() == 0


@pytest.mark.clause("EHC-1")
def test_what_may_be_meant_is_shown_with_why_and_what_would_settle_it(
    page: Page, council: Council, colin: Marker
) -> None:
    born(council, date(1971, 3, 4))
    sent = {"purpose": "visit", "name": "Colin Marlpitt", **day("born_on", "1971-3-4")}
    answer = page(council.other, "/register/look-up", sent)
    text = words(answer)
    for said in (
        "There may be a warning", "Colin Marlpit", "Violence", "Do not go alone",
        "take the care that the warning asks for",
        "Why it may be the same: Same date of birth, same first name, surname one letter off.",
        "What would settle it: What is their address, with the number of the house?",
    ):  # fmt: skip
        assert said in text
    assert [word for word in ("Nothing found", "no promise", "1971", "Marl Lane", "spade") if word in text] == [
        "1971"]  # fmt: skip  # what was typed
    assert (answer.context["nothing"], answer.context["warnings"]) == (False, [])


def test_what_may_be_meant_beside_a_warning_stands_under_a_heading_of_its_own(
    page: Page, council: Council, colin: Marker
) -> None:
    council.person = council.make.person(council.person.agency, "Colin Marlpit")
    council.live()
    sent = {"purpose": "visit", "name": "Colin Marlpit", "address": "12 Marl Lane", "postcode": "ZZ9 9ZZ"}
    answer = page(council.other, "/register/look-up", sent)
    assert (len(answer.context["warnings"]), len(answer.context["possible"])) == (1, 1)
    assert re.findall(r"<h([1-6])[^>]*>([^<]+)<", main(answer)) == [
        ("1", "There is a warning"), ("2", "Colin Marlpit"), ("2", "This may be meant too"), ("3", "Colin Marlpit"),
    ]  # fmt: skip


def test_an_index_that_cannot_be_asked_is_never_shown_as_nothing_found(
    page: Page, council: Council, colin: Marker
) -> None:
    Outdated.objects.create(why="put back")
    for sent in (HERE, {"purpose": "visit", "postcode": "ZZ1 1ZZ"}):
        answer = page(council.other, "/register/look-up", sent)
        text = words(answer)
        for said in (
            "Heed could not check",
            "This is not “nothing found”.",
            "Do not rely on this page.",
            "Owen Thrift",
        ):
            assert said in text
        clear = ("Nothing found", "holds no warning", "was searched", "no promise", "Violence", "Colin")
        assert [word for word in clear if word in text] == []
    assert [row.unchecked for row in LookUp.objects.all()] == [True, True]


def test_more_than_a_few_that_may_be_meant_ask_for_one_more_fact(page: Page, council: Council) -> None:
    for _number in range(MOST_POSSIBLE + 1):
        council.person = council.make.person(council.person.agency, "Colin Marlpit")
        council.live()
    sent = {"purpose": "visit", "name": "Colin Marlpit", **day("born_on", "1990-1-1")}
    text = words(page(council.other, "/register/look-up", sent))
    assert text.count("Why it may be the same") == MOST_POSSIBLE
    assert "Still more entries resemble what you looked up. Look it up again with one more fact." in text


@pytest.mark.parametrize(("sent", "expected"), [
    ({}, {"purpose": "Select what you are about to do"}),
    ({"purpose": "visit"}, {"address": "Enter an address, or a name with one more fact."}),
    ({"purpose": "visit", "name": "Colin Marlpit"}, {
        "name": "Add one more fact: a date of birth, an address or a postcode. A name alone is not enough."}),
    ({"purpose": "visit", "line": "colin marlpit"}, {
        "line": "Add one more fact: a date of birth, an address or a postcode. A name alone is not enough."}),
    ({"purpose": "visit", "address": "Marl Lane"}, {"address": "Add the number of the house, or its postcode."}),
    ({"purpose": "visit", "name": "Colin", "born_on_day": "1"}, {
        "born_on": "The date of birth must include a month and a year"}),
    ({"purpose": "gossip", "postcode": "ZZ9 9ZZ"}, {
        "purpose": "Select a valid choice. gossip is not one of the available choices."}),
])  # fmt: skip
def test_a_mistake_is_said_and_never_reads_like_nothing_found(
    page: Page, council: Council, colin: Marker, sent: dict[str, str], expected: dict[str, str]
) -> None:
    answer = page(council.other, "/register/look-up", sent)
    assert (answer.status_code, errors(answer), LookUp.objects.count()) == (200, expected, 0)
    assert "Nothing found" not in words(answer)
    for name, value in sent.items():
        assert f'value="{value}"' in answer.content.decode() or name == "purpose"


@pytest.mark.parametrize("line", [
    "12 marl lane zz99zz", "mr colin marlpit, 12 Marl Lane", "colin marlpit zz9 9zz", "ZZ9 9ZZ", "1 tern row",
])  # fmt: skip
def test_one_line_holds_all_that_the_reader_has(page: Page, council: Council, colin: Marker, line: str) -> None:
    answer = page(council.other, "/register/look-up", {"purpose": "visit", "line": line})
    assert [each["about"] for each in answer.context["warnings"]] == ["Colin Marlpit"]


def test_what_is_filled_in_by_itself_stands_in_place_of_the_line(page: Page, council: Council, colin: Marker) -> None:
    sent = {"purpose": "visit", "line": "1/2/80 colin marlpit ZZ1 1ZZ", "postcode": "ZZ9 9ZZ"}
    assert len(page(council.other, "/register/look-up", sent).context["warnings"]) == 1
    row = LookUp.objects.get()
    assert (row.name, str(row.born_on), row.postcode) == ("colin marlpit", "1980-02-01", "ZZ9 9ZZ")


def test_a_line_may_be_a_reference(page: Page, council: Council, colin: Marker) -> None:
    sent = {"purpose": "call", "line": f" {colin.case.reference.lower()} "}
    assert len(page(council.other, "/register/look-up", sent).context["warnings"]) == 1


def before(council: Council, times: int, at: datetime) -> None:
    LookUp.objects.bulk_create(
        LookUp(agency=council.other.agency, asked_by=council.other, asked_at=at, purpose="visit", digest="0" * 64)
        for _time in range(times)
    )


def test_many_in_an_hour_are_asked_why(page: Page, council: Council, colin: Marker) -> None:
    before(council, MANY_AN_HOUR, MONDAY - timedelta(minutes=5))
    assert errors(page(council.other, "/register/look-up", HERE)) == {"reason": "Enter why you look up so many"}
    answer = page(council.other, "/register/look-up", HERE | {"reason": "Gas inspections in the street."})
    assert len(answer.context["warnings"]) == 1
    assert LookUp.objects.latest("pk").reason == "Gas inspections in the street."


def test_too_many_in_a_day_stop_with_a_sentence(page: Page, council: Council, colin: Marker) -> None:
    before(council, MOST_A_DAY, MONDAY - timedelta(hours=3))
    answer = page(council.other, "/register/look-up", HERE)
    assert (answer.status_code, "telephone your manager" in words(answer)) == (403, True)
    assert "Colin" not in words(answer)


def test_everybody_may_look_up_and_finds_it_in_the_menu(page: Page, council: Council) -> None:
    for who in ("officer", "manager", "head", "owner", "safety", "chief", "dpo", "admin", "other"):
        answer = page(getattr(council, who), "/")
        assert 'href="/register/look-up"' in answer.content.decode()
        assert page(getattr(council, who), "/register/look-up").status_code == 200


def test_where_no_register_is_kept_the_page_says_so(page: Page, make: Make) -> None:
    user = make.user("Una Vale", make.team(make.agency(policy="cafcass")))
    answer = page(user, "/register/look-up")
    assert (answer.status_code, "keeps no register" in words(answer)) == (403, True)


def test_an_answer_is_kept_by_no_browser(page: Page, council: Council, colin: Marker) -> None:
    assert page(council.other, "/register/look-up", HERE).headers["Cache-Control"] == "no-store"


def asked(page: Page, council: Council, sent: dict[str, Any]) -> int:
    page(council.other, "/register/look-up", sent)
    with CaptureQueriesContext(connection) as found:
        page(council.other, "/register/look-up", sent)
    return sum("django_session" not in each["sql"] for each in found.captured_queries)


def test_thirty_entries_are_asked_for_as_one_is(page: Page, council: Council, colin: Marker) -> None:
    one = asked(page, council, HERE)
    page_itself = queries(page, council.other, "/register/look-up")
    for number in range(29):
        council.person = council.make.person(council.person.agency, f"Person {number}")
        council.live(further=[("9 Tern Row", "ZZ9 1AA")])
    assert asked(page, council, HERE) == one
    assert queries(page, council.other, "/register/look-up") == page_itself
    assert (one <= 42, page_itself <= 8) == (True, True)


def test_finding_and_not_finding_ask_the_tables_alike(page: Page, council: Council, colin: Marker) -> None:
    """But for the faces, the entries and the row that says what was found, each asked for once, however many."""
    found, nothing = asked(page, council, HERE), asked(page, council, HERE | {"postcode": "ZZ1 1ZZ"})
    assert abs(found - nothing) <= 8


def test_what_is_hidden_asks_the_tables_as_one_who_is_only_nearly_alike(
    page: Page, council: Council, colin: Marker
) -> None:
    """But for one row: the subject, who is told of nothing, could not tell it by what the answer costs (R6)."""
    unlike = {"purpose": "visit", "name": "Colin Tarn", "address": "80 Marl Lane", "postcode": "ZZ1 1ZZ"}
    nothing = asked(page, council, unlike)
    involve(council.make.stamp(), case=colin.case, part=Part.SUBJECT, user=council.other)
    assert asked(page, council, HERE | {"name": "Colin Marlpit"}) - nothing == 1
    assert "Nothing found" in words(page(council.other, "/register/look-up", HERE))
    assert Message.objects.filter(kind="looks").count() == 0  # a job tells the owner


def test_a_subject_reads_what_one_reads_of_whom_nothing_is_known(page: Page, council: Council, colin: Marker) -> None:
    involve(council.make.stamp(), case=colin.case, part=Part.SUBJECT, user=council.other)
    hidden, nothing = (page(council.other, "/register/look-up", HERE | {"postcode": code}) for code in (
        "ZZ9 9ZZ", "ZZ1 1ZZ"))  # fmt: skip
    assert main(hidden).replace("ZZ9 9ZZ", "ZZ1 1ZZ") == main(nothing)
