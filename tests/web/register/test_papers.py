"""The files of an entry and the statements about it: who adds, sees, opens and removes them, and when they go."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from pytest_django import Settings

from heed.casework.cases.models import Note
from heed.documents.evidence.models import Item, Key
from heed.documents.files import store
from heed.documents.statements.models import Statement
from heed.ledger.queries import story
from heed.notices.models import Message
from heed.people.agencies.models import User
from heed.register.markers.models import Marker
from heed.register.terms import changes as terms
from tests.register.conftest import Council
from tests.web.register.conftest import at, words

pytestmark = pytest.mark.django_db
Page = Callable[..., Any]


@pytest.fixture(autouse=True)
def folder(settings: Settings, tmp_path: Path) -> Path:
    settings.EVIDENCE_FOLDER = tmp_path / "evidence"
    return tmp_path / "evidence"


def adds(page: Page, user: User, marker: Marker, name: str) -> int:
    sent = {"chosen": [SimpleUploadedFile(name, f"What {name} says.".encode())]}
    return int(page(user, at(marker, "evidence"), sent).status_code)


def listed(page: Page, user: User, marker: Marker) -> list[str]:
    """Return the names of the entry's files that the user sees on its page."""
    answer = page(user, at(marker))
    return [] if answer.status_code == 404 else [line.name for line in answer.context["files"]]


@pytest.mark.clause("EHC-4")
def test_who_proposes_countersigns_or_decides_adds_files_and_sees_them_all(page: Page, council: Council) -> None:
    marker = council.countersigned()
    for user, name in ((council.manager, "letter.txt"), (council.head, "log.txt"), (council.owner, "police.txt")):
        assert adds(page, user, marker, name) == 302
    all_ = ["letter.txt", "log.txt", "police.txt"]

    for user in (council.manager, council.head, council.owner, council.safety, council.dpo):
        assert listed(page, user, marker) == all_
    # The employee concerned adds their own, and sees that alone; others know of nothing.
    assert adds(page, council.officer, marker, "bruise.txt") == 302
    assert listed(page, council.officer, marker) == ["bruise.txt"]
    for user in (council.other, council.admin, council.chief):
        assert (adds(page, user, marker, "x.txt"), listed(page, user, marker)) == (404, [])


@pytest.mark.clause("EHC-4")
def test_a_post_in_the_team_opens_nothing_of_an_entry(page: Page, council: Council) -> None:
    """A second manager of the team, who has no part in it, would open the evidence of a report."""
    marker = council.propose()
    adds(page, council.manager, marker, "letter.txt")
    path = f"/evidence/{Item.objects.get().name}"
    second = council.make.user("Mina Weld", council.manager.team, post="line-manager")
    council.make.hold(second, "senior-manager")

    assert [page(user, path).status_code for user in (second, council.officer, council.other)] == [404] * 3
    assert page(council.owner, path).status_code == 200
    looks = [entry for entry in story(marker.case.chain) if entry.verb == "evidence.view"]
    assert [entry.by for entry in looks] == [council.owner.pk]


@pytest.mark.clause("CAM-20")
def test_two_people_remove_a_file(page: Page, council: Council) -> None:
    marker = council.countersigned()
    adds(page, council.manager, marker, "letter.txt")
    path = f"/evidence/{Item.objects.get().name}"

    assert page(council.manager, f"{path}/remove", {"text": "A child is in it."}).url == at(marker, "evidence")
    sent = {"decision": "remove", "text": "So it is."}
    assert page(council.manager, f"{path}/decide", sent).status_code == 403
    assert page(council.owner, f"{path}/decide", sent).url == at(marker, "evidence")
    assert Item.objects.get().status == "removed"


@pytest.mark.clause("EHC-2")
def test_the_files_of_the_report_stay_there_and_are_seen_by_its_own_rules(page: Page, council: Council) -> None:
    council.make.item(council.officer, council.incident, called="bite.txt")
    marker = council.countersigned()

    def of_report(user: User) -> list[str]:
        return [line.name for line in page(user, at(marker)).context["report_files"]]

    # The head of service countersigned the entry, and has nothing to do with the report.
    seen = {user.name: of_report(user) for user in (council.manager, council.safety, council.head, council.officer)}
    assert seen == {"Ben Sorrel": ["bite.txt"], "Sana Yarrow": ["bite.txt"], "Hana Teasel": [],
                    "Asha Rowan": ["bite.txt"]}  # fmt: skip
    assert Item.objects.get().case == council.incident.case


@pytest.mark.clause("EHC-13")
def test_files_and_statements_go_with_the_entry_and_those_of_its_report_stay(
    page: Page, council: Council, django_capture_on_commit_callbacks
) -> None:
    council.make.item(council.officer, council.incident, called="bite.txt")
    marker = council.live()
    adds(page, council.owner, marker, "police.txt")
    page(council.owner, at(marker, "statements"), {"email": council.other.email})
    held = Item.objects.latest("pk")
    Item.objects.filter(pk=held.pk).update(held=True)
    adds(page, council.owner, marker, "hold.txt")
    marker.refresh_from_db()
    first, kept, gone = Item.objects.order_by("pk")
    agency, later = council.owner.agency_id, council.make.stamp(council.now + timedelta(days=1))
    Marker.objects.update(status="ended", ended_at=council.now, ending="lapsed")
    with django_capture_on_commit_callbacks(execute=True):
        assert terms.erase_ended(later, agency_id=agency) == 1

    for item in (first, kept, gone):
        item.refresh_from_db()
    assert [(item.called, item.status) for item in (first, kept, gone)] == [
        ("bite.txt", "kept"), ("police.txt", "kept"), ("", "removed"),
    ]  # fmt: skip
    assert {key.item for key in Key.objects.all()} == {first, kept}
    assert sorted(name for name, _at in store.kept()) == sorted([first.name, kept.name])
    assert not Statement.objects.exists()
    # What comes too late is not taken: nothing would ever delete it.
    assert adds(page, council.owner, marker, "late.txt") == 403
    assert page(council.owner, at(marker, "statements")).status_code == 403


@pytest.mark.clause("EHC-2", "EHC-4")
def test_a_witness_is_asked_on_the_entry_and_whoever_asked_is_led_back_to_it(page: Page, council: Council) -> None:
    marker = council.countersigned()
    answer = page(council.manager, at(marker, "statements"), {"email": council.other.email})
    assert answer.status_code == 302
    asked = Statement.objects.get()
    page(council.other, f"/statements/{asked.key}", {"text": "He raised the spade twice."})

    [told] = Message.objects.filter(to=council.manager, kind="progress", link=at(marker))
    assert told.reference == marker.case.reference
    assert "He raised the spade twice." in words(page(council.owner, at(marker)))
    assert page(council.other, at(marker)).status_code == 404
    assert Note.objects.get(verb="statement.give").by == council.other


@pytest.mark.parametrize(
    ("who", "code"),
    [("manager", 200), ("owner", 200), ("safety", 200), ("head", 200), ("officer", 403), ("other", 404)],
)
def test_who_asks_for_statements(page: Page, council: Council, who: str, code: int) -> None:
    assert page(getattr(council, who), at(council.countersigned(), "statements")).status_code == code
