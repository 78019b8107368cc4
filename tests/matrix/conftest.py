"""One world for all tests of the matrix, taken back at the end."""

import os
from collections.abc import Iterator

import pytest
import time_machine
from django.db import transaction

from heed.notices.health import Watch
from heed.web.watch.glance import GLANCE
from tests.matrix.run import Matrix, run
from tests.matrix.world import NOW, World


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker) -> Iterator[World]:
    """The world; the clock stands still in it."""
    GLANCE.seen, GLANCE.at = Watch(), NOW  # what another test knew about the worker is of another day
    with django_db_blocker.unblock(), time_machine.travel(NOW, tick=False), transaction.atomic():
        yield World()
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def matrix(world: World) -> Matrix:
    """All lines, or this run's part of them where another run asks the other database for the rest."""
    number, parts = os.environ.get("HEED_TEST_PART", "1/1").split("/")
    return run(world, part=(int(number), int(parts)))
