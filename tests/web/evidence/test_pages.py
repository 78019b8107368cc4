"""The pages of evidence: adding, seeing, opening, removing."""

from collections.abc import Callable
from io import BytesIO
from typing import Any

import pytest
from PIL import Image

from heed.casework.cases.changes import involve
from heed.casework.cases.states import Part
from heed.documents.evidence.models import Item
from heed.documents.files import store
from heed.documents.files.unfit import REASONS
from heed.incidents.models import Incident
from heed.ledger.models import Entry
from tests.documents.files import corpus
from tests.documents.files.clamd import HARMFUL, Clamd
from tests.make import Make
from tests.web.incidents.conftest import People

Open = Callable[..., Any]


def errors(answer: Any) -> list[str]:
    return [str(each) for each in answer.context["form"].errors.get("chosen", [])]


def text(answer: Any) -> str:
    return " ".join(answer.content.decode().split())


def looks() -> int:
    return Entry.objects.filter(verb="evidence.view").count()


@pytest.mark.clause("CAM-20", "CUM-12")
def test_a_photo_is_added_and_the_manager_opens_it(add: Open, page: Open, people: People, incident: Incident) -> None:
    answer = add(people.asha, ("IMG_1.jpg", corpus.photo_with_place()), about="The door")
    assert answer.status_code == 302

    seen = page(people.manager, f"/reports/{incident.case.reference}")
    [line] = seen.context["files"]
    assert (line.name, line.about) == ("IMG_1.jpg", "The door")
    assert line.by.startswith("Added by Asha Rowan (person affected) on ")
    opened = page(people.manager, line.href)
    content = b"".join(opened.streaming_content)
    assert Image.open(BytesIO(content)).size == (48, 64)
    assert corpus.PLACE not in content


def test_it_is_given_out_as_something_that_can_do_nothing(add: Open, page: Open, people: People) -> None:
    add(people.asha, ("../../a “letter”\r\nX: y.html", corpus.PDF))
    item = Item.objects.get()
    answer = page(people.manager, f"/evidence/{item.name}")

    headers = answer.headers
    assert headers["Content-Type"] == "application/octet-stream"
    assert headers["Content-Disposition"].startswith("attachment; filename")
    assert (".html" in headers["Content-Disposition"], ".pdf" in headers["Content-Disposition"]) == (False, True)
    assert headers["Content-Security-Policy"].startswith("default-src 'none'; sandbox;")
    assert (headers["X-Content-Type-Options"], headers["Cache-Control"]) == ("nosniff", "no-store")
    assert int(headers["Content-Length"]) == len(b"".join(answer.streaming_content)) == len(corpus.PDF)


def test_every_look_is_on_record_and_a_refused_one_is_none(add: Open, page: Open, people: People) -> None:
    add(people.asha, ("a.txt", b"hello"))
    address = f"/evidence/{Item.objects.get().name}"

    codes = [page(user, address).status_code for user in (people.manager, people.asha, people.hr, people.colleague)]
    assert (codes, looks()) == ([200, 200, 404, 404], 2)


def test_several_at_once_and_what_is_unfit_is_named_while_the_rest_is_kept(add: Open, people: People) -> None:
    answer = add(people.asha, ("a.txt", b"hello"), ("b.exe", b"MZ" + bytes(90)), ("c.svg", b"<svg/>"), ("d.txt", b"x"))

    assert errors(answer) == [
        "“b.exe”: Programs are not taken.",
        f"“c.svg”: {REASONS['web-page']}",
    ]
    assert sorted(item.called for item in Item.objects.all()) == ["a.txt", "d.txt"]
    assert [line.name for line in answer.context["files"]] == ["a.txt", "d.txt"]


def test_nothing_chosen_is_said(add: Open, people: People) -> None:
    assert errors(add(people.asha)) == ["Choose a photo or a file"]


def test_too_large_a_file_is_said_and_not_written(add: Open, people: People, settings, folder) -> None:
    settings.EVIDENCE_FILE = 1000
    answer = add(people.asha, ("a.txt", b"x" * 200_000))

    assert errors(answer) == ["“a.txt”: The file is too large."]
    assert not folder.exists()


def test_a_second_press_adds_nothing(add: Open, people: People, folder) -> None:
    for _ in range(2):
        assert add(people.asha, ("a.txt", b"hello"), ("b.txt", b"there"), token="pressed").status_code == 302
    assert Item.objects.count() == len([path for path in folder.rglob("*") if path.is_file()]) == 2


def test_a_form_that_comes_again_after_an_error_takes_other_files(add: Open, people: People) -> None:
    add(people.asha, ("a.txt", b"hello"), ("b.exe", b"MZ" + bytes(90)), token="same")
    add(people.asha, ("c.txt", b"other"), ("a.txt", b"hello"), token="same")

    assert sorted(item.called for item in Item.objects.all()) == ["a.txt", "c.txt"]


def test_a_witness_who_takes_a_file_back_goes_home(make: Make, page: Open, people: People, incident: Incident) -> None:
    involve(make.stamp(), case=incident.case, part=Part.WITNESS, user=people.colleague)
    item = make.item(people.colleague, incident)

    assert page(people.colleague, f"/evidence/{item.name}/remove", {}).headers["Location"] == "/"


def test_it_is_said_that_files_are_not_scanned(
    page: Open, people: People, incident: Incident, settings, scanner: Clamd
) -> None:
    path = f"/reports/{incident.case.reference}/evidence"
    scanned = text(page(people.asha, path))
    settings.SCANNER = ""

    said = "Files are not scanned for viruses here."
    assert [said in words for words in (scanned, text(page(people.asha, path)))] == [False, True]


def test_a_harmful_file_is_refused_told_and_on_record(add: Open, people: People, scanner: Clamd) -> None:
    answer = add(people.asha, ("a.txt", HARMFUL))

    assert errors(answer) == [
        "“a.txt”: The virus scanner found something harmful in this file. It was not kept. Tell your IT support."
    ]
    assert (Item.objects.count(), Entry.objects.get(verb="evidence.turn-away").by) == (0, people.asha.pk)


def test_while_the_scanner_is_away_it_is_being_checked(
    add: Open, page: Open, people: People, incident: Incident, settings
) -> None:
    settings.SCANNER = "clamd://127.0.0.1:1"
    add(people.asha, ("a.txt", b"hello"))
    [line] = page(people.manager, f"/reports/{incident.case.reference}").context["files"]
    refused = page(people.manager, f"/evidence/{Item.objects.get().name}")

    assert (line.status, line.href) == ("Being checked for viruses", "")
    assert (refused.status_code, "still being checked" in text(refused)) == (403, True)


def test_a_damaged_file_is_not_given_out(add: Open, page: Open, people: People) -> None:
    add(people.asha, ("a.txt", b"hello"))
    item = Item.objects.get()
    store.path_of(item.name).write_bytes(b"something else altogether")
    answer = page(people.manager, f"/evidence/{item.name}")

    assert (answer.status_code, "This file is damaged" in text(answer)) == (409, True)
    assert "Content-Disposition" not in answer.headers


# --- removing --------------------------------------------------------------------------------------------------------


def test_one_takes_back_what_nobody_has_seen(add: Open, page: Open, people: People, incident: Incident) -> None:
    add(people.asha, ("a.txt", b"hello"))
    path = f"/evidence/{Item.objects.get().name}/remove"
    assert "take it back" in text(page(people.asha, path))
    answer = page(people.asha, path, {"token": "t"})
    again = page(people.asha, path, {"token": "t"})

    [line] = page(people.asha, f"/reports/{incident.case.reference}").context["files"]
    assert (answer.status_code, again.status_code, line.status, line.href) == (302, 302, "Removed", "")


def test_else_a_second_person_decides(add: Open, page: Open, people: People, incident: Incident) -> None:
    add(people.asha, ("a.txt", b"hello"))
    item = Item.objects.get()
    page(people.manager, f"/evidence/{item.name}")
    asked = page(people.asha, f"/evidence/{item.name}/remove", {"text": "My child is in it."})
    [line] = page(people.manager, f"/reports/{incident.case.reference}").context["files"]
    assert (asked.status_code, line.asked) == (302, "Somebody asks to have it removed: My child is in it.")
    assert line.decide == f"/evidence/{item.name}/decide"

    empty = page(people.manager, line.decide, {})
    assert [*empty.context["form"].errors] == ["decision", "text"]
    page(people.manager, line.decide, {"decision": "remove", "text": "Quite right."})
    item.refresh_from_db()
    assert (item.status, item.ended_by) == ("removed", people.manager)


def test_or_keeps_it(add: Open, page: Open, people: People) -> None:
    add(people.asha, ("a.txt", b"hello"))
    item = Item.objects.get()
    page(people.manager, f"/evidence/{item.name}/remove", {"text": "A double."})
    page(people.safety, f"/evidence/{item.name}/decide", {"decision": "keep", "text": "It is not."})

    item.refresh_from_db()
    assert (item.status, item.removal_asked_by) == ("kept", None)


def test_files_of_a_draft_have_no_page_of_removal(make: Make, page: Open, people: People) -> None:
    item = make.shelved(people.asha, "a-draft")

    codes = [page(people.asha, f"/evidence/{item.name}{more}").status_code for more in ("", "/remove", "/decide")]
    assert codes == [200, 404, 404]
