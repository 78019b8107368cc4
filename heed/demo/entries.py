"""The life of one entry on the register: proposed from a report, countersigned, decided, announced, reviewed, over."""

from datetime import date, datetime, timedelta
from typing import Any, Final

from heed.access.decisions import Refused
from heed.casework.cases.states import Part
from heed.casework.duties.models import Duty
from heed.demo.clockwork import DOOR, Clockwork
from heed.demo.doing import Scribe
from heed.demo.letters import about_entry, hand_over
from heed.demo.objections import LETTERS, Objection, comes_at, enough_wait
from heed.demo.queue import when_done
from heed.incidents.models import Incident
from heed.ledger.stamp import Stamp
from heed.people.agencies.models import User
from heed.people.public.models import Person
from heed.register.holds import changes as holds
from heed.register.markers import changes
from heed.register.markers.changes import Proposal, Verdict
from heed.register.markers.models import Marker
from heed.register.markers.queries import factors_for, given_of, today, usual_on
from heed.register.markers.states import Decision, Outcome, Status
from heed.register.telling import changes as telling
from heed.register.terms import changes as terms
from heed.register.terms.changes import Reviewed

GRAVE: Final = {"weapon": "weapon", "sexual": "sexual-assault", "violence": "violence", "hate": "discrimination"}
SHARE_RENEWED: Final = 0.5
SHARE_HELD: Final = 0.12


def subject_of(incident: Incident) -> Person | None:
    """Return who the report is about, where that is somebody the agency knows by name."""
    people = incident.case.involvements.filter(part=Part.SUBJECT, person__isnull=False).select_related("person")
    return next((each.person for each in people.order_by("pk") if each.person and each.person.known == "fully"), None)


class Entry:
    """One entry, from the proposal on."""

    def __init__(self, works: Clockwork, incident: Incident, victim: User, scribe: Scribe) -> None:
        self.works, self.town, self.chance, self.scribe = works, works.town, works.chance, scribe
        self.incident, self.victim = incident, victim
        self.marker: Marker | None = None
        self.planned: set[int] = set()
        self.objection: Objection | None = None

    def propose(self, user: User, at: datetime) -> None:
        """Propose it; the employee concerned gives their version some hours later."""
        told = self.incident.facts
        hazards = [hazard for fact, hazard in GRAVE.items() if told.get(fact)] or ["threats"]
        proposal = Proposal(
            grounds=self.scribe.words("marker-grounds"),
            hazards=hazards,
            controls=[self.chance.one(["not-alone", "not-alone", "office-only", "appointment-only"])],
            person=subject_of(self.incident),
        )
        self.attempt(self._propose, at, self.works.signed(user, at), proposal)

    def _propose(self, stamp: Any, proposal: Proposal) -> None:
        self.marker = changes.propose(stamp, proposal, incident=self.incident)
        self.works.queue.put(stamp.at + self.chance.hours(2, 30), self.version)

    def version(self, at: datetime) -> None:
        """Let the employee give their version, or choose not to."""
        declined = self.chance.often(0.3)
        text = "" if declined else self.scribe.words("marker-version")
        stamp = self.works.signed(self.victim, at)
        self.attempt(changes.give_version, at, stamp, self.marker, text=text, declined=declined)

    def attempt(self, what: Any, at: datetime, *given: Any, **more: Any) -> None:
        """Do it, unless the rules say no, and see what follows."""
        try:
            what(*given, **more)
        except Refused as no:
            self.works.refused.append(f"{what.__name__}: {no.reason}")
        self.look(at)

    def look(self, at: datetime) -> None:
        """See what is owed now, and plan when it will be done."""
        if self.marker is None:
            return
        for duty in Duty.objects.open().filter(case=self.marker.pk).order_by("pk"):
            self.works.watch(duty.pk, duty.next_at)
            if duty.pk not in self.planned:
                self.planned.add(duty.pk)
                self.plan(duty, at)

    def plan(self, duty: Duty, at: datetime) -> None:
        """Say when it will be done; a decision waits until the employee has been heard."""
        user = self.works.holder_of(duty.pk)
        if user is None:
            return
        calendar = self.town.book.calendar
        opened = duty.opened_at + timedelta(hours=34) if duty.verb == "marker.decide" else duty.opened_at
        moment = when_done(opened, duty.due_at, self.town.pace_of(user), self.town.now, calendar, self.chance)
        if moment is not None:
            self.works.queue.put(max(moment, at), lambda when: self.do(duty.pk, when))

    def do(self, pk: int, at: datetime) -> None:
        """Do what is owed, if it still is."""
        duty, user = Duty.objects.get(pk=pk), self.works.holder_of(pk)
        if duty.status == "open" and user is not None and self.marker is not None:
            self.marker = Marker.objects.select_related("case__agency", "case__team").get(pk=self.marker.pk)
            stamp = self.works.signed(user, at)
            if duty.verb == "letter.send":
                template = self.town.book.duties[duty.rule].letter or "marker-notification"  # sent, or sent again
                self.attempt(self._write, at, stamp, self.marker, template)
            elif duty.verb.startswith("appeal.") and self.objection is not None:
                self.objection.marker = self.marker
                again = self.works.queue.put
                self.attempt(self.objection.do, at, duty, stamp, lambda when: again(when, lambda at: self.do(pk, at)))
            elif duty.verb.startswith("marker."):
                word = duty.verb.removeprefix("marker.").replace("-", "_")
                self.attempt(getattr(self, f"_{word}"), at, stamp, self.marker)

    def _write(self, stamp: Any, marker: Marker, template: str) -> None:
        """Write to the person, have it read by health and safety, and hand it over."""
        if self.objection is not None and template in LETTERS:
            intended = self.objection.answer(marker, template, stamp.at)
        else:
            intended = about_entry(marker, template, stamp.at)
        if intended is not None:
            second = self.works.signed(self.town.holders["health-and-safety"][0], stamp.at)
            hand_over(stamp, second, marker.case, intended, given_of(marker))

    def answers(self, marker: Marker) -> dict[str, str]:
        """Return each factor answered in a sentence."""
        factors = factors_for(self.town.book, marker.about)
        return {factor.id: self.scribe.words(f"factor-{factor.id}") for factor in factors}

    def _countersign(self, stamp: Any, marker: Marker) -> None:
        text = self.scribe.words("marker-countersign")
        changes.countersign(stamp, marker, answers=self.answers(marker), text=text)

    def _decide(self, stamp: Any, marker: Marker) -> None:
        adds = self.chance.often(0.8)
        verdict = Verdict(
            decision=Decision.ADD if adds else Decision.REFUSE,
            answers=self.answers(marker),
            ends_on=usual_on(marker, stamp.at) if adds else None,
            reason=self.scribe.words("marker-add" if adds else "marker-refuse"),
        )
        changes.decide(stamp, marker, verdict)
        if adds and verdict.ends_on:
            self._until(verdict.ends_on)
            at = comes_at(self.works, self.chance, stamp.at, verdict.ends_on)
            if at is not None:
                self.works.queue.put(at, self.object)

    def object(self, at: datetime) -> None:
        """Let the person appeal, if the entry still stands."""
        stands = self.marker and Marker.objects.live(today(self.town.agency, at)).filter(pk=self.marker.pk).exists()
        if self.marker is not None and stands and not enough_wait(self.marker):
            self.objection = Objection(self.works, self.scribe, self.marker, self.chance)
            owner = self.town.holders[self.town.book.register.decided_by][0]
            self.attempt(self.objection.begin, at, owner, at)

    def _announce(self, stamp: Any, marker: Marker) -> None:
        teams = [marker.case.team, self.chance.one(self.town.crews).team]
        telling.announce(stamp, marker, teams=teams, reason=self.scribe.words("marker-announce"))

    def _review(self, stamp: Any, marker: Marker) -> None:
        renews = self.chance.often(SHARE_RENEWED)
        ends_on = usual_on(marker, stamp.at) if renews else None
        text = self.scribe.words("marker-renew" if renews else "marker-lapse")
        outcome = Outcome.RENEW if renews else Outcome.LAPSE
        terms.review(stamp, marker, Reviewed(outcome, self.answers(marker), text, ends_on))
        if ends_on:
            self._until(ends_on)

    def _until(self, ends_on: date) -> None:
        """Let time do its part: notice that the end comes near, and take it off on the day after."""
        noon = self.town.book.calendar.opening(ends_on)
        for days, act in ((-89, self.near), (0, self.over), (0.9, self.over), (1.8, self.over)):
            self.works.queue.put(noon + timedelta(days=days), act)

    def near(self, at: datetime) -> None:
        """Notice that the end comes near; now and then a court may ask for what would be deleted then."""
        terms.look_ahead(Stamp(None, at, DOOR), agency_id=self.town.agency.pk)
        self.look(at)
        if self.marker is not None and self.chance.often(SHARE_HELD):
            officer = self.works.signed(self.town.holders["dpo"][0], at)
            self.attempt(holds.hold, at, officer, self.marker, text=self.scribe.words("marker-hold"))

    def _review_hold(self, stamp: Any, marker: Marker) -> None:
        holds.review(stamp, marker, text=self.scribe.words("marker-review-hold"))

    def over(self, at: datetime) -> None:
        """Take off what is over."""
        stamp = Stamp(None, at, DOOR)
        terms.take_off(stamp, agency_id=self.town.agency.pk)
        if Marker.objects.filter(case__agency=self.town.agency, status=Status.ENDED, erased_at__isnull=True).exists():
            terms.erase_ended(stamp, agency_id=self.town.agency.pk)
