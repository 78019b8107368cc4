"""The life of one report: who does what when, until it is closed or today is reached."""

from datetime import datetime, timedelta
from typing import Any, Final, NamedTuple

from heed.access.decisions import Refused
from heed.casework.cases.models import Involvement
from heed.casework.cases.states import Part
from heed.casework.duties import changes as duties
from heed.casework.duties.models import Duty
from heed.casework.plans import changes as plans
from heed.casework.plans.changes import Line
from heed.casework.plans.models import Action, Plan
from heed.demo.clockwork import Clockwork
from heed.demo.doing import Scribe
from heed.demo.entries import Entry
from heed.demo.letters import confirmation, hand_over
from heed.demo.queue import at_work, when_done
from heed.demo.town import Crew
from heed.incidents import changes as incidents
from heed.incidents.models import Incident
from heed.incidents.queries import given_of
from heed.incidents.states import MOVES, Status
from heed.people.agencies.models import User
from heed.people.agencies.stamps import Signed
from heed.people.public.models import Person
from heed.policy.book import Rule
from heed.prepared import Prepared

MOVE: Final = {move.verb.name: move for move in MOVES}
COLUMNS: Final = ("pk", "rule", "verb", "opened_at", "due_at", "next_at", "owner_id", "series_at")

OPEN: Prepared[Any] = Prepared(
    lambda *, case: Duty.objects.open().filter(case=case).order_by("due_at", "pk").values_list(*COLUMNS)
)


class Owed(NamedTuple):
    """An open duty as it was last seen."""

    pk: int
    rule: str
    verb: str
    opened_at: datetime
    due_at: datetime
    next_at: datetime | None
    owner_id: int | None
    series_at: datetime


class Life:
    """One report, from when it was sent."""

    def __init__(
        self, works: Clockwork, incident: Incident, crew: Crew, victim: User, scribe: Scribe, *, lying: bool = False
    ) -> None:
        self.works, self.town, self.chance = works, works.town, works.chance
        self.incident, self.crew, self.victim, self.scribe = incident, crew, victim, scribe
        self.open: dict[int, Owed] = {}
        self.planned: set[int] = set()
        self.lying = lying
        self.closing = False
        self.disputed = False
        self.reply = ""  # to what the manager asked when they sent it back

    def rule(self, owed: Owed) -> Rule | None:
        """Return the rule that opened a duty."""
        return self.town.book.duties.get(owed.rule)

    def look(self, at: datetime) -> None:
        """See what is open now, and plan when what is new will be done."""
        before = self.open
        self.open = {row[0]: Owed(*row) for row in OPEN(case=self.incident.pk)}
        for pk in before.keys() - self.open.keys():
            self.works.watch(pk, None)
        for owed in self.open.values():
            self.works.watch(owed.pk, owed.next_at)
        new = self.open.keys() - self.planned
        self.works.lying |= new if self.lying else set()
        holders = self.works.holders_of(new) if new and not self.lying else {}
        for pk in sorted(new):
            self.plan(self.open[pk], holders.get(pk))
        self.planned |= new
        self.maybe_close(at)

    def plan(self, owed: Owed, user: User | None) -> None:
        """Say when the duty will be done, if somebody is there to do it."""
        if owed.verb == "plan.agree":
            self.works.queue.put(owed.opened_at + self.chance.hours(1, 30), self.agree)
        if user is None or owed.verb == "plan.agree":
            return
        pace = self.town.pace_of(user)
        at = when_done(owed.opened_at, owed.due_at, pace, self.town.now, self.town.book.calendar, self.chance)
        if at is not None:
            self.works.queue.put(at, lambda moment: self.do(owed.pk, moment))

    def attempt(self, what: Any, at: datetime, *given: Any, **more: Any) -> bool:
        """Do it, unless the rules say no, and see what follows."""
        try:
            what(*given, **more)
        except Refused as no:
            self.works.refused.append(f"{what.__name__}: {no.reason}")
            return False
        self.look(at)
        return True

    def do(self, pk: int, at: datetime) -> None:
        """Do what is owed, if it still is."""
        owed, user = self.open.get(pk), self.works.holder_of(pk)
        if owed is None or user is None:
            return
        rule, stamp = self.rule(owed), self.works.signed(user, at)
        named = user in (self.incident.reported_by, self.victim)
        if rule and rule.waivable and not named and self.chance.often(self.weary(owed)):
            self.attempt(duties.waive, at, stamp, duty=Duty.objects.get(pk=pk), reason=self.scribe.words("waive"))
        elif owed.verb in ("plan.propose", "plan.change"):
            self.attempt(plans.propose, at, stamp, case=self.incident.case, lines=self.lines(at), given=self.given())
        elif owed.verb == "plan.do-line":
            action = Action.objects.select_related("plan__case", "duty", "owner").get(duty=pk)
            self.attempt(
                plans.do_line, at, stamp, action=action, given=self.given(), text=self.scribe.words("plan-done")
            )
        elif owed.verb == "incident.correct":
            self.correct(at)
        elif owed.verb == "marker.propose":
            Entry(self.works, self.incident, self.victim, self.scribe).propose(user, at)
            self.look(at)
        elif owed.verb.startswith("letter."):
            self.write(pk, at, stamp)
        else:
            self.step(owed, user, at)

    def write(self, pk: int, at: datetime, stamp: Signed) -> None:
        """Confirm a conversation in a letter; where nobody knows who it was, say why there is none."""
        second = self.works.signed(self.town.holders["health-and-safety"][0], at)
        intended = confirmation(self.incident, at)
        if intended is None or second.by == stamp.by:
            reason = self.scribe.words("waive")
            self.attempt(duties.waive, at, stamp, duty=Duty.objects.get(pk=pk), reason=reason)
        else:
            self.attempt(hand_over, at, stamp, second, self.incident.case, intended, self.given())

    def weary(self, owed: Owed) -> float:
        """Return how likely it is waived: what comes round is, once it has been done a time or two."""
        if owed.verb in ("incident.check-in", "team.brief"):
            return 0.75 if owed.opened_at - owed.series_at > timedelta(days=8) else 0.35
        return 0.04

    def step(self, owed: Owed, user: User, at: datetime) -> None:
        """Do a step of the report."""
        word = owed.verb.removeprefix("incident.")
        deed = self.scribe.deed(word, self.colleague(user), at, user)
        stamp = self.works.signed(user, at)
        self.attempt(
            incidents.step,
            at,
            stamp,
            self.incident,
            MOVE[owed.verb],
            facts=deed.facts,
            text=deed.text,
            answers=deed.answers,
        )

    def colleague(self, *but: User) -> str:
        """Return the first name of somebody of the team."""
        others = [user for user in self.crew.people if user not in (*but, self.victim)]
        return self.town.names[self.chance.one(others).pk].given

    def given(self) -> Any:
        """Return the facts of the report, as every verb on its plan hands them to policy."""
        return given_of(self.incident)

    # --- the action plan ---------------------------------------------------------------------------------------------

    def lines(self, at: datetime) -> list[Line]:
        """Return what a plan says: two or three lines, who does each, by which day."""
        calendar = self.town.book.calendar
        owners = [user for user in (self.crew.manager, self.crew.manager, self.chance.one(self.crew.people)) if user]
        day = calendar.day_of(at)
        return [
            Line(self.scribe.words("plan-lines", self.colleague()), self.chance.one(owners),
                 calendar.working_day_after(day, self.chance.number(3, 25)))
            for _ in range(self.chance.number(2, 3))
        ]  # fmt: skip

    def agree(self, at: datetime) -> None:
        """Let the person affected sign the plan, or send it back."""
        plan = Plan.objects.select_related("case__team").get(case=self.incident.case)
        stamp = self.works.signed(self.victim, at)
        if self.chance.often(0.15):
            text = self.scribe.words("plan-send-back")
            self.attempt(plans.send_back, at, stamp, plan=plan, text=text, given=self.given())
        else:
            self.attempt(plans.agree, at, stamp, plan=plan, given=self.given())

    # --- the report itself -------------------------------------------------------------------------------------------

    def add(self, at: datetime) -> None:
        """Let the reporter add something."""
        stamp = self.works.signed(self.incident.reported_by, at)
        self.attempt(incidents.add, at, stamp, self.incident, text=self.scribe.words("add", self.colleague()))

    def send_back(self, at: datetime) -> None:
        """Let the manager ask for more; the reporter corrects it some hours later."""
        if self.crew.manager and self.incident.status == Status.REPORTED:
            stamp = self.works.signed(self.crew.manager, at)
            ask, self.reply = self.scribe.returned(self.colleague())
            self.attempt(incidents.return_, at, stamp, self.incident, text=ask)
            self.works.queue.put(at + self.chance.hours(0.5, 20), self.correct)

    def correct(self, at: datetime) -> None:
        """Let the reporter correct what was sent back."""
        if self.incident.status == Status.RETURNED:
            stamp = self.works.signed(self.incident.reported_by, at)
            self.attempt(incidents.correct, at, stamp, self.incident, text=self.reply)

    def maybe_close(self, at: datetime) -> None:
        """Plan to close it once nothing is open that the policy wants first."""
        needed = any(rule.before_close for owed in self.open.values() if (rule := self.rule(owed)))
        lines = any(owed.owner_id for owed in self.open.values())
        if self.closing or needed or (lines and self.chance.often(0.8)) or self.incident.status != Status.REPORTED:
            return
        self.closing = True
        late = at + self.chance.hours(3, 24 * 6)
        self.works.queue.put(at_work(late, self.town.book.calendar, self.chance), self.close)

    def close(self, at: datetime) -> None:
        """Let the manager close it; where they may not, health and safety does."""
        self.closing = False
        who = self.unnamed()
        if self.incident.status != Status.REPORTED:
            return
        outcome = self.chance.weighed({"resolved": 4, "action-taken": 5, "no-further-action": 2, "passed-on": 0.5})
        stamp, text = self.works.signed(who, at), self.scribe.words("close", self.colleague())
        if self.attempt(incidents.close, at, stamp, self.incident, outcome=outcome, text=text) and not self.disputed:
            self.disputed = True
            if self.chance.often(0.05):
                self.works.queue.put(at + self.chance.hours(20, 300), self.dispute)

    def unnamed(self) -> User:
        """Return the manager; where there is none, or they are named in it, health and safety."""
        manager = self.crew.manager
        if manager is None or manager in (self.victim, self.incident.reported_by):
            return self.town.holders["health-and-safety"][0]
        return manager

    def identify(self, person: Person, at: datetime) -> None:
        """Let the manager decide that the description is of somebody whom the agency knows."""
        part = Involvement.objects.get(case=self.incident.case, part=Part.SUBJECT)
        stamp = self.works.signed(self.unnamed(), at)
        self.attempt(incidents.identify, at, stamp, self.incident, involvement=part, person=person, confirmed=True)

    def dispute(self, at: datetime) -> None:
        """Let the reporter say that it is not resolved."""
        stamp = self.works.signed(self.incident.reported_by, at)
        self.attempt(incidents.dispute, at, stamp, self.incident, text=self.scribe.words("dispute"))
