"""The desk at which letters are written, in a browser: sign in as somebody, ask for a page, send a form."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from time_machine import travel

from heed.documents.letters.models import Letter
from heed.people.agencies.models import User
from tests.documents.letters.conftest import ADDRESS, WARNING, Desk
from tests.make import Make
from tests.moments import london

SENT = {
    "to_name": "Mr Colin Marlpit",
    "way": "post",
    "to_address": ADDRESS,
    "field-happened_on_day": "2",
    "field-happened_on_month": "1",
    "field-happened_on_year": "2026",
    "part-complaint": "none",
    **{f"field-{name}": text for name, text in WARNING.items() if name != "happened_on"},
}


class Pages:
    """The pages of the letters of one report."""

    def __init__(self, desk: Desk, client: Client) -> None:
        self.desk, self.client = desk, client
        self.home = f"/reports/{desk.case.reference}/letters"

    def get(self, user: User, path: str = "") -> Any:
        self.client.force_login(user)
        return self.client.get(f"{self.home}{path}")

    def post(self, user: User, path: str, sent: dict[str, Any] | None = None) -> Any:
        self.client.force_login(user)
        return self.client.post(f"{self.home}{path}", sent or {})

    def write(self, **more: Any) -> Any:
        """Send the form of a warning, as Ben."""
        sent = {**SENT, "person": str(self.desk.colin.pk), **more}
        return self.post(self.desk.ben, "/write/warning", {name: one for name, one in sent.items() if one is not None})

    def written(self, **more: Any) -> Letter:
        assert self.write(**more).status_code == 302
        return Letter.objects.latest("pk")

    def waiting(self) -> Letter:
        letter = self.written()
        assert self.post(self.desk.ben, f"/{letter.pk}/finish").status_code == 302
        return letter

    def released(self) -> Letter:
        letter = self.waiting()
        sent = {"again": ADDRESS, "version": "1"}
        assert self.post(self.desk.grace, f"/{letter.pk}/release", sent).status_code == 302
        return letter


@pytest.fixture
def pages(make: Make, client: Client):
    """The pages, on Tuesday 6 January 2026 at ten."""
    with travel(london("2026-01-06 10:00"), tick=True):
        yield Pages(Desk(make), client)


@pytest.fixture
def said() -> Callable[[Any], str]:
    """What a page says, without its tags."""
    return lambda answer: " ".join(answer.content.decode().split())
