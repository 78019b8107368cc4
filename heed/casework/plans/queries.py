"""Reads about action plans."""

from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from heed.casework.cases.models import Case, Involvement
from heed.casework.cases.states import Part
from heed.casework.plans.models import Action, Plan
from heed.casework.plans.states import Status
from heed.people.agencies.models import User
from heed.prepared import Prepared

__all__ = ["Action", "Case", "Plan"]  # doors name these types, and touch no tables


def of_case(case: Case) -> Plan | None:
    """Return the case's action plan, with who signed it."""
    found = Plan.objects.filter(case=case).select_related("victim_signed_by", "manager_signed_by", "case__team")
    return found.first()


LINES: Prepared[Action] = Prepared(
    lambda *, plan: (
        Action.objects.filter(plan=plan, dropped_at=None)
        .select_related("owner", "duty", "plan__case__team")
        .order_by("due_on", "pk")
    )
)


def lines_of(plan: Plan) -> list[Action]:
    """Return the lines that the plan has now, soonest first."""
    return LINES(plan=plan.pk)


def undone(plan: Plan) -> list[Action]:
    """Return the lines that a changed plan begins with: those that are not done yet. What is done stays."""
    return [line for line in lines_of(plan) if line.duty is None or line.duty.status == "open"]


def dropped_from(plan: Plan) -> list[Action]:
    """Return the lines that earlier versions of the plan had, newest first."""
    return list(plan.actions.exclude(dropped_at=None).select_related("owner").order_by("-dropped_at", "pk"))


def _waiting(*, user: Any) -> QuerySet[Any, Any]:
    mine = Involvement.objects.filter(user=user)
    affected = Q(case__in=mine.filter(part=Part.VICTIM).values("case"))
    others = Involvement.objects.filter(case=OuterRef("case"), part=Part.VICTIM, user__isnull=False)
    speaks = Q(~Exists(others), case__in=mine.filter(part=Part.REPORTER).values("case"))
    waiting = Plan.objects.filter(affected | speaks, status=Status.PROPOSED, victim_signed_at=None)
    return waiting.order_by("case__opened_at").values_list("case__reference", flat=True)


WAITING: Prepared[str] = Prepared(_waiting)


def waiting_for(user: User) -> list[str]:
    """Return references of reports whose plan waits for the user to agree as the person affected."""
    return WAITING(user=user.pk)
