"""Field by field: what is on a report's page is what the rules allow, and lists tell nothing of it (B15, B16)."""

import re
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.matrix import fields
from tests.matrix.fields import THINGS
from tests.matrix.run import ask, taken_back
from tests.matrix.world import CANARIES, INSIDE, World

pytestmark = pytest.mark.django_db
"""Each test is taken back within the world, which is taken back after the last."""


@pytest.fixture(scope="module")
def seen(world: World) -> fields.Seen:
    return fields.shown(world)


def test_each_field_is_seen_by_those_whom_the_rules_allow_and_by_nobody_else(world: World, seen: fields.Seen) -> None:
    allowed = fields.allowed(world)
    wrong = [
        f"{thing} as {column}: {field} is {'shown' if field in seen[thing, column] else 'missing'}"
        for thing in THINGS
        for column in INSIDE
        for field in sorted(seen[thing, column] ^ allowed[thing, column])
    ]
    assert wrong == []


def test_who_sees_which_field_is_as_it_was_reviewed(seen: fields.Seen) -> None:
    """Where this fails and the change is meant: `python -m tests.matrix`, and read what changed."""
    assert fields.lines(seen) == fields.kept()


def test_every_field_is_seen_by_somebody(seen: fields.Seen) -> None:
    assert frozenset().union(*seen.values()) == set(CANARIES)


def test_lists_show_none_of_it(world: World) -> None:
    assert list(fields.on_lists(world)) == []


ADDRESSES = {
    "incident": lambda reference: reverse("incident", args=[reference]),
    "add": lambda reference: reverse("add", args=[reference]),
    "step": lambda reference: reverse("step", args=[reference, "debrief"]),
    "plan": lambda reference: reverse("plan", args=[reference]),
}


@pytest.mark.parametrize("method", ["GET", "POST"])
@pytest.mark.parametrize("route", ADDRESSES)
@pytest.mark.parametrize("column", ["employee", "line-manager", "health-and-safety", "auditor"])
def test_what_is_forbidden_and_what_is_absent_are_answered_alike(
    world: World, column: str, route: str, method: str
) -> None:
    forbidden = world.report(column, "subject")
    assert forbidden is not None
    address = ADDRESSES[route]
    ask(world, column, method, address("H-AAAA-AAAA"))  # so that what is looked up once is looked up
    there, absent = (_answer(world, column, method, address(one)) for one in (forbidden.case.reference, "H-AAAA-AAAB"))
    assert there == absent


def _answer(world: World, column: str, method: str, address: str) -> tuple[Any, ...]:
    with taken_back(), CaptureQueriesContext(connection) as asked:
        answer = ask(world, column, method, address)
    body = re.sub(r'name="csrfmiddlewaretoken" value="[^"]*"', "", answer.content.decode())
    return answer.status_code, dict(answer.headers), len(asked), body
