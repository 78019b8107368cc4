"""Whether Heed tells people what it should: the database answers, a worker is alive, messages go out."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.utils.translation import gettext as _

from heed.notices.models import Beat, Message

LATE: Final = timedelta(seconds=45)
"""After so long a worker is taken for dead and a message for stuck. What pages know may be 10 seconds old: so everybody
hears within a minute."""


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

    @property
    def since(self) -> datetime | None:
        """Return since when nothing goes out, as far as that is known."""
        return self.stuck_since or self.silent_since


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


def migrated() -> bool:
    """Return whether the database has the tables that this version of Heed works with."""
    executor = MigrationExecutor(connection)
    return not executor.migration_plan(executor.loader.graph.leaf_nodes())


def ailments(at: datetime, *, tables: bool) -> list[str]:
    """Return what is wrong, in words that give nothing away; nothing where all is well.

    `tables` asks for the tables too: dear, and needless for whoever once had the answer that they are there.
    """
    try:
        if tables and not migrated():
            return [_("The database is not of this version of Heed.")]
        known = watch(at)
    except DatabaseError:
        return [_("The database does not answer.")]
    words = [] if known.working else [_("No worker has been heard of for a while: nobody is reminded of anything.")]
    return words if known.stuck_since is None else [*words, _("Messages are waiting and do not go out.")]
