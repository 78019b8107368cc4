"""Writes about appeals: received, acknowledged, given to a panel, commented on, seen by each, decided."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from heed.access.decisions import Refused
from heed.casework.cases.changes import involve
from heed.casework.cases.models import Audience
from heed.casework.cases.states import Move, Part
from heed.casework.duties.changes import refresh_case
from heed.casework.moves import take
from heed.ledger.changes import record
from heed.ledger.stamp import Stamp
from heed.notices.changes import tell
from heed.notices.states import Notice
from heed.people.agencies.models import Agency, User
from heed.people.agencies.queries import book_for
from heed.people.agencies.stamps import Signed
from heed.register.appeals import rules, states
from heed.register.appeals.models import Appeal, Seat
from heed.register.appeals.queries import empty_seats, has_read, of_marker, to_forget
from heed.register.appeals.states import How, Outcome, Status, Tie
from heed.register.markers.changes import inform
from heed.register.markers.models import Marker
from heed.register.markers.queries import concerned, given_of, today
from heed.register.markers.states import Ending
from heed.register.telling.queries import were_told
from heed.register.terms.changes import Corrected, end_now, put_right
from heed.workdays import deadline


@dataclass(frozen=True, slots=True)
class Received:
    """An appeal as it reached us. `by_name` is who appeals for the person, `told` what the employee is shown of it."""

    received_on: date
    how: How
    grounds: str
    by_name: str = ""
    told: str = ""


@dataclass(frozen=True, slots=True)
class Decided:
    """What the panel decided and why; where something is changed, what staff should do from now on, and until when."""

    outcome: Outcome
    reasons: str
    controls: Sequence[str] | None = None
    advice: str | None = None
    ends_on: date | None = None


def _step(move: Move, appeal: Appeal, stamp: Signed, **more: Any) -> bool:
    marker = appeal.marker
    return take(move, appeal, stamp, case=marker.case, given=given_of(marker), **more)


@transaction.atomic
def receive(stamp: Signed, marker: Marker, received: Received, *, token: str | None = None) -> Appeal:
    """Record that somebody appeals; its clock begins, and the employee concerned is asked what they think (EHC-9)."""
    rules.may_receive(stamp.user, marker).require()
    if received.received_on > today(marker.case.agency, stamp.at):
        raise Refused(_("The day on which it reached us cannot lie in the future."))
    if not received.grounds.strip():
        raise Refused(_("Write down what they say."))
    book = book_for(marker.case.agency)
    terms = book.appeal
    by = [deadline(each, stamp.at, book.calendar) for each in (terms.acknowledged, terms.heard, terms.answered)]
    before = of_marker(marker)
    if before is not None and before.status in states.OPEN:  # of a time when the entry was not live
        raise Refused(_("An appeal against this entry is open already."))
    appeal = Appeal.objects.create(
        marker=marker, status=Status.RECEIVED, received_on=received.received_on, how=received.how,
        by_name=received.by_name, grounds=received.grounds, told=received.told, recorded_by=stamp.user,
        recorded_at=stamp.at, acknowledge_due_at=by[0], hear_due_at=by[1], answer_due_at=by[2], size=terms.panel,
    )  # fmt: skip
    _step(states.RECEIVE, appeal, stamp, facts={"on_behalf": bool(received.by_name)}, token=token)
    link = f"/register/{marker.case.reference}/appeal/comment"
    tell(stamp, concerned(marker), Notice.COMMENT, reference=marker.case.reference, link=link)
    return appeal


@transaction.atomic
def acknowledge(stamp: Signed, appeal: Appeal, *, text: str, token: str | None = None) -> None:
    """Record how the person was told that their appeal has come, and by when they are answered."""
    rules.may_acknowledge(stamp.user, appeal).require()
    if _step(states.ACKNOWLEDGE, appeal, stamp, text=text, token=token):
        appeal.acknowledged_at = stamp.at
        appeal.save(update_fields=["acknowledged_at"])


@transaction.atomic
def name_panel(stamp: Signed, appeal: Appeal, users: Sequence[User], *, token: str | None = None) -> None:
    """Name the panel, whoever chairs it first; a panel that was named before makes way for it."""
    rules.may_name_panel(stamp.user, appeal).require()
    rules.may_sit(users, appeal).require()
    if not _step(states.NAME_PANEL, appeal, stamp, token=token):
        return
    case = appeal.marker.case
    gone = appeal.seats.exclude(user__in=users)
    case.involvements.filter(part=Part.ASSIGNED, user__in=gone.values("user")).delete()
    appeal.seats.all().delete()
    Seat.objects.bulk_create(Seat(appeal=appeal, user=user, chairs=user == users[0]) for user in users)
    for user in users:
        involve(stamp, case=case, part=Part.ASSIGNED, user=user)
    tell(stamp, users, Notice.PANEL, reference=case.reference, link=f"/register/{case.reference}/appeal")


@transaction.atomic
def step_down(stamp: Signed, appeal: Appeal, *, tie: Tie, text: str = "", token: str | None = None) -> None:
    """Leave the panel because of a tie. What one had said counts no more, what one had read is on record (EHC-9).

    The seat stays empty, and nothing is decided, until somebody else has taken it; every time limit stays as it is.
    """
    rules.may_step_down(stamp.user, appeal).require()
    case, seat = appeal.marker.case, appeal.seats.get(user=stamp.user)
    facts = {"panel_tie": tie.value, "read_papers": has_read(stamp.user, appeal), "had_spoken": bool(seat.view)}
    if not _step(states.STEP_DOWN, appeal, stamp, facts=facts, text=text, token=token):
        return
    seat.tie, seat.left_at, seat.view, seat.reasons, seat.viewed_at = tie, stamp.at, "", "", None
    seat.save()
    case.involvements.filter(part=Part.ASSIGNED, user=stamp.user).delete()
    involve(stamp, case=case, part=Part.TIE, user=stamp.user)
    refresh_case(stamp, case=case)
    others = [each.user for each in appeal.seats.filter(left_at=None).select_related("user")]
    tell(stamp, others, Notice.SEAT, reference=case.reference, link=f"/register/{case.reference}/appeal")


@transaction.atomic
def fill(stamp: Signed, appeal: Appeal, users: Sequence[User], *, token: str | None = None) -> None:
    """Give each empty seat to somebody who had no part in the entry; where the chair left, the first one chairs."""
    rules.may_fill(stamp.user, appeal).require()
    rules.may_join(users, appeal).require()
    empty, case = empty_seats(appeal), appeal.marker.case
    if not _step(states.FILL, appeal, stamp, token=token):
        return
    appeal.seats.filter(pk__in=[seat.pk for seat in empty]).delete()
    for seat, user in zip(empty, users, strict=True):
        Seat.objects.create(appeal=appeal, user=user, chairs=seat.chairs)
        involve(stamp, case=case, part=Part.ASSIGNED, user=user)
    tell(stamp, users, Notice.PANEL, reference=case.reference, link=f"/register/{case.reference}/appeal")


@transaction.atomic
def comment(stamp: Signed, appeal: Appeal, *, text: str = "", declined: bool = False, token: str | None = None) -> None:
    """Say what one thinks of the appeal as the employee concerned, or that one would rather not."""
    rules.may_comment(stamp.user, appeal).require()
    _step(states.COMMENT, appeal, stamp, facts={"declined": declined}, text=text, audience=Audience.REPORTER,
          token=token)  # fmt: skip


@transaction.atomic
def view(stamp: Signed, appeal: Appeal, *, outcome: Outcome, reasons: str, token: str | None = None) -> None:
    """Say how one sees it as one of the panel; until it is decided it can be changed. The last one ends the hearing."""
    rules.may_view(stamp.user, appeal, stamp.at).require()
    if not reasons.strip():
        raise Refused(_("Say why you see it so."))
    if not _step(states.VIEW, appeal, stamp, token=token):
        return
    appeal.seats.filter(user=stamp.user).update(view=outcome, reasons=reasons, viewed_at=stamp.at)
    if appeal.status == Status.WITH_PANEL and not appeal.seats.filter(view="").exists():
        _step(states.HEAR, appeal, stamp)


@transaction.atomic
def decide(stamp: Signed, appeal: Appeal, decided: Decided, *, token: str | None = None) -> None:
    """Record what the panel decided; an entry that is removed ends at once, and who was told of it hears (EHC-9)."""
    rules.may_decide(stamp.user, appeal, stamp.at).require()
    rules.may_come_to(decided.outcome, appeal).require()
    marker = appeal.marker
    if not decided.reasons.strip():
        raise Refused(_("Say why the panel decided so."))
    if decided.outcome is Outcome.CHANGED:
        _may_change(marker, decided, stamp)
    appeal.outcome, appeal.reasons, appeal.decided_at = decided.outcome, decided.reasons, stamp.at
    appeal.first, appeal.second, appeal.third = [seat.user for seat in appeal.seats.all() if seat.view][:3]
    appeal.save(update_fields=["outcome", "reasons", "decided_at", "first", "second", "third"])
    facts = {"appeal_outcome": decided.outcome.value}
    if not _step(states.DECIDE, appeal, stamp, facts=facts, text=decided.reasons, token=token):
        return
    if decided.outcome is Outcome.REMOVED:
        end_now(stamp, marker, Ending.APPEAL, decided.reasons)
    elif decided.outcome is Outcome.CHANGED:
        right = Corrected(controls=decided.controls, advice=decided.advice, ends_on=decided.ends_on)
        put_right(stamp, marker, right, text=decided.reasons)
    else:
        inform(stamp, marker)
    if decided.outcome is not Outcome.STANDS:
        tell(stamp, were_told(marker), Notice.CHANGED_ENTRY, link="/register/look-up")


def _may_change(marker: Marker, decided: Decided, stamp: Stamp) -> None:
    """Refuse a change that changes nothing, or that lets the entry stand longer than it did."""
    if decided.controls is None and decided.advice is None and decided.ends_on is None:
        raise Refused(_("Say what is changed."))
    if decided.ends_on is None:
        return
    if marker.ends_on is None or not today(marker.case.agency, stamp.at) < decided.ends_on <= marker.ends_on:
        raise Refused(_("An appeal never makes an entry stand longer. Give a day from tomorrow until its present end."))


@transaction.atomic
def withdraw(stamp: Signed, appeal: Appeal, *, text: str, token: str | None = None) -> None:
    """Record that whoever appealed does so no longer."""
    rules.may_withdraw(stamp.user, appeal).require()
    _step(states.WITHDRAW, appeal, stamp, text=text, token=token)


@transaction.atomic
def forget(stamp: Stamp, *, agency_id: int, limit: int = 100) -> int:
    """Delete the words of appeals whose entry has been erased; return how many. What was decided when stays."""
    found = list(to_forget(Agency.objects.get(pk=agency_id))[:limit])
    for appeal in found:
        appeal.by_name, appeal.grounds, appeal.told, appeal.reasons = "", "", "", ""
        appeal.erased_at = stamp.at
        appeal.save(update_fields=["by_name", "grounds", "told", "reasons", "erased_at"])
        appeal.seats.update(reasons="")
        record(stamp, verb="appeal.erase", chain=appeal.marker.case.chain, thing=f"appeal:{appeal.pk}")
    return len(found)
