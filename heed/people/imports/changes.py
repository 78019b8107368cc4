"""Carry out an import of staff, in one transaction."""

from django.db import transaction

from heed.ledger.changes import record
from heed.ledger.stamp import Stamp
from heed.people.agencies import states
from heed.people.agencies.changes import add_team, add_user, change_user, post_at, propose_holder
from heed.people.agencies.models import Agency, Holding, Team, User
from heed.people.agencies.queries import book_for, root_of
from heed.people.agencies.states import Level
from heed.people.imports.queries import Plan, Row, plan_import


class NotImported(ValueError):
    """The file has faults, so nothing of it was imported; `plan` says which."""

    def __init__(self, plan: Plan) -> None:
        super().__init__(f"{len(plan.troubles)} faults; nothing was imported.")
        self.plan = plan


@transaction.atomic
def import_staff(stamp: Stamp, *, agency: Agency, content: bytes) -> Plan:
    """Import every row of the file, or none: NotImported where anything at all is wrong with it.

    A post in a row is only proposed: a second person must agree to it, as to any other (D2).
    """
    plan = plan_import(agency, content)
    if plan.troubles:
        raise NotImported(plan)
    teams = _Teams(stamp, agency)
    for row in plan.rows:
        _carry_out(stamp, agency, row, teams)
    facts = {"new": len(plan.new), "changed": len(plan.changed), "same": len(plan.same)}
    record(stamp, verb=states.IMPORT.name, chain=f"agency:{agency.pk}", thing=f"agency:{agency.pk}", facts=facts)
    return plan


class _Teams:
    """The agency's teams by service and name; makes those that are missing."""

    def __init__(self, stamp: Stamp, agency: Agency) -> None:
        self.stamp, self.agency, self.root = stamp, agency, root_of(agency)
        self.known = {(team.parent_id, team.name): team for team in agency.teams.all()}

    def find(self, row: Row) -> Team:
        """Return the row's team."""
        return self._below(self._below(self.root, row.service, Level.SERVICE), row.team, Level.TEAM)

    def _below(self, parent: Team, name: str, level: Level) -> Team:
        team = self.known.get((parent.pk, name))
        if team is None:
            team = add_team(self.stamp, agency=self.agency, parent=parent, level=level, name=name)
            self.known[parent.pk, name] = team
        return team


def _carry_out(stamp: Stamp, agency: Agency, row: Row, teams: _Teams) -> None:
    team = teams.find(row)
    user = User.objects.filter(email=row.email, agency=agency).first()
    if user is None:
        user = add_user(
            stamp,
            team=team,
            email=row.email,
            name=row.name,
            job=row.job,
            works_as=row.works_as,
            staff_number=row.staff_number,
        )
    else:
        change_user(
            stamp, user=user, team=team, name=row.name, job=row.job, works_as=row.works_as,
            staff_number=row.staff_number or None,
        )  # fmt: skip
    if row.post:
        _propose(stamp, user, team, row.post)


def _propose(stamp: Stamp, user: User, team: Team, word: str) -> None:
    """Propose the user for the post at the node of their line where it stands, unless they have or await it."""
    level = book_for(team.agency).posts[word].of
    node = Team.objects.get(pk__in=team.line, level=level)
    post = post_at(node, word)
    if user.pk != stamp.by and not Holding.objects.filter(post=post, user=user, until_at=None).exists():
        propose_holder(stamp, post=post, user=user)
