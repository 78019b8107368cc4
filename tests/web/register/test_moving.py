"""The page on which somebody says that the person of an entry has moved."""

from typing import Any

import pytest

from heed.people.public.changes import add_place
from tests.register.conftest import Council
from tests.web.register.conftest import Page, at, day, errors, words

pytestmark = [pytest.mark.django_db, pytest.mark.clause("EHC-2")]
NEW = {"address": "1 Tern Row, Hartmere", "postcode": "ZZ1 1AA", "text": "The housing file of 30 May."}


def lives(council: Council) -> None:
    person = council.person
    person.place = add_place(agency=person.agency, lines="12 Marl Lane, Hartmere", postcode="ZZ9 9ZZ")
    person.save()


def test_the_page_asks_for_the_day_the_new_address_and_the_source(page: Page, council: Council) -> None:
    lives(council)
    marker = council.live()
    assert "Say that the person has moved" in words(page(council.owner, at(marker)))
    assert errors(page(council.owner, at(marker, "move"), {})) == {
        "left_on": "Enter the day on which they left", "text": "Enter how you know",
    }  # fmt: skip
    form = page(council.owner, at(marker, "move")).context["form"]
    sent: dict[str, Any] = {**NEW, **day("left_on", "2026-5-30"), "token": form["token"].value()}
    answer = page(council.owner, at(marker, "move"), sent)
    assert (answer.status_code, answer.headers["Location"]) == (302, at(marker))
    text = words(page(council.owner, at(marker)))
    shown = (
        "Saved. The person has moved.",
        "Address 1 Tern Row, Hartmere, ZZ1 1AA",
        "Has left 12 Marl Lane, Hartmere, ZZ9 9ZZ, 30 May 2026",
        "The housing file of 30 May.",
    )
    assert [each for each in shown if each not in text] == []


def test_a_day_that_has_not_come_is_refused(page: Page, council: Council) -> None:
    marker = council.live()
    sent: dict[str, Any] = {**NEW, **day("left_on", "2026-6-2")}
    assert list(errors(page(council.owner, at(marker, "move"), sent))) == ["left_on"]


def test_a_property_cannot_move(page: Page, council: Council) -> None:
    more: dict[str, Any] = {"person": None, "address": "3 Kiln Yard", "hazards": ["animal"]}
    yard = council.live(controls=["animal-away"], **more)
    assert "Say that the person has moved" not in words(page(council.owner, at(yard)))
    answer = page(council.owner, at(yard, "move"))
    assert answer.status_code == 403
    assert "stays with the property" in words(answer)


def test_who_does_not_keep_the_register_is_told_so(page: Page, council: Council) -> None:
    marker = council.live()
    assert page(council.safety, at(marker, "move")).status_code == 403
    assert page(council.other, at(marker, "move")).status_code == 404
