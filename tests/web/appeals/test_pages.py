"""An appeal by the pages: from its coming to its outcome, each page for whom it is, nothing for others."""

from typing import Any

import pytest

from heed.notices.models import Message
from heed.register.appeals.models import Appeal
from heed.register.appeals.states import Outcome
from heed.register.markers.models import Marker
from heed.web.headers import SEALED
from tests.register.conftest import MONDAY
from tests.web.appeals.conftest import Hearing, Page
from tests.web.register.conftest import day, errors, words

pytestmark = [pytest.mark.django_db, pytest.mark.clause("EHC-9")]
SENT: dict[str, Any] = {
    "how": "telephone", **day("received_on", "2026-6-1"), "who": "another", "by_name": "Mo Marlpit, her sister",
    "grounds": "He held a rake, and said nothing.", "told": "She says that it was a rake.",
}  # fmt: skip


def refreshed(hearing: Hearing) -> Marker:
    return Marker.objects.get(pk=hearing.marker.pk)


def received(page: Page, hearing: Hearing, path: str) -> None:
    page(hearing.council.owner, f"{path}/receive", SENT)


def seat(page: Page, hearing: Hearing, path: str) -> None:
    members = [str(user.pk) for user in hearing.panel]
    sent = {"members": members, "chair": str(hearing.council.chief.pk)}
    page(hearing.council.owner, f"{path}/name-panel", sent)


def test_an_appeal_that_is_upheld_by_the_pages(page: Page, hearing: Hearing, path: str) -> None:
    council = hearing.council
    entry = page(council.owner, f"/register/{hearing.marker.case.reference}").content.decode()
    assert (f"{path}/receive" in entry, f'"{path}"' in entry) == (True, False)
    assert page(council.owner, f"{path}/receive", SENT).headers["Location"] == path
    text = words(page(council.owner, path))
    assert "The entry goes on warning until the panel has decided" in text
    assert "Mo Marlpit, her sister" in text
    page(council.officer, f"{path}/comment", {"how": "give", "text": "It was a spade."})
    seat(page, hearing, path)
    for user in hearing.panel:
        page(user, f"{path}/view", {"outcome": "removed", "reasons": "Nobody else saw a spade."})
    answer = page(council.chief, f"{path}/decide", {"outcome": "removed", "reasons": "We believe her."})
    assert answer.headers["Location"] == path
    assert (refreshed(hearing).status, refreshed(hearing).ending) == ("ended", "appeal")
    text = words(page(council.owner, path))
    assert "Decided The entry is removed, Monday 1 June 2026 at 10am" in text
    assert "Dev Burnet: The entry is removed. Nobody else saw a spade." in text


def test_what_staff_do_is_changed(page: Page, hearing: Hearing, path: str) -> None:
    hearing.heard(Outcome.CHANGED)
    form = page(hearing.council.chief, f"{path}/decide").context["form"]
    assert (form["controls"].value(), form["ends_on"].value()) == (["not-alone"], hearing.marker.ends_on)
    sent = {"outcome": "changed", "controls": ["telephone-only"], "reasons": "It is enough.",
            **day("ends_on", "2026-8-1")}  # fmt: skip
    page(hearing.council.chief, f"{path}/decide", sent)
    changed = refreshed(hearing)
    assert (changed.status, changed.controls, str(changed.ends_on)) == ("live", ["telephone-only"], "2026-08-01")


@pytest.mark.parametrize(("sent", "expected"), [
    ({}, {"how": "Select how it reached you", "received_on": "Enter a date", "who": "Select who appeals",
          "grounds": "Enter what they say"}),
    (SENT | {"by_name": ""}, {"by_name": "Enter who appeals for them"}),
    (SENT | day("received_on", "2026-6-2"), {"received_on": "The day must be today or in the past"}),
])  # fmt: skip
def test_what_is_missing_when_it_comes(
    page: Page, hearing: Hearing, path: str, sent: dict[str, Any], expected: dict[str, str]
) -> None:
    assert errors(page(hearing.council.owner, f"{path}/receive", sent)) == expected
    assert not Appeal.objects.exists()


@pytest.mark.parametrize(("sent", "expected"), [
    ({}, {"members": "Select at least 3 people", "chair": "Select who chairs the panel"}),
    ({"chair": "more"}, {"chair": "Whoever chairs the panel must sit on it"}),
    ({"chair": "dev", "more": "x@example.org"}, {"more": "Nobody here has the address x@example.org"}),
])  # fmt: skip
def test_what_is_missing_of_a_panel(
    page: Page, hearing: Hearing, path: str, sent: dict[str, Any], expected: dict[str, str]
) -> None:
    received(page, hearing, path)
    panel = [str(user.pk) for user in hearing.panel]
    sent = sent | ({"members": panel} if sent else {}) | ({"chair": panel[0]} if sent.get("chair") == "dev" else {})
    assert errors(page(hearing.council.owner, f"{path}/name-panel", sent)) == expected


def test_somebody_else_can_sit_by_their_address(page: Page, hearing: Hearing, path: str) -> None:
    received(page, hearing, path)
    members = [str(user.pk) for user in hearing.panel[:2]]
    other = hearing.council.other
    sent = {"members": members, "more": other.email, "chair": "more"}
    page(hearing.council.owner, f"{path}/name-panel", sent)
    assert next(seat.user for seat in hearing.appeal.seats.all()) == other
    assert Message.objects.filter(kind="panel", link=path).count() == 3


def test_whoever_had_a_part_is_not_offered_and_refused_by_address(page: Page, hearing: Hearing, path: str) -> None:
    received(page, hearing, path)
    form = page(hearing.council.owner, f"{path}/name-panel").context["form"]
    assert [user.name for user in form.known.values()] == ["Cara Madder", "Dev Burnet", "Sana Yarrow"]
    members = [str(user.pk) for user in hearing.panel]
    sent = {"members": members, "more": hearing.council.head.email, "chair": members[0]}
    answer = page(hearing.council.owner, f"{path}/name-panel", sent)
    assert (answer.status_code, "cannot sit on the panel: Hana Teasel" in words(answer)) == (403, True)


def test_the_panel_finds_its_appeal_and_reads_the_papers_and_no_more(page: Page, hearing: Hearing, path: str) -> None:
    hearing.seated()
    chief, entry = hearing.council.chief, f"/register/{hearing.marker.case.reference}"
    assert f'href="{path}"' in page(chief, "/register").content.decode()
    assert page(chief, entry).headers["Location"] == path
    assert "It was as I wrote it." in words(page(chief, f"{path}/papers/panel"))
    answer = page(chief, f"{path}/papers/panel.pdf")
    assert (answer.headers["Content-Type"], answer.content[:5]) == ("application/pdf", b"%PDF-")
    assert answer.headers["Content-Disposition"] == (
        f'attachment; filename="{hearing.marker.case.reference}-panel.pdf"')  # fmt: skip
    assert answer.headers["Content-Security-Policy"] == SEALED
    assert page(chief, f"{path}/papers/everybody").status_code == 404


def test_papers_that_cannot_be_printed_say_why(page: Page, hearing: Hearing, path: str) -> None:
    hearing.receive(grounds="He wrote \U00012000 under it.")
    answer = page(hearing.council.owner, f"{path}/papers/panel.pdf")
    assert (answer.status_code, "The papers cannot be printed" in words(answer)) == (403, True)


def test_each_sees_how_the_others_see_it_only_when_all_have_said_it(page: Page, hearing: Hearing, path: str) -> None:
    hearing.seated()
    hearing.view(hearing.council.chief, Outcome.REMOVED, MONDAY)
    text = words(page(hearing.council.dpo, path))
    assert ("Cara Madder (chairs it): Has said how they see it" in text, "As the papers say." in text) == (True, False)
    assert "As the papers say." in words(page(hearing.council.chief, path))


def test_the_employee_is_asked_and_sees_what_they_should_know(page: Page, hearing: Hearing, path: str) -> None:
    received(page, hearing, path)
    officer, entry = hearing.council.officer, f"/register/{hearing.marker.case.reference}"
    assert f'href="{path}/comment"' in page(officer, entry).content.decode()
    text = words(page(officer, f"{path}/comment"))
    assert ("She says that it was a rake." in text, "He held a rake" in text) == (True, False)
    assert errors(page(officer, f"{path}/comment", {"how": "give"})) == {"text": "Enter what you think"}
    assert page(officer, f"{path}/comment", {"how": "decline"}).headers["Location"] == entry
    assert page(officer, path).status_code == 403


@pytest.mark.parametrize("word", ["", "/receive", "/comment", "/acknowledge", "/name-panel", "/view", "/decide",
                                  "/withdraw", "/papers/panel", "/papers/person.pdf"])  # fmt: skip
def test_who_has_nothing_to_do_with_it_finds_nothing(page: Page, hearing: Hearing, path: str, word: str) -> None:
    hearing.receive()
    for where in (path + word, f"/register/H-AAAA-AAAA/appeal{word}"):
        assert page(hearing.council.other, where).status_code == 404


def test_without_an_appeal_there_is_no_page_of_one(page: Page, hearing: Hearing, path: str) -> None:
    assert {page(hearing.council.owner, path + word).status_code for word in ("", "/view", "/papers/panel")} == {404}


def test_a_word_that_is_no_verb_is_not_found(page: Page, hearing: Hearing, path: str) -> None:
    hearing.receive()
    assert page(hearing.council.owner, f"{path}/explode").status_code == 404


def test_pressing_twice_records_it_once(page: Page, hearing: Hearing, path: str) -> None:
    sent = SENT | {"token": "twice"}
    places = [page(hearing.council.owner, f"{path}/receive", sent).headers["Location"] for _press in range(2)]
    assert (places, Appeal.objects.count()) == ([path, path], 1)


def test_what_is_owed_leads_to_the_page_that_does_it(page: Page, hearing: Hearing, path: str) -> None:
    hearing.receive()
    lines = {line.href for line in page(hearing.council.owner, "/").context["lines"] if path in line.href}
    assert lines == {path, f"{path}/name-panel"}
