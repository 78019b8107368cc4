"""Reads of the outbox: what is to be sent, and what was refused."""

from datetime import datetime
from typing import Any, Final

from django.db.models import Case, Exists, IntegerField, OuterRef, QuerySet, Value, When

from heed.notices.models import Message
from heed.notices.states import Notice, Status
from heed.people.agencies.models import User
from heed.prepared import Prepared

# After a long stand-still what is late goes first.
WORST_FIRST: Final = Case(
    When(kind=Notice.ESCALATED, then=Value(0)),
    When(kind=Notice.LATE, then=Value(1)),
    default=Value(2),
    output_field=IntegerField(),
)


def to_send(at: datetime, limit: int) -> list[int]:
    """Return ids of messages to be tried now, worst first, then longest waiting."""
    return list(Message.objects.due(at).order_by(WORST_FIRST, "next_at", "pk").values_list("pk", flat=True)[:limit])


def refused(agency_id: int) -> QuerySet[Message]:
    """Return the agency's messages that a mail server refused for good, newest first: somebody must mend an address.

    What was refused before a later message arrived at the same person has been mended, and is left out.
    """
    found = Message.objects.filter(agency=agency_id, status=Status.REFUSED)
    return _unmended(found).select_related("to__team").order_by("-made_at", "-pk")


def _unmended(messages: QuerySet[Message]) -> QuerySet[Message]:
    arrived = Message.objects.filter(to=OuterRef("to"), status=Status.SENT, sent_at__gt=OuterRef("made_at"))
    return messages.filter(~Exists(arrived), to__is_active=True)


REFUSED_TO: Prepared[Any] = Prepared(
    lambda *, user: (
        _unmended(Message.objects.filter(to=user, status=Status.REFUSED))
        .order_by("-made_at", "-pk")
        .values_list("kind", "made_at", "link")[:20]
    )
)


def refused_to(user: User) -> list[tuple[str, datetime, str]]:
    """Return kind, moment and link of what was refused at the user's own address, newest first."""
    return REFUSED_TO(user=user.pk)
