"""The page of who is briefed, and what the home page says of it."""

from datetime import timedelta
from typing import Any

import pytest

from heed.checks.answers.queries import Asked
from heed.checks.changes import check
from heed.checks.states import Purpose
from heed.people.agencies.models import User
from tests.register.conftest import MONDAY, Council, council
from tests.training.asked import BRIEFING, RIGHT, ask_for_briefing
from tests.web.incidents.test_report import queries
from tests.web.register.conftest import Page, monday, page, words

pytestmark = pytest.mark.django_db
__all__ = ["council", "monday", "page"]
ROLL = "/briefing/staff"
TODO = "Read the briefing, and answer its questions"


@pytest.fixture
def olu(council: Council) -> User:
    ask_for_briefing(council.make, council.owner.agency)
    return council.other


def brief(council: Council, user: User, days: int) -> None:
    """Let the user's briefing end so many days from the council's Monday."""
    ends = MONDAY + timedelta(days=days)
    council.make.brief(user, ends.replace(year=ends.year - 2))


@pytest.mark.clause("EHC-17")
def test_the_owner_reads_how_everybody_stands(page: Page, council: Council, olu: User) -> None:
    for user, days in ((council.officer, 200), (council.manager, 20), (council.head, -3), (olu, -30)):
        brief(council, user, days)
    answer = page(council.owner, ROLL)
    said = {row.name: f"{row.label} {row.words}".strip() for row in answer.context["rows"]}
    assert {name: said[name] for name in ("Asha Rowan", "Ben Sorrel", "Hana Teasel", "Olu Campion", "Cara Madder")} == {
        "Asha Rowan": "Briefed until 18 December 2026",
        "Ben Sorrel": "Runs out soon on 21 June 2026",
        "Hana Teasel": "Ran out on 29 May 2026, answered still",
        "Olu Campion": "Ran out on 2 May 2026",
        "Cara Madder": "Not briefed yet",
    }
    for text in ("Everybody (9)", "Runs out soon (1)", "Ran out (2)", "Not briefed yet (5)", "Team by team"):
        assert text in words(answer)


@pytest.mark.parametrize(("view", "names"), [
    ("soon", ["Ben Sorrel"]), ("over", ["Olu Campion"]),
    ("never", ["Ada Bistort", "Asha Rowan", "Cara Madder", "Dev Burnet", "Hana Teasel", "Owen Thrift", "Sana Yarrow"]),
])  # fmt: skip
def test_the_address_chooses_whom(page: Page, council: Council, olu: User, view: str, names: list[str]) -> None:
    brief(council, council.manager, 20)
    brief(council, olu, -3)
    assert [row.name for row in page(council.safety, f"{ROLL}?show={view}").context["rows"]] == names


def test_team_by_team_leads_to_the_people_of_one(page: Page, council: Council, olu: User) -> None:
    text = page(council.dpo, f"{ROLL}?show=teams").content.decode()
    assert f'href="?team={olu.team_id}"' in text
    answer = page(council.dpo, f"{ROLL}?team={olu.team_id}")
    assert [row.name for row in answer.context["rows"]] == ["Olu Campion"]
    assert "Only Repairs team." in words(answer)


@pytest.mark.parametrize("query", ["?show=x", "?team=x", "?team=99999999999999999999", "?page=99", "?team=0"])
def test_an_address_that_makes_no_sense_still_answers(page: Page, council: Council, olu: User, query: str) -> None:
    assert page(council.owner, ROLL + query).status_code == 200


def test_urgent_answers_are_listed_with_their_reason(page: Page, council: Council, olu: User) -> None:
    assert "Nobody in the last 90 days." in words(page(council.owner, ROLL))
    brief(council, olu, -30)
    asked = Asked(address="12 Marl Lane", postcode="ZZ9 9ZZ")
    check(council.by(olu, MONDAY), purpose=Purpose.VISIT, asked=asked, urgent="I am at the door.")
    text = words(page(council.owner, ROLL))
    assert "Monday 1 June 2026 at 10am · I am at the door." in text
    assert "Marl" not in text


@pytest.mark.parametrize(("who", "expected"), [
    ("owner", 200), ("safety", 200), ("dpo", 200), ("other", 403), ("manager", 403), ("admin", 403), ("chief", 403),
])  # fmt: skip
def test_only_those_who_see_the_whole_register_see_who_is_briefed(
    page: Page, council: Council, olu: User, who: str, expected: int
) -> None:
    user = getattr(council, who)
    assert page(user, ROLL).status_code == expected
    own = words(page(user, "/briefing"))
    assert ("See who is briefed" in own, "You need this briefing to look anybody up." in own) == (
        expected == 200,
        expected != 200,
    )
    assert (f'href="{ROLL}"' in page(user, "/register").content.decode()) is (expected == 200)


def test_without_a_briefing_there_is_no_such_page(page: Page, council: Council) -> None:
    assert page(council.owner, ROLL).status_code == 403
    assert ROLL not in page(council.owner, "/register").content.decode()


@pytest.mark.parametrize("view", ["", "teams", "over"])
def test_thirty_people_ask_the_database_as_often_as_one(page: Page, council: Council, olu: User, view: str) -> None:
    brief(council, olu, -30)
    path = f"{ROLL}?show={view}"
    few = queries(page, council.owner, path)
    for number in range(30):
        team = council.make.team(olu.agency, f"Team {number}")
        brief(council, council.make.user(f"Staff {number}", team, briefed=False), -30)
    assert (queries(page, council.owner, path), few <= 13) == (few, True), few


@pytest.mark.clause("EHC-17")
def test_somebody_new_is_led_to_it_from_their_home_page_until_they_have_passed(
    page: Page, council: Council, olu: User
) -> None:
    before = words(page(olu, "/"))
    page(olu, "/briefing", RIGHT)
    after = words(page(olu, "/"))
    assert (TODO in before, "You have not had it yet. You need it to look anybody up." in before) == (True, True)
    assert TODO not in after


@pytest.mark.parametrize(("days", "said"), [
    (31, "Yours runs out on Thursday 2 July 2026 at 10am."), (0, "Yours ran out on Monday 1 June 2026 at 10am."),
    (-60, "Yours ran out on Thursday 2 April 2026 at 10am."), (32, ""),
])  # fmt: skip
def test_the_home_page_says_when_it_is_time_again(
    page: Page, council: Council, olu: User, days: int, said: str
) -> None:
    brief(council, olu, days)
    text = words(page(olu, "/"))
    assert (TODO in text, said in text) == (bool(said), True)


def test_those_who_need_none_are_not_told(page: Page, council: Council, olu: User) -> None:
    assert TODO not in words(page(council.owner, "/"))


def test_before_the_day_from_which_it_counts_the_page_says_which(page: Page, council: Council, monday: Any) -> None:
    ask_for_briefing(council.make, council.owner.agency, BRIEFING.replace("grace", "starts = 2026-09-01\ngrace"))
    assert "From 1 September 2026 on you need this briefing to look anybody up." in words(
        page(council.other, "/briefing")
    )
    assert page(council.other, "/register/look-up").context["form"] is not None
