"""How far somebody's posts reach just now, and whom a one-time link belongs to."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import Q, QuerySet

from heed import clock
from heed.access.models import Invitation, System
from heed.access.states import LENDING, ROLES, Can, Role, Scope
from heed.people.agencies.models import Absence, Agency, Holding, Team, User
from heed.prepared import Prepared

__all__ = ["System"]  # doors name this type, and touch no tables


@dataclass(frozen=True, slots=True)
class Reach:
    """What a user's posts let them do, and for which nodes of the tree."""

    roles: frozenset[Role]
    nodes: dict[Can, dict[int, Scope]] = field(default_factory=dict)  # what → node of the tree → how far
    teams: frozenset[int] = frozenset()  # every team whose reports they may read
    everything: bool = False  # they may read all normal reports of the agency
    agency: int = 0
    lent: "Lent | None" = None  # what they reach besides, because they stand in for somebody who is away

    def can(self, what: Can) -> bool:
        """Return whether they can do it anywhere at all, by a post of their own or of whom they stand in for."""
        return what in self.nodes or (self.lent is not None and what in self.lent.nodes)

    def covers(self, what: Can, team: Team, *, at_most: Scope = Scope.ALL) -> bool:
        """Return whether they can do it for this team: by its own post, or by one at a node above it.

        `at_most` leaves out posts that reach further: TEAM asks whether they manage this very team. What is lent to a
        deputy does not count: whoever asks about a report must look at the conflicts that come with it (`lends`).
        """
        return team.agency_id == self.agency and _covers(self.nodes.get(what, {}), team, at_most)

    def lends(self, what: Can, team: Team, *, at_most: Scope = Scope.ALL) -> bool:
        """Return whether they can do it for this team only as a deputy, who carries both people's conflicts (R4)."""
        if self.lent is None or team.agency_id != self.agency or self.covers(what, team, at_most=at_most):
            return False
        return _covers(self.lent.nodes.get(what, {}), team, at_most)


@dataclass(frozen=True, slots=True)
class Lent:
    """What a deputy reaches while those whom they stand in for (`principals`, ids of users) are away."""

    principals: frozenset[int]
    nodes: dict[Can, dict[int, Scope]]
    teams: frozenset[int]  # teams whose reports they may read


def _covers(nodes: dict[int, Scope], team: Team, at_most: Scope) -> bool:
    return any(
        scope == Scope.ALL or (scope >= Scope.TEAM and node in team.line)
        for node, scope in nodes.items()
        if scope <= at_most
    )


def _live(*, user: Any, at: Any, day: Any) -> QuerySet[Any, Any]:
    """Return the user's own live posts, and those of everybody for whom they stand in on the day."""
    away = Absence.objects.on(day).filter(deputy=user).values("user")
    held = Holding.objects.live(at).filter(Q(user=user) | Q(user__in=away))
    return held.values_list("user", "post__role", "post__team_id", "post__team__path")


LIVE: Prepared[Any] = Prepared(_live)
BELOW = Prepared(
    lambda *, agency, path: Team.objects.filter(agency=agency, path__startswith=path).values_list("pk", flat=True)
)


def reach(user: User) -> Reach:
    """Return how far the user's live posts reach; looked up once for each request's user object."""
    known: Reach | None = user.__dict__.get("_reach")
    if known is None:
        known = user.__dict__["_reach"] = _look_up(user, clock.now())
    return known


def stand_in(
    user: int, agency: int, teams: Iterable[int], *, everything: bool, lent: Iterable[int], principals: Iterable[int]
) -> User:
    """Return a user who is nobody, but reaches this far: for writing a query that is run for others later."""
    nobody = User(pk=user, agency_id=agency)
    nobody.__dict__["_reach"] = Reach(
        frozenset(),
        teams=frozenset(teams),
        everything=everything,
        agency=agency,
        lent=Lent(frozenset(principals), {}, frozenset(lent)),
    )
    return nobody


def _look_up(user: User, at: datetime) -> Reach:
    if not user.is_active:
        return Reach(frozenset())
    day = at.astimezone(ZoneInfo(user.agency.zone)).date()
    held = LIVE(user=user.pk, at=at, day=day)
    own = [(Role(word), team, path) for holder, word, team, path in held if holder == user.pk]
    others = [(holder, Role(word), team, path) for holder, word, team, path in held if holder != user.pk]
    nodes, paths = _nodes(own)
    return Reach(
        roles=frozenset({Role.EMPLOYEE, *(role for role, _team, _path in own)}),
        nodes=nodes,
        teams=_teams(user, paths),
        everything=Scope.ALL in nodes.get(Can.READ_REPORTS, {}).values(),
        agency=user.agency_id,
        lent=_lent(user, others) if others else None,
    )


def _nodes(held: Iterable[tuple[Role, int, str]]) -> tuple[dict[Can, dict[int, Scope]], set[str]]:
    """Return what these posts let somebody do where, and the paths of the nodes below which they read reports."""
    nodes: dict[Can, dict[int, Scope]] = {}
    paths: set[str] = set()
    for role, team, path in held:
        for what, scope in ROLES[role].items():
            nodes.setdefault(what, {})[team] = max(scope, nodes.get(what, {}).get(team, scope))
            if what == Can.READ_REPORTS and scope in (Scope.TEAM, Scope.SERVICE):
                paths.add(path)
    return nodes, paths


def _lent(user: User, held: Iterable[tuple[int, Role, int, str]]) -> Lent | None:
    """Return what the posts of absent people lend: what a manager of a team or service does, and no more.

    What reaches over all of the agency is only ever granted by two people (D2).
    """
    lending = [(holder, role, team, path) for holder, role, team, path in held if role in LENDING]
    nodes, paths = _nodes((role, team, path) for _holder, role, team, path in lending)
    return Lent(frozenset(row[0] for row in lending), nodes, _teams(user, paths)) if lending else None


def _teams(user: User, paths: set[str]) -> frozenset[int]:
    found: set[int] = set()
    for path in paths:
        found.update(BELOW(agency=user.agency_id, path=path))
    return frozenset(found)


def administrators(agency_id: int, at: datetime) -> list[User]:
    """Return those who keep staff and posts of the agency just now."""
    live = Holding.objects.live(at).filter(post__role=Role.ADMINISTRATOR, post__team__agency=agency_id)
    return list(User.objects.filter(holdings__in=live).distinct())


def whose_absences(user: User) -> QuerySet[User]:
    """Return those whose absences the user may record, themselves too: as `rules.may_record_absence` says, by query."""
    within = reach(user)
    lent = within.lent.nodes if within.lent else {}
    found = Q(pk=user.pk)
    for nodes in (within.nodes, lent):
        for node, scope in nodes.get(Can.RECORD_ABSENCE, {}).items():
            found |= Q(agency=user.agency_id) if scope == Scope.ALL else Q(team__path__contains=f"/{node}/")
    return User.objects.filter(found, agency=user.agency_id, is_active=True).order_by("name", "pk")


def digest_of(token: str) -> str:
    """Return what is kept of an invitation's token."""
    return hashlib.sha256(token.encode()).hexdigest()


def invited(token: str, at: datetime) -> User | None:
    """Return whom the one-time link belongs to, while it is good."""
    good = Invitation.objects.filter(digest=digest_of(token), used_at=None, until_at__gt=at, user__is_active=True)
    found = good.select_related("user").first()
    return found.user if found else None


def signed_in(user_id: int) -> User | None:
    """Return who a session belongs to, with their agency and team, which every page asks for; None when closed."""
    return User.objects.select_related("agency", "team").filter(pk=user_id, is_active=True).first()


def systems_of(agency: Agency) -> QuerySet[System]:
    """Return the systems that ask, asked or wait to ask for the agency, the newest first."""
    return System.objects.filter(agency=agency).select_related("asked_by", "agreed_by", "ended_by").order_by("-pk")


def system_named(agency: Agency, name: str) -> System | None:
    """Return the system of this name that asks, or waits to be agreed to."""
    return System.objects.filter(agency=agency, name=name, ended_at=None).select_related("agency").first()


def system_with(key: str, at: datetime) -> System | None:
    """Return the system whose key this is, while it may ask."""
    found = System.objects.filter(digest=digest_of(key)).select_related("agency").first()
    return found if found and may_still_ask(found, at) else None


def may_still_ask(system: System, at: datetime) -> bool:
    """Return whether the system may ask at the moment."""
    day = at.astimezone(ZoneInfo(system.agency.zone)).date()
    return System.objects.live(day).filter(pk=system.pk).exists()
