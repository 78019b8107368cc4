"""Writes about duties: opened and fulfilled by verbs, waived, acknowledged, refreshed when people change."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from heed.access.queries import administrators
from heed.casework.cases.models import Case
from heed.casework.cases.queries import barred_from
from heed.casework.duties import rules
from heed.casework.duties.models import Duty, DutyHolder
from heed.casework.duties.queries import (
    OPEN_LOCKED,
    OPEN_RULES,
    Falling,
    first_step,
    next_after,
    rule_of,
    touched_by,
)
from heed.casework.duties.states import How, Status
from heed.ledger.changes import record
from heed.ledger.stamp import Stamp
from heed.notices.changes import tell
from heed.notices.states import Notice
from heed.people.agencies.models import PolicyVersion, RotaChange, Team, User
from heed.people.agencies.queries import book_of, policy_of, resolve
from heed.people.agencies.stamps import Signed
from heed.policy.play import Owed, next_round, what_follows
from heed.policy.vocabulary import Given


@transaction.atomic(savepoint=False)
def follow(stamp: Stamp, *, case: Case, verb: str, given: Given) -> list[Duty]:
    """Open the duties that the agency's policy says follow from the verb; one that is open already is not doubled."""
    version = policy_of(case.agency)
    follows = what_follows(book_of(version), verb, given, stamp.at)
    open_rules = set(OPEN_RULES(case=case.pk)) if follows else set()
    owed = [each for each in follows if each.rule.id not in open_rules]
    return open_duties(stamp, owed, version=version, team=case.team, case=case)


@transaction.atomic(savepoint=False)
def open_duties(
    stamp: Stamp,
    owed: Iterable[Owed],
    *,
    version: PolicyVersion,
    team: Team,
    case: Case | None,
    series_at: datetime | None = None,
) -> list[Duty]:
    """Open duties, work out whom they fall to, and tell each of them once."""
    duties = [
        Duty(
            status=Status.OPEN,
            agency_id=team.agency_id,
            team=team,
            case=case,
            policy=version,
            rule=each.rule.id,
            verb=each.rule.do,
            owed_by=each.rule.owed_by,
            series_at=series_at or each.opened_at,
            opened_at=each.opened_at,
            due_at=each.due_at,
        )
        for each in owed
    ]
    if not duties:
        return []
    for duty in duties:
        duty.next_at = first_step(duty, stamp.at)
    Duty.objects.bulk_create(duties)
    rules_opened = frozenset(duty.rule for duty in duties)
    record(stamp, verb="duty.open", chain=duties[0].chain, thing=_thing(case, team), facts={"rules": rules_opened})
    assign(stamp, duties)
    return duties


def _thing(case: Case | None, team: Team) -> str:
    return f"case:{case.pk}" if case else f"team:{team.pk}"


def assign(stamp: Stamp, duties: list[Duty]) -> None:
    """Work out whom each duty falls to and keep it in rows; tell those it falls to anew, one message each."""
    before = {(row.duty_id, row.user_id): row for row in DutyHolder.objects.filter(duty__in=duties)}
    falling = Falling(stamp.at)
    kept: set[tuple[int, int]] = {key for key, row in before.items() if row.how == How.TOLD}
    new: list[DutyHolder] = []
    vacant: set[int] = set()
    for duty in duties:
        resolved = falling.to(duty)
        if not resolved.users:
            vacant.add(duty.agency_id)
        for user in resolved.users:
            row = before.get((duty.pk, user.pk))
            kept.add((duty.pk, user.pk))
            if row is None:
                new.append(DutyHolder(duty=duty, user=user, how=resolved.how))
            elif row.how != resolved.how:
                DutyHolder.objects.filter(pk=row.pk).update(how=resolved.how)
    DutyHolder.objects.filter(pk__in=[row.pk for key, row in before.items() if key not in kept]).delete()
    # Somebody else may be working out the same just now (a worker and a page): the row that is there already holds.
    DutyHolder.objects.bulk_create(new, ignore_conflicts=True)
    for agency in vacant:
        tell(stamp, administrators(agency, stamp.at), Notice.VACANT, link="/posts")
    first = {row.user_id: row for row in reversed(new)}
    for row in first.values():
        tell(stamp, [row.user], Notice.OWED, reference=reference_of(row.duty), link=link_of(row.duty))


def reference_of(duty: Duty) -> str:
    """Return the reference that a message about the duty may carry."""
    return duty.case.reference if duty.case else ""


def link_of(duty: Duty) -> str:
    """Return the path of the page about the duty."""
    return f"/duties/{duty.pk}"


@transaction.atomic(savepoint=False)
def fulfil(stamp: Signed, *, case: Case, verb: str, facts: Given | None = None) -> None:
    """Mark done what the verb fulfils on the case, end what it ends, and open the next round of what recurs.

    A duty of somebody further up is not fulfilled by somebody below doing the same verb (`counts`), nor one that asks
    for a letter by another letter.
    """
    for duty in OPEN_LOCKED(case=case.pk):
        if duty.verb == verb and duty.owner_id is None and rules.meets(rule_of(duty), facts or {}):
            if rules.counts(stamp.user, duty, stamp.at):
                finish(stamp, duty)
        elif _loses_its_point(duty, verb):
            give_up(stamp, duty, reason=verb)


@transaction.atomic(savepoint=False)
def overtake(stamp: Stamp, *, case: Case, verb: str) -> None:
    """End the duties on the case that the verb takes the point from (`until`)."""
    for duty in OPEN_LOCKED(case=case.pk):
        if _loses_its_point(duty, verb):
            give_up(stamp, duty, reason=verb)


def _loses_its_point(duty: Duty, verb: str) -> bool:
    rule = rule_of(duty)
    return rule is not None and verb in rule.until


@transaction.atomic(savepoint=False)
def finish(stamp: Stamp, duty: Duty) -> None:
    """Mark one duty done, and open its next round where it recurs."""
    _end(duty, stamp, Status.DONE)
    record(
        stamp, verb="duty.fulfil", chain=duty.chain, thing=f"duty:{duty.pk}", facts={"rule": duty.rule or "plan-line"}
    )
    rule = rule_of(duty)
    if rule is None or rule.every is None:
        return
    again = next_round(rule, duty.series_at, stamp.at, book_of(duty.policy).calendar)
    if again is not None and duty.case is not None:
        open_duties(stamp, [again], version=duty.policy, team=duty.team, case=duty.case, series_at=duty.series_at)
    elif again is not None:
        _stand_again(stamp, duty)


def _stand_again(stamp: Stamp, duty: Duty) -> None:
    """Open the next round of a standing duty as the policy of today has it; none where that knows it no more."""
    version = policy_of(duty.agency)
    book = book_of(version)
    rule = book.duties.get(duty.rule)
    if rule is not None and rule.for_ == duty.team.level:
        again = next_round(rule, duty.series_at, stamp.at, book.calendar)
        open_duties(stamp, filter(None, [again]), version=version, team=duty.team, case=None, series_at=duty.series_at)


@transaction.atomic(savepoint=False)
def give_up(stamp: Stamp, duty: Duty, *, reason: str) -> None:
    """End a duty that has lost its point; `reason` is the verb that took it away."""
    _end(duty, stamp, Status.WAIVED, reason=reason)


def _end(duty: Duty, stamp: Stamp, status: Status, reason: str = "") -> None:
    duty.status, duty.done_at, duty.done_by_id = status, stamp.at, stamp.by
    duty.reason, duty.next_at, duty.revision = reason or duty.reason, None, duty.revision + 1
    duty.save(update_fields=["status", "done_at", "done_by", "reason", "next_at", "revision"])


@transaction.atomic
def waive(stamp: Signed, *, duty: Duty, reason: str) -> None:
    """Waive what is owed, with a reason, where the policy allows it."""
    duty = _locked(duty)
    rules.may_waive(stamp.user, duty).require()
    _end(duty, stamp, Status.WAIVED, reason=reason)
    record(stamp, verb="duty.waive", chain=duty.chain, thing=f"duty:{duty.pk}", facts={"rule": duty.rule})
    if duty.case is None:
        _stand_again(stamp, duty)  # what was waived is this round


@transaction.atomic
def do_standing(stamp: Signed, *, duty: Duty, text: str = "") -> None:
    """Record that a standing duty of a team was done; its next round opens. Doing it twice changes nothing."""
    duty = _locked(duty)
    if duty.status == Status.DONE and duty.done_by_id == stamp.by:
        return
    rules.may_do_standing(stamp.user, duty).require()
    record(stamp, verb=duty.verb, chain=duty.chain, thing=f"team:{duty.team_id}", facts={"rule": duty.rule})
    duty.reason = text
    duty.save(update_fields=["reason"])
    finish(stamp, duty)


@transaction.atomic
def acknowledge(stamp: Signed, *, duty: Duty) -> None:
    """Say that one has seen that it is late and looks after it; the ladder stops climbing."""
    duty = _locked(duty)
    rules.may_acknowledge(stamp.user, duty).require()
    duty.acknowledged_at, duty.acknowledged_by, duty.next_at = stamp.at, stamp.user, None
    duty.save(update_fields=["acknowledged_at", "acknowledged_by", "next_at"])
    record(stamp, verb="duty.acknowledge", chain=duty.chain, thing=f"duty:{duty.pk}", facts={"rung": duty.rung})


def _locked(duty: Duty) -> Duty:
    """Return the duty as it is now, locked; its case first, as every verb does, so that nobody waits in a ring."""
    if duty.case_id is not None:
        Case.objects.select_for_update(no_key=True).get(pk=duty.case_id)
    return Duty.objects.select_for_update(of=("self",)).select_related("policy", "team", "case").get(pk=duty.pk)


@transaction.atomic
def refresh_rota(stamp: Stamp, *, user_id: int) -> bool:
    """Work out anew whom duties fall to that one user's posts or absences touch; False where somebody else is at it."""
    changes = RotaChange.objects.filter(user=user_id, due_at__lte=stamp.at).order_by("pk")
    known = list(changes.select_for_update(skip_locked=True).values_list("pk", flat=True))
    if not known:
        return False
    assign(stamp, list(touched_by(User.objects.get(pk=user_id))))
    RotaChange.objects.filter(pk__in=known).delete()
    return True


@transaction.atomic(savepoint=False)
def refresh_case(stamp: Stamp, *, case: Case) -> None:
    """Work out anew whom the open duties of a case fall to, because who is named in it has changed."""
    assign(stamp, list(Duty.objects.open().filter(case=case).select_related("policy", "team", "case", "owner")))


@transaction.atomic(savepoint=False)
def hand_to(stamp: Stamp, *, case: Case, team: Team) -> None:
    """Give a case to another team: what is open falls to its posts, and those above it hear of lateness from now on.

    Who was told of lateness in the old line is let go. Where one of them had taken it on, the ladder goes on climbing:
    whoever looked after it has handed it over. Somebody in the new team always hears, though nothing is open.
    """
    case.team = team
    case.save(update_fields=["team"])
    record(stamp, verb="case.hand", chain=case.chain, thing=f"team:{team.pk}")
    duties = list(Duty.objects.open().filter(case=case).select_related("policy", "case", "owner"))
    DutyHolder.objects.filter(duty__in=duties, how=How.TOLD).delete()
    for duty in duties:
        duty.team = team
        if duty.acknowledged_at:
            duty.acknowledged_at, duty.acknowledged_by = None, None
            duty.next_at = next_after(duty, stamp.at, now=stamp.at)
    Duty.objects.bulk_update(duties, ["team", "acknowledged_at", "acknowledged_by", "next_at"])
    assign(stamp, duties)
    barred = barred_from(case, deciding=False)
    managers = resolve(team, "line-manager", stamp.at, barred=barred, book=book_of(policy_of(case.agency))).users
    busy = set(DutyHolder.objects.filter(duty__in=duties).values_list("user_id", flat=True))
    unheard = [user for user in managers if user.pk not in busy]
    tell(stamp, unheard, Notice.OWED, reference=case.reference, link=case.page)
