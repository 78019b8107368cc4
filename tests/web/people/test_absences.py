"""Absences on their pages: whose one sees and records, what is refused in words, when they are over."""

from datetime import date, timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client

from heed.access.queries import whose_absences
from heed.access.rules import may_record_absence
from heed.people.agencies.models import Absence, User
from tests.moments import london
from tests.towns import Town
from tests.web.incidents.test_report import queries


def client(user: User) -> Client:
    found = Client()
    found.force_login(user)
    return found


def days(first: date, last: date, deputy: str = "") -> dict[str, str]:
    """Return what is typed for these days."""
    typed = {f"from_on_{part}": str(getattr(first, part)) for part in ("day", "month", "year")}
    typed |= {f"until_on_{part}": str(getattr(last, part)) for part in ("day", "month", "year")}
    return typed | {"deputy": deputy}


SOON = (date(2030, 5, 6), date(2030, 5, 10))

SEES = {
    "asha": {"asha"},
    "ben": {"asha", "nia", "ben"},
    "rita": {"pip", "rita"},
    "cat": {"asha", "nia", "pip", "ben", "rita"},
    "hal": {"hal"},
    "eve": {"ola", "eve"},
}
"""Who → whose absences they record, of these: a manager those of the team, a senior manager those of the service."""
ASKED = ("asha", "nia", "pip", "sid", "ben", "rita", "rex", "ola", "eve", "hal")


@pytest.mark.parametrize("who", SEES)
def test_whose_absences_somebody_sees_and_records(town: Town, who: str) -> None:
    for each in ASKED:
        town.make.absence(town[each], "2030-05-06", "2030-05-10")
    answer = client(town[who]).get("/absences/")
    seen = {town.who(absence.user_id) for absence in answer.context["page"]}
    forms = {each for each in ASKED if client(town[who]).get(f"/absences/of/{town[each].pk}").status_code == 200}
    # Who holds a post above the team works in it, too: Hal of health and safety is of Ben's and Cat's own team.
    assert (seen - {"hal"}, forms - {"hal"}) == (SEES[who] - {"hal"}, SEES[who] - {"hal"})
    assert ("hal" in seen) is (who in ("ben", "cat", "hal"))


@pytest.mark.parametrize(("typed", "errors"), [
    ({}, {"from_on": "Enter the first day away", "until_on": "Enter the last day away"}),
    (days(SOON[1], SOON[0]), {"until_on": "The last day away must not be before the first"}),
    (days(*SOON, "Nobody Known"), {"deputy": "Nobody here has that name or e-mail address. Check the spelling."}),
    (days(*SOON, "Ola Strand"), {"deputy": "Nobody here has that name or e-mail address. Check the spelling."}),
    (days(*SOON, "a"), {"deputy": "More than one colleague is called that. Enter their e-mail address."}),
    (days(*SOON, "Asha Rowan"), {"deputy": "Nobody stands in for themselves."}),
])  # fmt: skip
def test_what_is_wrong_is_said_beside_the_field_and_nothing_is_saved(
    town: Town, typed: dict[str, str], errors: dict[str, str]
) -> None:
    answer = client(town["asha"]).post(f"/absences/of/{town['asha'].pk}", typed)
    found = {name: str(each[0]) for name, each in answer.context["form"].errors.items()}
    assert (answer.status_code, found) == (200, errors)
    assert not Absence.objects.filter(user=town["asha"]).exists()


def test_an_administrator_does_not_make_themselves_a_managers_deputy(town: Town) -> None:
    answer = client(town["ada"]).post(f"/absences/of/{town['ben'].pk}", days(*SOON, "Ada Fenwick"))
    assert answer.context["form"].errors["deputy"] == [
        "Nobody can make themselves the deputy of somebody else. Ask their manager."
    ]
    assert not Absence.objects.filter(user=town["ben"]).exists()


@pytest.mark.parametrize("deputy", ["Nia Brook", "nia brook", "nia.brook@hartmere.example.org", "  Nia Brook ", ""])
def test_the_deputy_is_found_by_name_or_address(town: Town, deputy: str) -> None:
    answer = client(town["ben"]).post(f"/absences/of/{town['ben'].pk}", days(*SOON, deputy))
    [absence] = Absence.objects.filter(user=town["ben"])
    assert (answer.status_code, absence.from_on, absence.until_on, absence.recorded_by) == (302, *SOON, town["ben"])
    assert absence.deputy == (town["nia"] if deputy else None)


@pytest.mark.parametrize(("who", "code"), [
    ("asha", 302), ("ben", 302), ("cat", 302), ("ada", 302), ("nia", 404), ("rita", 404), ("hal", 404), ("eve", 404),
])  # fmt: skip
def test_who_ends_an_absence_early(town: Town, who: str, code: int) -> None:
    absence = town.make.absence(town["asha"], "2030-05-06", "2030-05-10")
    path = f"/absences/{absence.pk}/end"
    if code == 302:
        assert "Is Asha Rowan back?" in client(town[who]).get(path).content.decode()
    assert client(town[who]).post(path).status_code == code
    assert (Absence.objects.get(pk=absence.pk).ended_at is not None) is (code == 302)


def test_an_absence_that_was_ended_is_not_ended_again(town: Town) -> None:
    absence = town.make.absence(town["asha"], "2030-05-06", "2030-05-10")
    found = client(town["asha"])
    assert [found.post(f"/absences/{absence.pk}/end").status_code for _press in range(2)] == [302, 404]


@pytest.mark.parametrize(("when", "listed"), [
    ("2026-07-10 23:59", True), ("2026-07-11 00:01", False), ("2026-07-11 01:30", False),
])  # fmt: skip
def test_it_is_listed_until_midnight_where_the_agency_is(town: Town, when: str, listed: bool) -> None:
    town.make.absence(town["asha"], "2026-07-06", "2026-07-10")
    with time_machine.travel(london(when), tick=False):
        assert bool(client(town["asha"]).get("/absences/").context["page"].object_list) is listed


def test_the_query_and_the_rule_say_the_same_of_everybody(town: Town) -> None:
    """Whose absences somebody records is said twice: once for a list, once for one person."""
    town.make.absence(town["cat"], "2026-01-01", "2030-01-01", deputy=town["nia"])
    towns = {who: User.objects.get(pk=user.pk) for who, user in town.users.items()}
    by_query = {who: {town.who(one.pk) for one in whose_absences(user)} for who, user in towns.items()}
    here = {who: one for who, one in towns.items() if one.agency_id == town.agency.pk}
    by_rule = {
        who: {other for other, one in here.items() if may_record_absence(user, one)} for who, user in here.items()
    }

    assert {who: by_query[who] for who in here} == by_rule
    assert by_query["nia"] == by_query["cat"] | {"nia"}


def test_an_administrator_of_many_finds_somebody_by_name(town: Town) -> None:
    for number in range(60):
        town.make.user(f"Zed Person {number:02}", town.repairs)
    first = client(town["ada"]).get("/absences/")
    found = client(town["ada"]).get("/absences/?text=person+59")
    none = client(town["ada"]).get("/absences/?text=quagga").content.decode()

    assert (len(first.context["people"]), first.context["many"]) == (50, True)
    assert [one.name for one in found.context["people"]] == ["Zed Person 59"]
    assert "Nobody whose absences you record has that name." in none


def test_more_absences_than_fit_go_on_the_next_page(town: Town) -> None:
    for day in range(1, 29):
        for month in ("05", "06"):
            town.make.absence(town["nia"], f"2030-{month}-{day:02}", f"2030-{month}-{day:02}")
    pages = [client(town["ben"]).get(f"/absences/?page={number}").context["page"] for number in (1, 2)]

    assert [len(page.object_list) for page in pages] == [50, 6]


def test_thirty_absences_ask_no_more_than_one(town: Town) -> None:
    def page(user: User, path: str) -> Any:
        return client(user).get(path)

    town.make.absence(town["asha"], "2030-05-06", "2030-05-10", deputy=town["nia"])
    few = queries(page, town["ben"], "/absences/")
    first = date(2030, 6, 1)
    for number in range(29):
        day = (first + timedelta(days=number)).isoformat()
        town.make.absence(town["nia"], day, day, deputy=town["asha"])
    assert (queries(page, town["ben"], "/absences/"), few <= 7) == (few, True)
