"""Writes to the outbox."""

import secrets
from collections.abc import Iterable

from heed.ledger.stamp import Stamp
from heed.notices.models import Message
from heed.notices.states import Notice, Status
from heed.people.agencies.models import User


def tell(stamp: Stamp, users: Iterable[User], notice: Notice, *, reference: str = "", link: str = "/") -> int:
    """Put one message for each person into the outbox, in the transaction of what it tells of; return how many.

    Whoever acts is not told of their own act. History (the demo's past) is kept and never sent.
    """
    history = stamp.door == "history"
    messages = [
        Message(
            agency_id=user.agency_id,
            to=user,
            kind=notice,
            reference=reference,
            link=link,
            message_id=f"<{secrets.token_urlsafe(18)}@heed>",
            made_at=stamp.at,
            status=Status.HISTORY if history else Status.WAITING,
            next_at=None if history else stamp.at,
        )
        for user in {user.pk: user for user in users}.values()
        if user.pk != stamp.by and user.is_active
    ]
    Message.objects.bulk_create(messages)
    return len(messages)
