"""What happens when a transaction ends happens in these tests too."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

import pytest
from pytest_django import DjangoCaptureOnCommitCallbacks


@pytest.fixture
def committed(
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> Callable[[], AbstractContextManager[Any]]:
    """With committed(): what waits for the end of the transaction is done at the end of the block."""
    return lambda: django_capture_on_commit_callbacks(execute=True)
