"""A letter in a real browser: written on a phone, looked at again without scripts, downloaded, sent, returned."""

from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path

import docx
import pytest
import time_machine

from heed.documents.letters.models import Letter
from tests.documents.letters.conftest import ADDRESS, CONVERSATION, WARNING, Desk
from tests.journeys.acting import Actor
from tests.journeys.conftest import DESK, NARROW, PHONE
from tests.journeys.hands import Keys
from tests.make import Make
from tests.moments import london

DAY = {"field-happened_on_day": "2", "field-happened_on_month": "1", "field-happened_on_year": "2026"}
TYPED = {"to_address": ADDRESS, "part-complaint": "none", **DAY} | {
    f"field-{name}": text for name, text in WARNING.items() if name != "happened_on"
}


@pytest.fixture
def desk(make: Make) -> Iterator[Desk]:
    with time_machine.travel(london("2026-03-05 10:15"), tick=True):
        yield Desk(make)


@pytest.mark.clause("CAM-19", "CUM-22")
def test_a_warning_from_a_phone_to_its_envelope(desk: Desk, seat: Callable[..., Actor], tmp_path: Path) -> None:
    ben = seat(desk.ben, size=PHONE)
    writes(desk, ben)
    takes_a_second_look(seat(desk.grace, size=NARROW, scripts=False))
    sends(desk, ben, tmp_path / "letter.pdf")

    # It comes back; the address is blocked from now on.
    ben.press("Say that it came back")
    ben.fill({"text": "“Gone away” stands on it."})
    ben.press("It came back")
    ben.sees("Came back")


def writes(desk: Desk, ben: Actor) -> None:
    """Ben writes it on his phone. Her name slips in; the page says so, and he takes it out."""
    ben.open(f"/reports/{desk.case.reference}")
    ben.follow("Letters: write one, or see what was sent")
    ben.follow("A warning")
    ben.sends_nothing("Save and read it")
    ben.fill(TYPED)
    ben.press("Save and read it")
    ben.sees("Nobody who works for us has to put up with this.")
    ben.follow("Change it")
    ben.fill({"field-what_happened": "You shouted at Asha."})
    ben.press("Save and read it")
    ben.sees("“Asha”: person affected")
    ben.follow("Change it")
    ben.fill({"field-what_happened": WARNING["what_happened"]})
    ben.press("Save and read it")
    ben.press("Hand it on for a second look")
    ben.press("Hand it on")
    ben.sees("Waits for a second look")


def takes_a_second_look(grace: Actor) -> None:
    """Grace reads it on a narrow screen without scripts, and must find the address out for herself."""
    grace.open("/letters/waiting")
    grace.follow("A warning")
    grace.press("Take the second look")
    grace.sees("The address is left out here.")
    grace.sends_nothing("Release it")
    grace.fill({"again": ADDRESS})
    grace.press("Release it")
    grace.sees("Released, to be sent")


def sends(desk: Desk, ben: Actor, pdf: Path) -> None:
    """Ben downloads the very pages that were released, and says that they have gone."""
    ben.open(f"/reports/{desk.case.reference}/letters/{Letter.objects.get().pk}")
    with ben.page.expect_download() as download:
        ben.page.get_by_role("link", name="Download it as PDF").click()
    assert download.value.suggested_filename == f"{desk.case.reference}-warning.pdf"
    download.value.save_as(pdf)
    assert pdf.read_bytes() == bytes(Letter.objects.get().pages.pdf)
    ben.press("Say that it was sent")
    ben.press("It was sent today")
    ben.sees("Sent")


@pytest.mark.clause("CAM-19", "CAM-32")
def test_a_conversation_is_confirmed_by_somebody_who_uses_only_the_keyboard(desk: Desk, seat) -> None:
    ben = seat(desk.ben, size=DESK, hand=Keys())
    ben.open(f"/reports/{desk.case.reference}/letters")
    ben.sees("This letter cannot be written yet. First record this: speak to the person responsible.")
    desk.spoke()
    ben.open(f"/reports/{desk.case.reference}/letters")
    ben.follow("After we have spoken with the person")
    words = {f"field-{name}": text for name, text in CONVERSATION.items() if not name.endswith("_on")}
    ben.fill({**words, **DAY, "to_address": ADDRESS, "part-complaint": "route", "part-understood": "concerned"})
    ben.press("Save and read it")

    ben.sees("Thank you for taking the time to talk with us on 5 January 2026.")
    ben.sees("We came away still worried.")


def test_words_go_to_word_and_back(desk: Desk, seat, tmp_path: Path) -> None:
    letter = desk.draft()
    ben = seat(desk.ben)
    ben.open(f"/reports/{desk.case.reference}/letters/{letter.pk}")
    with ben.page.expect_download() as download:
        ben.page.get_by_role("link", name="Download it as a Word document").click()
    made = docx.Document(BytesIO(Path(download.value.path()).read_bytes()))
    next(each for each in made.paragraphs if each.text.startswith("We will see you")).text = "We meet at our office."
    made.save(str(tmp_path / "letter.docx"))

    ben.follow("Bring it back from Word")
    ben.sends_nothing("Bring it back")
    ben.page.set_input_files("input[name='file']", tmp_path / "letter.docx")
    ben.press("Bring it back")
    ben.sees("changed in Word by Ben Carrow")
    ben.sees("We meet at our office.")
