"""What somebody typed outlives their session, and nobody else ever sees it."""

import pytest
from django.contrib.sessions.models import Session
from django.test import Client

from heed.people.agencies.models import User
from tests.web.conftest import sign_in

pytestmark = pytest.mark.urls("tests.web.pages")

STORY = "He blocked the door."
TYPED = {"story": STORY, "on_day": "27", "on_month": "3", "on_year": "2026", "password": "do not keep"}


def end_session(client: Client) -> None:
    """End the session as 30 minutes without a page do: the row is gone, the browser's cookies are not."""
    Session.objects.all().delete()


def test_typed_text_is_there_after_signing_in_again(client: Client, asha: User) -> None:
    sign_in(client, asha)
    end_session(client)

    asked = client.post("/test/story", TYPED)
    led = sign_in(client, asha, after="/test/story")
    page = client.get(led)

    assert (asked.status_code, asked.headers["Location"]) == (302, "/sign-in?next=%2Ftest%2Fstory")
    assert led == "/test/story"
    form = page.context["form"]
    assert {name: form[name].value() for name in ("story", "on", "password")} == {
        "story": STORY, "on": ["27", "3", "2026"], "password": None
    }  # fmt: skip
    assert "You were signed out before we got this." in page.content.decode()
    assert not form.is_valid()


def test_signing_in_says_that_something_waits(client: Client, asha: User) -> None:
    sign_in(client, asha)
    end_session(client)
    client.post("/test/story", TYPED)

    assert "It is kept: sign in, and it will be there." in client.get("/sign-in").content.decode()


def test_somebody_else_on_the_same_machine_sees_nothing(client: Client, asha: User, ben: User) -> None:
    sign_in(client, asha)
    end_session(client)
    client.post("/test/story", TYPED)

    sign_in(client, ben)
    page = client.get("/test/story")

    assert (page.status_code, page.context["form"].is_bound, STORY in page.content.decode()) == (200, False, False)


def test_it_stands_on_its_own_page_only_and_goes_once_sent(client: Client, asha: User) -> None:
    sign_in(client, asha)
    end_session(client)
    client.post("/test/story", TYPED)
    sign_in(client, asha)

    client.post("/test/story", TYPED | {"story": ""})
    page = client.get("/test/story")

    assert page.context["form"].is_bound is False


def test_the_session_table_holds_nothing_readable(client: Client, asha: User) -> None:
    sign_in(client, asha)
    end_session(client)
    client.post("/test/story", TYPED)

    [row] = Session.objects.all()
    assert (STORY in str(row.get_decoded()), "kept" in row.get_decoded()) == (False, True)


def test_strangers_fill_no_table(client: Client, db: None) -> None:
    client.post("/test/story", TYPED)

    assert Session.objects.count() == 0


def test_only_the_last_pages_are_kept(client: Client, asha: User) -> None:
    sign_in(client, asha)
    end_session(client)
    for number in range(7):
        client.post(f"/test/story/{number}", TYPED)  # there is no such page, so nothing is kept
    client.post("/test/story", TYPED | {"story": "x" * 600_000})

    assert Session.objects.count() == 0


def stale(client: Client, address: str, **headers: str) -> tuple[int, str]:
    answer = client.post(address, TYPED | {"csrfmiddlewaretoken": "x" * 64}, headers=headers)
    return answer.status_code, answer.headers.get("Location", "")


def test_a_form_sent_after_signing_in_elsewhere_is_kept_and_shown_again(asha: User) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(asha)

    answered = stale(client, "/test/story", **{"Sec-Fetch-Site": "same-origin"})

    assert answered == (302, "/test/story")
    page = client.get("/test/story")
    assert page.context["form"]["story"].value() == STORY
    assert page.context["form"].non_field_errors() == [
        "You had signed in again since you opened this page. Check what you wrote and send it again."
    ]


def test_a_form_from_another_site_plants_nothing(asha: User) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(asha)

    answers = [
        stale(client, "/test/story", **{"Sec-Fetch-Site": "cross-site"}),
        stale(client, "/test/story", Origin="https://elsewhere.example.org"),
        stale(client, "/test/story"),
    ]

    assert answers == [(403, "")] * 3
    assert client.get("/test/story").context["form"].is_bound is False
