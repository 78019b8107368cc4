"""What was typed is never lost (B10), and nothing is done twice: sessions that end, double presses, the way back."""

import re
from collections.abc import Callable

import pytest
from django.conf import settings
from django.contrib.sessions.models import Session
from playwright.sync_api import Page, expect

from heed.casework.cases.models import Note
from heed.casework.duties.models import Duty
from heed.incidents.models import Incident
from heed.people.agencies.models import User
from tests.journeys.acting import Actor
from tests.journeys.answers import ANSWERS
from tests.journeys.conftest import PHONE
from tests.make import Make
from tests.web.conftest import PASSWORD, with_password

STORY = "He said that he knows where my children go to school."


@pytest.fixture
def asha(make: Make) -> User:
    team = make.team(make.agency())
    with_password(make.user("Ben Carrow", team, post="line-manager"))
    return with_password(make.user("Asha Rowan", team))


@pytest.fixture
def ben(asha: User) -> User:
    return User.objects.get(name="Ben Carrow")


@pytest.fixture
def incident(make: Make, asha: User) -> Incident:
    return make.report(asha)


def sign_in_again(actor: Actor) -> None:
    """Sign in where somebody was sent because their session was over."""
    actor.sees("It is kept: sign in, and it will be there.")
    actor.look()
    actor.fill({"login": actor.user.email, "password": PASSWORD})
    actor.press("Sign in")
    actor.sees("You were signed out before we got this. Check what you wrote and send it again.")


def last_page_before_the_story(actor: Actor) -> None:
    actor.open("/report")
    actor.fill({"safe": "yes"})
    actor.press("Continue")
    actor.page.goto(actor.page.url.replace("for-whom", "story"))


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_a_session_ends_while_the_story_is_told(seat: Callable[..., Actor], asha: User, scripts: bool) -> None:
    phone = seat(asha, PHONE, scripts=scripts)
    last_page_before_the_story(phone)
    phone.fill({"story": STORY})
    Session.objects.all().delete()
    phone.press("Continue")

    sign_in_again(phone)
    expect(phone.page.locator("[name=story]")).to_have_value(STORY)
    phone.press("Continue")
    phone.page.wait_for_load_state()
    phone.page.go_back()
    expect(phone.page.locator("[name=story]")).to_have_value(STORY)


def test_a_cookie_is_lost_while_a_step_is_written(seat: Callable[..., Actor], ben: User, incident: Incident) -> None:
    desk = seat(ben)
    desk.open(f"/reports/{incident.case.reference}/triage")
    desk.fill(ANSWERS["incident.triage"])
    desk.page.context.clear_cookies(name=settings.SESSION_COOKIE_NAME)
    desk.press("Save")

    sign_in_again(desk)
    expect(desk.page.locator("[name=text]")).to_have_value(str(ANSWERS["incident.triage"]["text"]))
    expect(desk.page.locator("[name=severity][value=major]")).to_be_checked()
    assert Note.objects.filter(verb="incident.triage").count() == 0
    desk.press("Save")
    desk.sees("Saved.")
    assert Note.objects.filter(verb="incident.triage").count() == 1


def test_a_step_pressed_twice_and_gone_back_to_is_done_once(
    seat: Callable[..., Actor], ben: User, incident: Incident
) -> None:
    desk = seat(ben, scripts=False)  # with scripts the button itself takes no second press
    desk.open(f"/reports/{incident.case.reference}/debrief")
    desk.fill(ANSWERS["incident.debrief"])
    desk.page.get_by_role("button", name="Save").dblclick()
    expect(desk.page).to_have_url(re.compile(f"/reports/{incident.case.reference}$"))  # the first press is cut short
    desk.page.wait_for_load_state()
    desk.page.go_back()
    desk.look()
    desk.page.go_forward()

    notes = Note.objects.filter(verb="incident.debrief").values_list("text", flat=True)
    assert list(notes) == [ANSWERS["incident.debrief"]["text"]]
    assert Duty.objects.filter(case=incident.case, verb="incident.debrief", status="done").count() == 1


def test_two_pages_of_one_report_open_at_once_keep_both_answers(seat: Callable[..., Actor], asha: User) -> None:
    phone = seat(asha, PHONE)
    last_page_before_the_story(phone)
    other: Page = phone.page.context.new_page()
    other.goto(phone.page.url.replace("story", "for-whom"))
    phone.fill({"story": STORY})
    phone.press("Continue")
    other.check("[value=me]")
    other.get_by_role("button", name="Continue").click()
    other.goto(phone.page.url.replace(phone.page.url.rpartition("/")[2], "story"))

    expect(other.locator("[name=story]")).to_have_value(STORY)
