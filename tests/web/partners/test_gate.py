"""To a partner's people everything but their one page does not exist: every route of Heed, asked for as one of them."""

import logging
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.urls.converters import IntConverter

from heed.web.partners.gate import OPEN
from tests.matrix.routes import patterns
from tests.partners.conftest import Sharing

pytestmark = pytest.mark.django_db


WORDS: dict[str, Any] = {"word": "review", "agency": "hartmere", "home": "entry", "uidb36": "1", "key": "bad-key"}


def address(pattern: Any, sharing: Sharing) -> str:
    """Return the route's address, with a word for each of its parts that leads to something where it can."""
    words = WORDS | {"reference": sharing.colin.case.reference}
    parts = pattern.pattern.converters
    filled = {name: words.get(name, 1 if isinstance(kind, IntConverter) else "reports") for name, kind in parts.items()}
    if pattern.name == "account_reset_password_from_key":
        filled = {name: WORDS[name] for name in ("uidb36", "key")}
    return reverse(pattern.name, kwargs=filled)


def needs_sign_in(pattern: Any) -> bool:
    return getattr(pattern.callback, "login_required", True)


@pytest.mark.clause("EHC-16")
@pytest.mark.parametrize("method", ["get", "post"])
def test_every_route_but_their_own_is_not_there(sharing: Sharing, client: Client, method: str) -> None:
    logging.getLogger("django.request").setLevel(logging.ERROR)  # a hundred refusals are no news
    sharing.share()
    client.force_login(sharing.fitter)
    found = {each.name: getattr(client, method)(address(each, sharing)).status_code for each in patterns()
             if needs_sign_in(each) and each.name not in OPEN and each.name != "home"}  # fmt: skip
    assert len(found) > 80
    assert {name: code for name, code in found.items() if code != 404} == {}


def test_home_is_their_page_and_what_is_public_is_public(sharing: Sharing, client: Client) -> None:
    client.force_login(sharing.fitter)
    assert client.get("/").headers["Location"] == "/shared"
    assert [client.get(path).status_code for path in ("/accessibility", "/privacy")] == [200] * 2


def test_staff_have_no_page_of_partners(sharing: Sharing, client: Client) -> None:
    client.force_login(sharing.council.owner)
    assert [client.get("/shared").status_code, client.post("/shared/H-AAAA-AAAA/deleted").status_code] == [404, 404]


def test_the_menu_of_partners_has_one_place(sharing: Sharing, client: Client) -> None:
    client.force_login(sharing.fitter)
    answer = client.get("/shared")
    assert [str(item.text) for item in answer.context["menu"]] == ["Shared with you"]


def test_a_way_that_ends_with_nothing_is_a_page_that_says_so(sharing: Sharing, client: Client) -> None:
    client.force_login(sharing.fitter)
    answer = client.get("/nothing")
    assert (answer.status_code, "Page not found" in answer.content.decode()) == (404, True)


@pytest.mark.parametrize("method", ["get", "post"])
def test_what_needs_no_sign_in_tells_them_no_more_than_a_stranger(sharing: Sharing, method: str) -> None:
    """A session of theirs opens no door that is open to nobody: the badge, the question of another system."""
    logging.getLogger("django.request").setLevel(logging.ERROR)
    sharing.share()
    asked = [address(each, sharing) for each in patterns() if not needs_sign_in(each)]
    theirs, stranger = Client(), Client()
    theirs.force_login(sharing.fitter)
    told = [getattr(theirs, method)(path).content for path in asked]
    assert [path for path, page in zip(asked, told, strict=True) if b"Colin" in page or b"Marl" in page] == []
    known = [path for path in asked if path.startswith("/api/")]
    assert len(known) > 2
    answers = [[getattr(who, method)(path).status_code for path in known] for who in (theirs, stranger)]
    assert answers[0] == answers[1]


@pytest.mark.parametrize("path", ["/password/change", "/password/reset", "/password/reset/sent", "/sign-out"])
def test_their_account_is_theirs(sharing: Sharing, client: Client, path: str) -> None:
    sharing.fitter.set_password("three words meaning nothing")
    sharing.fitter.save()
    client.force_login(sharing.fitter)
    answer = client.get(path)
    assert (answer.status_code, "/register" in answer.content.decode()) == (200, False)
