"""Whom a post's duty falls to: holder, deputy, next up, at the end health and safety; never somebody who is barred."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest

from heed.people.agencies import changes as agencies
from heed.people.agencies.queries import book_for, resolve
from heed.people.agencies.states import Level
from tests.make import FOUNDED
from tests.moments import london
from tests.towns import NOW, Town

AWAY = ("2026-03-02", "2026-03-06")
Happens = Callable[[Town], object]


def falls_to(
    town: Town, post: str = "line-manager", team: str = "visiting", at: datetime = NOW, barred: str = ""
) -> tuple[list[str], str]:
    """Return who owes what the post owes for the team, and how it came to them."""
    ids = frozenset(town.users[who].pk for who in barred.split())
    found = resolve(getattr(town, team), post, at, barred=ids, book=book_for(town.agency))
    return sorted(town.who(user) for user in found.users), found.how


def away(*who: str) -> Happens:
    """ "ben:nia": Ben is away and Nia stands in."""

    def happens(town: Town) -> None:
        for each in who:
            user, _, deputy = each.partition(":")
            town.make.absence(town[user], *AWAY, deputy=town[deputy] if deputy else None)

    return happens


def left(*who: str) -> Happens:
    def happens(town: Town) -> None:
        for each in who:
            agencies.end_user(town.make.stamp(), user=town[each])

    return happens


def second(who: str, post: str = "line-manager") -> Happens:
    return lambda town: town.make.hold(town[who], post, town.visiting if post == "line-manager" else None)


# What happened, who is barred, and then: whom the line manager's duty falls to, and how.
CASES: list[tuple[str, list[Happens], str, list[str], str]] = [
    ("nothing", [], "", ["ben"], "holder"),
    ("two hold the post", [second("nia")], "", ["ben", "nia"], "holder"),
    ("one of two is away", [second("nia"), away("ben")], "", ["nia"], "holder"),
    ("one of two is away, and her deputy is not needed", [second("nia"), away("ben:sid")], "", ["nia"], "holder"),
    ("one of two is barred", [second("nia")], "nia", ["ben"], "holder"),
    ("the holder is away", [away("ben")], "", ["cat"], "next-up"),
    ("the holder is away with a deputy", [away("ben:nia")], "", ["nia"], "deputy"),
    ("both holders are away, one with a deputy", [second("pip"), away("ben:nia", "pip")], "", ["nia"], "deputy"),
    ("both holders are away with deputies", [second("pip"), away("ben:nia", "pip:sid")], "", ["nia", "sid"], "deputy"),
    ("the deputy is away too", [away("ben:nia", "nia")], "", ["cat"], "next-up"),
    ("the deputy's deputy is none: no chain", [away("ben:nia", "nia:sid")], "", ["cat"], "next-up"),
    ("the deputy has left", [away("ben:nia"), left("nia")], "", ["cat"], "next-up"),
    ("the deputy is barred", [away("ben:nia")], "nia", ["cat"], "next-up"),
    ("the absent holder is barred, so their deputy is", [away("ben:nia")], "ben", ["cat"], "next-up"),
    ("the holder is the victim", [], "ben", ["cat"], "next-up"),
    ("the holder has left", [left("ben")], "", ["cat"], "next-up"),
    ("the next up is away with a deputy", [left("ben"), away("cat:sid")], "", ["sid"], "next-up"),
    ("the next two up are away", [away("ben", "cat")], "", ["hew"], "next-up"),
    ("three are away", [away("ben", "cat", "hew")], "", ["kim"], "next-up"),
    ("all of the line are away", [away("ben", "cat", "hew", "kim")], "", ["hal"], "last"),
    ("all of the line are barred", [], "ben cat hew kim", ["hal"], "last"),
    ("all have left", [left("ben", "cat", "hew", "kim")], "", ["hal"], "last"),
    ("health and safety is away with a deputy", [away("ben", "cat", "hew", "kim", "hal:sid")], "", ["sid"], "last"),
    ("nobody at all is left", [left("ben", "cat", "hew", "kim", "hal")], "", [], "last"),
    ("everybody is barred", [], "ben cat hew kim hal", [], "last"),
]


@pytest.mark.parametrize(
    ("happened", "barred", "who", "how"), [each[1:] for each in CASES], ids=[each[0] for each in CASES]
)
@pytest.mark.clause("CUM-11")
def test_a_managers_duty_falls_to(town: Town, happened: list[Happens], barred: str, who: list[str], how: str) -> None:
    for happens in happened:
        happens(town)
    assert falls_to(town, barred=barred) == (who, how)


@pytest.mark.parametrize(("post", "team", "who"), [
    ("line-manager", "visiting", ["ben"]), ("line-manager", "repairs", ["rita"]), ("line-manager", "rangers", ["rex"]),
    ("senior-manager", "visiting", ["cat"]), ("senior-manager", "repairs", ["cat"]),
    ("senior-manager", "rangers", ["sol"]), ("health-and-safety", "rangers", ["hal"]), ("legal", "rangers", ["leo"]),
    ("dpo", "repairs", ["dot"]), ("chief-executive", "visiting", ["kim"]),
])  # fmt: skip
def test_the_post_nearest_to_the_team_owes_it(town: Town, post: str, team: str, who: list[str]) -> None:
    assert falls_to(town, post, team) == (who, "holder")


def test_a_post_that_stands_at_two_nodes_of_the_line_is_asked_at_the_nearer_first(town: Town) -> None:
    service = town.visiting.parent
    assert service is not None
    town.make.hold(town["sid"], "line-manager", service)
    assert falls_to(town) == (["ben"], "holder")
    away("ben")(town)
    assert falls_to(town) == (["sid"], "holder")


def test_a_post_that_nobody_holds_anywhere_goes_up_by_the_policy(town: Town) -> None:
    team = town.make.team(town.agency, "New team")
    found = resolve(team, "line-manager", NOW, barred=frozenset(), book=book_for(town.agency))
    assert ([town.who(user) for user in found.users], found.how) == (["cat"], "next-up")


def test_a_post_that_the_policy_knows_no_more_goes_to_health_and_safety(town: Town) -> None:
    assert falls_to(town, "warden") == (["hal"], "last")


@pytest.mark.parametrize(("when", "who"), [
    ("2026-03-01 23:59", ["ben"]), ("2026-03-02 00:00", ["nia"]), ("2026-03-06 23:59", ["nia"]),
    ("2026-03-07 00:00", ["ben"]),
])  # fmt: skip
def test_an_absence_holds_from_midnight_to_midnight(town: Town, when: str, who: list[str]) -> None:
    away("ben:nia")(town)
    assert falls_to(town, at=london(when))[0] == who


@pytest.mark.parametrize(("when", "who"), [
    ("2026-07-05 23:30", ["ben"]), ("2026-07-06 00:30", ["nia"]), ("2026-07-10 23:30", ["nia"]),
    ("2026-07-11 00:30", ["ben"]),
])  # fmt: skip
def test_in_summer_midnight_is_the_agencys_and_not_greenwichs(town: Town, when: str, who: list[str]) -> None:
    town.make.absence(town["ben"], "2026-07-06", "2026-07-10", deputy=town["nia"])
    assert falls_to(town, at=london(when))[0] == who


def test_a_holding_counts_from_the_moment_when_it_was_agreed(town: Town) -> None:
    assert falls_to(town, at=FOUNDED - timedelta(seconds=1)) == ([], "last")
    assert falls_to(town, at=FOUNDED) == (["ben"], "holder")


def test_somebody_who_is_away_twice_over_is_away_once(town: Town) -> None:
    away("ben:nia", "ben:sid")(town)
    users, how = falls_to(town)
    assert (len(users), how, users[0] in ("nia", "sid")) == (1, "deputy", True)


def test_a_duty_of_a_service_or_the_agency_itself_finds_its_post(town: Town) -> None:
    root = town.make.root(town.agency)
    assert root.level == Level.AGENCY
    found = resolve(root, "health-and-safety", NOW, barred=frozenset(), book=book_for(town.agency))
    assert [town.who(user) for user in found.users] == ["hal"]
