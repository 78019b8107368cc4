"""A council and a proposal that the tests of a file share: making one takes as long as ten tests."""

from collections.abc import Iterator

import pytest
from django.db import transaction

from heed.register.markers.models import Marker
from tests.make import Make
from tests.register.conftest import Council, founded


@pytest.fixture(scope="module")
def one_council(django_db_setup: None, django_db_blocker) -> Iterator[tuple[Council, Marker]]:
    """A council with a proposal that all tests of a file share; nobody but its proposer has touched it."""
    with django_db_blocker.unblock(), transaction.atomic():
        council = founded(Make())
        yield council, council.propose()
        transaction.set_rollback(True)


@pytest.fixture
def ours(one_council: tuple[Council, Marker], db: None) -> Council:
    """The council; what a test does to it is taken back afterwards."""
    return one_council[0]


@pytest.fixture
def marker(one_council: tuple[Council, Marker], db: None) -> Marker:
    """Its proposal, read anew."""
    return Marker.objects.get(pk=one_council[1].pk)
