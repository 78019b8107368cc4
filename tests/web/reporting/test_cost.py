"""What a page costs the database: a number that does not grow with what was told, with the staff or with the drafts."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from heed.incidents.models import Draft
from heed.people.agencies.models import User
from heed.people.public import changes as public
from heed.web.reporting.pages import PAGES
from tests.make import Make
from tests.web.reporting.conftest import CALL, Typed

Begin = Callable[[Typed], Draft]
Counted = Callable[[int], Any]
TOLD = CALL | {
    "kinds": {"kinds": ["verbal-abuse", "physical-violence", "social-media"]},
    "who": {"who": "mine"},
    "others": {"others": ["affected", "witness"]},
    "hostility": {"hostility": "yes"},
}
MOST = 12
"""Session, reader, agency's policy, draft, the reader's cases, a search."""


@pytest.mark.parametrize("word", [page.word for page in PAGES])
def test_showing_a_page_asks_the_database_little(
    page: Client, make: Make, asha: User, begin: Begin, django_assert_max_num_queries: Counted, word: str
) -> None:
    for number in range(30):
        public.assign(make.stamp(), person=make.person(asha.agency, f"Colin {number}"), user=asha)
        make.user(f"Sam Ford {number}", asha.team)
    draft = begin(TOLD)
    page.post(f"/report/{draft.key}/witnesses", {"name": "ford"})
    page.get(f"/report/{draft.key}/{word}")

    with django_assert_max_num_queries(MOST):
        page.get(f"/report/{draft.key}/{word}")


@pytest.mark.parametrize("count", [1, 30])
def test_the_list_of_drafts(page: Client, begin: Begin, count: int, django_assert_max_num_queries: Counted) -> None:
    for _ in range(count):
        begin({"safe": {"safe": "yes"}})
    page.get("/report")

    with django_assert_max_num_queries(MOST):
        assert page.get("/report").content.decode().count("Carry on") == count


def test_the_check_and_what_was_sent(
    page: Client, manager: User, begin: Begin, django_assert_max_num_queries: Counted
) -> None:
    draft = begin(CALL)
    page.get("/report")
    with django_assert_max_num_queries(MOST):
        assert page.get(f"/report/{draft.key}/check").status_code == 200
    page.post(f"/report/{draft.key}/check")
    with django_assert_max_num_queries(MOST):
        assert page.get(f"/report/{draft.key}/sent").status_code == 200
