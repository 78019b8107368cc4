"""The pages on which people act, as they are seen on a phone and at a desk; axe finds nothing on any of them."""

from datetime import datetime, timedelta

import pytest
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from heed import clock
from heed.casework.duties.models import Duty
from heed.casework.ladder.changes import climb
from heed.casework.plans import changes as plans
from heed.casework.plans.changes import Line
from heed.incidents import queries
from heed.incidents.changes import Described
from heed.incidents.models import Incident
from heed.people.agencies.models import User
from tests.journeys.axe import axe
from tests.journeys.conftest import DESK, NARROW, PHONE
from tests.journeys.signed_in import enter
from tests.make import Make

VIOLENT = {
    "felt_threatened": True, "specific_threat": True, "injury": "minor", "weapon": False, "channel": "in-person",
    "setting": "home-visit", "repeated": True, "police_consent": "no", "hate": True, "abuser": "partly-known",
}  # fmt: skip
STORY = "He stood between me and the door and shouted that he knows where I park.\n\nI got out when his sister came."


class World:
    """A team with something of everything: a report that is late, one on which much was done, one that is closed."""

    def __init__(self, make: Make) -> None:
        self.make, now = make, clock.now()
        agency = make.agency()
        team = make.team(agency)
        self.asha = make.user("Asha Rowan", team, job="Housing officer")
        self.ben = make.user("Ben Carrow", team, post="line-manager", job="Team leader")
        self.cat = make.user("Cat Denholm", team, post="senior-manager", job="Head of housing management")
        self.hal = make.user("Hal Aske", team, post="health-and-safety", job="Safety adviser")
        make.person(agency, "Colin Marlpit", telephone="01632 960123")
        self.late = self.told(now - timedelta(days=3))
        self.busy = self.told(now - timedelta(hours=2))
        self.act(now)
        self.climb(now)

    def told(self, at: datetime) -> Incident:
        described = Described(
            name="Colin Marlpitt", description="About 50, red cap", more={"telephone": "01632 960123"}
        )
        return self.make.report(
            self.asha, at, kinds=("physical-violence", "threat-face-to-face"), facts=VIOLENT, story=STORY,
            feeling="Shaken. I do not want to go back alone.", address="4 Marl Lane, Hartmere", postcode="HM1 2AB",
            subjects=[described], strands=["race"], hostility="He said that people like me should go home.",
        )  # fmt: skip

    def act(self, now: datetime) -> None:
        step = self.make.step
        step(self.ben, self.busy, "care", now, text="Asha is with a colleague, and has had tea. Nobody else was there.")
        step(
            self.ben,
            self.busy,
            "debrief",
            now,
            text="We talked for half an hour. She wants to go with two.",
        )
        step(self.ben, self.busy, "offer-support", now, facts={"offered": frozenset({"counselling", "trade-union"})})
        step(self.ben, self.busy, "triage", now, text="He has done it before, and knows her car.",
             facts={"severity": "serious", "escalation_risk": "high", "plan_needed": True})  # fmt: skip
        lines = [
            Line("Two people on every visit to Marl Lane", self.ben, (now + timedelta(days=3)).date()),
            Line("A parking space inside the yard for Asha", self.cat, (now + timedelta(days=9)).date()),
        ]
        given = queries.given_of(self.busy)
        plans.propose(self.make.by(self.ben, now), case=self.busy.case, lines=lines, given=given)

    def climb(self, now: datetime) -> None:
        """Let time pass for what is late, a few rungs up."""
        for _round in range(4):
            for duty in Duty.objects.open().filter(next_at__lte=now):
                assert duty.next_at is not None
                climb(self.make.stamp(now), duty_id=duty.pk, expected=duty.next_at)


@pytest.fixture
def world(make: Make) -> World:
    return World(make)


def pages(world: World) -> list[tuple[str, User, str]]:
    """Return (name, whose, path) of every page that is looked at."""
    busy, late = (f"/reports/{each.case.reference}" for each in (world.busy, world.late))
    duty = Duty.objects.open().filter(case=world.late.case, verb="incident.debrief").get()
    waivable = Duty.objects.open().filter(case=world.late.case, rule="check-in").get()
    return [
        ("home-manager", world.ben, "/"),
        ("home-late", world.ben, "/?show=late"),
        ("home-senior", world.cat, "/"),
        ("home-victim", world.asha, "/"),
        ("home-safety", world.hal, "/"),
        ("duty", world.cat, f"/duties/{duty.pk}"),
        ("duty-acknowledge", world.cat, f"/duties/{duty.pk}/acknowledge"),
        ("duty-waive", world.ben, f"/duties/{waivable.pk}/waive"),
        ("report-manager", world.ben, busy),
        ("report-victim", world.asha, busy),
        ("step-tell-police", world.ben, f"{late}/tell-police"),
        ("step-offer-support", world.ben, f"{late}/offer-support"),
        ("step-take-up", world.ben, f"{busy}/take-up"),
        ("step-triage", world.ben, f"{late}/triage"),
        ("step-debrief", world.ben, f"{late}/debrief"),
        ("step-tell-employer", world.ben, f"{late}/tell-employer"),
        ("step-consider-responses", world.cat, f"{busy}/consider-responses"),
        ("report-add", world.asha, f"{busy}/add"),
        ("report-dispute", world.asha, f"{busy}/dispute"),
        ("report-identify", world.ben, f"{busy}/identify"),
        ("report-close-not-yet", world.ben, f"{busy}/close"),
        ("plan", world.asha, f"{busy}/plan"),
        ("plan-agree", world.asha, f"{busy}/plan/agree"),
        ("plan-send-back", world.asha, f"{busy}/plan/send-back"),
        ("plan-change", world.asha, f"{busy}/plan/change"),
        ("plan-propose", world.ben, f"{late}/plan/propose"),
        ("list-mine", world.asha, "/reports"),
        ("list-team", world.ben, "/reports/team"),
        ("list-all", world.hal, "/reports/all?status=closed"),
    ]


def test_every_page_is_fit_to_be_seen(look, picture, live_server: LiveServer, world: World) -> None:
    screens: dict[tuple[int, int], Page] = {size: look(size) for size in (PHONE, DESK)}
    for name, user, path in pages(world):
        for size, page in screens.items():
            enter(page, user, live_server).goto(path)
            picture(page, f"{name}-{size[0]}")
            axe(page)


def test_at_320_pixels_nothing_is_scrolled_sideways(look, live_server: LiveServer, world: World) -> None:
    page = look(NARROW)
    wide = []
    for name, user, path in pages(world):
        enter(page, user, live_server).goto(path)
        if page.evaluate("document.documentElement.scrollWidth") > NARROW[0]:
            wide.append(name)
    assert wide == []


def test_what_is_wrong_is_said_above_the_form(look, picture, live_server: LiveServer, world: World) -> None:
    page = look(PHONE, javascript=False)
    for word in ("tell-police", "triage", "offer-support"):
        enter(page, world.ben, live_server).goto(f"/reports/{world.late.case.reference}/{word}")
        page.get_by_role("button", name="Save", exact=True).click()
        expect(page.locator(".govuk-error-summary")).to_be_visible()
        picture(page, f"step-{word}-errors")
