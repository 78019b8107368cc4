"""Writes about statements: asked for, given."""

import secrets

from django.db import transaction

from heed.casework.cases.changes import involve
from heed.casework.cases.models import Case
from heed.casework.cases.queries import lock
from heed.casework.cases.states import Part
from heed.casework.duties.changes import refresh_case
from heed.casework.moves import take
from heed.documents.evidence.rules import standing
from heed.documents.statements import rules, states
from heed.documents.statements.models import Statement
from heed.notices.changes import tell
from heed.notices.states import Notice
from heed.people.agencies.models import User
from heed.people.agencies.stamps import Signed


@transaction.atomic
def invite(stamp: Signed, case: Case, witness: User, *, text: str = "", token: str | None = None) -> Statement:
    """Ask a colleague for a statement; asking again changes nothing. From then on they are a witness of the case.

    Refused where they may not ask, or that person cannot be asked.
    """
    rules.may_invite(standing(stamp.user, case)).require()
    rules.may_be_invited(case, witness).require()
    lock(case)
    asked = Statement.objects.filter(case=case, witness=witness).first()
    if asked is not None:
        return asked
    involve(stamp, case=case, part=Part.WITNESS, user=witness)
    statement = Statement.objects.create(
        key=secrets.token_hex(16),
        case=case,
        witness=witness,
        asked_by=stamp.user,
        asked_at=stamp.at,
        status=states.Status.ASKED,
    )
    take(states.INVITE, statement, stamp, case=case, given={}, text=text, token=token)
    refresh_case(stamp, case=case)  # what a witness owed falls to somebody else (R1)
    tell(stamp, [witness], Notice.STATEMENT, link=f"/statements/{statement.key}")
    return statement


@transaction.atomic
def forget(case: Case) -> None:
    """Let nobody be asked any more: what they would say of something that has ended would be kept for nothing."""
    Statement.objects.filter(case=case).delete()


@transaction.atomic
def give(stamp: Signed, statement: Statement, *, text: str, token: str | None = None) -> None:
    """Say what one has seen, or more of it; what was said before stays as it was."""
    rules.may_give(stamp.user, statement).require()
    if statement.given_at is None:
        statement.given_at = stamp.at
        statement.save(update_fields=["given_at"])
    if take(states.GIVE, statement, stamp, case=statement.case, given={}, text=text, token=token):
        tell(stamp, [statement.asked_by], Notice.PROGRESS, reference=statement.case.reference,
             link=statement.case.page)  # fmt: skip
