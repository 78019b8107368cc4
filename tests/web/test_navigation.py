"""The menu shows the places that a reader may go to, and where they are."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import RequestFactory

from heed.people.agencies.models import User
from heed.web.navigation import Item, menu

ITEMS = (
    Item("Home", "/"),
    Item("Reports", "/reports/"),
    Item("Team", "/reports/team/", lambda user: user.name == "Ben Okafor"),
)


def seen(user: User | AnonymousUser, path: str) -> list[tuple[str, bool, bool]]:
    request = RequestFactory().get(path)
    request.user = user
    return [(str(item.text), item.here, item.within) for item in menu(request, ITEMS)]


@pytest.mark.parametrize(("path", "expected"), {
    "/": [("Home", True, False), ("Reports", False, False)],
    "/reports/": [("Home", False, False), ("Reports", True, True)],
    "/reports/H-2F7K-9QXA/": [("Home", False, False), ("Reports", False, True)],
    "/privacy": [("Home", False, False), ("Reports", False, False)],
}.items())  # fmt: skip
def test_where_the_reader_is(asha: User, path: str, expected: list[tuple[str, bool, bool]]) -> None:
    assert seen(asha, path) == expected


def test_only_the_innermost_place_is_current(ben: User) -> None:
    assert seen(ben, "/reports/team/week") == [("Home", False, False), ("Reports", False, False), ("Team", False, True)]


def test_before_sign_in_there_is_no_menu() -> None:
    assert seen(AnonymousUser(), "/") == []
