"""Reads of the outbox: what is to be sent, what was refused, and whether anything is sent at all."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from django.db.models import Case, IntegerField, QuerySet, Value, When

from heed.notices.models import Beat, Message
from heed.notices.states import Notice, Status

LATE: Final = timedelta(seconds=45)
"""After so long a worker is taken for dead and a message for stuck. What pages know may be 10 seconds old: so everybody
hears within a minute."""

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


@dataclass(frozen=True, slots=True)
class Watch:
    """Whether messages go out. `silent_since`: no worker has been heard of since then; `stuck_since`: mail waits."""

    working: bool = True
    silent_since: datetime | None = None
    stuck_since: datetime | None = None

    @property
    def late(self) -> bool:
        """Whether people must be told that Heed does not tell them anything."""
        return not self.working or self.stuck_since is not None


def watch(at: datetime) -> Watch:
    """Return whether a worker is alive and messages go out. Three small reads, however much there is."""
    last = Beat.objects.order_by("-at").values_list("at", flat=True).first()
    working = last is not None and last > at - LATE
    return Watch(working, None if working else last, _stuck_since(at))


def _stuck_since(at: datetime) -> datetime | None:
    """Return since when something waits for longer than it should; None where everything moves.

    Either nobody even tries what is due; or everything that is tried fails: nothing has gone out since the oldest
    message that was tried in vain was made. One full mailbox among others that work is not that.
    """
    idle = Message.objects.due(at - LATE).order_by("next_at").values_list("next_at", flat=True).first()
    if idle is not None:
        return idle
    in_vain = Message.objects.waiting().filter(tries__gt=0, made_at__lte=at - LATE)
    oldest = in_vain.order_by("made_at").values_list("made_at", flat=True).first()
    if oldest is None or Message.objects.filter(sent_at__gte=oldest).exists():
        return None
    return oldest
