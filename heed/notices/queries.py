"""Reads of the outbox: what is to be sent, and what was refused."""

from datetime import datetime
from typing import Final

from django.db.models import Case, IntegerField, QuerySet, Value, When

from heed.notices.models import Message
from heed.notices.states import Notice, Status

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
    """Return the agency's messages that a mail server refused for good, newest first: somebody must mend an address."""
    found = Message.objects.filter(agency=agency_id, status=Status.REFUSED)
    return found.select_related("to").order_by("-made_at")
