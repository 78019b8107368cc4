"""The demo's sign-in page and mailbox; neither exists elsewhere."""

import pytest
from django.test import Client
from django.urls import NoReverseMatch, reverse

from heed.casework.duties.models import DutyHolder
from heed.demo.past import Past
from heed.notices.models import Message
from heed.people.agencies.models import User
from tests.demo import addresses

pytestmark = pytest.mark.django_db


@pytest.fixture
def demo(small: list[Past], settings) -> Client:
    settings.DEMO, settings.ROOT_URLCONF = True, addresses.__name__
    return Client()


def manager() -> User:
    """Return a line manager to whom something falls."""
    return DutyHolder.objects.filter(duty__owed_by="line-manager", how="holder", duty__status="open")[0].user


def test_the_page_offers_six_agencies_and_people_of_one(demo: Client) -> None:
    page = demo.get("/sign-in")

    words = page.content.decode()
    assert page.status_code == 200
    assert words.count("?agency=") == 5
    assert words.count('name="user"') == len(page.context["people"]) > 15


def test_choosing_somebody_signs_in_as_them_and_leads_back(demo: Client) -> None:
    user = manager()
    asked = demo.get("/").headers["Location"]

    answer = demo.post("/sign-in", {"user": user.pk, "next": "/reports"})

    assert asked == "/sign-in?next=%2F"
    assert answer.headers["Location"] == "/reports"
    assert user.name in demo.get("/").content.decode()


def test_it_leads_to_no_other_site(demo: Client) -> None:
    answer = demo.post("/sign-in", {"user": manager().pk, "next": "https://elsewhere.example.org/"})

    assert answer.headers["Location"] == "/"


def test_nobody_is_signed_in_without_a_form_of_our_own(small: list[Past], demo: Client) -> None:
    strict = Client(enforce_csrf_checks=True)

    assert strict.post("/sign-in", {"user": manager().pk}).status_code == 403


@pytest.mark.parametrize("number", ["", "x", "0", "999999999999999"])
def test_there_is_nobody_of_that_number(number: str, demo: Client) -> None:
    assert demo.post("/sign-in", {"user": number}).status_code == 404


def test_who_has_left_cannot_be_chosen(demo: Client) -> None:
    gone = User.objects.filter(is_active=False)[0]

    assert demo.post("/sign-in", {"user": gone.pk}).status_code == 404


def test_the_mailbox_shows_each_message_as_it_would_have_been_sent(demo: Client) -> None:
    message = Message.objects.exclude(reference="").latest("made_at", "pk")

    words = demo.get("/demo/mailbox?everybody").content.decode()

    assert f"({message.reference})" in words
    assert message.to.name.replace("'", "&#x27;") in words
    assert f"http://localhost:8000{message.link}" in words


def test_whoever_is_signed_in_sees_their_own_first(demo: Client) -> None:
    user = manager()
    demo.post("/sign-in", {"user": user.pk})

    led = demo.get("/demo/mailbox").headers["Location"]
    page = demo.get(led)

    assert led == f"/demo/mailbox?to={user.pk}"
    assert {letter.to for letter in page.context["letters"]} == {user}


def test_the_mailbox_costs_the_same_for_one_page_and_another(demo: Client, django_assert_max_num_queries) -> None:
    demo.get("/demo/mailbox?everybody")

    with django_assert_max_num_queries(6):
        demo.get("/demo/mailbox?everybody&page=2")


def test_every_page_of_the_demo_says_that_it_is_one(demo: Client) -> None:
    assert "Everybody and everything here is invented" in demo.get("/sign-in").content.decode()


def test_outside_the_demo_there_is_neither() -> None:
    for name in ("demo-sign-in", "demo-mailbox"):
        with pytest.raises(NoReverseMatch):
            reverse(name)
