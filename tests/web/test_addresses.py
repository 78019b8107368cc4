"""What is sent by hand, by a broken program or in bad faith: an address or a token that cannot be is no fault of ours.

PostgreSQL takes no text with a zero in it, so that these fail there where one is asked for.
"""

from typing import Any

import pytest
from django.test import Client

from heed.casework.cases.models import Note
from tests.make import FOUNDED
from tests.towns import Town

NOWHERE = [
    "/reports/{bad}", "/reports/{bad}/letters", "/reports/{bad}/plan", "/register/{bad}", "/register/{bad}/appeal",
    "/register/{bad}/letters", "/report/{bad}/check", "/report/{bad}/kind", "/guidance/{bad}/",
    "/guidance/hartmere/{bad}", "/teams/1/{bad}", "/{bad}",
]  # fmt: skip
BAD = {
    "a zero": "%00",
    "a zero within": "H-7K3M%00-9QPT",
    "an apostrophe": "H'%20OR%20'1'='1",
    "a percent sign": "%25",
    "another alphabet": "%D0%96",
    "a mark that turns the writing round": "%E2%80%AE",
    "a picture": "%F0%9F%99%82",
    "a lone half of a character": "%ED%A0%80",
    "very long": "x" * 3_000,
}


@pytest.mark.parametrize("bad", BAD.values(), ids=BAD)
def test_an_address_that_cannot_be_is_not_found(town: Town, bad: str) -> None:
    client = Client()
    client.force_login(town["hal"])
    answers = {path: client.get(path.format(bad=bad)).status_code for path in NOWHERE}

    assert {path: code for path, code in answers.items() if code != 404} == {}


@pytest.mark.parametrize("who", [None, "hal"], ids=["nobody", "somebody"])
def test_a_zero_is_answered_with_the_same_page_as_any_address_that_is_not_there(town: Town, who: str | None) -> None:
    client = Client()
    if who:
        client.force_login(town[who])
    answer = client.get("/guidance/%00/")

    assert (answer.status_code, "Page not found" in answer.content.decode()) == (404, True)


TOKENS = {"a zero": "\0", "a zero within": "abc\0def", "an apostrophe": "' OR 1=1 --", "long": "x" * 5_000}


@pytest.mark.parametrize("token", TOKENS.values(), ids=TOKENS)
@pytest.mark.parametrize("word", ["add", "letters/write/warning", "debrief"])
def test_a_token_that_is_none_of_ours_does_nothing_and_breaks_nothing(town: Town, word: str, token: str) -> None:
    report = town.make.report(town["asha"], FOUNDED)
    before = Note.objects.count()
    client = Client()
    client.force_login(town["ben"])
    answer: Any = client.post(f"/reports/{report.case.reference}/{word}", {"token": token})

    assert (answer.status_code, Note.objects.count()) == (200, before)


QUERIES = ["page=%00", "page=-1", "page=0", "page=999999999999999999999", "page=one", "page=1.5", "page=&page=2",
           "text=%00", "text=%25", "text=%27", "text=" + "x" * 2_000, "text=%F0%9F%99%82", "=&=&", "%00=%00",
           "status=%00", "kind=%00", "team=%00", "team=-1"]  # fmt: skip
LISTS = {"ada": ("/staff/", "/posts"), "ros": ("/", "/register", "/policy/try"), "ben": ("/reports/team",)}


@pytest.mark.parametrize("query", QUERIES)
def test_a_list_whose_address_was_meddled_with_is_shown_all_the_same(town: Town, query: str) -> None:
    client = Client()
    seen: dict[str, int] = {}
    for who, paths in LISTS.items():
        client.force_login(town[who])
        seen |= {path: client.get(f"{path}?{query}").status_code for path in paths}

    assert seen == dict.fromkeys(seen, 200)


@pytest.mark.parametrize("query", ["show=%00", "show=nothing", "show=mine%27"])
def test_a_part_of_a_list_that_there_is_not_is_not_found(town: Town, query: str) -> None:
    client = Client()
    client.force_login(town["ros"])
    assert client.get(f"/?{query}").status_code == 404
