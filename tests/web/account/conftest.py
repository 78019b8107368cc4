"""What one test tried does not count for the next."""

import pytest
from django.core.cache import cache


@pytest.fixture(autouse=True)
def nothing_tried() -> None:
    cache.clear()
