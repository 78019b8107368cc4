"""Writes about action plans: drawn up, signed by both, sent back, changed, signed again; lines are duties (CAF-5)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.db import transaction

from heed.casework.cases.models import Audience, Case
from heed.casework.cases.queries import victims
from heed.casework.cases.states import Move
from heed.casework.duties.changes import assign, finish, give_up
from heed.casework.duties.models import Duty
from heed.casework.duties.queries import first_step
from heed.casework.duties.states import Status as DutyStatus
from heed.casework.moves import take
from heed.casework.plans import rules, states
from heed.casework.plans.models import Action, Plan
from heed.casework.plans.states import Status
from heed.notices.changes import tell
from heed.notices.states import Notice
from heed.people.agencies.models import User
from heed.people.agencies.queries import book_for, policy_of
from heed.people.agencies.stamps import Signed
from heed.policy.vocabulary import Given


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a plan as it is typed: what, who, by which day."""

    text: str
    owner: User
    due_on: date


@transaction.atomic
def propose(stamp: Signed, *, case: Case, lines: Sequence[Line], given: Given, token: str | None = None) -> Plan:
    """Draw up the plan, or change it: whoever does has signed it, and the other must agree to it (again)."""
    rules.may_propose(stamp.user, case).require()
    rules.may_owe(case, [line.owner for line in lines]).require()
    plan = Plan.objects.select_for_update().filter(case=case).first()
    move = states.CHANGE if plan else states.PROPOSE
    plan = plan or Plan.objects.create(case=case, status=Status.PROPOSED)
    if not _take(move, plan, stamp, given, token=token):
        return plan
    for action in plan.actions.filter(dropped_at=None).select_related("duty"):
        if action.duty is None or action.duty.status == DutyStatus.OPEN:  # what is done stays
            _drop(stamp, action)
    Action.objects.bulk_create(
        Action(plan=plan, text=line.text, owner=line.owner, due_on=line.due_on) for line in lines
    )
    plan.victim_signed_at = plan.victim_signed_by = plan.manager_signed_at = plan.manager_signed_by = None
    _sign(stamp, plan)
    _tell_the_others(stamp, plan)
    return plan


@transaction.atomic
def agree(stamp: Signed, *, plan: Plan, given: Given, token: str | None = None) -> None:
    """Sign the plan as the second of the two; from now on its lines are owed."""
    rules.may_agree(stamp.user, plan).require()
    _sign(stamp, plan)
    if plan.victim_signed_at and plan.manager_signed_at and _take(states.AGREE, plan, stamp, given, token=token):
        for action in plan.actions.filter(dropped_at=None, duty=None):
            _owe(stamp, action)


@transaction.atomic
def send_back(stamp: Signed, *, plan: Plan, text: str, given: Given, token: str | None = None) -> None:
    """Send the plan back with what should be different."""
    rules.may_send_back(stamp.user, plan).require()
    if _take(states.SEND_BACK, plan, stamp, given, text=text, token=token):
        _tell_the_others(stamp, plan)


@transaction.atomic
def do_line(stamp: Signed, *, action: Action, given: Given, text: str = "", token: str | None = None) -> None:
    """Record that a line of the plan was done."""
    rules.may_do_line(stamp.user, action).require()
    if _take(states.DO_LINE, action.plan, stamp, given, text=text, token=token) and action.duty:
        finish(stamp, action.duty)


def _take(move: Move, plan: Plan, stamp: Signed, given: Given, *, text: str = "", token: str | None = None) -> bool:
    return take(move, plan, stamp, case=plan.case, given=given, text=text, audience=Audience.REPORTER, token=token)


def _sign(stamp: Signed, plan: Plan) -> None:
    """Sign for the person affected where they are that (or speak for them), else as the manager."""
    if rules.speaks_for_victim(stamp.user, plan.case):
        plan.victim_signed_at, plan.victim_signed_by = stamp.at, stamp.user
    else:
        plan.manager_signed_at, plan.manager_signed_by = stamp.at, stamp.user
    plan.save(update_fields=["victim_signed_at", "victim_signed_by", "manager_signed_at", "manager_signed_by"])


def _tell_the_others(stamp: Signed, plan: Plan) -> None:
    """Tell the person affected, and those to whom the plan falls as a duty."""
    owing = User.objects.filter(duties__duty__in=plan.case.duties.open().filter(verb__startswith="plan."))
    users = [*victims(plan.case), *owing]
    tell(stamp, users, Notice.PLAN, reference=plan.case.reference, link=f"/reports/{plan.case.reference}/plan")


def _drop(stamp: Signed, action: Action) -> None:
    """Drop a line of the plan as it was: what was agreed stays on record, what it owed ends."""
    action.dropped_at = stamp.at
    action.save(update_fields=["dropped_at"])
    if action.duty and action.duty.status == DutyStatus.OPEN:
        give_up(stamp, action.duty, reason=states.CHANGE.verb.name)


def _owe(stamp: Signed, action: Action) -> None:
    """Make the line a duty of its owner, due when the day's business closes."""
    case = action.plan.case
    calendar = book_for(case.agency).calendar
    due_at = datetime.combine(action.due_on, calendar.closes, ZoneInfo(calendar.zone))
    duty = Duty(
        status=DutyStatus.OPEN,
        agency_id=case.agency_id,
        team=case.team,
        case=case,
        policy=policy_of(case.agency),
        verb=states.DO_LINE.verb.name,
        owner=action.owner,
        series_at=stamp.at,
        opened_at=stamp.at,
        due_at=due_at,
    )
    duty.next_at = first_step(duty, stamp.at)
    duty.save()
    action.duty = duty
    action.save(update_fields=["duty"])
    assign(stamp, [duty])
