"""East Herts, from a report to the door and to the end: proposed, countersigned, decided, told, looked up, ended.

Every page is watched: axe finds nothing, nothing is wider than the screen, each has one heading and one main button.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import timedelta
from pathlib import Path

import pytest

from heed import clock
from heed.documents.letters.models import Letter
from heed.notices.models import Message
from heed.people.agencies.queries import book_for
from heed.register.markers.models import Marker
from heed.register.markers.queries import factors_for
from tests.journeys.conftest import NARROW, PHONE
from tests.journeys.hands import Keys
from tests.journeys.story import Story
from tests.journeys.tellings import WITH_A_DOG

Tell = Callable[[str], Story]
ADVICE = "Telephone from the car and wait until he says that the dog is shut away."
PROPOSED: Mapping[str, str | Sequence[str]] = {
    "whom": "new", "name": "Colin Marlpit", "address": "19 Marl Lane, Hartmere", "postcode": "HM1 2AB", "child": "no",
    "hazards": ["violence", "animal"], "controls": ["not-alone", "animal-away"],
    "advice": ADVICE,
    "grounds": "He let the dog off the lead and pushed Asha down the steps. She was bitten and needed stitches.",
}  # fmt: skip
ADDRESS = "19 Marl Lane\nHartmere\nHM1 2AB"
DONE = "You let a dog off its lead and pushed somebody who works for us down the steps. They were bitten."
AT_THE_DOOR = {"purpose": "visit", "address": "19 Marl Lane", "postcode": "hm1 2ab"}


@pytest.fixture
def story(tell: Tell) -> Story:
    story = tell("east-herts")
    story.team("Food and safety", "Neighbourhoods", {"Asha Rowan": "Environmental health officer"})
    story.make.user("Lou Tarrant", story.make.team(story.agency, "Rents", "Housing"), job="Rent officer")
    story.victim = "Asha Rowan"
    story.reference = story.sit("Asha Rowan", size=PHONE).reports(WITH_A_DOG)
    return story


def weighed(story: Story) -> dict[str, str]:
    asked = factors_for(book_for(story.agency), "person")
    return {f"factor-{each.id}": f"It is on record, and I have asked: {each.id}." for each in asked}


def on(name: str, days: int) -> dict[str, str]:
    day = clock.now() + timedelta(days=days)
    return {f"{name}_{part}": str(getattr(day, part)) for part in ("day", "month", "year")}


def proposes(story: Story) -> Marker:
    """Let Ben propose an entry from the report, first with too little and in words that say what somebody is."""
    ben = story["Ben Carrow"]
    ben.open(f"/reports/{story.reference}")
    ben.follow("Propose an entry for the register")
    ben.sends_nothing("Propose the entry")
    ben.fill({**PROPOSED, "grounds": f"He is aggressive. {PROPOSED['grounds']}"})
    ben.press("Propose the entry")
    ben.sees("Write what was done, not what somebody is")
    ben.fill({"grounds": PROPOSED["grounds"]})
    ben.press("Propose the entry")
    ben.sees("Nobody is warned until it has been decided.")
    return Marker.objects.get()


def put_on(story: Story) -> Marker:
    """Let the entry go its whole way, each step by another person from their own home page."""
    marker = proposes(story)
    asha = story["Asha Rowan"]
    asha.open(f"/register/{marker.case.reference}")
    asha.press("Give your own version, or choose not to")
    asha.sends_nothing("Save")
    asha.fill({"how": "give", "text": "I did not see the dog before he let it go."})
    asha.press("Save")
    for name, word, told in (
        ("Priya Nair", "Countersign the proposal", {}),
        ("Ruth Vaughan", "Decide whether it goes on the register", {"decision": "add", **on("ends_on", 200)}),
    ):
        actor = story[name]
        actor.open("/")
        actor.follow(word)
        actor.sends_nothing("Save")
        actor.fill({**weighed(story), **told})
        actor.press("Save")
        actor.sees("Saved.")
    return Marker.objects.get()


def tells(story: Story) -> None:
    """Let Ruth tell a team that there is a new entry, having seen to how many people that goes."""
    ruth = story["Ruth Vaughan"]
    ruth.open("/register")
    ruth.sees("Colin Marlpit")
    ruth.follow("Tell staff who need it that there is a new entry")
    ruth.sends_nothing("See who it goes to")
    ruth.fill({"teams": ["Rents, Housing"], "reason": "They collect rents in Marl Lane."})
    ruth.press("See who it goes to")
    ruth.sees("It goes to 1 person")
    ruth.press("Send it")
    ruth.sees("1 person was told that there is a new entry.")
    [message] = Message.objects.filter(kind="new-entry")
    assert (message.to.name, message.reference) == ("Lou Tarrant", "")


def writes(story: Story, marker: Marker) -> None:
    """Let Ruth write to him from her home page: most of it stands there; Tom reads it without seeing where it goes."""
    ruth, tom = story["Ruth Vaughan"], story.sit("Tom Adeyemi", size=PHONE, scripts=False)
    ruth.open("/")
    ruth.follow("Send the letter “A new entry on the register”")
    ruth.follow("A new entry on the register")
    ruth.sees("As told in report")
    ruth.sends_nothing("Save and read it")
    ruth.fill({"to_address": ADDRESS, "field-what_happened": DONE})
    ruth.press("Save and read it")
    for content in (
        DONE,
        "This is why that was not acceptable.",
        "our records about you show this note: dangerous animal, violence.",
        "Only council staff who meet or visit our customers", "We look at it again by",
        "You can appeal to a committee of our corporate management team.",
    ):  # fmt: skip
        ruth.sees(content)
    ruth.press("Hand it on for a second look")
    ruth.press("Hand it on")
    tom.open("/letters/waiting")
    tom.follow("A new entry on the register")
    tom.press("Take the second look")
    tom.sees("The address is left out here.")
    tom.fill({"again": ADDRESS})
    tom.press("Release it")
    ruth.open(f"/register/{marker.case.reference}/letters/{Letter.objects.get().pk}")
    with ruth.page.expect_download() as download:
        ruth.page.get_by_role("link", name="Download it as PDF").click()
    assert Path(download.value.path()).read_bytes() == bytes(Letter.objects.get().pages.pdf)
    ruth.press("Say that it was sent")
    ruth.press("It was sent today")
    ruth.open(f"/register/{marker.case.reference}")
    ruth.sees("A new entry on the register.")
    assert not marker.case.duties.open().filter(verb="letter.send").exists()


def looks_up(story: Story) -> None:
    """Let Lou, about to knock, read on a phone what it warns of and what to do, and nothing of the story."""
    lou = story.sit("Lou Tarrant", size=PHONE)
    lou.open("/register/look-up")
    lou.sends_nothing("Look up")
    lou.fill(AT_THE_DOOR)
    lou.press("Look up")
    for text in ("There is a warning", "Colin Marlpit", "Dangerous animal", "Do not go alone", ADVICE):
        lou.sees(text)
    said = lou.page.get_by_role("main").inner_text()
    assert [text for text in ("stitches", "Asha", "Priya", "on record") if text in said] == []


@pytest.mark.clause("EHC-1", "EHC-2", "EHC-3", "EHC-4", "EHC-6", "EHC-7", "EHC-8", "EHC-11")
def test_from_a_report_to_the_door_and_to_the_end(story: Story) -> None:
    marker = put_on(story)
    here = f"/register/{marker.case.reference}"
    assert (marker.status, [str(each.user) for each in marker.case.involvements.filter(part="victim")]) == (
        "live", ["Asha Rowan"])  # fmt: skip

    tells(story)
    writes(story, marker)
    looks_up(story)

    ruth, lou = story["Ruth Vaughan"], story["Lou Tarrant"]
    # Ruth sees who looked. Then the danger is over, and from that moment nobody is warned.
    ruth.open(f"{here}/looks")
    ruth.sees("Lou Tarrant")
    ruth.open(here)
    ruth.follow("End the entry")
    ruth.sends_nothing("Save")
    ruth.fill({"why": "no-risk", "text": "He has moved abroad, and the dog has a new owner."})
    ruth.press("Save")
    ruth.sees("No longer on the register")
    lou.open("/register/look-up")
    lou.fill(AT_THE_DOOR)
    lou.press("Look up")
    lou.sees("Nothing found")


def test_by_keys_alone_and_without_scripts_on_a_narrow_phone(story: Story) -> None:
    put_on(story)
    lou = story.sit("Lou Tarrant", size=NARROW, hand=Keys(), scripts=False)
    lou.open("/register/look-up")
    lou.fill(AT_THE_DOOR)
    lou.press("Look up")
    lou.sees("Do not go in before the animal is shut away")


def test_every_other_page_of_an_entry_is_fit_to_be_seen(story: Story) -> None:
    marker = put_on(story)
    here = f"/register/{marker.case.reference}"
    ruth = story.sit("Ruth Vaughan", size=PHONE)
    for word in ("review", "correct", "propose-silence", "evidence", "statements", "letters"):
        ruth.open(f"{here}/{word}")
        ruth.fill({"text": ""} if word in ("correct", "propose-silence") else {})
    ruth.open("/register?show=ended")
    ruth.open("/register/propose")
    story["Asha Rowan"].open(here)
    story["Priya Nair"].open(here)
    dee = story["Dee Whitlock"]
    dee.open("/")
