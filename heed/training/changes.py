"""Writes about the briefing: each time that somebody answers its questions, also when it was not passed."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from heed.ledger.changes import record
from heed.ledger.stamp import Stamp
from heed.notices.changes import tell
from heed.notices.states import Notice
from heed.people.agencies.models import User
from heed.people.agencies.queries import book_for, book_of, policy_of
from heed.people.agencies.stamps import Signed
from heed.policy.book import Book
from heed.training import rules
from heed.training.models import Briefing
from heed.workdays import before, deadline


@transaction.atomic
def answer(stamp: Signed, answers: Mapping[str, str]) -> tuple[str, ...]:
    """Keep that the questions were answered (question's word → answer's word); return those answered wrongly.

    With all of them right the briefing holds for as long as the policy says, from now (EHC-17). What was answered is
    not kept: only how many answers were wrong, never which.
    """
    rules.may_brief(stamp.user).require()
    questions = book_of(policy_of(stamp.user.agency)).briefing.questions
    wrong = tuple(one.word for one in questions if answers.get(one.word) != one.right)
    _keep(stamp, stamp.user, stamp.at, "briefing.answer" if wrong else "briefing.pass", wrong=len(wrong))
    return wrong


@transaction.atomic
def take_over(stamp: Stamp, *, user: User, answered_at: datetime) -> None:
    """Keep that somebody was briefed before Heed kept it, as the body's own list says."""
    _keep(stamp, user, answered_at, "briefing.take-over")


@transaction.atomic
def remind(stamp: Stamp, *, briefing: int, expected: datetime) -> bool:
    """Tell somebody that their briefing runs out soon; False where another worker did, or they have renewed it.

    Reminders that were missed meanwhile are not made up for: one message says it.
    """
    row = Briefing.objects.select_related("user__agency").filter(pk=briefing, next_at=expected).first()
    if row is None or row.until_at is None:
        return False
    next_at = _next_reminder(book_for(row.user.agency), row.until_at, stamp.at)
    if not Briefing.objects.filter(pk=briefing, next_at=expected).update(next_at=next_at):
        return False
    tell(stamp, [row.user], Notice.BRIEFING, link="/briefing")
    return True


def _next_reminder(book: Book, until_at: datetime, at: datetime) -> datetime | None:
    moments = (before(wait, until_at, book.calendar) for wait in book.briefing.remind)
    return min((moment for moment in moments if at < moment), default=None)


def _keep(stamp: Stamp, user: User, answered_at: datetime, verb: str, wrong: int = 0) -> None:
    version = policy_of(user.agency)
    book = book_of(version)
    until_at = None if wrong else deadline(book.briefing.lasts, answered_at, book.calendar)
    if until_at:
        Briefing.objects.filter(user=user, next_at__isnull=False).update(next_at=None)
    row = Briefing.objects.create(
        agency=user.agency,
        user=user,
        answered_at=answered_at,
        wrong=wrong,
        until_at=until_at,
        next_at=_next_reminder(book, until_at, stamp.at) if until_at else None,
        text=version.text_id,
    )
    record(stamp, verb=verb, chain=f"agency:{row.agency_id}", thing=f"briefing:{row.pk}", facts={"wrong": wrong})
