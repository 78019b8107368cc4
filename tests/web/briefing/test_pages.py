"""The page of the briefing, as staff of a body that has one meet it."""

from collections.abc import Iterator
from typing import Any

import pytest
import time_machine
from django.test import Client

from heed.people.agencies.models import User
from heed.training.models import Briefing
from tests.make import Make
from tests.moments import london
from tests.web.register.conftest import errors, words

NOW = london("2026-06-01 10:00")
RIGHT = {"hearsay": "no", "lapse": "ends", "copies": "nowhere"}


@pytest.fixture(autouse=True)
def clock() -> Iterator[Any]:
    with time_machine.travel(NOW, tick=False) as time:
        yield time


@pytest.fixture
def asha(make: Make, client: Client) -> User:
    user = make.user("Asha Rowan", make.team(make.agency(policy="east-herts")), briefed=False)
    client.force_login(user)
    return user


@pytest.mark.clause("EHC-17")
def test_reading_and_answering_renews_it_for_two_years(client: Client, asha: User) -> None:
    before = words(client.get("/briefing"))

    sent = client.post("/briefing", RIGHT)

    after = words(client.get("/briefing"))
    assert "You have not had this briefing yet." in before
    assert "It rests on facts, never on hearsay." in before
    assert (sent.status_code, sent.headers["Location"]) == (302, "/briefing")
    assert "Your briefing holds until Thursday 1 June 2028 at 10am." in after


def test_a_wrong_answer_says_why_and_keeps_what_was_chosen(client: Client, asha: User) -> None:
    answer = client.post("/briefing", RIGHT | {"copies": "diary"})

    assert errors(answer) == {
        "copies": "That is not right. The register is the only place for warnings. A copy lives on after the entry "
                  "has ended or was put right."
    }  # fmt: skip
    assert {name: answer.context["form"][name].value() for name in RIGHT} == RIGHT | {"copies": "diary"}
    assert client.post("/briefing", RIGHT).status_code == 302
    assert list(Briefing.objects.order_by("pk").values_list("wrong", flat=True)) == [1, 0]


def test_a_question_left_out_is_asked_for_and_nothing_is_kept(client: Client, asha: User) -> None:
    answer = client.post("/briefing", RIGHT | {"lapse": ""})

    assert errors(answer) == {"lapse": "Choose an answer to: What happens to an entry that nobody renews?"}
    assert Briefing.objects.count() == 0


def test_once_it_ran_out_the_page_says_so(client: Client, asha: User, clock: Any) -> None:
    client.post("/briefing", RIGHT)
    clock.move_to(london("2028-06-02 10:00"))
    client.force_login(asha)

    assert "Your briefing ran out on Thursday 1 June 2028 at 10am." in words(client.get("/briefing"))


def test_the_look_up_leads_to_it(client: Client, asha: User) -> None:
    assert 'href="/briefing"' in client.get("/register/look-up").content.decode()


def test_a_body_without_one_says_so_and_offers_no_way_to_it(make: Make, client: Client) -> None:
    client.force_login(make.user("Ola Strand", make.team(make.agency())))

    asked = client.get("/briefing")

    assert "The policy of your organisation has no briefing." in asked.content.decode()
    assert 'href="/briefing"' not in client.get("/register/look-up").content.decode()
