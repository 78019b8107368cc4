"""Writes about the briefing: each time that somebody answers its questions, also when it was not passed."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from heed.ledger.changes import record
from heed.ledger.stamp import Stamp
from heed.people.agencies.models import User
from heed.people.agencies.queries import book_of, policy_of
from heed.people.agencies.stamps import Signed
from heed.training import rules
from heed.training.models import Briefing
from heed.workdays import deadline


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


def _keep(stamp: Stamp, user: User, answered_at: datetime, verb: str, wrong: int = 0) -> None:
    version = policy_of(user.agency)
    book = book_of(version)
    row = Briefing.objects.create(
        agency=user.agency,
        user=user,
        answered_at=answered_at,
        wrong=wrong,
        until_at=None if wrong else deadline(book.briefing.lasts, answered_at, book.calendar),
        text=version.text_id,
    )
    record(stamp, verb=verb, chain=f"agency:{row.agency_id}", thing=f"briefing:{row.pk}", facts={"wrong": wrong})
