"""Everybody who may meet a report, and a way to open a page as one of them."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from pytest_django import DjangoCaptureOnCommitCallbacks, Settings

from heed.incidents.models import Incident
from tests.documents.files.clamd import Clamd
from tests.web.incidents.conftest import People, incident, now, page, people, report

__all__ = ["incident", "now", "page", "people", "report"]


@pytest.fixture(autouse=True)
def folder(settings: Settings, tmp_path: Path) -> Path:
    settings.EVIDENCE_FOLDER = tmp_path / "evidence"
    return tmp_path / "evidence"


@pytest.fixture
def scanner(settings: Settings) -> Iterator[Clamd]:
    with Clamd() as started:
        settings.SCANNER = started.address
        yield started


@pytest.fixture
def committed(
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> Callable[[], AbstractContextManager[Any]]:
    return lambda: django_capture_on_commit_callbacks(execute=True)


@pytest.fixture
def add(page: Callable[..., Any], people: People, incident: Incident) -> Callable[..., Any]:
    """add(user, ("a.txt", b"…"), …): the user sends these files to the report; the answer."""

    def add(user: Any, *files: tuple[str, bytes], **typed: str) -> Any:
        sent = [SimpleUploadedFile(name, content) for name, content in files]
        return page(user, f"/reports/{incident.case.reference}/evidence", {"chosen": sent, **typed})

    return add
