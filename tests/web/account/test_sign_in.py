"""Signing in and out, and passwords: plain words, and nothing that tells who has an account."""

import pytest
from django.test import Client
from django.urls import NoReverseMatch, reverse

from heed.people.agencies.models import User
from tests.web.conftest import PASSWORD, sign_in

pytestmark = pytest.mark.django_db
WRONG = "The e-mail address or the password is wrong"


def test_signing_in_leads_back_to_the_page(client: Client, asha: User) -> None:
    asked = client.get("/password/change")

    led = sign_in(client, asha, after="/password/change")

    assert (asked.headers["Location"], led) == ("/sign-in?next=%2Fpassword%2Fchange", "/password/change")
    assert client.get(led).status_code == 200


def test_signing_in_leads_to_no_other_site(client: Client, asha: User) -> None:
    assert sign_in(client, asha, after="https://elsewhere.example.org/") == "/"


def test_an_unknown_address_and_a_wrong_password_are_answered_alike(client: Client, asha: User) -> None:
    known = client.post("/sign-in", {"login": asha.email, "password": "wrong"})
    unknown = client.post("/sign-in", {"login": "nobody@example.org", "password": "wrong"})

    assert [list(answer.context["form"].non_field_errors()) for answer in (known, unknown)] == [[WRONG], [WRONG]]
    assert known.status_code == unknown.status_code == 200


def test_empty_boxes_are_named(client: Client) -> None:
    page = client.post("/sign-in", {}).content.decode()

    assert '<a href="#id_login">Enter your e-mail address</a>' in page
    assert '<a href="#id_password">Enter your password</a>' in page
    assert "<title>Error: Sign in – Heed</title>" in page


def test_a_closed_account_is_told_so_only_with_the_right_password(client: Client, asha: User) -> None:
    asha.is_active = False
    asha.save()

    wrong = client.post("/sign-in", {"login": asha.email, "password": "wrong"})

    assert list(wrong.context["form"].non_field_errors()) == [WRONG]


def test_signing_out_ends_the_session_and_clears_the_browser(client: Client, asha: User) -> None:
    sign_in(client, asha)

    answer = client.post("/sign-out")

    assert (answer.headers["Location"], answer.headers["Clear-Site-Data"]) == ("/sign-in", '"cache", "storage"')
    assert client.get("/password/change").status_code == 302


def test_a_link_does_not_sign_out(client: Client, asha: User) -> None:
    sign_in(client, asha)

    client.get("/sign-out")

    assert client.get("/password/change").status_code == 200


def test_changing_the_password_asks_for_the_current_one(client: Client, asha: User) -> None:
    sign_in(client, asha)
    new = "four other words for now"

    refused = client.post("/password/change", {"oldpassword": "wrong", "password1": new, "password2": new})
    taken = client.post("/password/change", {"oldpassword": PASSWORD, "password1": new, "password2": new})

    asha.refresh_from_db()
    assert list(refused.context["form"].errors["oldpassword"]) == ["The current password is wrong"]
    assert (taken.status_code, asha.check_password(new)) == (302, True)


def test_who_has_no_password_yet_is_led_to_set_one(client: Client, asha: User) -> None:
    asha.set_unusable_password()
    asha.save()
    client.force_login(asha)

    assert client.get("/password/change").headers["Location"] == "/password/reset"


@pytest.mark.parametrize("name", ["account_signup", "account_email", "account_reauthenticate", "account_set_password"])
def test_there_is_no_way_to_sign_up_or_to_change_the_address(name: str) -> None:
    with pytest.raises(NoReverseMatch):
        reverse(name)
