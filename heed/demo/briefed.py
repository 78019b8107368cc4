"""Who of an agency is briefed: most are, some for not much longer, one ran out lately, one long ago, one is new."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Final

from heed.demo.chance import Chance
from heed.demo.clockwork import DOOR
from heed.demo.queue import Queue
from heed.demo.town import Town
from heed.ledger.stamp import Stamp
from heed.people.agencies.models import User
from heed.people.agencies.stamps import Signed
from heed.training.changes import answer, remind, take_over
from heed.training.queries import reminder_of, to_remind

HELD: Final = timedelta(days=730)
LEFT: Final = {4: -40, 7: -4, 10: 3, 13: 12, 16: 24}
"""How many days the briefing of some of those who go out still holds, by their place in the list of them."""
NEW: Final = 1
"""The place of whoever has not been briefed yet."""


def plan(town: Town, queue: Queue, chance: Chance) -> None:
    """Let everybody be briefed when their turn comes; what lies before Heed is taken over from the body's own list."""
    if not town.book.briefing.held:
        return
    going_out = [user for crew in town.crews for user in crew.people]
    for user in town.users.values():
        place = going_out.index(user) if user in going_out else -1
        if place == NEW:
            continue
        answered_at = town.now - HELD + timedelta(days=LEFT.get(place, 0) or chance.number(60, 700))
        queue.put(max(answered_at, town.began_at + timedelta(days=1)), _turn(town, queue, user, answered_at))


def _turn(town: Town, queue: Queue, user: User, answered_at: datetime) -> Callable[[datetime], None]:
    right = {question.word: question.right for question in town.book.briefing.questions}

    def comes(at: datetime) -> None:
        if at == answered_at:
            answer(Signed.of(user, at, DOOR), right)
        else:
            take_over(Stamp(None, at, DOOR), user=user, answered_at=answered_at)
        reminded(at)

    def reminded(at: datetime) -> None:
        for briefing, moment in to_remind(at, len(town.users)):
            remind(Stamp(None, at, DOOR), briefing=briefing, expected=moment)
        next_at = reminder_of(user)
        if next_at:
            queue.put(next_at, reminded)

    return comes
