"""Going through the register: who may, what it lists, who has a queue only, what waits where a sweep has stopped."""

from datetime import timedelta
from typing import Any

import pytest

from heed.casework.cases.changes import involve
from heed.casework.cases.states import Part
from heed.casework.ladder.changes import open_standing
from heed.checks.answers.queries import Asked
from heed.checks.changes import check
from heed.checks.screens.changes import screen
from heed.checks.screens.models import Hit
from heed.checks.states import Purpose
from heed.matching.faces import Told
from heed.people.public.models import Person
from heed.register.markers.models import Marker
from heed.register.markers.states import Ending
from heed.register.terms.changes import end, take_off
from heed.register.terms.models import Sweep
from tests.make import Make
from tests.register.conftest import MONDAY, Council
from tests.web.incidents.test_report import queries
from tests.web.register.conftest import Page, at, words

pytestmark = pytest.mark.django_db


def live(council: Council, name: str, days: int) -> Marker:
    council.person = council.make.person(council.person.agency, name)
    return council.live(ends_on=MONDAY.date() + timedelta(days=days))


def names(answer: Any) -> list[str]:
    return [row.about for row in answer.context["rows"]]


@pytest.mark.clause("EHC-12")
def test_what_ends_soonest_comes_first(page: Page, council: Council) -> None:
    live(council, "Una Marl", 300)
    live(council, "Zeno Tern", 20)
    answer = page(council.owner, "/register")
    assert names(answer) == ["Zeno Tern", "Una Marl"]
    assert [(row.when, row.soon) for row in answer.context["rows"]] == [
        ("Until 21 June 2026", True), ("Until 28 March 2027", False)]  # fmt: skip


def test_the_address_chooses_what_is_shown(page: Page, council: Council) -> None:
    gone = live(council, "Gone Marl", 40)
    end(council.by(council.owner), gone, why=Ending.NO_RISK, text="He is dead.")
    live(council, "Live Marl", 40)
    council.person = council.make.person(council.person.agency, "New Marl")
    council.propose()
    shown = {view: names(page(council.safety, f"/register?show={view}")) for view in ("", "ended", "waiting", "x")}
    assert shown == {
        "": ["Live Marl"], "ended": ["Gone Marl"], "waiting": ["New Marl"], "x": ["Live Marl"]}  # fmt: skip


@pytest.mark.clause("EHC-11")
def test_what_is_over_is_not_on_the_register_before_anybody_took_it_off(
    page: Page, council: Council, monday: Any
) -> None:
    live(council, "Over Marl", 2)
    monday.move_to(MONDAY + timedelta(days=3))
    assert names(page(council.owner, "/register")) == []
    answer = page(council.owner, "/register?show=ended")
    assert [(row.about, row.when) for row in answer.context["rows"]] == [("Over Marl", "Ended")]


@pytest.mark.clause("EHC-15")
@pytest.mark.parametrize(("who", "expected"), [
    ("owner", 200), ("safety", 200), ("dpo", 200), ("officer", 403), ("manager", 403), ("chief", 403), ("admin", 403),
    ("other", 403),
])  # fmt: skip
def test_nobody_browses_but_who_answers_for_it(page: Page, council: Council, who: str, expected: int) -> None:
    live(council, "Una Marl", 40)
    answer = page(getattr(council, who), "/register")
    assert (answer.status_code, "Una Marl" in words(answer)) == (expected, expected == 200)
    assert ('href="/register"' in page(getattr(council, who), "/").content.decode()) is (expected == 200)
    assert 'href="/register/look-up"' in answer.content.decode()


def test_who_countersigns_sees_their_queue_and_nothing_else(page: Page, council: Council) -> None:
    live(council, "Una Marl", 40)
    council.person = council.make.person(council.person.agency, "New Marl")
    marker = council.propose()
    answer = page(council.head, "/register")
    assert (answer.status_code, [line.href for line in answer.context["owed"]]) == (200, [at(marker, "countersign")])
    assert "Marl" not in words(answer)


@pytest.mark.clause("EHC-12")
def test_the_quarterly_look_is_linked_where_it_is_owed(page: Page, council: Council, monday: Any) -> None:
    monday.move_to(MONDAY + timedelta(days=120))
    open_standing(council.make.stamp(MONDAY + timedelta(days=120)), agency_id=council.owner.agency_id)
    root = council.make.root(council.owner.agency)
    path = f"/teams/{root.pk}/check-register"
    assert path in [line.href for line in page(council.owner, "/register").context["owed"]]
    assert page(council.owner, path).status_code == 200


def test_an_empty_register_says_so(page: Page, council: Council) -> None:
    assert "Nothing here just now." in words(page(council.owner, "/register"))


def test_where_no_register_is_kept_it_says_so(page: Page, make: Make) -> None:
    safety = make.user("Sana Yarrow", make.team(make.agency(policy="cumbria")), post="health-and-safety")
    text = words(page(safety, "/register"))
    assert ("keeps no register" in text, "Propose an entry" in text) == (True, False)


def test_thirty_entries_ask_no_more_than_one_and_come_on_two_pages(page: Page, council: Council) -> None:
    live(council, "Una Marl", 40)
    few = queries(page, council.owner, "/register")
    for number in range(29):
        live(council, f"Person {number}", 50)
    # What the owner owes for them is as much as they are; what they ask of the tables is not.
    assert queries(page, council.owner, "/register") == few
    assert few <= 14
    assert [len(names(page(council.owner, f"/register?page={number}"))) for number in (1, 2)] == [25, 5]


# --- a sweep that has stopped ----------------------------------------------------------------------------------------


@pytest.fixture
def stopped(council: Council, monday: Any) -> list[Marker]:
    """Five entries are over at once, which is more than may go without a person."""
    take_off(council.make.stamp(MONDAY), agency_id=council.owner.agency_id)
    found = [live(council, f"Person {number}", 1) for number in range(5)]
    monday.move_to(MONDAY + timedelta(days=2))
    take_off(council.make.stamp(MONDAY + timedelta(days=2)), agency_id=council.owner.agency_id)
    return found


def test_a_stopped_sweep_is_said_on_the_register_and_let_go_on(
    page: Page, council: Council, stopped: list[Marker]
) -> None:
    assert 'href="/register/let-go-on"' in page(council.owner, "/register").content.decode()
    answer = page(council.owner, "/register/let-go-on")
    assert (len(answer.context["rows"]), "More entries than usual" in words(answer)) == (5, True)
    assert Sweep.objects.get().allowed_by is None
    page(council.owner, "/register/let-go-on", {})
    assert Sweep.objects.get().allowed_by == council.owner
    gone = take_off(council.make.stamp(MONDAY + timedelta(days=2, hours=1)), agency_id=council.owner.agency_id)
    assert (gone, Marker.objects.filter(status="ended").count()) == (5, 5)
    assert page(council.owner, "/register/let-go-on").headers["Location"] == "/register"


@pytest.mark.parametrize(("who", "expected"), [("head", 403), ("other", 403), ("admin", 403), ("dpo", 200)])
def test_who_lets_it_go_on(page: Page, council: Council, stopped: list[Marker], who: str, expected: int) -> None:
    assert page(getattr(council, who), "/register/let-go-on").status_code == expected


# --- who looked ------------------------------------------------------------------------------------------------------


def test_the_owner_sees_who_looked_and_what_is_odd(page: Page, council: Council) -> None:
    marker = council.live()
    cousin = council.make.user("Una Marlpit", council.other.team)
    for minute in range(5):
        stamp = council.by(cousin, MONDAY + timedelta(minutes=minute))
        check(stamp, purpose=Purpose.CALL, asked=Asked(reference=marker.case.reference))
    check(
        council.by(council.owner, MONDAY - timedelta(hours=1)),
        purpose=Purpose.VISIT,
        asked=Asked(reference=marker.case.reference),
    )
    [*hers, own] = page(council.owner, at(marker, "looks")).context["looks"]
    assert {each.odd for each in hers} == {("Has the same surname", "Looked it up many times on that day")}
    assert (hers[0].who, hers[0].purpose, hers[0].when) == (
        "Una Marlpit", "A telephone or video call", "Monday 1 June 2026 at 10:04am")  # fmt: skip
    assert (own.who, own.odd) == ("Owen Thrift", ("That was you: somebody else judges your own look-ups",))


def test_a_subject_who_asked_is_named_to_the_owner(page: Page, council: Council) -> None:
    marker = council.live()
    involve(council.make.stamp(), case=marker.case, part=Part.SUBJECT, user=council.other)
    check(council.by(council.other), purpose=Purpose.VISIT, asked=Asked(reference=marker.case.reference))
    [look] = page(council.owner, at(marker, "looks")).context["looks"]
    assert look.odd == ("Is named as the person whom it is about; was told that nothing was found",)


def test_opening_an_entry_is_a_look_that_its_owner_sees(page: Page, council: Council) -> None:
    marker = council.live()
    page(council.safety, at(marker))
    opened = page(council.owner, at(marker, "looks")).context["opened"]
    assert ("Sana Yarrow", "Monday 1 June 2026 at 10am") in opened


def test_as_many_queries_for_thirty_looks_as_for_one(page: Page, council: Council) -> None:
    marker = council.live()
    check(council.by(council.other), purpose=Purpose.VISIT, asked=Asked(reference=marker.case.reference))
    few = queries(page, council.safety, at(marker, "looks"))
    for minute in range(29):
        stamp = council.by(council.head, MONDAY + timedelta(minutes=minute))
        check(stamp, purpose=Purpose.VISIT, asked=Asked(reference=marker.case.reference))
    assert queries(page, council.safety, at(marker, "looks")) == few


def test_the_owner_sees_for_which_lists_it_came_back(page: Page, council: Council) -> None:
    marker = council.live()
    Person.objects.filter(pk=council.person.pk).update(born_on="1971-03-04")
    told = [Told(name="Colin Marlpit", born="4/3/1971")]
    involve(council.make.stamp(), case=marker.case, part=Part.SUBJECT, user=council.dpo)
    for number, user in enumerate((council.safety, council.dpo)):
        screen(council.by(user, MONDAY + timedelta(minutes=number)), told * 4, purpose=Purpose.JOB)
    assert Hit.objects.count() == 8
    answer = page(council.owner, at(marker, "looks"))
    assert [(each["who"], each["rows"], each["hidden"]) for each in answer.context["lists"]] == [
        (council.dpo.name, 4, True), (council.safety.name, 4, False),
    ]  # fmt: skip
    text = words(answer)
    for said in ("Lists for which it came back", "a list of 4 rows", "Is named as the person whom it is about"):
        assert said in text
