"""Every page of reporting as it is seen, on a phone and on a desk, new and with errors; axe finds nothing."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page
from pytest_django.live_server_helper import LiveServer

from heed.people.agencies.models import User
from heed.people.public import changes as public
from tests.journeys.axe import axe
from tests.journeys.conftest import DESK, PHONE
from tests.journeys.signed_in import enter
from tests.make import Make

VISIT: dict[str, dict[str, Any] | list[dict[str, Any]]] = {
    "safe": {"safe": "no"},
    "danger": {},
    "for-whom": {"whom": "other"},
    "elsewhere": {"route": "none"},
    "kinds": {"kinds": ["verbal-abuse", "physical-violence", "social-media", "discrimination"]},
    "now": {},
    "when": {"day": "other", "date_day": "4", "date_month": "March", "date_year": "2026", "time": "4:30pm"},
    "where": {"where": "home-visit"},
    "place": {"address": "4 Marl Lane, Hartmere", "postcode": "HM1 2AB"},
    "who": {"who": "named"},
    "describe": {"name": "Colin Marlpit", "description": "About 50, red cap", "telephone": "01632 960123"},
    "employer": {"employed": "yes", "employer": "Marlpit Haulage"},
    "affected": [{"name": "ansah"}, {"pick": 1}, {"name": ""}],
    "others": {"others": ["witness"]},
    "witnesses": [{"name": "Lou from next door"}, {"pick": "outside"}, {"name": ""}],
    "feeling": {"threatened": "yes", "feeling": "Ben did not want to go back there alone."},
    "story": {"story": "He grabbed Ben by the collar and said that he would find out where he lives."},
    "files": {},
    "details": {
        "injury": "minor",
        "weapon": "no",
        "threat": "yes",
        "damage": "no",
        "children": "no",
        "specific-threat": "yes",
        "own-channel": "no",
        "repeated": "not-known",
    },
    "strands": {"strands": ["race"], "words": "He kept on about where Ben comes from."},
    "police": {"told": "yes", "reference": "HM/4711/26"},
}
"""What is typed on each page; a list is a page that is sent several times."""


@pytest.fixture
def asha(make: Make) -> User:
    agency = make.agency()
    team = make.team(agency)
    asha = make.user("Asha Patel", team)
    make.user("Ben Ansah", team)
    make.user("Cora Lindqvist", team, post="line-manager")
    public.assign(make.stamp(), person=make.person(agency), user=asha)
    return asha


def fill(page: Page, fields: dict[str, Any]) -> None:
    """Answer the page's fields by their names."""
    for name, value in fields.items():
        for each in value if isinstance(value, list) else [value]:
            if isinstance(each, int):
                page.locator(f"input[name={name}]").nth(each - 1).check()
            elif page.locator(f"input[name={name}][value='{each}']").count():
                page.check(f"input[name={name}][value='{each}']")
            else:
                page.fill(f"[name={name}]", each)


def send(page: Page) -> None:
    page.locator("main form button.govuk-button").first.click()


def shown(page: Page, word: str, size: str, picture: Callable[[Page, str], Path]) -> None:
    axe(page)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), f"{word} is wider than the screen"
    picture(page, f"reporting/{size}/{word}")


@pytest.mark.parametrize(("size", "width"), [("phone", PHONE), ("desk", DESK)])
def test_every_page_of_a_report(
    look: Callable[..., Page], live_server: LiveServer, asha: User, picture: Callable[..., Path], size: str, width: Any
) -> None:
    page = enter(look(width), asha, live_server)
    page.goto("/report")
    seen = []
    number = 0
    while not page.url.endswith("/check"):
        word = "safe" if page.url.endswith(("/report", "/new")) else page.url.rpartition("/")[2]
        assert word not in seen, f"{word} came twice"
        seen.append(word)
        number += 1
        shown(page, f"{number:02}-{word}", size, picture)
        told = VISIT[word]
        for step, fields in enumerate(told if isinstance(told, list) else [told]):
            if step:
                shown(page, f"{number:02}-{word}-{step}", size, picture)
            elif size == "phone" and word not in ("danger", "now", "place", "witnesses", "strands", "files"):
                send(page)
                shown(page, f"{number:02}-{word}-error", size, picture)
            fill(page, fields)
            send(page)
    assert seen == list(VISIT)
    shown(page, "30-check", size, picture)
    send(page)
    page.wait_for_url(re.compile("/sent$"))
    for part in page.locator("details").all():
        part.evaluate("part => part.open = true")
    shown(page, "31-sent", size, picture)


@pytest.mark.parametrize(("size", "width"), [("phone", PHONE), ("desk", DESK)])
def test_pages_beside_the_way(
    look: Callable[..., Page], live_server: LiveServer, asha: User, picture: Callable[..., Path], size: str, width: Any
) -> None:
    page = enter(look(width), asha, live_server)
    page.goto("/report/new")
    fill(page, {"safe": "yes"})
    send(page)
    page.goto("/report")
    shown(page, "40-drafts", size, picture)
    page.click("text=Throw away")
    shown(page, "41-discard", size, picture)
    page.click("text=Keep it")
    page.click("text=Carry on")
    fill(page, {"whom": "me"})
    send(page)
    fill(page, {"route": "colleague"})
    send(page)
    shown(page, "42-elsewhere", size, picture)
    for word in ("", "message"):
        page.goto(f"/guidance/hartmere/{word}")
        shown(page, f"43-guidance-{word or 'all'}", size, picture)
