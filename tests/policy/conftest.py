"""The vocabulary that policies are read against, and a small policy to break in one place at a time."""

from pathlib import Path

import pytest

from heed.casework.duties import states as duties
from heed.casework.plans import states as plans
from heed.documents.letters import states as letters
from heed.incidents import states as incidents
from heed.policy.source import Source
from heed.policy.vocabulary import Vocabulary

BASE = Path(__file__).with_name("base.toml").read_text(encoding="utf-8")


@pytest.fixture(scope="session")
def vocabulary() -> Vocabulary:
    known = Vocabulary()
    for verbs in (incidents.VERBS, plans.VERBS, duties.VERBS, duties.STANDING, letters.VERBS):
        known.learn(verbs)
    return known


@pytest.fixture(scope="session")
def base() -> Source:
    return Source("test.toml", BASE)
