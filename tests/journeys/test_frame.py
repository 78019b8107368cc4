"""The frame of every page in a real browser: signing in, errors, typed text that outlives a session, narrow screens."""

from collections.abc import Callable

import pytest
from django.contrib.sessions.models import Session
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from heed.people.agencies.models import User
from tests.journeys.axe import axe
from tests.journeys.conftest import DESK, NARROW, PHONE
from tests.make import Make
from tests.web.conftest import PASSWORD, with_password

pytestmark = pytest.mark.urls("tests.web.pages")
STORY = "He blocked the door."


@pytest.fixture
def asha(make: Make) -> User:
    return with_password(make.user("Asha Rao", make.team(make.agency())))


def fill_in(page: Page, user: User) -> None:
    page.get_by_label("E-mail address").fill(user.email)
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("main").get_by_role("button", name="Sign in").click()


def wider_than_the_screen(page: Page) -> int:
    return int(page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth"))


PUBLIC = ("/sign-in", "/password/reset", "/password/reset/sent", "/welcome/made-up", "/accessibility", "/privacy",
          "/nothing", "/test/only-post")  # fmt: skip


@pytest.mark.parametrize("size", [PHONE, DESK, NARROW], ids=["phone", "desk", "narrow"])
def test_pages_for_everybody(look: Callable[..., Page], size: tuple[int, int]) -> None:
    page = look(size)
    for address in PUBLIC:
        page.goto(address)

        axe(page)
        assert (address, wider_than_the_screen(page)) == (address, 0)


def test_pages_of_our_own_mistakes(browser: Browser, live_server: LiveServer) -> None:
    page = browser.new_page(base_url=live_server.url)  # not `look`, to which an answer of 500 is a mishap
    for address in ("/test/broken", "/test/full"):
        page.goto(address)

        axe(page)
        expect(page.get_by_text("call 999")).to_be_visible()
    page.context.close()


def test_signing_in_with_nothing_typed_moves_to_the_errors(phone: Page, picture: Callable[[Page, str], object]) -> None:
    phone.goto("/sign-in")
    phone.get_by_role("main").get_by_role("button", name="Sign in").click()

    expect(phone.locator(".govuk-error-summary")).to_be_focused()
    expect(phone).to_have_title("Error: Sign in – Heed")
    axe(phone)
    picture(phone, "sign-in-errors")
    phone.get_by_role("link", name="Enter your e-mail address").click()
    expect(phone.get_by_label("E-mail address")).to_be_focused()


def test_everything_works_without_scripts(plain: Page, asha: User) -> None:
    plain.goto("/test/story")
    fill_in(plain, asha)
    plain.get_by_label("What happened?").fill(STORY)
    plain.get_by_role("button", name="Continue").click()

    expect(plain.get_by_role("heading", name="There is a problem")).to_be_visible()
    expect(plain.get_by_label("What happened?")).to_have_value(STORY)
    plain.get_by_role("link", name="Enter a date").click()
    assert plain.url.endswith("#id_on-day")


def test_typed_text_is_there_after_the_session_ended(phone: Page, asha: User) -> None:
    phone.goto("/test/story")
    fill_in(phone, asha)
    phone.get_by_label("What happened?").fill(STORY)
    Session.objects.all().delete()
    phone.get_by_role("button", name="Continue").click()

    expect(phone.get_by_text("It is kept: sign in, and it will be there.")).to_be_visible()
    axe(phone)
    fill_in(phone, asha)
    expect(phone.get_by_label("What happened?")).to_have_value(STORY)
    expect(phone.get_by_text("You were signed out before we got this.")).to_be_visible()
    axe(phone)


def test_a_page_left_open_while_signing_in_elsewhere_loses_nothing(desk: Page, asha: User) -> None:
    desk.goto("/test/story")
    fill_in(desk, asha)
    desk.get_by_label("What happened?").fill(STORY)
    other = desk.context.new_page()
    other.goto("/sign-out")
    other.get_by_role("main").get_by_role("button", name="Sign out").click()
    fill_in(other, asha)
    desk.get_by_role("button", name="Continue").click()

    expect(desk.get_by_label("What happened?")).to_have_value(STORY)


@pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
def test_pages_of_somebody_signed_in(look: Callable[..., Page], asha: User, size: tuple[int, int]) -> None:
    page = look(size)
    page.goto("/password/change")
    fill_in(page, asha)
    axe(page)
    page.goto("/test/refuse")
    axe(page)
    page.goto("/sign-out")
    axe(page)

    page.get_by_role("main").get_by_role("button", name="Sign out").click()
    expect(page.get_by_role("heading", name="Sign in to Heed")).to_be_visible()


def test_the_first_stop_by_keyboard_skips_to_the_page(desk: Page) -> None:
    desk.goto("/sign-in")
    desk.keyboard.press("Tab")

    expect(desk.get_by_role("link", name="Skip to main content")).to_be_focused()
    desk.keyboard.press("Enter")
    assert desk.url.endswith("#main-content")
