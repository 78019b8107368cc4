"""The pages about other systems: registered by one administrator, agreed to by another, ended at once."""

import re
from typing import Any

import pytest
from django.test import Client

from heed.access.models import System
from heed.access.queries import system_with
from heed.people.agencies import changes as agencies
from heed.people.agencies.models import User
from heed.policy.load import shipped
from tests.register.conftest import MONDAY
from tests.towns import NOW, Town
from tests.web.register.conftest import words

pytestmark = pytest.mark.django_db
SENT = {"name": "Case files", "until_on_day": "31", "until_on_month": "12", "until_on_year": "2026",
        "most_an_hour": "300"}  # fmt: skip


@pytest.fixture(autouse=True)
def morning(time_machine: Any) -> None:
    time_machine.move_to(NOW, tick=False)


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def registered(town: Town) -> tuple[System, str]:
    """Return the system that Ada has registered by the page, and the key that it showed."""
    answer = signed_in(town["ada"]).post("/systems/register", SENT)
    key = re.search(r"heed_[\w-]+", answer.content.decode())
    assert key
    return System.objects.get(), key[0]


@pytest.mark.clause("EHC-15", "CWM-25")
def test_a_key_is_shown_once_and_good_only_when_a_second_administrator_has_agreed(town: Town) -> None:
    system, key = registered(town)
    assert system_with(key, NOW) is None
    assert key not in signed_in(town["ada"]).get("/systems").content.decode()
    assert key not in str(System.objects.values().get())

    answer = signed_in(town["tom"]).post(f"/systems/{system.pk}/agree", follow=True)

    assert "Case files may ask from now on." in answer.content.decode()
    assert system_with(key, NOW) == system


def test_whoever_registered_it_cannot_agree(town: Town) -> None:
    system, key = registered(town)
    assert signed_in(town["ada"]).post(f"/systems/{system.pk}/agree").status_code == 403
    text = words(signed_in(town["ada"]).get("/systems"))
    assert "A second person must agree to a system that you registered." in text
    assert system_with(key, NOW) is None


def test_ending_it_ends_it_at_once_and_its_name_can_be_used_again(town: Town) -> None:
    system, key = registered(town)
    signed_in(town["tom"]).post(f"/systems/{system.pk}/agree")
    assert "Its very next question is refused." in words(signed_in(town["ada"]).get(f"/systems/{system.pk}/end"))
    signed_in(town["ada"]).post(f"/systems/{system.pk}/end")
    assert system_with(key, NOW) is None
    assert signed_in(town["tom"]).post("/systems/register", SENT).status_code == 200
    assert System.objects.count() == 2
    assert signed_in(town["ada"]).post(f"/systems/{system.pk}/end").status_code == 403


@pytest.mark.parametrize(("more", "error"), [
    ({"name": ""}, "Enter what the system is called"),
    ({"until_on_year": "2029"}, "A key is good from today on, and for a year at most."),
    ({"until_on_year": "2025"}, "A key is good from today on, and for a year at most."),
    ({"most_an_hour": "many"}, "Enter a number"),
    ({"most_an_hour": "0"}, "Ensure this value is greater than or equal to 1."),
])  # fmt: skip
def test_a_mistake_is_said_and_no_key_is_made(town: Town, more: dict[str, str], error: str) -> None:
    answer = signed_in(town["ada"]).post("/systems/register", SENT | more)
    assert [str(each[0]) for each in answer.context["form"].errors.values()] == [error]
    assert System.objects.count() == 0


def test_a_second_press_registers_nothing_twice(town: Town) -> None:
    registered(town)
    answer = signed_in(town["ada"]).post("/systems/register", SENT)
    assert answer.context["form"].errors["name"] == ["A system of this name is registered already. End that one first."]
    assert System.objects.count() == 1


def test_only_administrators_see_them_and_those_of_another_agency_do_not_exist(town: Town) -> None:
    system, _key = registered(town)
    paths = ("/systems", "/systems/register", f"/systems/{system.pk}/agree", f"/systems/{system.pk}/end")
    assert [signed_in(town["hal"]).get(path).status_code for path in paths] == [403] * 4
    assert [signed_in(town["ivo"]).get(path).status_code for path in paths] == [200, 200, 404, 404]


def test_the_list_says_how_each_stands(town: Town) -> None:
    assert "No system asks yet." in words(signed_in(town["ada"]).get("/systems"))
    registered(town)
    text = words(signed_in(town["tom"]).get("/systems"))
    assert "Case files Waits Ada Fenwick, 3 March 2026" in text
    assert "Nobody yet 31 December 2026 Agree to Case files" in text
    System.objects.update(until_on=MONDAY.date().replace(year=2025))
    assert "Case files Over" in words(signed_in(town["tom"]).get("/systems"))


def test_where_the_policy_keeps_warnings_in_one_place_the_page_says_so(town: Town) -> None:
    agencies.load_policy(town.make.stamp(NOW), agency=town.agency, sources=shipped("east-herts"))
    text = words(signed_in(town["ada"]).get("/systems"))
    assert "By your policy warnings are shown in Heed alone" in text


def test_a_page_that_asks_has_its_heading_as_its_title(town: Town) -> None:
    text = signed_in(town["ada"]).get("/systems/register").content.decode()
    assert "Register a system that asks – Heed" in text.partition("</title>")[0]
