"""The council of the register's own tests, with a case system that may ask."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

import pytest
from django.test import Client

from heed.access.changes import add_system, agree_system
from heed.access.models import System
from heed.people.public.changes import add_place
from heed.register.markers.models import Marker
from tests.register.conftest import Council, council, fact
from tests.web.register.conftest import monday

__all__ = ["Council", "council", "fact", "monday"]
UNTIL = date(2026, 12, 31)
SOMEWHERE: dict[str, Any] = {"purpose": "visit", "postcode": "ZZ9 9ZZ"}
Ask = Callable[..., Any]


@dataclass
class Asking:
    """A system and its key."""

    system: System
    key: str


def let_ask(council: Council, name: str = "Case files", most: int = 300) -> Asking:
    """Register a system as one administrator and agree as another."""
    second = council.make.user(f"Bea Sedge {name}", council.admin.team, post="administrator")
    system, key = add_system(
        council.by(council.admin), agency=council.admin.agency, name=name, until_on=UNTIL, most_an_hour=most
    )
    agree_system(council.by(second), system=system)
    return Asking(system, key)


@pytest.fixture
def asking(council: Council) -> Asking:
    return let_ask(council)


@pytest.fixture
def colin(council: Council) -> Marker:
    council.person.place = add_place(agency=council.person.agency, lines="12 Marl Lane", postcode="ZZ9 9ZZ")
    council.person.save()
    return council.live(controls=["not-alone"], advice="Ring the bell and step back to the gate.")


@pytest.fixture
def ask(client: Client, council: Council, asking: Asking) -> Ask:
    """ask(postcode="ZZ9 9ZZ"): what the system is answered for Olu Campion; user=, key= and body= change that."""

    def ask(user: Any = None, key: str | None = None, body: str | None = None, **more: Any) -> Any:
        email = user if isinstance(user, str) else (user or council.other).email
        sent = json.dumps({"user": email, **SOMEWHERE, **more}) if body is None else body
        head = {"Authorization": f"Bearer {asking.key if key is None else key}"}
        return client.post("/api/look-ups", sent, content_type="application/json", headers=head)

    return ask
