"""What every page says about the worker: one look serves all pages of this web process for ten seconds."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from django.db import DatabaseError

from heed import clock
from heed.notices.health import Watch, watch

FRESH: Final = timedelta(seconds=10)
SOON: Final = timedelta(seconds=1)
"""An alarm is looked at again sooner: it must be gone as soon as its reason is."""


@dataclass(slots=True)
class Glance:
    """The last look, and when it was."""

    seen: Watch | None = None
    at: datetime | None = None

    def look(self) -> Watch:
        """Return what is known, at most ten seconds old; nothing bad where the database does not answer just now."""
        now = clock.now()
        if self.seen is None or self.at is None or not self.at <= now < self.at + (SOON if self.seen.late else FRESH):
            try:
                self.seen = watch(now)
            except DatabaseError:
                self.seen = Watch()
            self.at = now
        return self.seen


GLANCE: Final = Glance()
