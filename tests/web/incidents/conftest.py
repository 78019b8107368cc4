"""Everybody who may meet a report, and a way to open a page as one of them."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.test import Client

from heed import clock
from heed.incidents.changes import Described
from heed.incidents.models import Incident
from heed.people.agencies.models import User
from tests.make import Make

STORY = "He shouted that he knows where I park."


@dataclass
class People:
    """Asha was affected and reports; the others are named for what they do."""

    asha: User
    manager: User
    senior: User
    safety: User
    hr: User
    communications: User
    colleague: User
    other_manager: User
    elsewhere: User


@pytest.fixture
def people(make: Make) -> People:
    agency = make.agency()
    team = make.team(agency)
    abroad = make.team(make.agency(word="elsewhere", name="Elsewhere Council"))
    return People(
        asha=make.user("Asha Rowan", team),
        manager=make.user("Ben Carrow", team, post="line-manager"),
        senior=make.user("Cat Denholm", team, post="senior-manager"),
        safety=make.user("Hal Aske", team, post="health-and-safety"),
        hr=make.user("Fay Lund", team, post="hr"),
        communications=make.user("Gil Ness", team, post="communications"),
        colleague=make.user("Eve Orton", team),
        other_manager=make.user("Dee Farrow", make.team(agency, "Lettings"), post="line-manager"),
        elsewhere=make.user("Ida Brent", abroad, post="line-manager"),
    )


@pytest.fixture
def now() -> datetime:
    return clock.now()


@pytest.fixture
def report(make: Make, people: People, now: datetime) -> Callable[..., Incident]:
    """report(hours=2, kinds=["stalking"]): a report of Asha's from two hours ago."""

    def report(hours: int = 2, facts: dict[str, Any] | None = None, **more: Any) -> Incident:
        told = {"story": STORY, "subjects": [Described(name="Colin Marlpitt", description="About 50, red cap")]} | more
        return make.report(
            people.asha, now - timedelta(hours=hours), facts={"felt_threatened": True, **(facts or {})}, **told
        )

    return report


@pytest.fixture
def incident(report: Callable[..., Incident]) -> Incident:
    return report()


@pytest.fixture
def page(client: Client) -> Callable[..., Any]:
    """page(user, path): what the user gets; page(user, path, {…}) sends a form."""

    def page(user: User, path: str, sent: dict[str, Any] | None = None) -> Any:
        client.force_login(user)
        return client.get(path) if sent is None else client.post(path, sent)

    return page
