"""A small demo: six agencies with few people and the reports of two weeks, made once for all tests here."""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from django.core.management import call_command

from heed.demo.filling import Scale, bind, fill
from heed.demo.past import Past

NOW = datetime(2026, 6, 16, 14, tzinfo=UTC)
SMALL = Scale(reports=1, size=0.3)


@pytest.fixture(scope="package")
def small(django_db_setup: None, django_db_blocker) -> Iterator[list[Past]]:
    """What happened, agency by agency; after the last test of this folder the tables are empty again."""
    with django_db_blocker.unblock():
        made = fill(NOW, seed="tests", scale=SMALL)
        bind(NOW)
    yield made
    with django_db_blocker.unblock():
        call_command("flush", interactive=False, verbosity=0)
