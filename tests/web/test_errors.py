"""What goes wrong is said in plain words, and says nothing of the program or of people."""

import pytest
from django.test import Client

from heed.people.agencies.models import User

pytestmark = [pytest.mark.urls("tests.web.pages"), pytest.mark.django_db]


def heading(client: Client, address: str) -> tuple[int, str]:
    answer = client.get(address)
    return answer.status_code, answer.content.decode().split('<h1 class="govuk-heading-l">')[1].split("</h1>")[0]


@pytest.fixture
def visitor() -> Client:
    return Client(raise_request_exception=False)


def test_each_error_has_a_page_of_its_own(visitor: Client) -> None:
    assert {
        address: heading(visitor, address) for address in ("/nothing", "/test/only-post", "/test/broken", "/test/full")
    } == {
        "/nothing": (404, "Page not found"),
        "/test/only-post": (405, "This page cannot do that"),
        "/test/broken": (500, "Something went wrong"),
        "/test/full": (503, "Heed is not available just now"),
    }


def test_a_refusal_says_why(client: Client, asha: User) -> None:
    client.force_login(asha)

    page = client.get("/test/refuse").content.decode()

    assert "You cannot do this" in page
    assert "Somebody else must assess an incident you reported." in page


def test_a_mistake_of_ours_names_nobody(visitor: Client, caplog: pytest.LogCaptureFixture) -> None:
    page = visitor.get("/test/broken").content.decode()

    assert "Marlpit" not in page


def test_a_wrong_method_still_says_which_are_right(visitor: Client) -> None:
    assert visitor.get("/test/only-post").headers["Allow"] == "POST"


def test_a_full_database_says_when_to_try_again(visitor: Client) -> None:
    assert visitor.get("/test/full").headers["Retry-After"] == "60"


def test_a_form_that_does_not_fit_the_sign_in_is_explained() -> None:
    answer = Client(enforce_csrf_checks=True).post("/test/story", {"story": "He shouted."})

    assert (answer.status_code, "Send that again" in answer.content.decode()) == (403, True)
