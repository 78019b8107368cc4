"""East Herts: somebody new is refused, reads the briefing, is wrong about one thing, passes, and looks up.

Every page is watched: axe finds nothing, nothing is wider than the screen, each has one heading and one main button.
"""

from collections.abc import Callable
from datetime import timedelta

import pytest

from heed import clock
from heed.checks.models import LookUp
from heed.people.agencies.models import User
from heed.register.markers.models import Marker
from heed.training.changes import take_over
from heed.training.models import Briefing
from tests.journeys.acting import Actor
from tests.journeys.conftest import NARROW, PHONE
from tests.journeys.hands import Hand, Keys, Pointer
from tests.journeys.story import Story
from tests.journeys.test_partners import live

Tell = Callable[[str], Story]
RIGHT = {"hearsay": "no", "lapse": "ends", "copies": "nowhere"}


@pytest.fixture
def story(tell: Tell) -> Story:
    story = tell("east-herts")
    story.team("Food and safety", "Neighbourhoods", {"Asha Rowan": "Environmental health officer"})
    rents = story.make.team(story.agency, "Rents", "Housing")
    story.make.user("Lou Tarrant", rents, job="Rent officer", briefed=False)
    return story


@pytest.fixture
def colin(story: Story) -> Marker:
    """An entry that stands, about Colin Marlpit."""
    return live(story)


def ran_out(story: Story, user: User, days: int) -> None:
    """Let the user's briefing have run out so many days ago."""
    now = clock.now()
    take_over(story.make.stamp(now), user=user, answered_at=now.replace(year=now.year - 2) - timedelta(days=days))


@pytest.mark.clause("EHC-17")
@pytest.mark.parametrize(("size", "hand", "scripts"), [(PHONE, Pointer(), True), (NARROW, Keys(), False)])
def test_somebody_new_is_refused_reads_fails_passes_and_looks_up(
    story: Story, colin: Marker, size: tuple[int, int], hand: Hand, scripts: bool
) -> None:
    lou = story.sit("Lou Tarrant", size=size, hand=hand, scripts=scripts)
    lou.open("/")
    lou.sees("Read the briefing, and answer its questions")
    lou.open("/register/look-up")
    for text in ("Read the briefing first", "this is not “nothing found”", "Ruth Vaughan"):
        lou.sees(text)
    lou.go(lou.page.get_by_role("main").get_by_role("button", name="Read the briefing"))
    lou.sees("It rests on facts, never on hearsay.")
    lou.fill(RIGHT | {"copies": "diary"})
    lou.press("Send my answers")
    lou.sees("The register is the only place for warnings.")
    lou.fill({"copies": "nowhere"})
    lou.press("Send my answers")
    lou.sees("Your briefing holds until")
    lou.follow("Look up before you go")
    lou.fill({"purpose": "visit", "reference": colin.case.reference})
    lou.press("Look up")
    lou.sees("There is a warning")
    tries = Briefing.objects.filter(user__name="Lou Tarrant").order_by("pk")
    assert list(tries.values_list("wrong", flat=True)) == [1, 0]


@pytest.mark.clause("EHC-17")
def test_it_ran_out_and_they_are_answered_with_a_notice_then_once_and_the_owner_sees_it(
    story: Story, colin: Marker
) -> None:
    asks = {"purpose": "visit", "reference": colin.case.reference}
    lou, ruth = story.sit("Lou Tarrant", size=PHONE), story["Ruth Vaughan"]
    ran_out(story, lou.user, 3)
    lou.open("/register/look-up")
    lou.sees("You are answered still until")
    lou.fill(asks)
    lou.press("Look up")
    for text in ("There is a warning", "Your briefing on the register ran out on"):
        lou.sees(text)

    Briefing.objects.filter(user=lou.user).delete()
    ran_out(story, lou.user, 30)
    lou.open("/")
    lou.sees("Yours ran out on")
    lou.open("/register/look-up")
    lou.sees("If it cannot wait")
    lou.sends_nothing("Look up")
    lou.fill(asks | {"urgent": "I am about to go in."})
    lou.press("Look up")
    for text in ("There is a warning", "You were answered this once, without a briefing."):
        lou.sees(text)
    lou.open("/register/look-up")
    for text in ("Read the briefing first", "you have had the one urgent answer"):
        lou.sees(text)
    assert list(LookUp.objects.order_by("pk").values_list("unbriefed", flat=True)) == ["grace", "urgent"]

    sees_it(ruth, colin)
    story.sit("Tom Adeyemi", size=NARROW).open("/briefing/staff?show=teams")


def sees_it(ruth: Actor, colin: Marker) -> None:
    """Let the owner read who was answered without a briefing, and who has none."""
    ruth.open(f"/register/{colin.case.reference}/looks")
    ruth.sees("Not briefed, but urgent: I am about to go in.")
    ruth.open("/register")
    ruth.follow("Who is briefed on it")
    ruth.sees("I am about to go in.")
    ruth.open("/briefing/staff?show=over")
    ruth.sees("Lou Tarrant")
    ruth.open("/briefing/staff?show=teams")
    ruth.sees("Rents")
    ruth.open("/briefing")
    ruth.sees("You see the whole register")
