"""A live entry of the register’s own council, and a way to open pages as its people."""

import pytest

from tests.register.appeals.conftest import Hearing, hearing
from tests.register.conftest import Council, council, fact
from tests.web.register.conftest import Page, monday, page

__all__ = ["Council", "Hearing", "Page", "council", "fact", "hearing", "monday", "page"]


@pytest.fixture
def path(hearing: Hearing) -> str:
    """The path of the page of the entry’s appeal."""
    return f"/register/{hearing.marker.case.reference}/appeal"
