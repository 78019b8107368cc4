"""Appeals in the demo: received, acknowledged, looked at by people who had no part in the entry, decided, answered."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any, Final

from heed.casework.duties.models import Duty
from heed.demo.chance import Chance
from heed.demo.clockwork import Clockwork
from heed.demo.doing import Scribe
from heed.demo.letters import about_entry
from heed.demo.queue import at_work
from heed.documents.letters.queries import Intended
from heed.people.agencies.models import User
from heed.people.agencies.stamps import Signed
from heed.policy.letters import Chosen
from heed.register.appeals import changes
from heed.register.appeals.changes import Decided, Received
from heed.register.appeals.models import Appeal
from heed.register.appeals.queries import comment_of, could_sit, of_marker, said_of, waits_for_comment, words_of
from heed.register.appeals.states import OPEN, How, Outcome, Status
from heed.register.markers.models import Marker
from heed.register.markers.queries import concerned, today

LETTERS: Final = ("appeal-received", "appeal-outcome")
OUTCOMES: Final = {Outcome.STANDS: 5.0, Outcome.CHANGED: 2.0, Outcome.REMOVED: 2.0}
SHARE: Final = 0.3
"""How many appeal soon. Of the others who are still on the register some do so of late, and wait for their answer."""
AT_ONCE: Final = 2
"""So many appeals of a body wait at once."""
AGAIN: Final = timedelta(hours=20)


def comes_at(works: Clockwork, chance: Chance, at: datetime, ends_on: date) -> datetime | None:
    """Return when somebody appeals who has gone on the register at the moment; None where they never do."""
    calendar, now = works.town.book.calendar, works.town.now
    soon = at + chance.hours(60, 900)
    if chance.often(SHARE):
        return at_work(soon, calendar, chance)
    if calendar.opening(ends_on) > now:
        return at_work(max(soon, now - chance.hours(90, 330)), calendar, chance)
    return None


def enough_wait(marker: Marker) -> bool:
    """Return whether so many appeals wait already that another one would make a body look besieged."""
    waiting = Appeal.objects.filter(marker__case__agency=marker.case.agency, marker__status="live", status__in=OPEN)
    return waiting.count() >= AT_ONCE


class Objection:
    """One appeal, from the day on which it reaches the owner of the register."""

    def __init__(self, works: Clockwork, scribe: Scribe, marker: Marker, chance: Chance) -> None:
        self.works, self.scribe, self.marker, self.chance = works, scribe, marker, chance
        self.outcome = chance.weighed(OUTCOMES)

    def begin(self, owner: User, at: datetime) -> None:
        """Receive it, and ask whom it concerns; they say what they think within two days."""
        received = Received(
            received_on=today(self.marker.case.agency, at),
            how=self.chance.one([How.LETTER, How.LETTER, How.EMAIL, How.TELEPHONE]),
            grounds=self.scribe.words("appeal-grounds"),
            told=self.scribe.words("appeal-told"),
        )
        changes.receive(self.works.signed(owner, at), self.marker, received)
        for user in concerned(self.marker):
            self.works.queue.put(at + self.chance.hours(3, 44), lambda when, user=user: self.comment(user, when))  # type: ignore[misc]  # bound now, not later

    def comment(self, user: User, at: datetime) -> None:
        """Say what one thinks of it, or choose not to."""
        appeal = of_marker(self.marker)
        if appeal is not None and appeal.marker.status == "live" and comment_of(appeal) is None:
            declined = self.chance.often(0.3)
            text = "" if declined else self.scribe.words("appeal-comment")
            changes.comment(self.works.signed(user, at), appeal, text=text, declined=declined)

    def do(self, duty: Duty, stamp: Signed, again: Callable[[datetime], None]) -> None:
        """Do what is owed, or come again when what it waits for has been done."""
        appeal = of_marker(self.marker)
        if appeal is None:
            return
        word = duty.verb.removeprefix("appeal.").replace("-", "_")
        steps: dict[str, Callable[[Appeal, Signed], Any]] = {
            "name_panel": self._name_panel, "hear": self._hear, "decide": self._decide
        }  # fmt: skip
        waits = {
            "hear": appeal.status != Status.WITH_PANEL or waits_for_comment(appeal, stamp.at),
            "decide": appeal.status != Status.HEARD,
        }
        if waits.get(word):
            again(at_work(stamp.at + AGAIN, self.works.town.book.calendar, self.chance))
        else:
            steps[word](appeal, stamp)

    def _name_panel(self, appeal: Appeal, stamp: Signed) -> None:
        users = self.chance.mixed(could_sit(self.marker, stamp.at, but=appeal))[: appeal.size]
        changes.name_panel(stamp, appeal, [self.works.town.users[user.pk] for user in users])

    def _hear(self, appeal: Appeal, stamp: Signed) -> None:
        """Let each say how they see it, half an hour after the other."""
        for number, seat in enumerate(appeal.seats.all()):
            reasons = self.scribe.words(f"appeal-{self.outcome.value}")
            signed = self.works.signed(self.works.town.users[seat.user_id], stamp.at + number * timedelta(minutes=30))
            found = of_marker(self.marker)
            if found is not None:
                changes.view(signed, found, outcome=self.outcome, reasons=reasons)

    def _decide(self, appeal: Appeal, stamp: Signed) -> None:
        """Let whoever chairs it record the decision; what is changed ends half way to its end."""
        [chair, *_others] = appeal.seats.all()
        day = today(self.marker.case.agency, stamp.at)
        left = (self.marker.ends_on - day).days if self.marker.ends_on else 0
        outcome = self.outcome
        decided = Decided(
            outcome=outcome,
            reasons=self.scribe.words(f"appeal-{outcome.value}"),
            ends_on=day + timedelta(days=max(1, left // 2)) if outcome is Outcome.CHANGED else None,
        )
        changes.decide(self.works.signed(self.works.town.users[chair.user_id], stamp.at), appeal, decided)

    def answer(self, marker: Marker, template: str, at: datetime) -> Intended | None:
        """Return a letter about the appeal as its page begins it; None where there is nobody to write to."""
        appeal = of_marker(marker)
        if appeal is None:
            return None
        said = said_of(appeal)
        outcome = {"outcome": said["outcome"]} if template == LETTERS[1] else {}
        if template == LETTERS[0]:
            own = {"own": self.scribe.words("appeal-received")}
        else:
            own = {"follows": said["follows"]} if said["follows"] else {}
        more = {name: value.isoformat() if isinstance(value, date) else value
                for name, value in words_of(appeal).items()}  # fmt: skip
        return about_entry(marker, template, at, chosen=Chosen(outcome, own=own), more=more)
