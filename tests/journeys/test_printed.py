"""On paper: what the page says, all of it, and nothing that only a screen can use."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from heed.incidents.models import Incident
from heed.people.agencies.models import User
from tests.journeys.acting import Actor
from tests.make import Make

A4 = (794, 1123)
SCREEN_ONLY = (
    ".govuk-service-navigation", ".govuk-skip-link", ".govuk-back-link", ".heed-footer", ".heed-who", ".govuk-button",
    "main form",
)  # fmt: skip


@pytest.fixture
def incident(make: Make) -> Incident:
    team = make.team(make.agency())
    make.user("Ben Carrow", team, post="line-manager")
    asha = make.user("Asha Rowan", team)
    incident = make.report(asha, kinds=["physical-violence", "stalking"], facts={"felt_threatened": True})
    make.step(User.objects.get(name="Ben Carrow"), incident, "debrief", text="She is shaken.")
    return incident


def print_out(page: Page, *, scripts: bool) -> None:
    """Bring the page into the state in which it is printed; the browser says so to the page's scripts first."""
    page.emulate_media(media="print")
    if scripts:
        page.evaluate("dispatchEvent(new Event('beforeprint'))")


def is_fit_for_paper(page: Page) -> None:
    for part in SCREEN_ONLY:
        for found in page.locator(part).all():
            expect(found).to_be_hidden()
    for folded in page.locator("main details:visible").all():
        expect(folded.locator(".govuk-details__text")).to_be_visible()


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_a_report_is_printed_with_all_that_is_folded(
    seat: Callable[..., Actor], incident: Incident, picture: Callable[[Page, str], Path], scripts: bool
) -> None:
    for name in ("Ben Carrow", "Asha Rowan"):
        reader = seat(User.objects.get(name=name), A4, scripts=scripts)
        reader.open(f"/reports/{incident.case.reference}")
        print_out(reader.page, scripts=scripts)

        is_fit_for_paper(reader.page)
        assert reader.page.locator("main details:visible").count() > 0
        reader.sees("He shouted and blocked the way to the door.")
        reader.sees("The person affected was debriefed")
        picture(reader.page, f"printed/report-{name.partition(' ')[0].lower()}")


def test_guidance_is_printed(
    look: Callable[..., Page], incident: Incident, picture: Callable[[Page, str], Path]
) -> None:
    page = look(A4)
    for chart in ("physical-violence", "planned-meeting"):
        page.goto(f"/guidance/hartmere/{chart}")
        print_out(page, scripts=True)

        is_fit_for_paper(page)
        expect(page.get_by_role("heading", level=1)).to_be_visible()
        expect(page.locator(".heed-steps")).to_be_visible()
        picture(page, f"printed/guidance-{chart}")
