"""Writes about the briefing: each time that somebody answers its questions, also when it was not passed."""

from collections.abc import Mapping

from django.db import transaction

from heed.ledger.changes import record
from heed.people.agencies.queries import book_of, policy_of
from heed.people.agencies.stamps import Signed
from heed.training import rules
from heed.training.models import Briefing
from heed.workdays import deadline


@transaction.atomic
def answer(stamp: Signed, answers: Mapping[str, str]) -> tuple[str, ...]:
    """Keep that the questions were answered (question's word → answer's word); return those answered wrongly.

    With all of them right the briefing holds for as long as the policy says, from now (EHC-17). What was answered is
    not kept: only how many answers were wrong, so that the body sees which of its words nobody understands.
    """
    rules.may_brief(stamp.user).require()
    version = policy_of(stamp.user.agency)
    book = book_of(version)
    terms = book.briefing
    wrong = tuple(one.word for one in terms.questions if answers.get(one.word) != one.right)
    row = Briefing.objects.create(
        agency=stamp.user.agency,
        user=stamp.user,
        answered_at=stamp.at,
        wrong=len(wrong),
        until_at=None if wrong else deadline(terms.lasts, stamp.at, book.calendar),
        text=version.text_id,
    )
    verb = "briefing.answer" if wrong else "briefing.pass"
    record(stamp, verb=verb, chain=f"agency:{row.agency_id}", thing=f"briefing:{row.pk}",
           facts={"wrong": row.wrong})  # fmt: skip
    return wrong
