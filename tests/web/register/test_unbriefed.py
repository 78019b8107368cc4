"""The look-up page for who has no briefing in date: why nothing is looked up, the way back, and whom to ask now."""

from datetime import timedelta
from typing import Any

import pytest

from heed.checks.models import LookUp
from heed.people.agencies.models import Holding, User
from heed.people.public.changes import add_place
from heed.register.markers.models import Marker
from tests.register.conftest import MONDAY, Council
from tests.training.asked import RIGHT, ask_for_briefing
from tests.web.register.conftest import Page, at, errors, words

pytestmark = pytest.mark.django_db
LOOK_UP = "/register/look-up"
HERE = {"purpose": "visit", "postcode": "ZZ9 9ZZ", "address": "12 Marl Lane"}
RAN_OUT = MONDAY + timedelta(days=1)
OVER = RAN_OUT + timedelta(days=14)
WHY = {"urgent": "She is on the doorstep."}


@pytest.fixture
def colin(council: Council) -> Marker:
    council.person.place = add_place(agency=council.person.agency, lines="12 Marl Lane", postcode="ZZ9 9ZZ")
    council.person.save()
    marker = council.live(controls=["not-alone"])
    ask_for_briefing(council.make, council.owner.agency)
    return marker


@pytest.fixture
def olu(council: Council, colin: Marker) -> User:
    """Whoever looks up: with a briefing that runs out on the Tuesday."""
    council.make.brief(council.other, RAN_OUT.replace(year=2024))
    return council.other


@pytest.mark.clause("EHC-17")
def test_who_was_never_briefed_reads_why_where_to_go_and_whom_to_telephone(
    page: Page, council: Council, colin: Marker
) -> None:
    answer = page(council.other, LOOK_UP)
    text = words(answer)
    assert "You have not had the briefing on the register yet." in text
    assert "So nothing was looked up: this is not “nothing found”." in text
    assert "Telephone one of these. They can look it up for you: Owen Thrift ." in text
    assert "Until you know, take the care that you would take if there were a warning." in text
    assert 'href="/briefing"' in answer.content.decode()
    assert "<form" not in answer.content.decode().partition('id="main-content"')[2]


@pytest.mark.clause("EHC-17")
def test_what_they_typed_is_kept_while_they_read_and_answered_once_they_have_passed(
    page: Page, council: Council, colin: Marker
) -> None:
    refused = page(council.other, LOOK_UP, HERE)
    assert ("We keep what you typed." in words(refused), "Colin" in words(refused), LookUp.objects.count()) == (
        True, False, 0)  # fmt: skip

    passed = page(council.other, "/briefing", RIGHT)
    assert passed.headers["Location"] == LOOK_UP
    form = page(council.other, LOOK_UP)
    assert "We kept what you typed while you read the briefing. Check it and send it again." in words(form)
    assert {name: form.context["form"][name].value() for name in HERE} == HERE
    assert "There is a warning" in words(page(council.other, LOOK_UP, HERE))


def test_where_nobody_holds_the_post_the_page_names_it(page: Page, council: Council, colin: Marker) -> None:
    Holding.objects.filter(user=council.owner).delete()
    assert "Telephone the Owner of the cautionary register or your manager." in words(page(council.other, LOOK_UP))


@pytest.mark.clause("EHC-17")
def test_shortly_after_it_ran_out_they_are_answered_with_a_notice(
    page: Page, council: Council, olu: User, monday: Any
) -> None:
    monday.move_to(RAN_OUT)
    notice = "Your briefing on the register ran out on Tuesday 2 June 2026 at 10am. You are answered still until"
    assert notice in words(page(olu, LOOK_UP))
    answer = words(page(olu, LOOK_UP, HERE))
    assert ("There is a warning" in answer, notice in answer) == (True, True)
    assert list(LookUp.objects.values_list("unbriefed", flat=True)) == ["grace"]


@pytest.mark.clause("EHC-17")
def test_then_they_are_answered_once_if_they_say_why_and_the_owner_reads_it(
    page: Page, council: Council, olu: User, colin: Marker, monday: Any
) -> None:
    monday.move_to(OVER)
    form = words(page(olu, LOOK_UP))
    assert "ran out on Tuesday 2 June 2026 at 10am, so Heed no longer looks up for you." in form
    assert errors(page(olu, LOOK_UP, HERE)) == {"urgent": "Enter why it cannot wait"}
    answer = words(page(olu, LOOK_UP, HERE | WHY))
    assert ("There is a warning" in answer, "You were answered this once, without a briefing." in answer) == (
        True,
        True,
    )
    again = words(page(olu, LOOK_UP, HERE | WHY))
    assert "There is a warning" in again
    other = words(page(olu, LOOK_UP, HERE | WHY | {"postcode": "ZZ9 1AA"}))
    assert ("Read the briefing first" in other, "you have had the one urgent answer" in other) == (True, True)
    seen = words(page(council.owner, at(colin, "looks")))
    assert "Not briefed, but urgent: She is on the doorstep." in seen


def test_the_owner_reads_that_a_briefing_had_run_out(
    page: Page, council: Council, olu: User, colin: Marker, monday: Any
) -> None:
    monday.move_to(RAN_OUT)
    page(olu, LOOK_UP, HERE)
    assert "Their briefing had run out" in words(page(council.owner, at(colin, "looks")))


def test_the_owner_is_never_refused(page: Page, council: Council, colin: Marker) -> None:
    assert "There is a warning" in words(page(council.owner, LOOK_UP, HERE))


def test_reporting_and_what_they_owe_need_no_briefing(page: Page, council: Council, olu: User, monday: Any) -> None:
    monday.move_to(OVER)
    assert [page(olu, path).status_code for path in ("/", "/report", "/reports")] == [200, 200, 200]
