"""A photo from a phone: added to a report and to a draft, opened by the manager, removed by two people; as it looks."""

from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from playwright.sync_api import Page, expect
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer

from heed.documents.evidence.models import Item
from heed.incidents.models import Incident
from heed.ledger.models import Entry
from heed.notices.models import Message
from heed.people.agencies.models import User
from tests.documents.files import corpus
from tests.journeys.axe import axe
from tests.journeys.conftest import DESK, PHONE
from tests.journeys.signed_in import enter
from tests.make import Make

SIZES = [("phone", PHONE), ("desk", DESK)]


@pytest.fixture(autouse=True)
def folder(settings: Settings, tmp_path: Path) -> Path:
    settings.EVIDENCE_FOLDER = tmp_path / "evidence"
    return tmp_path


@pytest.fixture
def asha(make: Make) -> User:
    return make.user("Asha Rowan", make.team(make.agency()))


@pytest.fixture
def ben(make: Make, asha: User) -> User:
    return make.user("Ben Carrow", asha.team, post="line-manager")


@pytest.fixture
def incident(make: Make, asha: User, ben: User) -> Incident:
    return make.report(asha)


@pytest.fixture
def photo(tmp_path: Path) -> Path:
    path = tmp_path / "IMG_4711.jpg"
    path.write_bytes(corpus.photo_with_place())
    return path


def fine(page: Page) -> None:
    axe(page)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


@pytest.mark.clause("CAM-20", "CUM-12")
@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_a_photo_goes_from_a_phone_to_the_managers_desk(
    look: Callable[..., Page], live_server: LiveServer, asha: User, ben: User, incident: Incident, photo: Path,
    picture: Callable[..., Path], scripts: bool,
) -> None:  # fmt: skip
    phone = enter(look(PHONE, javascript=scripts), asha, live_server)
    phone.goto(f"/reports/{incident.case.reference}")
    phone.get_by_role("link", name="Add photos or files").click()
    camera = phone.get_by_label("Take a photo")
    expect(camera).to_be_visible()
    assert (camera.get_attribute("capture"), camera.get_attribute("accept")) == ("environment", "image/*")
    phone.get_by_role("button", name="Add", exact=True).click()
    expect(phone.locator(".govuk-error-summary")).to_contain_text("Choose a photo or a file")
    if scripts:
        fine(phone)
        picture(phone, "evidence/phone/1-nothing-chosen")
    camera.set_input_files(photo)
    phone.get_by_label("What do they show?").fill("The door after he had kicked it")
    phone.get_by_role("button", name="Add", exact=True).click()
    expect(phone.get_by_role("main")).to_contain_text("1 file was added")
    if scripts:
        fine(phone)
        picture(phone, "evidence/phone/2-added")

    desk = enter(look(DESK, javascript=scripts), ben, live_server)
    desk.goto(f"/reports/{incident.case.reference}")
    if scripts:
        fine(desk)
        picture(desk, "evidence/desk/3-report")
    with desk.expect_download() as download:
        desk.get_by_role("link", name="IMG_4711.jpg", exact=True).click()
    content = Path(download.value.path()).read_bytes()
    assert (download.value.suggested_filename, Image.open(BytesIO(content)).size) == ("IMG_4711.jpg", (48, 64))
    assert corpus.PLACE not in content
    assert Entry.objects.get(verb="evidence.view").by == ben.pk


def test_on_a_desk_there_is_no_box_for_a_camera(
    desk: Page, live_server: LiveServer, asha: User, incident: Incident
) -> None:
    enter(desk, asha, live_server).goto(f"/reports/{incident.case.reference}/evidence")

    expect(desk.get_by_label("Choose photos or files")).to_be_visible()
    expect(desk.get_by_label("Take a photo")).to_be_hidden()


@pytest.mark.parametrize(("size", "width"), SIZES)
def test_removing_as_it_looks(
    look: Callable[..., Page], live_server: LiveServer, make: Make, asha: User, ben: User, incident: Incident,
    picture: Callable[..., Path], size: str, width: Any,
) -> None:  # fmt: skip
    make.item(asha, incident, corpus.photo_with_place(), "IMG_4711.jpg")
    make.item(ben, incident, corpus.PDF, "A letter with a rather long name that he sent us on Tuesday.pdf")
    page = enter(look(width), asha, live_server)
    page.goto(f"/reports/{incident.case.reference}/evidence")
    page.get_by_role("link", name="Remove IMG_4711.jpg").click()
    fine(page)
    picture(page, f"evidence/{size}/4-ask-removal")
    page.get_by_label("Why should it be removed?").fill("My child is in the picture.")
    page.get_by_role("button", name="Ask to have it removed").click()

    page = enter(look(width), ben, live_server)
    page.goto(f"/reports/{incident.case.reference}/evidence")
    fine(page)
    picture(page, f"evidence/{size}/5-asked")
    page.get_by_role("link", name="Decide whether it is removed").click()
    page.get_by_role("button", name="Save").click()
    fine(page)
    picture(page, f"evidence/{size}/6-decide")
    page.get_by_label("Yes, remove it for good").check()
    page.get_by_label("Why do you decide so?").fill("It is not needed.")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("main")).to_contain_text("The file was removed.")
    fine(page)
    picture(page, f"evidence/{size}/7-removed")
    assert Item.objects.get(called="IMG_4711.jpg").status == "removed"


@pytest.mark.parametrize(("size", "width"), SIZES)
def test_photos_with_a_draft(
    look: Callable[..., Page], live_server: LiveServer, asha: User, photo: Path, tmp_path: Path,
    picture: Callable[..., Path], size: str, width: Any,
) -> None:  # fmt: skip
    bad = tmp_path / "invoice.jpg"
    bad.write_bytes(b"MZ" + bytes(90))
    page = enter(look(width), asha, live_server)
    page.goto("/report")
    page.check("[value=yes]")
    page.get_by_role("button", name="Continue").click()
    page.goto(page.url.replace("for-whom", "files"))
    fine(page)
    picture(page, f"evidence/{size}/8-draft")
    page.get_by_label("Choose photos or files").set_input_files([photo, bad])
    page.get_by_role("button", name="Add and choose more").click()
    expect(page.locator(".govuk-error-summary")).to_contain_text("“invoice.jpg”: Programs are not taken.")
    expect(page.get_by_role("main")).to_contain_text("IMG_4711.jpg")
    fine(page)
    picture(page, f"evidence/{size}/9-draft-refused")
    page.get_by_role("button", name="Remove IMG_4711.jpg").click()
    expect(page.get_by_role("main")).not_to_contain_text("IMG_4711.jpg")


@pytest.mark.parametrize(("size", "width"), SIZES)
def test_a_witness_gives_a_statement(
    look: Callable[..., Page], live_server: LiveServer, make: Make, ben: User, incident: Incident, photo: Path,
    picture: Callable[..., Path], size: str, width: Any,
) -> None:  # fmt: skip
    eve = make.user("Eve Orton", ben.team)
    page = enter(look(width), ben, live_server)
    page.goto(f"/reports/{incident.case.reference}")
    page.get_by_role("link", name="Ask a witness for a statement").click()
    page.get_by_role("button", name="Invite").click()
    fine(page)
    picture(page, f"evidence/{size}/10-ask-a-witness")
    page.get_by_label("Their work e-mail address").fill(eve.email)
    page.get_by_role("button", name="Invite").click()
    expect(page.get_by_role("main")).to_contain_text("Eve Orton was invited to give a statement.")

    [link] = Message.objects.filter(to=eve).values_list("link", flat=True)
    page = enter(look(width), eve, live_server)
    page.goto(link)
    fine(page)
    page.get_by_label("What did you see and hear?").fill("He kicked the door twice and shouted her name.")
    page.get_by_label("Choose photos or files").set_input_files(photo)
    page.get_by_role("button", name="Send my statement").click()
    expect(page.get_by_role("main")).to_contain_text("Thank you. Your statement was sent.")
    fine(page)
    picture(page, f"evidence/{size}/11-statement")
