"""The council of the register's own tests, on a Monday in June 2026, and a way to open a page as one of its people."""

import re
from collections.abc import Callable, Iterator
from html import unescape
from typing import Any

import pytest
import time_machine
from django.test import Client

from heed.people.agencies.models import User
from heed.register.markers.models import Marker
from tests.register.conftest import MONDAY, Council, council, fact

__all__ = ["Council", "council", "fact"]
Page = Callable[..., Any]


@pytest.fixture(autouse=True)
def monday() -> Iterator[Any]:
    """Pages read the real clock; here it stands at the council's Monday. The fixture moves it."""
    with time_machine.travel(MONDAY, tick=False) as time:
        yield time


@pytest.fixture
def page(client: Client) -> Page:
    """page(user, path): what the user gets; page(user, path, {…}) sends a form."""

    def page(user: User, path: str, sent: dict[str, Any] | None = None) -> Any:
        client.force_login(user)
        return client.get(path) if sent is None else client.post(path, sent)

    return page


def words(answer: Any) -> str:
    """Return what can be read on the page's main part."""
    main = answer.content.decode().partition('id="main-content"')[2].partition("</main>")[0]
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", main)))


def errors(answer: Any) -> dict[str, str]:
    """Return the first error of each field."""
    return {name: str(each[0]) for name, each in answer.context["form"].errors.items()}


def at(marker: Marker, word: str = "") -> str:
    """Return the path of an entry's page, or of one of its verbs."""
    return f"/register/{marker.case.reference}/{word}".rstrip("/")


def day(name: str, text: str) -> dict[str, str]:
    """Return the three boxes of a day ("2026-12-01")."""
    year, month, number = text.split("-")
    return {f"{name}_day": number, f"{name}_month": month, f"{name}_year": year}


def factors(*words_: str) -> dict[str, str]:
    """Return each factor's box filled in."""
    names = words_ or ("severity", "time", "previous", "current", "likely")
    return {f"factor-{name}": f"As reported: {name}." for name in names}
