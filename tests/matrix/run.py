"""Runs the matrix: every route, every thing, every user; by reading, by an empty form, by a wrong method."""

import csv
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from io import StringIO
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlsplit

from django.conf import settings
from django.core.handlers.base import BaseHandler
from django.db import transaction
from django.test import RequestFactory

from heed.web.headers import HEADERS, SEALED
from tests.matrix.routes import ROUTES, Row, path
from tests.matrix.world import COLUMNS, World

FILE: Final = Path(__file__).parents[2] / "docs" / "reference" / "permissions.csv"
METHODS: Final = ("GET", "POST")
WRONG: Final = "PUT"
HEAD: Final = ("route", "method", "thing", *COLUMNS)
CACHED: Final = "no-store"
HANDLER: Final = BaseHandler()  # the test client would also copy what every template was given, which takes longer
HANDLER.load_middleware()


@contextmanager
def taken_back() -> Iterator[None]:
    """Take back what is written inside."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


@dataclass
class Matrix:
    """What came out: the lines that were asked, the names of all lines, and answers that lacked a header."""

    part: tuple[int, int] = (1, 1)
    """Which lines to ask: the first, second … of so many parts. Lines take turns, so each part meets every route."""
    lines: list[tuple[str, ...]] = field(default_factory=list)
    names: list[tuple[str, ...]] = field(default_factory=list)
    bare: list[str] = field(default_factory=list)
    answers: int = 0

    def ask(self, world: World, name: str, row: Row, method: str, thing: str, *, any_thing: bool = False) -> None:
        """Ask as every column's user, if the line is of this part."""
        words = (_named(name, row), method, "any" if any_thing else thing)
        self.names.append(words)
        number, parts = self.part
        if len(self.names) % parts == number - 1:
            addresses = [path(name, row, world, column, thing) for column in COLUMNS]
            cells = [_cell(self, world, *each, method) for each in zip(COLUMNS, addresses, strict=True)]
            self.lines.append((*words, *cells))


def anew(world: World, only: frozenset[str]) -> list[tuple[str, ...]]:
    """Return all lines: of the routes that are named (or of all) as they are now, of the others as in the file.

    Lines of routes that are gone are left out, so that naming any route tidies the file.
    """
    now = run(world, only).lines
    if not only:
        return now
    rest = [line for line in kept() if line[0].partition(" ")[0] not in only]
    return _ordered([*now, *rest])


def _ordered(lines: list[tuple[str, ...]]) -> list[tuple[str, ...]]:
    rows = [_named(name, row) for name, all_of_it in ROUTES.items() for row in all_of_it]
    order = {word: number for number, word in enumerate(rows)}
    return sorted((line for line in lines if line[0] in order), key=lambda line: order[line[0]])


def run(world: World, only: frozenset[str] = frozenset(), part: tuple[int, int] = (1, 1)) -> Matrix:
    """Ask for everything, or for the routes that are named, or for a part of it, and take back what that did."""
    logging.getLogger("django.request").setLevel(logging.CRITICAL)  # thousands of refusals are no news
    found = Matrix(part)
    rows = [(name, row) for name, all_of_it in ROUTES.items() for row in all_of_it if not only or name in only]
    for before in dict.fromkeys(row.before for _name, row in rows):
        with taken_back():
            before(world)
            for name, row in rows:
                if row.before is before:
                    _row(found, world, name, row)
    found.lines, found.names = _ordered(found.lines), _ordered(found.names)
    return found


def _named(name: str, row: Row) -> str:
    return f"{name} {row.word}".strip()


def _row(found: Matrix, world: World, name: str, row: Row) -> None:
    for thing in row.things:
        for method in METHODS:
            if method == "POST" or not thing or thing in row.read:
                found.ask(world, name, row, method, thing)
    found.ask(world, name, row, WRONG, row.things[0], any_thing=True)


def _cell(found: Matrix, world: World, column: str, address: str, method: str) -> str:
    with taken_back():
        answer = ask(world, column, method, address)
    found.answers += 1
    found.bare += [f"{method} {address} as {column}: {fault}" for fault in headers_lacking(answer)]
    if (
        answer.status_code == 302
        and urlsplit(answer.headers["Location"]).path == settings.LOGIN_URL
        and "?" in (answer.headers["Location"])
    ):
        return "sign-in"
    return str(answer.status_code)


def ask(world: World, column: str, method: str, address: str) -> Any:
    """Return the answer that the column's user gets."""
    asked = RequestFactory()
    if world.cookies[column]:
        asked.cookies[settings.SESSION_COOKIE_NAME] = world.cookies[column]
    request = asked.generic(method, address, content_type="application/x-www-form-urlencoded")
    request._dont_enforce_csrf_checks = True  # type: ignore[attr-defined]  # as the test client does
    return HANDLER.get_response(request)


def headers_lacking(answer: Any) -> list[str]:
    """Return what an answer lacks of the headers that every answer has (B40)."""
    policy = SEALED if answer.headers.get("Content-Disposition") else HEADERS["Content-Security-Policy"]
    expected = {**HEADERS, "Content-Security-Policy": policy}
    if answer.headers["Content-Type"].startswith("image/svg+xml"):  # the badge, which pages of other systems show
        expected["Cross-Origin-Resource-Policy"] = "cross-origin"
    lacking = [f"no {name}" for name, value in expected.items() if answer.headers.get(name) != value]
    return lacking + ([] if answer.headers.get("Cache-Control") == CACHED else ["may be kept"])


def written(lines: list[tuple[str, ...]]) -> str:
    """Return the table as the file has it."""
    out = StringIO()
    csv.writer(out, lineterminator="\n").writerows([HEAD, *lines])
    return out.getvalue()


def kept() -> list[tuple[str, ...]]:
    """Return the lines of the file."""
    with FILE.open(encoding="utf-8", newline="") as file:
        return [tuple(line) for line in csv.reader(file)][1:]
