"""Standing duties of teams: what comes round by the calendar."""

from datetime import datetime
from typing import Final

from heed.access.decisions import Refused
from heed.casework.duties import changes
from heed.casework.duties.models import Duty
from heed.casework.ladder.changes import open_standing
from heed.demo.clockwork import DOOR, Clockwork
from heed.demo.queue import when_done
from heed.demo.texts import steps
from heed.ledger.stamp import Stamp

WORDS: Final = {
    "team.brief": "standing-brief",
    "team.talk-wellbeing": "standing-wellbeing",
    "team.remind-to-report": "standing-report",
    "team.check-register": "standing-register",
}


class Rounds:
    """The standing duties of one agency."""

    def __init__(self, works: Clockwork) -> None:
        self.works, self.town = works, works.town
        self.chance = works.chance.of("rounds")
        self.planned: set[int] = set()

    def begin(self, at: datetime) -> None:
        """Open the first round of each."""
        open_standing(Stamp(None, at, DOOR), agency_id=self.town.agency.pk)
        self.look()

    def look(self, team: int | None = None) -> None:
        """Plan when what is new will be done."""
        rows = Duty.objects.open().filter(agency=self.town.agency, case=None, **({"team": team} if team else {}))
        for pk, opened, due, next_at in rows.order_by("pk").values_list("pk", "opened_at", "due_at", "next_at"):
            self.works.watch(pk, next_at)
            if pk not in self.planned:
                self.planned.add(pk)
                self.plan(pk, max(opened, due - (due - opened) / 5), due)

    def plan(self, pk: int, opened: datetime, due: datetime) -> None:
        """Say when it will be done: towards the end of its time."""
        user = self.works.holder_of(pk)
        if user is None:
            return
        calendar = self.town.book.calendar
        at = when_done(opened, due, self.town.pace_of(user), self.town.now, calendar, self.chance)
        if at is not None:
            self.works.queue.put(at, lambda moment: self.do(pk, moment))

    def do(self, pk: int, at: datetime) -> None:
        """Do the round."""
        user, duty = self.works.holder_of(pk), Duty.objects.get(pk=pk)
        if user is None or duty.status != "open":
            return
        try:
            text = self.chance.one(steps()[WORDS[duty.verb]])
            changes.do_standing(self.works.signed(user, at), duty=duty, text=text)
        except Refused as no:
            self.works.refused.append(f"do_standing: {no.reason}")
            return
        self.works.watch(pk, None)
        self.look(duty.team_id)
