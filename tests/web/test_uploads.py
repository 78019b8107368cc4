"""How much of a body is read: decided by what it says of its length, before anything of it is read."""

import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client, RequestFactory

from heed.documents.evidence.models import Item
from heed.incidents.models import Incident
from heed.people.agencies.models import User
from heed.web import uploads
from heed.web.uploads import Arriving, read_away, said_length
from tests.make import Make
from tests.web.conftest import PASSWORD

pytestmark = pytest.mark.django_db
BIG = uploads.SMALL + 1


class Body:
    """A body of which it is known how much was read."""

    def __init__(self, length: int) -> None:
        self.left, self.length = length, length

    def read(self, size: int = -1) -> bytes:
        given = min(self.left, size if size >= 0 else self.left)
        self.left -= given
        return b"x" * given

    readline = read


@pytest.fixture
def incident(make: Make, asha: User) -> Incident:
    return make.report(asha)


def send(client: Client, path: str, length: int, body: Body) -> Any:
    kind = "multipart/form-data; boundary=x"
    more: dict[str, Any] = {"CONTENT_TYPE": kind, "CONTENT_LENGTH": str(length), "wsgi.input": body}
    return client.generic("POST", path, **more)


@pytest.mark.parametrize("path", ["/sign-in", "/report/new", "/staff/import", "/nothing"])
def test_a_page_that_takes_no_evidence_refuses_a_large_body(client: Client, asha: User, path: str) -> None:
    client.force_login(asha)
    answer = send(client, path, 400_000_000, Body(400_000_000))

    assert answer.status_code == (404 if path == "/nothing" else 413)


def test_a_refusal_is_in_words_and_reads_no_more_than_it_must(client: Client, asha: User) -> None:
    client.force_login(asha)
    body = Body(400_000_000)
    answer = send(client, "/report/new", body.length, body)

    assert "That was too large" in answer.content.decode()
    assert body.length - body.left <= uploads.SMALL + uploads.BLOCK


def test_of_somebody_who_is_not_signed_in_nothing_is_read(client: Client, incident: Incident) -> None:
    body = Body(10_000_000)
    path = f"/reports/{incident.case.reference}/evidence"
    answer = send(client, path, body.length, body)

    assert answer.headers["Location"] == f"/sign-in?next=%2Freports%2F{incident.case.reference}%2Fevidence"
    assert body.left == body.length


def test_more_than_a_case_may_have_is_refused_unread(client: Client, asha: User, incident: Incident, settings) -> None:
    settings.EVIDENCE_CASE = 1_000_000
    client.force_login(asha)

    assert send(client, f"/reports/{incident.case.reference}/evidence", 3_000_000, Body(3_000_000)).status_code == 413


def test_other_forms_are_as_they_were(client: Client, asha: User) -> None:
    assert client.post("/sign-in", {"login": asha.email, "password": PASSWORD}).status_code == 302


@pytest.mark.parametrize(("said", "length"), [("", 0), ("12", 12), ("-1", 0), ("x", 0)])
def test_what_a_body_says_of_its_length(said: str, length: int) -> None:
    assert said_length(RequestFactory().post("/", CONTENT_LENGTH=said)) == length


def test_a_body_that_ends_early_ends_the_reading() -> None:
    request = RequestFactory().generic("POST", "/", b"x" * 10, content_type="text/plain")
    read_away(request, 10_000)


def test_a_file_arrives_without_a_name(
    client: Client, asha: User, incident: Incident, settings, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    settings.DATA, settings.EVIDENCE_FOLDER = tmp_path / "data", tmp_path / "kept"
    seen: list[list[Path]] = []
    complete: Callable[..., Any] = Arriving.file_complete

    def watched(arriving: Arriving, size: int) -> Any:
        seen.append([path for path in settings.DATA.rglob("*") if path.is_file()])
        return complete(arriving, size)

    monkeypatch.setattr(Arriving, "file_complete", watched)
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "nowhere"))
    client.force_login(asha)
    path = f"/reports/{incident.case.reference}/evidence"
    answer = client.post(path, {"chosen": SimpleUploadedFile("a.txt", b"hello " * 900_000)})

    assert (answer.status_code, seen, Item.objects.get().size) == (302, [[]], 5_400_000)
