"""What is still to come, soonest first: the clockwork of the demo's past."""

from collections.abc import Callable
from datetime import datetime, timedelta
from heapq import heappop, heappush
from typing import Final

from heed.demo.chance import Chance
from heed.demo.town import Pace
from heed.workdays import Calendar

Act = Callable[[datetime], None]
SWAMPED_SINCE: Final = timedelta(days=16)
AN_HOUR: Final = timedelta(hours=1)


class Queue:
    """Acts with the moments when they come; two of one moment come as they were put in."""

    def __init__(self) -> None:
        self.heap: list[tuple[datetime, int, Act]] = []
        self.count = 0

    def put(self, at: datetime, act: Act) -> None:
        """Let the act come at the moment."""
        self.count += 1
        heappush(self.heap, (at, self.count, act))

    def run(self, until: datetime) -> None:
        """Let everything come that comes until then, also what is put in meanwhile."""
        while self.heap and self.heap[0][0] <= until:
            at, _count, act = heappop(self.heap)
            act(at)


def at_work(at: datetime, calendar: Calendar, chance: Chance) -> datetime:
    """Return the moment, or where the office is closed then, some minutes after it opens again."""
    day = calendar.day_of(at)
    if calendar.is_working_day(day) and calendar.opening(day) <= at < calendar.closing(day):
        return at
    if not (calendar.is_working_day(day) and at < calendar.opening(day)):
        day = calendar.next_working_day(day)
    return calendar.opening(day) + chance.minutes(4, 50)


def when_done(
    opened: datetime, due: datetime, pace: Pace, now: datetime, calendar: Calendar, chance: Chance
) -> datetime | None:
    """Return when somebody of this pace does what is due then; None where they never will."""
    if pace is Pace.SWAMPED:
        if opened > now - SWAMPED_SINCE and chance.often(0.7):
            return None
        pace = Pace.STEADY
    span = due - opened
    if span < timedelta(minutes=2):
        return opened + chance.minutes(2, 11)
    late = {Pace.PROMPT: 0.01, Pace.STEADY: 0.07, Pace.SLOW: 0.3}[pace]
    if chance.often(late):
        return at_work(due + chance.hours(1, 60 if pace is Pace.SLOW else 20), calendar, chance)
    least, most = {Pace.PROMPT: (0.05, 0.5), Pace.STEADY: (0.15, 0.85), Pace.SLOW: (0.5, 0.97)}[pace]
    return _in_time(opened + span * chance.between(least, most), opened, due, calendar, chance)


def _in_time(at: datetime, opened: datetime, due: datetime, calendar: Calendar, chance: Chance) -> datetime:
    """Return the moment moved into opening hours, unless it would be late then: people stay longer for that."""
    moved = at_work(at, calendar, chance)
    if moved <= due:
        return moved
    return max(opened, min(at, due - chance.minutes(3, 30)))
