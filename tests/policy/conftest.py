"""The vocabulary that policies are read against, and a small policy to break in one place at a time."""

from pathlib import Path

import pytest

import heed.models  # every floor hands its verbs over
from heed.policy.source import Source
from heed.policy.vocabulary import VOCABULARY, Vocabulary

BASE = Path(__file__).with_name("base.toml").read_text(encoding="utf-8")


@pytest.fixture(scope="session")
def vocabulary() -> Vocabulary:
    assert heed.models.__all__
    return VOCABULARY


@pytest.fixture(scope="session")
def base() -> Source:
    return Source("test.toml", BASE)
