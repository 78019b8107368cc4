"""What waits for whom, as lists show it: read often, so each query is written once (`heed.prepared`)."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.db.models import Count, Q, QuerySet

from heed.casework.duties.models import Duty, DutyHolder
from heed.casework.duties.states import How, Status
from heed.people.agencies.models import User
from heed.policy.vocabulary import VOCABULARY
from heed.prepared import Prepared


@dataclass(frozen=True, slots=True)
class Held:
    """Whom a duty falls to, or who was told of it, and why them."""

    user: int
    how: str
    name: str


@dataclass(frozen=True, slots=True)
class Brief:
    """A duty as lists show it; `policy` is the digest of the words it follows, `line` a plan's, `how` the reader's."""

    pk: int
    verb: str
    rule: str
    owed_by: str
    due_at: datetime
    policy: str
    reference: str | None
    sort: str | None
    team_id: int
    team: str
    line: int | None = None
    text: str | None = None
    how: str = ""
    held: tuple[Held, ...] = ()


COLUMNS = ("pk", "verb", "rule", "owed_by", "due_at", "policy__text_id", "case__reference", "case__sort", "team_id",
           "team__name", "action__pk", "action__text")  # fmt: skip


def brief(duty: Duty) -> Brief:
    """Return a duty (of `whole` or `of_case`) as lists show it."""
    line = duty.action if duty.owner_id else None
    return Brief(
        pk=duty.pk,
        verb=duty.verb,
        rule=duty.rule,
        owed_by=duty.owed_by,
        due_at=duty.due_at,
        policy=duty.policy.text_id,
        reference=duty.case.reference if duty.case else None,
        sort=duty.case.sort if duty.case else None,
        team_id=duty.team_id,
        team=duty.team.name,
        line=line.pk if line else None,
        text=line.text if line else None,
        held=tuple(Held(row.user_id, row.how, row.user.name) for row in duty.holders.all()),
    )


def _rows(view: str, start: int, many: int, *, user: Any, **moments: Any) -> QuerySet[Any, Any]:
    rows = DutyHolder.objects.filter(user=user, duty__status=Status.OPEN)
    narrowing = {
        "told": Q(how=How.TOLD, duty__acknowledged_at=None),
        "late": ~Q(how=How.TOLD) & Q(duty__due_at__lt=moments.get("at")),
        "soon": ~Q(how=How.TOLD) & Q(duty__due_at__gte=moments.get("at"), duty__due_at__lte=moments.get("soon")),
        "": ~Q(how=How.TOLD),
    }
    columns = [f"duty__{column}" for column in COLUMNS]
    return (
        rows.filter(narrowing[view]).order_by("duty__due_at", "duty").values_list(*columns, "how")[start : start + many]
    )


VIEWS: Mapping[str, tuple[str, ...]] = {"": (), "late": ("at",), "soon": ("at", "soon"), "told": ()}
"""How what waits for somebody can be looked at, and the moments that it depends on; "told": what others owe late."""
ROWS: Prepared[Any] = Prepared(_rows)


def waiting_for(user: User, view: str, at: datetime, soon: datetime, start: int, many: int) -> list[Brief]:
    """Return what the user owes (or was told of), soonest first: `many` of it from `start` on."""
    moments = {"at": at, "soon": soon}
    asked = {name: moments[name] for name in VIEWS[view]}
    return [Brief(*row) for row in ROWS(view, start, many, user=user.pk, **asked)]


@dataclass(frozen=True, slots=True)
class Waiting:
    """How much waits for somebody: what they owe, how much of it is late or due soon, of how much they were told."""

    owed: int
    late: int
    soon: int
    told: int


def _amounts(*, user: Any, at: Any, soon: Any) -> QuerySet[Any, Any]:
    mine = ~Q(how=How.TOLD)
    rows = DutyHolder.objects.filter(user=user, duty__status=Status.OPEN).order_by().values("user")
    return rows.annotate(
        owed=Count("pk", filter=mine),
        late=Count("pk", filter=mine & Q(duty__due_at__lt=at)),
        soon=Count("pk", filter=mine & Q(duty__due_at__gte=at, duty__due_at__lte=soon)),
        told=Count("pk", filter=Q(how=How.TOLD, duty__acknowledged_at=None)),
    ).values_list("owed", "late", "soon", "told")


AMOUNTS: Prepared[Any] = Prepared(_amounts)


def waiting(user: User, at: datetime, soon: datetime) -> Waiting:
    """Return how much waits for the user; `soon` counts what is due between `at` and then."""
    found = AMOUNTS(user=user.pk, at=at, soon=soon)
    return Waiting(*found[0]) if found else Waiting(0, 0, 0, 0)


OPEN_ON: Prepared[Any] = Prepared(
    lambda *, case: Duty.objects.open().filter(case=case).order_by("due_at", "pk").values_list(*COLUMNS)
)
HELD_ON: Prepared[Any] = Prepared(
    lambda *, case: (
        DutyHolder.objects.filter(duty__case=case, duty__status=Status.OPEN)
        .order_by("user__name")
        .values_list("duty", "user", "how", "user__name")
    )
)


def open_on(case_id: int) -> list[Brief]:
    """Return what is owed on the case, soonest first, with whom it falls to."""
    held: dict[int, list[Held]] = {}
    for duty, user, how, name in HELD_ON(case=case_id):
        held.setdefault(duty, []).append(Held(user, how, name))
    return [replace(Brief(*row), held=tuple(held.get(row[0], ()))) for row in OPEN_ON(case=case_id)]


@dataclass(frozen=True, slots=True)
class Waived:
    """A duty that somebody waived with a reason."""

    verb: str
    text: str | None
    at: datetime
    by: str
    reason: str


WAIVED_ON: Prepared[Any] = Prepared(
    lambda *, case: (
        Duty.objects.filter(case=case, status=Status.WAIVED, done_by__isnull=False)
        .order_by("done_at")
        .values_list("verb", "action__text", "done_at", "done_by__name", "reason")
    )
)


def waived_on(case_id: int) -> list[Waived]:
    """Return what people waived on the case; what lost its point by itself is left out."""
    found = [Waived(*row) for row in WAIVED_ON(case=case_id)]
    return [each for each in found if each.reason not in VOCABULARY]
