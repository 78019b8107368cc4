"""A policy that asks for a briefing, as an agency of the tests takes it on."""

from typing import Final

from heed.people.agencies import changes
from heed.people.agencies.models import Agency
from heed.policy.load import shipped
from heed.policy.source import Source
from tests.make import Make

RIGHT: Final = {"hearsay": "no"}
BRIEFING: Final = """
[briefing]
title = "Briefing on the register"
clause = "EHC-17"
lasts = "2 years"
grace = "14 days"
remind = ["1 month before", "1 week before"]

[[briefing.topic]]
head = "Hearsay"
says = ["An entry rests on facts, never on hearsay."]

[[briefing.question]]
word = "hearsay"
ask = "Is hearsay enough?"
options = [{ word = "yes", label = "Yes" }, { word = "no", label = "No" }]
right = "no"
because = "An entry rests on facts."
"""
HEAD: Final = """
[policy]
id = "briefed"
extends = "default"
body = "Hartmere"
title = "Briefed"
version = "1"
calendar = "england-and-wales"
"""


def ask_for_briefing(make: Make, agency: Agency, text: str = BRIEFING) -> None:
    """Let the agency ask for a briefing from now on; nobody there has had it yet."""
    sources = (Source("briefed.toml", HEAD + text), *shipped("default"))
    changes.load_policy(make.stamp(), agency=agency, sources=sources)
