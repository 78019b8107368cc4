"""Who may draw up, sign, send back and change an action plan."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from heed.access.decisions import YES, Decision, no
from heed.access.queries import reach
from heed.access.states import Can, Role
from heed.casework.cases.models import Case
from heed.casework.cases.queries import affects_user, barred_from, parts_of
from heed.casework.cases.states import Part
from heed.casework.duties.models import Duty
from heed.casework.plans.models import Action, Plan
from heed.casework.plans.states import Status
from heed.people.agencies.models import User
from heed.people.agencies.queries import book_of

MANAGING = (Role.LINE_MANAGER, Role.SENIOR_MANAGER, Role.HEAD_OF_SERVICE, Role.HEALTH_AND_SAFETY)
"""Roles whose posts manage: what they owe makes whoever it falls to (a deputy, the next up) the manager of the case."""


def manages(user: User, case: Case) -> bool:
    """Return whether the user acts on the case as a manager: by their post, or as what a manager owes falls to them.

    Whoever is only asked for something of their own post (legal, communications) has no part in the plan.
    """
    barred, within = barred_from(case, deciding=False), reach(user)
    if user.pk in barred:
        return False
    if within.covers(Can.ACT_ON_REPORTS, case.team):
        return True
    if within.lends(Can.ACT_ON_REPORTS, case.team) and within.lent and not within.lent.principals & barred:
        return True
    mine = case.duties.filter(status="open", holders__user=user, owner=None).select_related("policy")
    return any(duty.verb.startswith("plan.") or _owed_by_a_manager(duty) for duty in mine)


def _owed_by_a_manager(duty: Duty) -> bool:
    post = book_of(duty.policy).posts.get(duty.owed_by)
    return post is not None and post.role in MANAGING


def speaks_for_victim(user: User, case: Case) -> bool:
    """Return whether the user signs for the person affected: it is they; where they have no account, the reporter."""
    parts = parts_of(case, user)
    return Part.VICTIM in parts or (Part.REPORTER in parts and not affects_user(case))


def may_read(user: User, case: Case) -> bool:
    """Return whether the user has a part in the plan: the person affected, the reporter, a manager of the case."""
    return bool(parts_of(case, user) & {Part.VICTIM, Part.REPORTER, Part.MANAGER, Part.DECIDED}) or manages(user, case)


def may_read_line(user: User, action: Action) -> bool:
    """Return whether the user may know of a line: it is theirs, or they may read the plan."""
    return user.pk == action.owner_id or may_read(user, action.plan.case)


def may_propose(user: User, case: Case) -> Decision:
    """Draw up a plan: the manager or the person affected."""
    if speaks_for_victim(user, case) or manages(user, case):
        return YES
    return no(_("Only the person affected and their manager draw up the action plan."))


def may_owe(case: Case, owners: Sequence[User]) -> Decision:
    """Have lines in a plan: at least one, each owned by somebody who works for the agency now."""
    if not owners:
        return no(_("An action plan needs at least one line."))
    if any(owner.agency_id != case.agency_id or not owner.is_active for owner in owners):
        return no(_("Every line needs an owner who works here."))
    return YES


def may_agree(user: User, plan: Plan) -> Decision:
    """Sign a plan: the person affected once, a manager once, and not the same person twice."""
    if plan.status != Status.PROPOSED:
        return no(_("This plan does not wait to be agreed."))
    if speaks_for_victim(user, plan.case):
        return no(_("You have agreed to this plan already.")) if plan.victim_signed_at else YES
    if not manages(user, plan.case):
        return no(_("Only the person affected and their manager agree the action plan."))
    return no(_("A manager has agreed to this plan already.")) if plan.manager_signed_at else YES


def may_send_back(user: User, plan: Plan) -> Decision:
    """Send a plan back: either of the two who must agree to it."""
    if plan.status != Status.PROPOSED:
        return no(_("This plan does not wait to be agreed."))
    return may_propose(user, plan.case)


def may_do_line(user: User, action: Action) -> Decision:
    """Say that a line was done: its owner, or a manager of the case."""
    if action.duty is None or action.duty.status != "open":
        return no(_("This line is not owed."))
    if user.pk == action.owner_id or manages(user, action.plan.case):
        return YES
    return no(_("Only the owner of the line or a manager can say that it was done."))
