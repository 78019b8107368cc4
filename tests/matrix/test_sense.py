"""What must be so whatever else changes, read from the file: the access model, said again in another way."""

from collections.abc import Iterator

import pytest

from tests.matrix.run import HEAD, kept
from tests.matrix.world import COLUMNS, INSIDE, OUTSIDE, ROLES

LINES = kept()
CELLS = {(route, method, thing): dict(zip(HEAD[3:], cells, strict=True)) for route, method, thing, *cells in LINES}
REPORTS = sorted({route for route, _method, thing in CELLS if thing == "absent" and (route, "GET", "own") in CELLS
                  and (route, "POST", "victim") in CELLS})  # fmt: skip
PUBLIC = {"account_login", "account_logout", "account_inactive", "account_reset_password",
          "account_reset_password_done", "account_reset_password_from_key", "account_reset_password_from_key_done",
          "welcome", "guidance", "guidance_chart", "accessibility", "privacy", "favicon", "health",
          "badge", "badge_picture", "api_look_up"}  # fmt: skip
"""Routes without signing in: to do that, policy text alone, and what asks for a key or a reference of its own."""


def cells(*things: str, methods: tuple[str, ...] = ("GET", "POST")) -> Iterator[tuple[str, str, str, dict[str, str]]]:
    """Give the cells of reports' routes about these things; a page that is only read has none of the method POST."""
    for (route, method, thing), found in CELLS.items():
        only_read = {found[column] for column in INSIDE} == {"405"}
        if route in REPORTS and thing in things and method in methods and not only_read:
            yield route, method, thing, found


def test_whoever_has_not_signed_in_is_asked_to_wherever_it_is_not_public() -> None:
    open_ = {route for (route, method, _thing), found in CELLS.items() if method != "PUT"
             for column in OUTSIDE if found[column] != "sign-in"}  # fmt: skip
    assert open_ == PUBLIC


def test_what_is_anothers_or_about_oneself_as_the_person_responsible_is_as_absent() -> None:
    wrong = [
        (route, method, thing, column)
        for route, method, thing, found in cells("subject", "other-agency")
        for column in INSIDE
        if found[column] != CELLS[route, method, "absent"][column]
    ]
    assert wrong == []


@pytest.mark.parametrize("role", ["auditor", "administrator", "employee"])
def test_without_a_part_in_a_report_they_find_none(role: str) -> None:
    found = {cells[role] for *_where, cells in cells("team", "service", "other", "assigned", "restricted", "principal")}
    assert found == {"404"}


def test_only_by_a_part_or_an_open_duty_does_anybody_but_managers_and_health_and_safety_find_a_report() -> None:
    finding = {
        column
        for *_where, found in cells("team", "service", "other", "restricted", "principal")
        for column in COLUMNS
        if found[column] not in ("404", "sign-in")
    }
    assert finding == {"line-manager", "senior-manager", "health-and-safety", "deputy"}


def test_restricted_reports_shrink_what_health_and_safety_sees_to_what_it_was_asked() -> None:
    seen = {thing: {found["health-and-safety"] for *_where, found in cells(thing)} == {"404"}
            for thing in ("restricted", "restricted-assigned")}  # fmt: skip
    assert seen == {"restricted": True, "restricted-assigned": False}


def test_a_deputy_carries_the_conflicts_of_whom_they_stand_in_for() -> None:
    assert {found["deputy"] for *_where, found in cells("principal")} == {"404"}


DECIDING = ("step decide-investigation", "return", "close", "reopen", "identify", "decide-removal")


@pytest.mark.parametrize("thing", ["own", "victim", "reporter", "witness", "tie", "subject"])
def test_nobody_who_is_named_decides(thing: str) -> None:
    found = {cell for route, _method, _thing, cells in cells(thing) if route in DECIDING
             for cell in cells.values()}  # fmt: skip
    assert found <= {"403", "404", "sign-in"}


def test_a_wrong_method_is_refused_everywhere_before_anything_else() -> None:
    assert {cell for (_route, method, _thing), found in CELLS.items() if method == "PUT"
            for cell in found.values()} == {"405"}  # fmt: skip


def test_every_role_is_a_column() -> None:
    assert set(ROLES) < set(HEAD[3:])
