"""Writes to the outbox: each is one statement that either wins or does not."""

import secrets
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Final

from django.db import transaction
from django.db.models import F

from heed.access import changes as access
from heed.access.queries import administrators
from heed.ledger.stamp import Stamp
from heed.notices.models import Beat, Message
from heed.notices.states import Notice, Status
from heed.people.agencies.models import NewEmail, Post, User
from heed.people.agencies.stamps import Signed

LEASE: Final = timedelta(seconds=20)
"""How long a worker has a message for itself: longer than any driver takes, so that nobody else sends it meanwhile."""
WAITS: Final = (10, 30, 60, 120, 300)
"""Seconds until the next try, by the number of tries; the last for all later ones. No message is ever given up."""


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


@transaction.atomic
def invite(stamp: Stamp, *, user: User) -> None:
    """Invite somebody by a one-time link that goes to their own address and nowhere else."""
    tell(stamp, [user], Notice.INVITATION, link=f"/welcome/{access.invite(stamp, user=user)}")


@transaction.atomic
def grant(stamp: Signed, *, post: Post, user: User) -> None:
    """Propose who holds a post, and tell the other administrators, one of whom must agree (D2)."""
    access.grant(stamp, post=post, user=user)
    tell(stamp, _others(stamp, user), Notice.GRANT, link="/posts")


@transaction.atomic
def propose_email(stamp: Signed, *, user: User, email: str) -> None:
    """Propose somebody's new e-mail address; they hear of it at the one that they still have."""
    access.propose_email(stamp, user=user, email=email)
    tell(stamp, [user], Notice.ADDRESS)
    tell(stamp, _others(stamp, user), Notice.GRANT, link="/posts")


@transaction.atomic
def agree_email(stamp: Signed, *, proposed: NewEmail) -> None:
    """Agree to somebody's new e-mail address; the first message to it says so."""
    access.agree_email(stamp, proposed=proposed)
    tell(stamp, [proposed.user], Notice.ADDRESS)


def _others(stamp: Signed, user: User) -> list[User]:
    return [one for one in administrators(user.agency_id, stamp.at) if one.pk != user.pk]


def claim(message: Message, at: datetime) -> bool:
    """Take the message for the length of a lease; False where another worker did so since it was read."""
    until = at + LEASE
    mine = Message.objects.waiting().filter(pk=message.pk, next_at=message.next_at)
    if not mine.update(next_at=until, tries=F("tries") + 1):
        return False
    message.next_at, message.tries = until, message.tries + 1
    return True


def sent(message: Message, at: datetime) -> None:
    """Note that the server has taken it. This holds whoever has the lease by now."""
    # An invitation's link lets somebody in, so it is not kept once it has gone.
    link = "/" if message.kind == Notice.INVITATION else message.link
    Message.objects.filter(pk=message.pk).update(status=Status.SENT, sent_at=at, next_at=None, trouble="", link=link)


def put_back(message: Message, at: datetime, trouble: str) -> None:
    """Let it be tried again later, unless somebody else has it by now."""
    wait = timedelta(seconds=WAITS[min(message.tries, len(WAITS)) - 1])
    _claimed(message, next_at=at + wait, trouble=trouble[:300])


def give_up(message: Message, status: Status, trouble: str) -> None:
    """End it unsent: its mailbox is refused for good, or the person has left."""
    _claimed(message, status=status, next_at=None, trouble=trouble[:300])


def _claimed(message: Message, **columns: object) -> None:
    Message.objects.filter(pk=message.pk, next_at=message.next_at, status=Status.WAITING).update(**columns)


def beat(worker: str, at: datetime) -> None:
    """Say that the worker is alive."""
    Beat.objects.update_or_create(worker=worker, defaults={"at": at})


def forget_beats(before: datetime) -> None:
    """Forget workers that have not been heard of since."""
    Beat.objects.filter(at__lt=before).delete()
