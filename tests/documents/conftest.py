"""A folder for files of each test's own, a scanner, and a report with everybody around it."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from pytest_django import Settings

from heed.casework.cases.changes import involve
from heed.casework.cases.states import Part
from heed.incidents.models import Incident
from heed.people.agencies.models import User
from tests.documents.files.clamd import Clamd
from tests.make import FOUNDED, Make


@pytest.fixture(autouse=True)
def folder(settings: Settings, tmp_path: Path) -> Path:
    settings.EVIDENCE_FOLDER = tmp_path / "evidence"
    return tmp_path / "evidence"


@pytest.fixture
def scanner(settings: Settings) -> Iterator[Clamd]:
    """A scanner that finds what holds its test word; the settings name it."""
    with Clamd() as started:
        settings.SCANNER = started.address
        yield started


@dataclass
class Town:
    """Asha was affected and reports; Wes saw it; the others are named for what they do."""

    asha: User
    wes: User
    ben: User  # line manager
    senior: User
    head: User
    safety: User
    hr: User
    communications: User
    colleague: User
    incident: Incident


@pytest.fixture
def town(make: Make) -> Town:
    team = make.team(make.agency())
    asha, wes = make.user("Asha Rowan", team), make.user("Wes Thorn", team)
    posts = {
        "ben": "line-manager", "senior": "senior-manager", "head": "head-of-service", "safety": "health-and-safety",
        "hr": "hr", "communications": "communications",
    }  # fmt: skip
    users = {word: make.user(f"{word.title()} Carrow", team, post=post) for word, post in posts.items()}
    incident = make.report(asha)
    involve(make.stamp(FOUNDED), case=incident.case, part=Part.WITNESS, user=wes)
    return Town(asha, wes, colleague=make.user("Eve Orton", team), incident=incident, **users)
