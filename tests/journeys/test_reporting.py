"""A report told on a phone without scripts, left and taken up again, gone back in and pressed twice."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from heed.incidents.models import Draft, Incident
from heed.people.agencies.models import User
from tests.journeys.signed_in import enter
from tests.make import Make


@pytest.fixture
def asha(make: Make) -> User:
    team = make.team(make.agency())
    make.user("Cora Lindqvist", team, post="line-manager")
    return make.user("Asha Patel", team)


def go_on(page: Page) -> None:
    page.get_by_role("button", name="Continue").click()


def answer(page: Page, question: str, *labels: str) -> None:
    """Tick these answers on the page with this heading, and continue."""
    expect(page.get_by_role("heading", level=1)).to_have_text(question)
    for label in labels:
        page.get_by_label(label, exact=True).check()
    go_on(page)


def tell_of_a_visit(page: Page) -> None:
    """Tell from the first page up to the check what happened on a visit."""
    answer(page, "Are you safe now?", "Yes, and so is everybody else")
    answer(page, "Who are you reporting for?", "Myself")
    answer(page, "Is it about one of these?", "None of these")
    answer(page, "What happened?", "Verbal abuse, face to face", "Dangerous animal")
    answer(page, "What to do now")
    page.get_by_label("About what time?").fill("half past four")
    answer(page, "When did it happen?", "Yesterday")
    expect(page.get_by_role("alert")).to_contain_text("Enter a time, like 9:30am or 4pm")
    expect(page.get_by_label("Yesterday", exact=True)).to_be_checked()
    page.get_by_label("About what time?").fill("4.30pm")
    go_on(page)
    answer(page, "Where or how did it happen?", "On a visit to somebody’s home")
    page.get_by_label("Address, or name of the place").fill("4 Marl Lane")
    answer(page, "Which place was it?")
    answer(page, "Who did it?", "Somebody I know a little about")
    page.get_by_label("What they looked or sounded like").fill("A man of about 50 with a red cap")
    answer(page, "What do you know about them?")
    answer(page, "Did they do it while working for another organisation?", "No")
    answer(page, "Was anybody else affected, or did anybody see it?", "No, or I do not know")
    answer(page, "How did it make you feel?", "I am not sure")
    page.get_by_label("What was said or done?").fill("He held the dog by its collar and laughed.")
    go_on(page)
    answer(page, "Do you have photos or files of it?")
    for question in page.get_by_role("group").all():
        question.get_by_role("radio").last.check()
    go_on(page)
    answer(page, "Was hostility behind it?")
    answer(page, "Have the police been told?", "No")
    answer(page, "May we tell the police?", "Not sure yet")


@pytest.mark.clause("CAF-3", "CAM-3")
def test_a_report_on_a_phone_without_scripts(plain: Page, live_server: LiveServer, asha: User) -> None:
    page = enter(plain, asha, live_server)
    page.goto("/report")
    tell_of_a_visit(page)

    expect(page.get_by_role("heading", level=1)).to_have_text("Check what you have told us")
    page.get_by_role("link", name="Change What was said or done?").click()
    page.get_by_label("What was said or done?").fill("He held the dog by its collar and swore at me.")
    go_on(page)
    page.get_by_role("button", name="Send the report").click()

    incident = Incident.objects.get()
    expect(page.get_by_role("heading", level=1)).to_have_text("Report sent")
    expect(page.locator("main")).to_contain_text(incident.case.reference)
    assert incident.story == "He held the dog by its collar and swore at me."
    assert incident.facts["felt_threatened"]
    assert sorted(incident.kinds.values_list("word", flat=True)) == ["dangerous-animal", "verbal-abuse"]


def test_left_in_the_middle_and_taken_up_again(look: Callable[..., Page], live_server: LiveServer, asha: User) -> None:
    page = enter(look((375, 740)), asha, live_server)
    page.goto("/report")
    answer(page, "Are you safe now?", "Yes, and so is everybody else")
    answer(page, "Who are you reporting for?", "Myself")
    answer(page, "Is it about one of these?", "None of these")
    page.get_by_label("Stalking or following", exact=True).check()
    page.get_by_role("button", name="Save and come back later").click()
    expect(page.get_by_role("paragraph").filter(has_text="Stalking or following").first).to_be_visible()

    other = enter(look((1200, 900)), asha, live_server)  # at the desk, later
    other.goto("/report")
    other.get_by_role("link", name="Carry on").click()
    answer(other, "What to do now")
    other.get_by_label("Another day", exact=True).check()
    other.get_by_label("Day", exact=True).fill("4")
    other.get_by_label("Month", exact=True).fill("March")
    other.get_by_label("Year", exact=True).fill("2026")
    answer(other, "When did it happen?")
    expect(other.get_by_role("heading", level=1)).to_have_text("Where or how did it happen?")
    other.wait_for_load_state()
    other.go_back()
    expect(other.get_by_label("Month", exact=True)).to_have_value("March")
    other.get_by_role("link", name="Back", exact=True).click()
    expect(other.get_by_role("heading", level=1)).to_have_text("What to do now")
    assert Draft.objects.get().answers["when"]["date_month"] == ["March"]


def test_what_only_one_answer_needs_is_shown_with_it(phone: Page, live_server: LiveServer, asha: User) -> None:
    page = enter(phone, asha, live_server)
    page.goto("/report")
    answer(page, "Are you safe now?", "Yes, and so is everybody else")
    answer(page, "Who are you reporting for?", "Myself")
    answer(page, "Is it about one of these?", "None of these")
    answer(page, "What happened?", "Stalking or following")
    answer(page, "What to do now")

    expect(page.get_by_label("About when?")).to_be_hidden()
    page.get_by_label("I do not know which day", exact=True).check()
    page.get_by_label("About when?").fill("Most evenings since Easter")
    expect(page.get_by_label("Month", exact=True)).to_be_hidden()
    go_on(page)
    expect(page.get_by_role("heading", level=1)).to_have_text("Where or how did it happen?")


def test_send_pressed_twice_and_gone_back_sends_one_report(plain: Page, live_server: LiveServer, asha: User) -> None:
    page = enter(plain, asha, live_server)
    page.goto("/report")
    tell_of_a_visit(page)
    page.get_by_role("button", name="Send the report").dblclick()
    expect(page.get_by_role("heading", level=1)).to_have_text("Report sent")

    page.wait_for_load_state()
    page.go_back()
    expect(page.get_by_role("heading", level=1)).to_have_text("Report sent")
    assert Incident.objects.count() == 1
