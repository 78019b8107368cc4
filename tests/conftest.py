"""What every test can ask for."""

import tests.environment  # first: it sets what Django reads

# isort: split
from collections.abc import Callable
from datetime import datetime

import pytest
from hypothesis import settings

from heed.ledger.stamp import Stamp
from tests import moments
from tests.make import Make

DATABASE = tests.environment.DATABASE

# How long an example takes is no test: the machine may be busy.
settings.register_profile("heed", deadline=None)
settings.load_profile("heed")


def pytest_report_header() -> str:
    return f"database: {DATABASE}"


@pytest.fixture
def at() -> Callable[..., Stamp]:
    """at("2026-04-02 16:30", by=ben): a stamp."""
    return moments.at


@pytest.fixture
def make(db: None) -> Make:
    """Makes test data through `changes`."""
    return Make()


@pytest.fixture
def london() -> Callable[[str], datetime]:
    """london("2026-04-07 17:00"): an aware moment in UTC."""
    return moments.london


@pytest.fixture
def on_postgres() -> bool:
    return DATABASE == "postgres"
