"""What every test can ask for."""

import tests.environment  # first: it sets what Django reads

# isort: split
import os
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta

import pytest
from django.db import transaction
from hypothesis import settings

from heed.ledger.stamp import Stamp
from heed.notices.health import Watch
from heed.web.watch import glance
from tests import moments
from tests.make import Make
from tests.towns import Town

DATABASE = tests.environment.DATABASE

# How long an example takes is no test: the machine may be busy. The short form tries the same examples each time, so
# that it says the same of the same program; the long one (HEED_LONG) looks for others.
settings.register_profile("heed", deadline=None, derandomize=not os.environ.get("HEED_LONG"))
settings.load_profile("heed")


def pytest_report_header() -> str:
    return f"database: {DATABASE}"


@pytest.fixture(autouse=True)
def all_is_well(monkeypatch: pytest.MonkeyPatch) -> None:
    """Pages take it that a worker is alive, and ask no table about it; tests of the watch itself see to their own."""
    monkeypatch.setattr(glance.GLANCE, "seen", Watch())
    monkeypatch.setattr(glance.GLANCE, "at", datetime.min.replace(tzinfo=UTC))
    monkeypatch.setattr(glance, "FRESH", timedelta(days=365 * 3000))


@pytest.fixture
def at() -> Callable[..., Stamp]:
    """at("2026-04-02 16:30", by=ben): a stamp."""
    return moments.at


@pytest.fixture
def make(db: None) -> Make:
    """Makes test data through `changes`."""
    return Make()


@pytest.fixture(scope="module")
def one_town(django_db_setup: None, django_db_blocker) -> Iterator[Town]:
    """A town that all tests of a file share: making one takes as long as ten tests."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield Town(Make())
        transaction.set_rollback(True)


@pytest.fixture
def town(one_town: Town, db: None) -> Town:
    """The town; what the test does to it is taken back afterwards."""
    return one_town


@pytest.fixture
def london() -> Callable[[str], datetime]:
    """london("2026-04-07 17:00"): an aware moment in UTC."""
    return moments.london


@pytest.fixture
def on_postgres() -> bool:
    return DATABASE == "postgres"
