"""Who is briefed: each person stands in exactly one of the lists, and the numbers are those of the lists."""

from datetime import datetime, timedelta

import pytest

from heed.people.agencies.models import Agency, User
from heed.training.changes import answer
from heed.training.roll.queries import SOON, Numbers, by_team, numbers, roll
from tests.make import Make
from tests.moments import london
from tests.training.asked import ask_for_briefing

pytestmark = pytest.mark.django_db
NOW = london("2026-06-01 10:00")
SECOND = timedelta(seconds=1)
ENDS = {
    "Asha": NOW + SOON + SECOND, "Ben": NOW + SOON, "Cat": NOW + SECOND, "Dot": NOW, "Eve": NOW - timedelta(days=100),
}  # fmt: skip
"""When the briefing of each ends; Fay never had one."""


@pytest.fixture
def agency(make: Make) -> Agency:
    agency = make.agency()
    ask_for_briefing(make, agency)
    teams = [make.team(agency), make.team(agency, "Repairs team")]
    for number, (name, until_at) in enumerate(ENDS.items()):
        briefed(make, make.user(f"{name} Rowan", teams[number % 2], briefed=False), until_at)
    make.user("Fay Rowan", teams[1], briefed=False)
    return agency


def briefed(make: Make, user: User, until_at: datetime) -> None:
    """Let the user's briefing end at this moment: two years after they had it."""
    make.brief(user, until_at.replace(year=until_at.year - 2))


def names(agency: Agency, view: str, team: int | None = None) -> list[str]:
    return [user.name.split()[0] for user in roll(agency, NOW, view, team)]


@pytest.mark.clause("EHC-17")
def test_each_stands_where_their_briefing_says(agency: Agency) -> None:
    shown = {view: names(agency, view) for view in ("held", "soon", "over", "never", "")}

    assert shown == {
        "held": ["Asha"], "soon": ["Cat", "Ben"], "over": ["Eve", "Dot"], "never": ["Fay"],
        "": ["Asha", "Ben", "Cat", "Dot", "Eve", "Fay"],
    }  # fmt: skip
    assert numbers(agency, NOW) == Numbers(all_=6, held=1, soon=2, over=2, never=1)


def test_each_comes_with_when_it_ends(agency: Agency) -> None:
    untils = {user.name.split()[0]: user.until for user in roll(agency, NOW)}  # type: ignore[attr-defined]  # annotated by roll

    assert untils == {**ENDS, "Fay": None}


def test_the_last_one_that_was_passed_counts(agency: Agency, make: Make) -> None:
    eve = User.objects.get(name="Eve Rowan")
    briefed(make, eve, NOW + timedelta(days=300))
    answer(make.by(eve, NOW), {})

    assert names(agency, "held") == ["Asha", "Eve"]


def test_teams_are_counted_each_for_itself(agency: Agency) -> None:
    rows = [
        (row["called"], row["above"], row["all_"], row["held"], row["soon"], row["over"], row["never"])
        for row in by_team(agency, NOW)
    ]

    assert rows == [("Visiting team", "Housing", 3, 1, 1, 1, 0), ("Repairs team", "Housing", 3, 0, 1, 1, 1)]


def test_one_team_alone(agency: Agency) -> None:
    team = agency.teams.get(name="Repairs team")

    assert (names(agency, "", team.pk), names(agency, "over", team.pk)) == (["Ben", "Dot", "Fay"], ["Dot"])


def test_whoever_has_left_and_another_agency_do_not_count(agency: Agency, make: Make) -> None:
    make.user("Ola Strand", make.team(make.agency(word="elsewhere", name="Elsewhere")))
    User.objects.filter(name="Fay Rowan").update(is_active=False)

    assert (names(agency, "never"), numbers(agency, NOW).all_) == ([], 5)
