"""Reads about duties: what has come due, what somebody owes, whom a duty falls to at a moment."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum

from django.db.models import Count, Exists, Max, OuterRef, Prefetch, Q, QuerySet

from heed.casework.cases.models import Case
from heed.casework.cases.queries import barred_from
from heed.casework.duties.models import Duty, DutyHolder
from heed.casework.duties.states import How, Status
from heed.people.agencies.models import Agency, Holding, Team, User
from heed.people.agencies.queries import Resolved, book_of, resolve
from heed.policy.book import Rule, Rung
from heed.policy.vocabulary import VOCABULARY
from heed.prepared import Prepared
from heed.workdays import Duration, before, deadline

__all__ = ["Duty", "DutyHolder", "Team"]  # doors name these types, and touch no tables


def come_due(at: datetime, limit: int = 500) -> QuerySet[Duty]:
    """Return duties whose next reminder, lateness or rung has come, longest waiting first."""
    return Duty.objects.open().filter(next_at__lte=at).order_by("next_at")[:limit]


@dataclass(frozen=True, slots=True)
class Counts:
    """How much is open on a case, and how much of it is late."""

    open: int = 0
    late: int = 0


def counts_of(case_ids: Iterable[int], at: datetime) -> dict[int, Counts]:
    """Return what is open and late on each of these cases; cases where nothing is open are left out."""
    late = Count("pk", filter=Q(due_at__lt=at))
    rows = (
        Duty.objects.open().filter(case__in=list(case_ids)).order_by().values("case").annotate(n=Count("pk"), late=late)
    )
    return {row["case"]: Counts(row["n"], row["late"]) for row in rows}


def whole() -> QuerySet[Duty]:
    """Return duties with all that the page of one shows."""
    return _shown(Duty.objects.all()).select_related("done_by", "acknowledged_by", "case__agency", "case__team")


def standing_of(team: int, verb: str) -> QuerySet[Duty]:
    """Return the standing duties of this verb that a team (its id) owes now, soonest first."""
    return whole().filter(team=team, case=None, verb=verb, status=Status.OPEN)


def last_round(duty: Duty) -> datetime:
    """Return when a standing duty was last done; before the first time a month before it opened."""
    rounds = Duty.objects.filter(team=duty.team, rule=duty.rule, case=None, status=Status.DONE)
    last = rounds.aggregate(last=Max("done_at"))["last"]
    return last or duty.opened_at - timedelta(days=31)


def _shown(duties: QuerySet[Duty]) -> QuerySet[Duty]:
    """Add what a list of duties shows, in a number of queries that does not grow with the list."""
    holders = Prefetch("holders", DutyHolder.objects.select_related("user"))
    return (
        duties.select_related("case", "team", "policy", "action", "owner").prefetch_related(holders).order_by("due_at")
    )


def of_case(case_id: int) -> QuerySet[Duty]:
    """Return every duty of the case, what is owed soonest first."""
    return _shown(Duty.objects.filter(case=case_id)).select_related("done_by", "acknowledged_by")


def rule_of(duty: Duty) -> Rule | None:
    """Return the rule that opened the duty, in the policy version that it remembers; None for a plan's line."""
    return book_of(duty.policy).duties.get(duty.rule) if duty.rule else None


FALLS_TO: Prepared[int] = Prepared(
    lambda *, duty, user: DutyHolder.objects.filter(duty=duty, user=user).values_list("pk", flat=True)
)
OPEN_RULES: Prepared[str] = Prepared(
    lambda *, case: Duty.objects.open().filter(case=case).values_list("rule", flat=True)
)
OPEN_LOCKED: Prepared[Duty] = Prepared(
    lambda *, case: (
        Duty.objects.open()
        .filter(case=case)
        .select_related("policy", "team", "case")
        .select_for_update(of=("self",))
        .order_by("pk")
    )
)
"""Every open duty of a case, locked."""
CASE_LOCKED: Prepared[int] = Prepared(
    lambda *, duty: (
        Case.objects.filter(duties=duty)
        .select_for_update(no_key=True, skip_locked=True, of=("self",))
        .values_list("pk", flat=True)
    )
)
"""The case of a duty (its id), locked; nothing where somebody is at it, or where the duty has none."""
DUE_LOCKED: Prepared[Duty] = Prepared(
    lambda *, duty, expected: (
        Duty.objects.open()
        .filter(pk=duty, next_at=expected)
        .select_related("policy", "team", "case", "owner")
        .select_for_update(skip_locked=True, of=("self",))
    )
)
"""The duty of this id if its next step comes at the expected moment, locked; nothing where somebody is at it."""


class Falling:
    """Works out whom duties fall to at one moment; what several duties ask is looked up once."""

    def __init__(self, at: datetime) -> None:
        self.at = at
        self._barred: dict[tuple[int, bool], frozenset[int]] = {}
        self._resolved: dict[tuple[int, str, frozenset[int], int], Resolved] = {}

    def to(self, duty: Duty) -> Resolved:
        """Return whom the duty falls to: asked afresh, for acts that must not trust the kept row."""
        if duty.owner is not None:
            return Resolved((duty.owner,), How.OWNER)
        barred = self._barred_from(duty)
        key = (duty.team_id, duty.owed_by, barred, duty.policy_id)
        if key not in self._resolved:
            self._resolved[key] = resolve(duty.team, duty.owed_by, self.at, barred=barred, book=book_of(duty.policy))
        return self._resolved[key]

    def _barred_from(self, duty: Duty) -> frozenset[int]:
        if duty.case is None:
            return frozenset()
        key = (duty.case.pk, VOCABULARY[duty.verb].decides)
        if key not in self._barred:
            self._barred[key] = barred_from(duty.case, deciding=key[1])
        return self._barred[key]


def missing_before_close(case_id: int) -> list[Duty]:
    """Return the open duties without which the case may not be closed: the policy's minimum."""
    duties = _shown(Duty.objects.open().filter(case=case_id))
    return [duty for duty in duties if (rule := rule_of(duty)) and rule.before_close]


def touched_by(user: User) -> QuerySet[Duty]:
    """Return the open duties that may fall to others once the user's posts or absences have changed.

    They are what falls to the user now, what their posts owe at and below their node, and there what has already
    gone to somebody else than the holder of the post that owes it.
    """
    mine = Holding.objects.filter(Q(user=user) | Q(user__absences__deputy=user)).select_related("post__team")
    touched = Q(holders__user=user)
    for post in {holding.post_id: holding.post for holding in mine}.values():
        below = Q(team__path__startswith=post.team.path)
        touched |= below & (Q(owed_by=post.word) | Q(holders__how__in=(How.NEXT_UP, How.LAST)))
    duties = Duty.objects.open().filter(touched, agency=user.agency_id, owner=None)
    return duties.select_related("policy", "team", "case__agency", "owner").distinct()


PLAN_LINE = (Rung(Duration.parse("1 working day"), "line-manager"),)
"""The ladder of an action plan's line, which no rule of a policy speaks of."""


def ladder_of(rule: Rule | None) -> tuple[Rung, ...]:
    """Return the rungs of a rule; of a plan's line where there is no rule."""
    return rule.escalate if rule is not None else PLAN_LINE


def without_standing(agency: Agency, level: str, rule: str) -> list[Team]:
    """Return the nodes of the level that owe no round of the standing duty."""
    rounds = Duty.objects.open().filter(team=OuterRef("pk"), rule=rule, case=None)
    return list(Team.objects.filter(~Exists(rounds), agency=agency, level=level))


class Step(Enum):
    """What a moment of a duty's ladder is for."""

    REMINDER = "reminder"
    LATE = "late"
    RUNG = "rung"

    @classmethod
    def at(cls, duty: Duty, moment: datetime) -> "Step":
        """Return what the moment is for: before it is due a reminder, when it is due lateness, then rungs."""
        if moment < duty.due_at:
            return cls.REMINDER
        return cls.LATE if moment == duty.due_at else cls.RUNG


def next_after(duty: Duty, moment: datetime, *, now: datetime) -> datetime | None:
    """Return when the step after the one at `moment` comes; None where nothing more will.

    Rungs are counted from the moment when the one before should have come, so that a worker that was away does not
    stretch the ladder. Each rung is climbed; repeats of the last one that were missed are not made up for.
    """
    calendar = book_of(duty.policy).calendar
    rule = rule_of(duty)
    if moment < duty.due_at:
        reminders = [before(each, duty.due_at, calendar) for each in rule.remind] if rule else []
        return min((each for each in reminders if each > moment), default=duty.due_at)
    rungs = ladder_of(rule)
    if not rungs:
        return None
    following = deadline(rungs[min(duty.rung, len(rungs) - 1)].after, moment, calendar)
    while duty.rung >= len(rungs) and moment < following <= now:
        following = deadline(rungs[-1].after, following, calendar)
    return following


def first_step(duty: Duty, at: datetime) -> datetime | None:
    """Return the first moment of a duty that opens now: a reminder, else lateness, else (due at once) a rung."""
    if duty.due_at <= at:
        return next_after(duty, duty.due_at, now=duty.due_at)
    return next_after(duty, at, now=at)
