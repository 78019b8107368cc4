"""East Herts at the door: what a phone says of a warning, of what may be one, of nothing, and of not knowing.

Every page is watched: axe finds nothing, nothing is wider than the screen, each has one heading and one main button.
"""

from collections.abc import Callable
from datetime import date

import pytest

from heed.checks.models import LookUp
from heed.people.index.models import Outdated
from heed.people.public.changes import relist
from heed.people.public.models import Person
from heed.register.markers.models import Marker
from tests.journeys.acting import Actor
from tests.journeys.conftest import NARROW, PHONE
from tests.journeys.hands import Keys
from tests.journeys.story import Story
from tests.journeys.test_partners import live

Tell = Callable[[str], Story]
SAME, NEARLY, OTHER = "colin marlpit 4/3/1971", "colin marlpitt 4/3/1971", "una vale 5/6/1990"


@pytest.fixture
def story(tell: Tell) -> Story:
    story = tell("east-herts")
    story.team("Food and safety", "Neighbourhoods", {"Asha Rowan": "Environmental health officer"})
    story.make.user("Lou Tarrant", story.make.team(story.agency, "Rents", "Housing"), job="Rent officer")
    return story


@pytest.fixture
def colin(story: Story) -> Marker:
    """An entry that stands, about Colin Marlpit, of whom a date of birth is known."""
    marker = live(story)
    Person.objects.filter(pk=marker.person_id or 0).update(born_on=date(1971, 3, 4))
    relist([marker.person_id or 0])
    return marker


def looks_up(actor: Actor, line: str) -> None:
    actor.open("/register/look-up")
    actor.fill({"purpose": "visit", "line": line})
    actor.press("Look up")


@pytest.mark.clause("EHC-1")
def test_the_four_answers_on_a_phone_and_at_a_desk(story: Story, colin: Marker) -> None:
    for lou in (story.sit("Lou Tarrant", size=PHONE), story.sit("Asha Rowan")):
        looks_up(lou, SAME)
        for text in ("There is a warning", "Colin Marlpit", "Violence", "Do not go alone"):
            lou.sees(text)
        looks_up(lou, NEARLY)
        for text in (
            "There may be a warning", "Do not go alone", "Same date of birth, same first name, surname one letter off.",
            "How is their name spelt",
        ):  # fmt: skip
            lou.sees(text)
        looks_up(lou, OTHER)
        for text in ("Nothing found", "Looked up: una vale, born on 5 June 1990", "That is no promise",
                     "Every entry that stood on the register at that moment was searched."):  # fmt: skip
            lou.sees(text)
    assert LookUp.objects.filter(unchecked=False).count() == 6


def test_it_is_somebody_else_and_then_it_is_the_same_after_all(story: Story, colin: Marker) -> None:
    for lou in (story.sit("Lou Tarrant", size=PHONE, hand=Keys(), scripts=False), story.sit("Asha Rowan")):
        looks_up(lou, NEARLY)
        lou.sees("What would settle it: How is their name spelt")
        lou.press("It is somebody else")
        for text in ("Nothing else found", "that this is not the same person.", "Do not go alone"):
            lou.sees(text)
        looks_up(lou, NEARLY)
        lou.press("It is the same after all")
        for text in ("There is a warning", "that this is the same person."):
            lou.sees(text)
    lou.sees("Lou Tarrant said on")
    ruth = story["Ruth Vaughan"]
    ruth.open(f"/register/{colin.case.reference}/looks")
    ruth.sees("What was said of look-ups that resembled it")


def test_an_index_that_does_not_answer_says_so_and_never_that_nothing_was_found(story: Story, colin: Marker) -> None:
    lou = story.sit("Lou Tarrant", size=NARROW, scripts=False)
    Outdated.objects.create(why="put back")
    for line in (SAME, OTHER):
        looks_up(lou, line)
        lou.sees("Heed could not check")
        lou.sees("Telephone your manager or one of those below before you go")
        said = lou.page.get_by_role("main").inner_text()
        assert [text for text in ("Nothing found", "no warning for", "Colin", "was searched") if text in said] == []
