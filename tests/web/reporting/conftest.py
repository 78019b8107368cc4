"""Somebody who reports, colleagues, and a way to say a whole report in one call."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from heed.incidents.models import Draft
from heed.people.agencies.models import User
from tests.make import Make

Typed = dict[str, dict[str, Any]]

CALL: Typed = {
    "safe": {"safe": "yes"},
    "for-whom": {"whom": "me"},
    "elsewhere": {"route": "none"},
    "kinds": {"kinds": ["abusive-call"]},
    "now": {"seen": "abusive-call"},
    "when": {"day": "yesterday", "time": "4:30pm"},
    "where": {"where": "telephone"},
    "who": {"who": "unknown"},
    "describe": {"description": "A man with a low voice"},
    "employer": {"employed": "no"},
    "others": {"others": ["none"]},
    "feeling": {"threatened": "yes", "feeling": "Shaken for the rest of the day"},
    "story": {"story": "He shouted that he knows where I park."},
    "files": {},
    "details": {"threat": "no", "specific-threat": "yes", "repeated": "not-known"},
    "hostility": {"hostility": "no"},
    "police": {"told": "no"},
}
"""What is typed on each page for a call; in the order of the pages."""


@pytest.fixture
def asha(make: Make) -> User:
    agency = make.agency()
    return make.user("Asha Patel", make.team(agency))


@pytest.fixture
def manager(make: Make, asha: User) -> User:
    return make.user("Ben Ansah", asha.team, post="line-manager")


@pytest.fixture
def page(client: Client, asha: User) -> Client:
    """A browser in which Asha is signed in."""
    client.force_login(asha)
    return client


@pytest.fixture
def begin(page: Client, asha: User) -> Callable[..., Draft]:
    """begin(pages): a draft of Asha's in which these pages were typed, one after the other."""

    def begin(typed: Typed) -> Draft:
        page.post("/report/new", typed["safe"])
        draft = Draft.objects.filter(user=asha).latest("pk")
        for word, fields in typed.items():
            page.post(f"/report/{draft.key}/{word}", fields)
        draft.refresh_from_db()
        return draft

    return begin
