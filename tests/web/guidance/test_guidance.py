"""The guidance: readable without signing in, and policy text alone."""

import pytest
from django.test import Client

from heed.people.agencies.models import Agency
from heed.people.agencies.queries import book_for
from heed.policy.load import shipped_ids
from heed.policy.text import Text
from heed.web.guidance.shown import charts_of_kinds, said, support
from tests.make import Make


@pytest.fixture
def agency(make: Make) -> Agency:
    return make.agency()


@pytest.mark.clause("CAM-24", "CAF-2", "CUM-2")
def test_everything_that_is_told_to_staff_stands_on_one_page(client: Client, agency: Agency) -> None:
    shown = client.get("/guidance/hartmere/").content.decode()

    for text in (
        "Abuse is not part of anybody&#x27;s job.",
        "If you felt threatened, report it.",
        "If a telephone call turns abusive",
        "Confidential talks with a trained counsellor.",
        "A colleague, or somebody else who works for us",
    ):
        assert text in shown
    assert shown.count('href="/guidance/hartmere/') == len(book_for(agency).charts)


def test_a_chart_has_a_page_of_its_own(client: Client, agency: Agency) -> None:
    shown = client.get("/guidance/hartmere/message").content.decode()

    assert "<h1" in shown
    assert "Do not answer it." in shown
    assert "If it threatens somebody with violence:" in shown


@pytest.mark.parametrize("policy", sorted(shipped_ids()))
def test_every_chart_of_every_policy_is_shown(make: Make, client: Client, policy: str) -> None:
    agency = make.agency(policy, word=policy, name=policy)

    assert client.get(f"/guidance/{policy}/").status_code == 200
    for chart in book_for(agency).charts:
        assert client.get(f"/guidance/{policy}/{chart}").status_code == 200


@pytest.mark.parametrize("there", ["fellmoor/", "fellmoor/message", "hartmere/no-such-chart"])
def test_what_is_not_there_is_not_there(client: Client, agency: Agency, there: str) -> None:
    assert client.get(f"/guidance/{there}").status_code == 404


def test_the_guidance_says_nothing_of_people(client: Client, make: Make, agency: Agency) -> None:
    asha = make.user("Asha Patel", make.team(agency), post="line-manager")
    make.report(asha, story="Colin Marlpit shouted.")

    for there in ("", "verbal-abuse"):
        shown = client.get(f"/guidance/hartmere/{there}").content.decode()
        assert not any(secret in shown for secret in ("Asha", "Marlpit", "Visiting team"))


def test_a_page_costs_the_same_few_queries_whatever_the_policy_says(
    client: Client, agency: Agency, django_assert_max_num_queries: object
) -> None:
    client.get("/guidance/hartmere/")
    for there in ("", "verbal-abuse"):
        with django_assert_max_num_queries(4):  # type: ignore[operator]  # a fixture of pytest-django
            client.get(f"/guidance/hartmere/{there}")


def test_charts_of_kinds_come_once_each_and_unknown_kinds_are_passed_over(agency: Agency) -> None:
    found = charts_of_kinds(book_for(agency), ["verbal-abuse", "humiliation", "gone", "abusive-call"], "hartmere")

    assert [chart.href for chart in found] == ["/guidance/hartmere/verbal-abuse", "/guidance/hartmere/call"]


def test_support_keeps_how_to_reach_it(agency: Agency) -> None:
    [one] = [each for each in support(book_for(agency)) if each.title == "Victim Support"]

    assert (one.link, one.agreement) == ("https://www.victimsupport.org.uk/", False)


def test_a_text_is_said_on_one_line_and_nothing_is_said_as_nothing() -> None:
    assert said(Text.of("One\n  two")) == "One two"
    assert said(None) == ""
