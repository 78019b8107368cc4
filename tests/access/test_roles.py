"""Every role, everything that it can do, and how far: the access model of reliability.md, written out by hand."""

import pytest

from heed.access.queries import reach
from heed.access.states import ROLES, Can, Role, Scope
from heed.people.agencies import changes as agencies
from heed.people.agencies.models import User
from tests.towns import HELD, Town

# T: the team of the post · S: its service · F: the whole agency · A: what was assigned to them · -: nothing.
# One column for each of: read reports, act on them, read what support somebody had, see all, see the team's list,
# keep staff, record others' absences, load a policy, read the ledger, open evidence, see the register, keep it.
MODEL = """
employee           -  -  -  -  -  -  -  -  -  -  -  -
line-manager       T  T  T  -  T  -  T  -  -  T  -  -
senior-manager     S  S  -  -  S  -  S  -  -  A  -  -
head-of-service    A  A  -  -  -  -  -  -  -  A  -  -
register-owner     A  A  -  -  -  -  -  -  -  A  F  F
health-and-safety  F  F  A  F  -  -  -  -  -  F  F  -
legal              A  A  -  -  -  -  -  -  -  A  -  -
hr                 A  A  A  -  -  -  -  -  -  -  -  -
dpo                A  A  -  -  -  -  -  -  F  A  F  -
communications     A  A  -  -  -  -  -  -  -  -  -  -
chief-executive    A  A  -  -  -  -  -  -  -  A  -  -
auditor            -  -  -  -  -  -  -  -  F  -  -  -
administrator      -  -  -  -  -  F  F  F  -  -  -  -
"""
COLUMNS = (
    Can.READ_REPORTS, Can.ACT_ON_REPORTS, Can.READ_SUPPORT, Can.LIST_ALL, Can.LIST_TEAM, Can.KEEP_STAFF,
    Can.RECORD_ABSENCE, Can.LOAD_POLICY, Can.READ_LEDGER, Can.READ_EVIDENCE,
    Can.READ_REGISTER, Can.KEEP_REGISTER,
)  # fmt: skip
CODES = {"T": Scope.TEAM, "S": Scope.SERVICE, "F": Scope.ALL, "A": Scope.ASSIGNED}
WHERE = {"T": {"visiting"}, "S": {"visiting", "repairs"}, "F": {"visiting", "repairs", "rangers"}, "A": set[str](),
         "-": set[str]()}  # fmt: skip
"""Which teams a post at (or above) the visiting team covers."""
ROWS = {row.split()[0]: row.split()[1:] for row in MODEL.strip().splitlines()}
HOLDERS = {post: who for who, (_name, team, post) in reversed(HELD.items()) if team == "visiting"} | {
    "employee": "asha"
}
TEAMS = ("visiting", "repairs", "rangers", "elsewhere")


def test_the_table_has_every_role_and_everything_that_can_be_done() -> None:
    assert (set(ROWS), set(COLUMNS), {len(cells) for cells in ROWS.values()}) == (set(Role.values), set(Can), {12})


def test_each_role_can_do_what_the_access_model_gives_it_and_nothing_else() -> None:
    expected = {
        role: {can: CODES[cell] for can, cell in zip(COLUMNS, cells, strict=True) if cell != "-"}
        for role, cells in ROWS.items()
    }
    assert {role.value: dict(cans) for role, cans in ROLES.items()} == expected


def test_whoever_holds_a_post_covers_the_teams_that_the_model_says_and_none_of_another_agency(town: Town) -> None:
    covered = {
        (role, can.value): {team for team in TEAMS if reach(town[who]).covers(can, getattr(town, team))}
        for role, who in HOLDERS.items()
        for can in COLUMNS
    }
    expected = {
        (role, can.value): WHERE[cell] for role, cells in ROWS.items() for can, cell in zip(COLUMNS, cells, strict=True)
    }
    assert covered == expected


def test_whoever_can_do_it_at_all_is_whom_the_model_gives_it_to(town: Town) -> None:
    able = {(role, can.value) for role, who in HOLDERS.items() for can in COLUMNS if reach(town[who]).can(can)}
    assert able == {
        (role, can.value)
        for role, cells in ROWS.items()
        for can, cell in zip(COLUMNS, cells, strict=True)
        if cell != "-"
    }


@pytest.mark.parametrize("most", [Scope.TEAM, Scope.SERVICE, Scope.ALL])
def test_asked_who_manages_this_very_team_those_further_up_do_not_count(town: Town, most: Scope) -> None:
    acting = {
        role
        for role, who in HOLDERS.items()
        if reach(town[who]).covers(Can.ACT_ON_REPORTS, town.visiting, at_most=most)
    }
    found = {Scope.TEAM: {"line-manager"}, Scope.SERVICE: {"line-manager", "senior-manager"}}
    assert acting == found.get(most, {"line-manager", "senior-manager", "health-and-safety"})


def test_the_teams_whose_reports_somebody_reads_are_those_at_and_below_their_post(town: Town) -> None:
    below = {
        who: {team for team in TEAMS if getattr(town, team).pk in reach(town[who]).teams}
        for who in ("asha", "ben", "rita", "cat", "sol", "hew", "hal", "ada", "eve")
    }
    assert below == {
        "asha": set(), "ben": {"visiting"}, "rita": {"repairs"}, "cat": {"visiting", "repairs"}, "sol": {"rangers"},
        "hew": set(), "hal": set(), "ada": set(), "eve": {"elsewhere"},
    }  # fmt: skip
    assert [who for who in town.users if reach(town[who]).everything] == ["hal"]


def test_two_posts_add_up_and_the_one_that_reaches_further_counts(town: Town) -> None:
    town.make.hold(town["ben"], "senior-manager")
    within = reach(town["ben"])
    assert within.roles == {Role.EMPLOYEE, Role.LINE_MANAGER, Role.SENIOR_MANAGER}
    assert {team for team in TEAMS if within.covers(Can.ACT_ON_REPORTS, getattr(town, team))} == {"visiting", "repairs"}
    assert {team for team in TEAMS if within.covers(Can.READ_SUPPORT, getattr(town, team))} == {"visiting"}


@pytest.mark.parametrize("how", ["ended", "waiting", "refused", "not yet", "left"])
def test_a_holding_that_is_not_in_force_lets_nobody_do_anything(town: Town, how: str) -> None:
    post = agencies.post_at(town.repairs, "line-manager")
    later = town.make.stamp(town.make.stamp().at.replace(year=2099))
    holding = agencies.propose_holder(later if how == "not yet" else town.make.stamp(), post=post, user=town["nia"])
    if how in ("ended", "left", "not yet"):
        agencies.agree_holder(later if how == "not yet" else town.make.stamp(), holding=holding)
    if how == "ended":
        agencies.end_holding(town.make.stamp(), holding=holding)
    if how == "refused":
        agencies.refuse_holder(town.make.stamp(), holding=holding)
    if how == "left":
        agencies.end_user(town.make.stamp(), user=town["nia"])
    within = reach(town["nia"])
    assert (within.nodes, within.teams, within.everything) == ({}, frozenset(), False)


def test_a_post_ends_the_moment_it_is_ended_not_the_day_after(town: Town) -> None:
    [holding] = town["ben"].holdings.all()
    assert reach(town["ben"]).can(Can.LIST_TEAM)
    agencies.end_holding(town.make.stamp(), holding=holding)
    assert not reach(town["ben"]).can(Can.LIST_TEAM)


def test_who_moves_to_another_team_leaves_its_reports_and_posts_behind_at_once(town: Town) -> None:
    ben = town["ben"]
    agencies.change_user(town.make.stamp(), user=ben, team=town.rangers, name=ben.name, job="", works_as=ben.works_as)
    assert (set(reach(town["ben"]).teams), set(reach(town["ben"]).roles)) == (set(), {Role.EMPLOYEE})


def test_who_moves_within_the_line_of_their_post_keeps_it(town: Town) -> None:
    cat = town["cat"]
    agencies.change_user(town.make.stamp(), user=cat, team=town.repairs, name=cat.name, job="", works_as=cat.works_as)
    assert reach(town["cat"]).teams == {town.visiting.parent_id, town.visiting.pk, town.repairs.pk}
    agencies.change_user(
        town.make.stamp(), user=town["cat"], team=town.rangers, name="Cat", job="", works_as=cat.works_as
    )
    assert reach(town["cat"]).teams == frozenset()


def test_a_new_name_or_job_leaves_the_posts_alone(town: Town) -> None:
    ben = town["ben"]
    agencies.change_user(
        town.make.stamp(), user=ben, team=ben.team, name="Ben Carrow-Hay", job="Lead", works_as="employee"
    )
    assert (User.objects.get(pk=ben.pk).name, set(reach(town["ben"]).teams)) == ("Ben Carrow-Hay", {town.visiting.pk})
