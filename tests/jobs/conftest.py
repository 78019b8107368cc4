"""A council, and a clock that the test moves."""

from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from pytest_django import Settings

from heed import clock
from heed.people.agencies.models import Agency, Team, User
from tests.make import Make
from tests.moments import london

POLICY = """
[policy]
id = "test"
extends = "default"
body = "Test"
title = "Test"
version = "1"

[drop]
duty = ["talk-wellbeing", "remind-to-report"]
"""


class Time:
    """What the clock says: starts at noon of a Thursday, and moves when told to."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.now = london("2026-04-02 12:00")
        monkeypatch.setattr(clock, "now", lambda: self.now)

    def passes(self, **span: float) -> datetime:
        """Let time pass ("minutes=5"); return what time it is then."""
        self.now += timedelta(**span)
        return self.now


class Town:
    """A small council in which everybody has their place."""

    def __init__(self, make: Make) -> None:
        self.agency: Agency = make.agency(text=POLICY)
        self.team: Team = make.team(self.agency)
        self.asha: User = make.user("Asha Rowan", self.team)
        self.ben: User = make.user("Ben Carrow", self.team, post="line-manager")
        self.cat: User = make.user("Cat Denholm", self.team, post="senior-manager")
        self.hal: User = make.user("Hal Aske", self.team, post="health-and-safety")


@pytest.fixture
def time(monkeypatch: pytest.MonkeyPatch) -> Time:
    return Time(monkeypatch)


@pytest.fixture
def town(make: Make, time: Time) -> Town:
    return Town(make)


@pytest.fixture
def mail(settings: Settings, tmp_path: Path) -> Callable[[], int]:
    """Let messages become files; returns how many there are."""
    settings.MAIL_FOLDER = tmp_path / "mail"
    return lambda: len(list(settings.MAIL_FOLDER.glob("*.eml")))
