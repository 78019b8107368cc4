"""How far somebody's posts reach just now, and whom a one-time link belongs to."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from heed import clock
from heed.access.models import Invitation
from heed.access.states import ROLES, Can, Role, Scope
from heed.people.agencies.models import Holding, Team, User
from heed.prepared import Prepared


@dataclass(frozen=True, slots=True)
class Reach:
    """What a user's posts let them do, and for which nodes of the tree."""

    roles: frozenset[Role]
    nodes: dict[Can, dict[int, Scope]] = field(default_factory=dict)  # what → node of the tree → how far
    teams: frozenset[int] = frozenset()  # every team whose reports they may read
    everything: bool = False  # they may read all normal reports of the agency

    def can(self, what: Can) -> bool:
        """Return whether they can do it anywhere at all."""
        return what in self.nodes

    def covers(self, what: Can, team: Team, *, at_most: Scope = Scope.ALL) -> bool:
        """Return whether they can do it for this team: by its own post, or by one at a node above it.

        `at_most` leaves out posts that reach further: TEAM asks whether they manage this very team.
        """
        for node, scope in self.nodes.get(what, {}).items():
            if scope > at_most:
                continue
            if scope == Scope.ALL or (scope >= Scope.TEAM and node in team.line):
                return True
        return False


LIVE = Prepared(
    lambda *, user, at: (
        Holding.objects.live(at).filter(user=user).values_list("post__role", "post__team_id", "post__team__path")
    )
)
BELOW = Prepared(
    lambda *, agency, path: Team.objects.filter(agency=agency, path__startswith=path).values_list("pk", flat=True)
)


def reach(user: User) -> Reach:
    """Return how far the user's live posts reach; looked up once for each request's user object."""
    known: Reach | None = user.__dict__.get("_reach")
    if known is None:
        known = user.__dict__["_reach"] = _look_up(user, clock.now())
    return known


def stand_in(user: int, agency: int, teams: Iterable[int], *, everything: bool) -> User:
    """Return a user who is nobody, but reaches this far: for writing a query that is run for others later."""
    nobody = User(pk=user, agency_id=agency)
    nobody.__dict__["_reach"] = Reach(frozenset(), teams=frozenset(teams), everything=everything)
    return nobody


def _look_up(user: User, at: datetime) -> Reach:
    if not user.is_active:
        return Reach(frozenset())
    nodes: dict[Can, dict[int, Scope]] = {}
    roles, paths, everything = {Role.EMPLOYEE}, set(), False
    for word, team, path in LIVE(user=user.pk, at=at):
        role = Role(word)
        roles.add(role)
        for what, scope in ROLES[role].items():
            nodes.setdefault(what, {})[team] = max(scope, nodes.get(what, {}).get(team, scope))
            if what == Can.READ_REPORTS and scope in (Scope.TEAM, Scope.SERVICE):
                paths.add(path)
            everything = everything or (what == Can.READ_REPORTS and scope == Scope.ALL)
    return Reach(frozenset(roles), nodes, _teams(user, paths), everything)


def _teams(user: User, paths: set[str]) -> frozenset[int]:
    found: set[int] = set()
    for path in paths:
        found.update(BELOW(agency=user.agency_id, path=path))
    return frozenset(found)


def administrators(agency_id: int, at: datetime) -> list[User]:
    """Return those who keep staff and posts of the agency just now."""
    live = Holding.objects.live(at).filter(post__role=Role.ADMINISTRATOR, post__team__agency=agency_id)
    return list(User.objects.filter(holdings__in=live).distinct())


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
