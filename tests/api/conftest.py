"""The council of the register's own tests, with a case system that may ask; made once for all tests of a file."""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import pytest
import time_machine
from django.db import transaction
from django.test import Client

from heed.access.changes import add_system, agree_system
from heed.access.models import System
from heed.people.agencies.models import User
from heed.people.public.changes import add_place
from heed.register.markers.models import Marker
from tests.make import Make
from tests.register.conftest import MONDAY, Council, founded
from tests.web.register.conftest import monday, page

__all__ = ["Council", "monday", "page"]
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


@dataclass
class Made:
    """What all tests of a file share."""

    council: Council
    asking: Asking
    colin: Marker


@pytest.fixture(scope="module")
def made(django_db_setup: None, django_db_blocker: Any) -> Iterator[Made]:
    """A council, a system that may ask, and an entry, on the council's Monday."""
    with django_db_blocker.unblock(), transaction.atomic(), time_machine.travel(MONDAY, tick=False):
        council = founded(Make())
        council.person.place = add_place(agency=council.person.agency, lines="12 Marl Lane", postcode="ZZ9 9ZZ")
        council.person.save()
        colin = council.live(controls=["not-alone"], advice="Ring the bell and step back to the gate.")
        yield Made(council, let_ask(council), colin)
        transaction.set_rollback(True)


@pytest.fixture
def council(made: Made, db: None) -> Council:
    """The council; what the test does to it is taken back afterwards, so its people are read anew."""
    people: dict[str, Any] = {
        name: User.objects.get(pk=each.pk) for name, each in vars(made.council).items() if isinstance(each, User)
    }
    return replace(made.council, **people)


@pytest.fixture
def asking(made: Made, db: None) -> Asking:
    return made.asking


@pytest.fixture
def colin(made: Made, db: None) -> Marker:
    return Marker.objects.get(pk=made.colin.pk)


@pytest.fixture
def ask(client: Client, council: Council, asking: Asking) -> Ask:
    """ask(postcode="ZZ9 9ZZ"): what the system is answered for Olu Campion; user=, key= and body= change that."""

    def ask(user: Any = None, key: str | None = None, body: str | None = None, **more: Any) -> Any:
        email = user if isinstance(user, str) else (user or council.other).email
        sent = json.dumps({"user": email, **SOMEWHERE, **more}) if body is None else body
        head = {"Authorization": f"Bearer {asking.key if key is None else key}"}
        return client.post("/api/look-ups", sent, content_type="application/json", headers=head)

    return ask
