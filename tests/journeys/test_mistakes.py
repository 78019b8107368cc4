"""East Herts: an entry about the wrong person. It ends at once, and whoever looked it up reads that it was wrong.

Every page is watched: axe finds nothing, nothing is wider than the screen, each has one heading and one main button.
"""

from collections.abc import Callable

import pytest

from heed import jobs
from heed.register.markers.models import Marker
from heed.register.terms.changes import erase_ended
from heed.register.terms.queries import WAIT
from tests.journeys.conftest import PHONE
from tests.journeys.story import Story
from tests.journeys.test_partners import live
from tests.mistakes.conftest import by_itself

Tell = Callable[[str], Story]


def erased_and_still_read(story: Story, reference: str) -> None:
    """Let the entry be erased: whoever was told still reads it, and Ruth still sees who was."""
    ended_at = Marker.objects.get().ended_at
    assert ended_at is not None
    erase_ended(by_itself(ended_at + WAIT), agency_id=story.agency.pk)
    assert Marker.objects.get().person is None
    lou, ruth = story["Lou Tarrant"], story["Ruth Vaughan"]
    lou.open(f"/mistakes/{reference}")
    lou.sees("You looked it up")
    ruth.open(f"/register/{reference}")
    ruth.sees("Lou Tarrant")


@pytest.mark.clause("EHC-2", "EHC-13")
def test_whoever_looked_up_the_wrong_person_reads_that_it_was_wrong(tell: Tell) -> None:
    story = tell("east-herts")
    story.team("Food and safety", "Neighbourhoods", {"Asha Rowan": "Environmental health officer"})
    story.make.user("Lou Tarrant", story.make.team(story.agency, "Rents", "Housing"), job="Rent officer")
    marker = live(story)
    reference = marker.case.reference
    lou, ruth = story.sit("Lou Tarrant", size=PHONE, scripts=False), story["Ruth Vaughan"]
    asks = {"purpose": "visit", "reference": reference}
    lou.open("/register/look-up")
    lou.fill(asks)
    lou.press("Look up")
    lou.sees("Colin Marlpit")

    ruth.open(f"/register/{reference}")
    ruth.follow("End the entry")
    ruth.fill({"why": "mistaken", "text": "It was another man of that name."})
    ruth.press("Save")
    ruth.sees("They are being told just now.")
    lou.open("/register/look-up")
    lou.fill(asks)
    lou.press("Look up")
    lou.sees("Nothing found")

    jobs.tick()
    ruth.open(f"/register/{reference}")
    ruth.sees("Have opened the page: 0.")
    lou.open(f"/mistakes/{reference}")
    for text in ("What you were told was a mistake", "Do not act on it.", "Destroy every note", "You looked it up"):
        lou.sees(text)
    assert "Colin" not in lou.page.get_by_role("main").inner_text()
    ruth.open(f"/register/{reference}")
    ruth.sees("Have opened the page: 1.")
    erased_and_still_read(story, reference)
