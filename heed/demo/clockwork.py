"""What every life in a town shares: what is to come, the ladder, who holds what, what was refused."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any, Final

from heed.casework.duties import changes as duties
from heed.casework.duties.models import Duty, DutyHolder
from heed.casework.duties.states import How
from heed.casework.ladder.changes import climb
from heed.demo.chance import Chance
from heed.demo.queue import Queue, at_work
from heed.demo.town import Pace, Town
from heed.ledger.stamp import Stamp
from heed.people.agencies.models import User
from heed.people.agencies.stamps import Signed
from heed.prepared import Prepared

DOOR: Final = "history"
"""The door of everything in the demo's past; its messages are kept and never sent."""
HOLDERS: Prepared[tuple[int, int]] = Prepared(
    lambda *, duties: DutyHolder.objects.filter(duty__in=duties).exclude(how=How.TOLD).order_by("-pk")
    .values_list("duty_id", "user_id")
)  # fmt: skip
LADDER: Prepared[Any] = Prepared(
    lambda *, duty: Duty.objects.filter(pk=duty).values_list("next_at", "rung", "acknowledged_at")
)


class Clockwork:
    """What every life shares: the town, the queue of what is to come, dice, and what was refused."""

    def __init__(self, town: Town, queue: Queue, chance: Chance) -> None:
        self.town, self.queue, self.chance = town, queue, chance
        self.refused: list[str] = []
        self.lying: set[int] = set()  # duties of which nobody takes note, up the whole ladder
        self.next_at: dict[int, datetime | None] = {}  # open duty → its next reminder, lateness or rung

    def signed(self, user: User, at: datetime) -> Signed:
        """Return the stamp of somebody who did something then."""
        return Signed.of(user, at, DOOR)

    def watch(self, duty: int, next_at: datetime | None) -> None:
        """Let the ladder be climbed when its moment comes."""
        if next_at is not None and self.next_at.get(duty) != next_at:
            self.queue.put(next_at, lambda at: self.climb(duty, at))
        self.next_at[duty] = next_at

    def climb(self, duty: int, expected: datetime) -> None:
        """Do what the worker would have done, unless it was done or acknowledged before."""
        if self.next_at.get(duty) != expected:
            return
        climb(Stamp(None, expected + timedelta(seconds=1), DOOR), duty_id=duty, expected=expected)
        row = LADDER(duty=duty)[0]
        self.watch(duty, row[0])
        if row[1] and not row[2]:
            self.queue.put(expected + self.chance.hours(0.5, 30), lambda at: self.acknowledge(duty, at))

    def acknowledge(self, duty: int, at: datetime) -> None:
        """Somebody who was told says that they look after it; some never do."""
        if self.next_at.get(duty) is None or duty in self.lying or self.chance.often(0.45):
            return
        told = (
            DutyHolder.objects.filter(duty=duty, how=How.TOLD).values_list("user_id", flat=True).order_by("pk").first()
        )
        user = self.town.users[told] if told else None
        if user and self.town.pace_of(user) is not Pace.SWAMPED:
            duties.acknowledge(
                self.signed(user, at_work(at, self.town.book.calendar, self.chance)), duty=Duty.objects.get(pk=duty)
            )
            self.watch(duty, None)

    def holders_of(self, duties: Iterable[int]) -> dict[int, User]:
        """Return whom each of these duties falls to just now; the first where there are several."""
        return {duty: self.town.users[user] for duty, user in HOLDERS(duties=tuple(duties))}

    def holder_of(self, duty: int) -> User | None:
        """Return whom a duty falls to just now."""
        return self.holders_of([duty]).get(duty)
