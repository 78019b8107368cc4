"""The page that says who looked somebody up: for those who answer for the register."""

import pytest

from heed.checks.models import LookUp
from tests.register.conftest import Council, council
from tests.web.register.conftest import Page, errors, page, words

__all__ = ["council", "page"]
pytestmark = pytest.mark.django_db
PATH = "/register/was-it-asked"
UNA = {"line": "una vale 4 tern row zz1 1zz"}


def test_who_asked_the_same_is_named_with_when_and_what_for(page: Page, council: Council) -> None:
    page(council.other, "/register/look-up", UNA | {"purpose": "visit"})
    text = words(page(council.dpo, PATH, UNA))

    assert "It was asked Olu Campion, Repairs team · " in text
    assert " · A visit What people look up is kept for 30 days." in text


def test_what_nobody_asked_is_said_so_that_nobody_takes_it_for_more(page: Page, council: Council) -> None:
    text = words(page(council.owner, PATH, UNA))

    assert "Nobody asked just this. Somebody may have asked with other words" in text
    assert LookUp.objects.count() == 0


def test_before_anything_is_asked_nothing_is_said(page: Page, council: Council) -> None:
    text = words(page(council.safety, PATH))

    assert ("It was asked" in text, "Nobody asked just this" in text) == (False, False)


def test_too_little_is_asked_for(page: Page, council: Council) -> None:
    assert [*errors(page(council.owner, PATH, {"name": "Una Vale"}))] == ["name"]


@pytest.mark.parametrize("who", ["officer", "manager", "head", "admin", "other"])
def test_it_is_for_those_who_see_the_register(page: Page, council: Council, who: str) -> None:
    assert [page(getattr(council, who), PATH, sent).status_code for sent in (None, UNA)] == [403, 403]


def test_the_register_leads_to_it(page: Page, council: Council) -> None:
    assert PATH in page(council.owner, "/register").content.decode()
