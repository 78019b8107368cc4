"""Stepping down from a panel by the pages."""

import pytest

from tests.web.appeals.conftest import Hearing, Page
from tests.web.register.conftest import errors, words

pytestmark = [pytest.mark.django_db, pytest.mark.clause("EHC-9")]


def test_one_steps_down_and_another_takes_the_seat(page: Page, hearing: Hearing, path: str) -> None:
    council = hearing.council
    hearing.seated()
    assert f'href="{path}/step-down"' in page(council.dpo, path).content.decode()
    assert "whether you had opened the papers is kept on record" in words(page(council.dpo, f"{path}/step-down"))
    assert errors(page(council.dpo, f"{path}/step-down", {})) == {"tie": "Select why you step down"}
    answer = page(council.dpo, f"{path}/step-down", {"tie": "knows", "text": "My neighbour."})
    assert answer.headers["Location"] == "/"
    assert {page(council.dpo, where).status_code for where in (path, f"{path}/papers/panel", f"{path}/view")} == {404}
    gone = f"{council.dpo.name}: Has stepped down; somebody else takes their place"
    assert gone in words(page(council.owner, path))
    form = page(council.owner, f"{path}/fill-seat").context["form"]
    assert [user.name for user in form.known.values()] == []
    assert errors(page(council.owner, f"{path}/fill-seat", {})) == {"members": "Select 1 person"}
    page(council.owner, f"{path}/fill-seat", {"more": council.other.email})
    assert council.other in {seat.user for seat in hearing.appeal.seats.all()}
    assert "It was as I wrote it." in words(page(council.other, f"{path}/papers/panel"))


def test_the_entry_tells_that_one_stepped_down_and_why(page: Page, hearing: Hearing, path: str) -> None:
    hearing.seated()
    page(hearing.council.dpo, f"{path}/step-down", {"tie": "works"})
    story = words(page(hearing.council.owner, path.removesuffix("/appeal")))
    assert "One of the panel stepped down" in story


@pytest.mark.parametrize(("who", "word"), [
    ("owner", "step-down"), ("chief", "fill-seat"), ("owner", "fill-seat"),
])  # fmt: skip
def test_neither_is_for_everybody(page: Page, hearing: Hearing, path: str, who: str, word: str) -> None:
    hearing.seated()
    assert page(getattr(hearing.council, who), f"{path}/{word}").status_code == 403


def test_what_is_owed_leads_to_the_page(page: Page, hearing: Hearing, path: str) -> None:
    hearing.seated()
    page(hearing.council.dpo, f"{path}/step-down", {"tie": "touched"})
    assert f"{path}/fill-seat" in {line.href for line in page(hearing.council.owner, "/").context["lines"]}


def test_pressing_twice_fills_it_once(page: Page, hearing: Hearing, path: str) -> None:
    hearing.seated()
    page(hearing.council.dpo, f"{path}/step-down", {"tie": "other"})
    sent = {"more": hearing.council.other.email, "token": "twice"}
    places = [page(hearing.council.owner, f"{path}/fill-seat", sent).headers["Location"] for _press in range(2)]
    assert (places, hearing.appeal.seats.count()) == ([path, path], 3)
