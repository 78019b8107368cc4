"""Who sees that a case exists: whatever the organisation, the query finds what the access model says, case by case.

The oracle below is slow and plain: it asks one person about one case, walking up the tree in lists, and is written from
the access model (codes O, T, A and F of section 4; N6, N8, R2, R4, R6), not from the query.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from django.db import transaction
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from heed.casework.cases.changes import involve, open_case
from heed.casework.cases.models import Case
from heed.casework.cases.states import Part, Sensitivity
from heed.casework.duties.models import Duty, DutyHolder
from heed.casework.duties.states import How, Status
from heed.incidents import queries
from heed.people.agencies import changes as agencies
from heed.people.agencies.models import User
from heed.people.agencies.queries import policy_of
from heed.people.agencies.states import Level
from tests.make import FOUNDED, Make
from tests.towns import NOW, at_the

SEEING = {Part.VICTIM, Part.REPORTER, Part.MANAGER, Part.ASSIGNED, Part.DECIDED}
READS_BELOW = {"line-manager", "senior-manager"}
POSTS = ("line-manager", "senior-manager", "health-and-safety", "head-of-service", "hr", "dpo", "auditor",
         "administrator", "communications")  # fmt: skip


@dataclass(frozen=True)
class Sketch:
    """One case: the node it belongs to, who has which part, to whom something on it falls, and whether it is owed."""

    node: int
    restricted: bool = False
    parts: tuple[tuple[int, Part], ...] = ()
    owed: tuple[tuple[int, How, bool], ...] = ()


@dataclass(frozen=True)
class Organisation:
    """Parents of nodes (0 is the root), where people work, who holds what where, who is away with which deputy."""

    parents: tuple[int, ...]
    works: tuple[int, ...]
    posts: tuple[tuple[int, str, int], ...] = ()
    away: tuple[tuple[int, int], ...] = ()
    left: frozenset[int] = frozenset()
    cases: tuple[Sketch, ...] = field(default=())

    def line(self, node: int) -> list[int]:
        """Return the node and every node above it."""
        return [node] if node == 0 else [node, *self.line(self.parents[node - 1])]


def sees(org: Organisation, who: int, case: Sketch) -> bool:
    """Return what the access model says: may this person know that the case exists?"""
    parts = {part for user, part in case.parts if user == who}
    if who in org.left:
        return bool(parts & SEEING or any(user == who and open_ for user, _how, open_ in case.owed)) and (
            Part.SUBJECT not in parts
        )
    if Part.SUBJECT in parts:  # R6: nothing, not even that it exists
        return False
    if parts & SEEING:  # O, and A by a part
        return True
    if any(user == who and open_ for user, _how, open_ in case.owed):  # A: something falls to them now
        return True
    if Part.TIE in parts:  # R2: by a post alone nobody sees a case with which they have a tie
        return False
    own = [(post, node) for user, post, node in org.posts if user == who]
    if any(post in READS_BELOW and node in org.line(case.node) for post, node in own):  # T
        return True
    if any(post == "health-and-safety" for post, _node in own) and not case.restricted:  # F, N6
        return True
    return _sees_as_deputy(org, who, case)


def _sees_as_deputy(org: Organisation, who: int, case: Sketch) -> bool:
    """R4: both people's conflicts; of several whom they stand in for, those of all."""
    absent = {user for user, deputy in org.away if deputy == who and user not in org.left}
    lending = {user for user, post, _node in org.posts if user in absent and post in READS_BELOW}
    if any(user in lending and part in (Part.VICTIM, Part.SUBJECT, Part.TIE) for user, part in case.parts):
        return False
    return any(
        user in lending and post in READS_BELOW and node in org.line(case.node) for user, post, node in org.posts
    )


@st.composite
def organisations(draw: st.DrawFn) -> Organisation:
    """Draw a small organisation and what happened in it."""
    services = draw(st.integers(1, 2))
    teams = draw(st.lists(st.integers(1, services), min_size=1, max_size=3))
    parents = (*[0] * services, *teams)
    people, nodes = draw(st.integers(2, 5)), st.integers(0, len(parents))
    user = st.integers(0, people - 1)
    pairs = draw(st.lists(st.tuples(user, user), max_size=3, unique_by=lambda pair: pair[0]))
    sketch = st.builds(
        Sketch,
        node=nodes,
        restricted=st.booleans(),
        parts=st.lists(st.tuples(user, st.sampled_from(Part)), max_size=4, unique=True).map(tuple),
        owed=st.lists(
            st.tuples(user, st.sampled_from(How), st.booleans()), max_size=2, unique_by=lambda one: one[0]
        ).map(tuple),
    )
    return Organisation(
        parents,
        tuple(draw(st.lists(nodes, min_size=people, max_size=people))),
        tuple(draw(st.lists(st.tuples(user, st.sampled_from(POSTS), nodes), max_size=6, unique=True))),
        tuple(pair for pair in pairs if pair[0] != pair[1]),
        frozenset(draw(st.lists(user, max_size=1))),
        tuple(draw(st.lists(sketch, min_size=1, max_size=3))),
    )


@contextmanager
def built(org: Organisation) -> Iterator[tuple[list[User], User, list[Case]]]:
    """Make the organisation, and take it back: its people, a stranger of another agency, its cases."""
    with transaction.atomic():
        make = Make()
        agency = make.agency()
        nodes = [make.root(agency)]
        for number, parent in enumerate(org.parents):
            level = Level.SERVICE if parent == 0 else Level.TEAM
            nodes.append(
                agencies.add_team(make.stamp(), agency=agency, parent=nodes[parent], level=level, name=f"N{number}")
            )
        users = [make.user(f"Person {number}", nodes[node]) for number, node in enumerate(org.works)]
        for user, post, node in org.posts:
            make.hold(users[user], post, nodes[node])
        for user, deputy in org.away:
            make.absence(users[user], "2026-03-02", "2026-03-06", deputy=users[deputy])
        cases = []
        for sketch in org.cases:
            sensitivity = Sensitivity.RESTRICTED if sketch.restricted else Sensitivity.NORMAL
            case = open_case(make.stamp(), team=nodes[sketch.node], sensitivity=sensitivity)
            for user, part in sketch.parts:
                involve(make.stamp(), case=case, part=part, user=users[user])
            for user, how, open_ in sketch.owed:
                _owe(case, users[user], how, open_)
            cases.append(case)
        for user in org.left:
            users[user].is_active = False
            users[user].save()
        stranger = make.user("Hal Stranger", make.team(make.agency(word="elsewhere")), post="health-and-safety")
        yield [at_the(NOW, user) for user in users], at_the(NOW, stranger), cases
        transaction.set_rollback(True)


def _owe(case: Case, user: User, how: How, open_: bool) -> None:
    moment = None if open_ else FOUNDED
    status = Status.OPEN if open_ else Status.DONE
    duty = Duty.objects.create(
        agency=case.agency, team=case.team, case=case, policy=policy_of(case.agency), verb="incident.care",
        owed_by="line-manager", series_at=FOUNDED, opened_at=FOUNDED, due_at=FOUNDED, status=status, done_at=moment,
    )  # fmt: skip
    DutyHolder.objects.create(duty=duty, user=user, how=how)


TWO = Organisation((0, 1), (2, 2, 2), (((0, "line-manager", 2)),), ((0, 1),))
"""A manager (0) who is away, their deputy (1), somebody else (2)."""


@settings(
    max_examples=400 if os.environ.get("HEED_LONG") else 30,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(org=organisations())
@example(org=Organisation(**{**vars(TWO), "cases": (Sketch(2), Sketch(2, parts=((0, Part.VICTIM),)))}))
@example(org=Organisation(**{**vars(TWO), "cases": (Sketch(2, parts=((1, Part.TIE),)), Sketch(1))}))
def test_everybody_sees_the_cases_that_the_access_model_says_and_no_others(db: None, org: Organisation) -> None:
    with built(org) as (users, stranger, cases):
        found = {
            (who, number): Case.objects.visible_to(user).filter(pk=case.pk).exists()
            for who, user in enumerate(users)
            for number, case in enumerate(cases)
        }
        expected = {
            (who, number): sees(org, who, sketch)
            for who in range(len(users))
            for number, sketch in enumerate(org.cases)
        }
        assert found == expected
        assert not Case.objects.visible_to(stranger).exists()


def test_a_fault_in_the_query_would_be_found(db: None) -> None:
    org = Organisation(**{**vars(TWO), "cases": (Sketch(2, restricted=True), Sketch(1, parts=((2, Part.WITNESS),)))})
    assert [[sees(org, who, case) for case in org.cases] for who in range(3)] == [
        [True, False],
        [True, False],
        [False, False],
    ]
    with built(org) as (users, _stranger, cases):
        everybody = {(who, case.pk) for who in range(3) for case in cases}
        seen = {(who, case) for who, user in enumerate(users)
                for case in Case.objects.visible_to(user).values_list("pk", flat=True)}  # fmt: skip
        assert everybody - seen == {(0, cases[1].pk), (1, cases[1].pk), (2, cases[0].pk), (2, cases[1].pk)}


def test_no_reports_without_cases(db: None) -> None:
    with built(TWO) as (users, _stranger, _cases):
        assert [queries.visible_to(user).count() for user in users] == [0, 0, 0]
