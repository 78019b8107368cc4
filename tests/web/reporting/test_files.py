"""Photos and files with a report: kept with the draft, seen by its owner alone, evidence once it is sent."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.contrib.sessions.models import Session
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from pytest_django import Settings

from heed.documents.evidence.models import Item
from heed.incidents.models import Draft, Incident
from heed.people.agencies.models import User
from tests.documents.files import corpus
from tests.web.reporting.conftest import CALL, Typed

Begin = Callable[[Typed], Draft]


@pytest.fixture(autouse=True)
def folder(settings: Settings, tmp_path: Path) -> Path:
    settings.EVIDENCE_FOLDER = tmp_path / "evidence"
    return tmp_path / "evidence"


@pytest.fixture
def draft(begin: Begin) -> Draft:
    return begin(CALL)


def send(page: Client, draft: Draft, *files: tuple[str, bytes], box: str = "chosen", **more: str) -> Any:
    sent = [SimpleUploadedFile(name, content) for name, content in files]
    return page.post(f"/report/{draft.key}/files", {box: sent, **more})


def names(page: Client, draft: Draft) -> list[str]:
    return [line.name for line in page.get(f"/report/{draft.key}/files").context["files"]]


@pytest.mark.clause("CUM-12", "EHC-4")
def test_they_are_kept_with_the_draft_and_sent_with_the_report(page: Client, draft: Draft) -> None:
    answer = send(page, draft, ("a.jpg", corpus.photo_with_place()), ("b.txt", b"hello"))
    assert answer.headers["Location"] == f"/report/{draft.key}/details"
    check = page.get(f"/report/{draft.key}/check").content.decode()
    assert ("a.jpg<br>b.txt" in check, names(page, draft)) == (True, ["a.jpg", "b.txt"])

    page.post(f"/report/{draft.key}/check")

    incident = Incident.objects.get()
    added = Item.objects.values_list("case", "called", "added_as")
    assert sorted(added) == [(incident.pk, "a.jpg", "affected"), (incident.pk, "b.txt", "affected")]


def test_a_photo_straight_from_the_camera(page: Client, draft: Draft) -> None:
    send(page, draft, ("image.jpg", corpus.photo()), box="photo")

    assert names(page, draft) == ["image.jpg"]


def test_one_can_add_more_and_take_one_away(page: Client, draft: Draft, folder: Path) -> None:
    again = send(page, draft, ("a.txt", b"one"), add="1")
    send(page, draft, ("b.txt", b"two"), add="1")
    gone = Item.objects.get(called="a.txt").name
    page.post(f"/report/{draft.key}/files", {"remove": gone})

    assert (again.headers["Location"], names(page, draft)) == (f"/report/{draft.key}/files", ["b.txt"])


def test_none_is_needed(page: Client, draft: Draft) -> None:
    assert send(page, draft).headers["Location"] == f"/report/{draft.key}/details"
    assert "None" in page.get(f"/report/{draft.key}/check").content.decode()


def test_what_is_unfit_is_named_and_the_rest_is_kept(page: Client, draft: Draft) -> None:
    answer = send(page, draft, ("a.txt", b"one"), ("b.exe", b"MZ" + bytes(90)))

    assert answer.context["form"].errors["chosen"] == ["“b.exe”: Programs are not taken."]
    assert [line.name for line in answer.context["files"]] == ["a.txt"]


def test_they_outlive_a_sign_out(page: Client, asha: User, draft: Draft) -> None:
    send(page, draft, ("a.txt", b"one"))
    Session.objects.all().delete()
    lost = send(page, draft, ("b.txt", b"two"))
    assert lost.headers["Location"] == f"/sign-in?next=%2Freport%2F{draft.key}%2Ffiles"

    page.force_login(asha)
    assert names(page, draft) == ["a.txt"]


def test_nobody_else_sees_adds_or_removes_them(page: Client, client: Client, manager: User, draft: Draft) -> None:
    send(page, draft, ("a.txt", b"one"))
    item = Item.objects.get()
    other = Client()
    other.force_login(manager)

    codes = [other.get(f"/report/{draft.key}/files").status_code, send(other, draft, ("b.txt", b"x")).status_code,
             other.post(f"/report/{draft.key}/files", {"remove": item.name}).status_code,
             other.get(f"/evidence/{item.name}").status_code]  # fmt: skip
    assert (codes, Item.objects.count()) == ([404] * 4, 1)


def test_a_name_of_somebody_elses_file_removes_nothing(page: Client, make: Any, manager: User, draft: Draft) -> None:
    item = make.shelved(manager, "another-draft")
    page.post(f"/report/{draft.key}/files", {"remove": item.name})

    assert Item.objects.filter(pk=item.pk).exists()


def test_a_draft_that_was_begun_before_there_was_this_page_goes_through_it_once(page: Client, begin: Begin) -> None:
    draft = begin({word: typed for word, typed in CALL.items() if word != "files"})

    assert page.get(f"/report/{draft.key}/check").headers["Location"] == f"/report/{draft.key}/files?change=1"
    assert page.post(f"/report/{draft.key}/files?change=1").headers["Location"] == f"/report/{draft.key}/check"
