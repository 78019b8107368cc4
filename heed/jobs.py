"""What runs by itself, and how often. Rows are the queue: any number of workers share it, and none remembers anything.

Each job asks for rows that have come due and does one change for each. What a row's failure must not do: stop the
others, or be tried again at every tick for ever. So it is logged, without what it was about, and set aside for a while.
"""

import logging
import traceback
from collections.abc import Callable, Hashable, Sequence
from datetime import datetime, timedelta
from threading import Event
from typing import Final, NamedTuple, TypeVar

from django.conf import settings
from django.contrib.sessions.backends.db import SessionStore
from django.db import DatabaseError, InterfaceError, OperationalError, connections

from heed import clock
from heed.casework.duties.changes import refresh_rota
from heed.casework.duties.queries import come_due
from heed.casework.ladder.changes import climb, open_standing
from heed.checks.changes import renew_index, tell_owner
from heed.checks.queries import untold
from heed.checks.records.changes import forget_words
from heed.documents.evidence.changes import check, sweep
from heed.documents.evidence.queries import to_check
from heed.incidents.drafts.changes import forget_drafts
from heed.ledger.changes import extend_heads
from heed.ledger.stamp import Stamp
from heed.mistakes.changes import tell_of
from heed.notices.changes import beat, forget_beats
from heed.notices.drivers.driver import Unreachable
from heed.notices.health import watch
from heed.notices.heartbeat import knock
from heed.notices.queries import to_send
from heed.notices.sending import Outbox
from heed.partners import changes as sharing
from heed.people.agencies.queries import agency_ids, rota_changed
from heed.people.index.changes import fold
from heed.people.index.queries import is_whole
from heed.register.appeals.changes import forget
from heed.register.terms.changes import erase_ended, look_ahead, take_off
from heed.register.traces.changes import wipe
from heed.training.changes import remind
from heed.training.queries import to_remind

logger = logging.getLogger("heed.jobs")

TICK: Final = timedelta(seconds=2)
BEAT: Final = timedelta(seconds=10)
ASIDE: Final = timedelta(minutes=1)
LONGEST_ASIDE: Final = timedelta(hours=1)
"""For how long a row that failed is left alone at first; twice as long each time that it fails again; and at most."""
BATCH: Final = 100
"""Rows of one job in one tick. Where there are more, the next tick follows at once."""

Row = TypeVar("Row", bound=Hashable)


class Aside(NamedTuple):
    """A row, or a whole job, that is left alone: from when, for how long."""

    at: datetime
    span: timedelta

    def over(self, now: datetime) -> bool:
        """Return whether the time is over; a clock that was put back does not make it longer."""
        return not self.at <= now < self.at + self.span


class Worker:
    """One worker: does each job when its time has come. In memory it has only when that was, and what it set aside."""

    def __init__(self, name: str = "worker") -> None:
        self.name = name
        self.stopping = Event()
        self.done: dict[str, Aside] = {}
        self.aside: dict[tuple[str, Hashable], Aside] = {}
        self.alive: Aside | None = None
        self.more = False

    def work(self) -> None:
        """Tick until told to stop. A database that is away is waited for."""
        while not self.stopping.is_set():
            try:
                self.tick()
            except (DatabaseError, InterfaceError) as trouble:
                logger.error("The database cannot be used: %s", type(trouble).__name__)  # noqa: TRY400  # says who
                connections.close_all()
                self.more = False
            if not self.more:
                self.stopping.wait(TICK.total_seconds())

    def tick(self) -> None:
        """Do every job whose time has come, once. `more` then says whether rows were left for want of room."""
        self.more = False
        for job, every in JOBS:
            self.say_alive()
            last = self.done.get(job.__name__)
            if self.stopping.is_set() or (last and not last.over(clock.now())):
                continue
            self.done[job.__name__] = Aside(clock.now(), every)
            try:
                job(self)
            except Unreachable as trouble:
                logger.warning("%s: %s", job.__name__, trouble)
                self.done[job.__name__] = Aside(clock.now(), max(every, BEAT))

    def say_alive(self) -> None:
        """Beat, unless it was just now."""
        if self.alive is None or self.alive.over(clock.now()):
            self.alive = Aside(clock.now(), BEAT)
            beat(self.name, self.alive.at)

    def each(self, job: str, rows: Sequence[Row], change: Callable[[Stamp, Row], object]) -> None:
        """Do the change for each row; what fails is set aside and the others go on."""
        waiting = [row for row in rows if (job, row) not in self.aside or self.aside[job, row].over(clock.now())]
        for row in waiting:
            if self.stopping.is_set():
                return
            try:
                change(Stamp(by=None, at=clock.now(), door=f"job:{job}"), row)
                self.aside.pop((job, row), None)
            except (OperationalError, InterfaceError, Unreachable):
                raise  # the fault of no row
            except Exception as trouble:  # noqa: BLE001  # whatever it is, the other rows must not wait for it
                self._set_aside(job, row, trouble)
            self.say_alive()
        self.more = self.more or len(waiting) >= BATCH

    def _set_aside(self, job: str, row: Hashable, trouble: Exception) -> None:
        """Log where it failed (the error's own words may name somebody), and leave the row alone for a while."""
        now = clock.now()
        last = self.aside.get((job, row))
        span = min(last.span * 2, LONGEST_ASIDE) if last else ASIDE
        recent = {key: aside for key, aside in self.aside.items() if aside.at > now - 2 * LONGEST_ASIDE}
        self.aside = recent | {(job, row): Aside(now, span)}
        places = traceback.extract_tb(trouble.__traceback__)[-3:]
        where = " < ".join(f"{place.filename.rpartition('/heed/')[2]}:{place.lineno}" for place in reversed(places))
        key = row[0] if isinstance(row, tuple) else row
        logger.error("%s %s failed: %s at %s", job, key, type(trouble).__name__, where)

    def room(self, job: str) -> int:
        """Return how many rows to ask for, so that those set aside do not keep the others out."""
        return BATCH + sum(1 for name, _ in self.aside if name == job)


def rota(worker: Worker) -> None:
    """Work out anew whom duties fall to where posts or absences have changed."""
    rows = rota_changed(clock.now(), worker.room("rota"))
    worker.each("rota", rows, lambda stamp, user: refresh_rota(stamp, user_id=user))


def stand(worker: Worker) -> None:
    """Open standing duties where a team has none yet."""
    worker.each("stand", agency_ids(), lambda stamp, agency: open_standing(stamp, agency_id=agency))


def escalate(worker: Worker) -> None:
    """Remind, say that it is late, climb the ladder."""
    found = come_due(clock.now(), worker.room("escalate")).values_list("pk", "next_at")
    rows = [(duty, moment) for duty, moment in found if moment is not None]
    worker.each("escalate", rows, lambda stamp, row: climb(stamp, duty_id=row[0], expected=row[1]))


def mistakes(worker: Worker) -> None:
    """Tell whoever was told of an entry that it was a mistake."""
    worker.each("mistakes", agency_ids(), lambda stamp, agency: tell_of(stamp, agency_id=agency))


def send(worker: Worker) -> None:
    """Send what waits in the outbox."""
    rows = to_send(clock.now(), worker.room("send"))
    if rows:
        with Outbox() as outbox:
            worker.each("send", rows, outbox.send)


def scan(worker: Worker) -> None:
    """Show files to the virus scanner that it was not there for when they were sent."""
    worker.each("scan", to_check(clock.now(), worker.room("scan")), check)


def heads(worker: Worker) -> None:
    """Bind the ends of the ledger's chains."""
    worker.each("heads", ["ledger"], lambda stamp, _: extend_heads(stamp))


def register(worker: Worker) -> None:
    """See to the register: what ends soon is to be reviewed, what is over comes off, what has ended is deleted."""
    agencies = agency_ids()
    worker.each("look-ahead", agencies, lambda stamp, agency: look_ahead(stamp, agency_id=agency))
    worker.each("take-off", agencies, lambda stamp, agency: take_off(stamp, agency_id=agency))
    worker.each("erase", agencies, lambda stamp, agency: erase_ended(stamp, agency_id=agency))
    worker.each("erase-appeals", agencies, lambda stamp, agency: forget(stamp, agency_id=agency))


def index(worker: Worker) -> None:
    """Make the index anew where it is of another version; until then nobody is told that nothing was found."""
    worker.each("index", [] if is_whole() else ["all"], lambda _stamp, _: renew_index())


def looks(worker: Worker) -> None:
    """Tell owners that the subject of an entry asked about it."""
    worker.each("looks", untold(worker.room("looks")), tell_owner)


def briefings(worker: Worker) -> None:
    """Remind those whose briefing runs out soon."""
    rows = to_remind(clock.now(), worker.room("briefings"))
    worker.each("briefings", rows, lambda stamp, row: remind(stamp, briefing=row[0], expected=row[1]))


def partners(worker: Worker) -> None:
    """See to what is shared: what is over ends, what has changed is told, what must be deleted is asked for.

    And to the agreements by which it is: their review is asked for in time.
    """
    agencies = agency_ids()
    worker.each("review-agreements", agencies, lambda stamp, agency: sharing.look_ahead(stamp, agency_id=agency))
    worker.each("lapse-shares", agencies, lambda stamp, agency: sharing.lapse(stamp, agency_id=agency))
    worker.each("tell-partners", agencies, lambda stamp, agency: sharing.tell_changed(stamp, agency_id=agency))
    worker.each("chase-shares", agencies, lambda stamp, agency: sharing.chase(stamp, agency_id=agency))
    worker.each("forget-shares", agencies, lambda stamp, agency: sharing.forget(stamp, agency_id=agency))


def tidy(worker: Worker) -> None:
    """Delete what has had its time: drafts, sessions, workers that are gone."""
    worker.each("tidy-drafts", agency_ids(), lambda stamp, agency: forget_drafts(stamp, agency_id=agency))
    worker.each("tidy-looks", agency_ids(), lambda stamp, agency: forget_words(stamp, agency_id=agency))
    worker.each("tidy-index", ["all"], lambda _stamp, _: fold())
    worker.each("tidy-sessions", ["all"], lambda _stamp, _: SessionStore.clear_expired())
    worker.each("tidy-files", ["all"], lambda stamp, _: sweep(stamp))
    worker.each("tidy-bytes", ["all"], lambda stamp, _: wipe(stamp))
    worker.each("tidy-beats", ["all"], lambda stamp, _: forget_beats(stamp.at - timedelta(hours=1)))


def heartbeat(_worker: Worker) -> None:
    """Tell the operator's own watch that all is well; silence tells it that something is not."""
    if settings.HEARTBEAT_URL and not watch(clock.now()).late:
        knock(settings.HEARTBEAT_URL)


JOBS: Final[tuple[tuple[Callable[[Worker], None], timedelta], ...]] = (
    (rota, TICK),
    (stand, timedelta(minutes=1)),
    (escalate, TICK),
    (mistakes, TICK),
    (send, TICK),
    (scan, timedelta(seconds=10)),
    (heads, timedelta(minutes=1)),
    (register, timedelta(minutes=10)),
    (index, timedelta(seconds=30)),
    (looks, timedelta(seconds=10)),
    (briefings, timedelta(minutes=1)),
    (partners, timedelta(minutes=1)),
    (tidy, timedelta(hours=1)),
    (heartbeat, timedelta(seconds=30)),
)
"""What runs by itself: the job, and how often. In this order, so that what comes due is sent in the same tick."""


def tick() -> None:
    """Do everything that has come due just now, once."""
    Worker("once").tick()
