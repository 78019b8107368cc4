"""Reads for those who answer for the register: how many are briefed, in which teams, who is not."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from django.db.models import Count, F, OuterRef, Q, QuerySet, Subquery

from heed.people.agencies.models import Agency, User
from heed.training.models import Briefing

SOON: Final = timedelta(days=31)
"""Whose briefing runs out within that time is pointed out."""
VIEWS: Final = ("", "soon", "over", "never", "teams")


@dataclass(frozen=True, slots=True)
class Numbers:
    """How many work there, and how many of them are briefed for long, for not much longer, no longer, not yet."""

    all_: int
    held: int
    soon: int
    over: int
    never: int


def roll(agency: Agency, at: datetime, view: str = "", team: int | None = None) -> QuerySet[User]:
    """Return who works there, each with `until`: when their briefing runs or ran out, None without one.

    By name; those whose briefing runs out soon or ran out by when it does or did.
    """
    found = _staff(agency)
    if team is not None:
        found = found.filter(team=team)
    kinds = _kinds(at)
    found = (found.filter(kinds[view]) if view in kinds else found).select_related("team__parent")
    return found.order_by(F("until"), "name", "pk") if view in ("soon", "over") else found.order_by("name", "pk")


def numbers(agency: Agency, at: datetime) -> Numbers:
    """Return how many stand how. One query."""
    found = _staff(agency).aggregate(all_=Count("pk"), **_counts(at))
    return Numbers(**found)


def by_team(agency: Agency, at: datetime) -> QuerySet[User, Any]:
    """Return for each team with people in it its id, its name, that of the node above, and how many stand how."""
    names = {"called": F("team__name"), "above": F("team__parent__name")}
    rows = _staff(agency).values("team", "team__path", **names)
    return rows.annotate(all_=Count("pk"), **_counts(at)).order_by("team__path")


def _staff(agency: Agency) -> QuerySet[User]:
    last = Briefing.objects.filter(user=OuterRef("pk"), until_at__isnull=False).order_by("-until_at")
    return User.objects.filter(agency=agency, is_active=True).annotate(until=Subquery(last.values("until_at")[:1]))


def _kinds(at: datetime) -> dict[str, Q]:
    return {
        "held": Q(until__gt=at + SOON),
        "soon": Q(until__gt=at, until__lte=at + SOON),
        "over": Q(until__lte=at),
        "never": Q(until=None),
    }


def _counts(at: datetime) -> dict[str, Count]:
    return {kind: Count("pk", filter=which) for kind, which in _kinds(at).items()}
