"""A body, one report there, and what happens about it: who is there, what is done, what time does.

What people do goes through the pages; tables are read to know what is owed and whether it was done.
"""

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import Any

from playwright.sync_api import expect

from heed import clock
from heed.casework.duties.models import Duty, DutyHolder
from heed.casework.duties.queries import come_due, ladder_of, missing_before_close, rule_of
from heed.casework.duties.states import How
from heed.jobs import Worker
from heed.notices.models import Message
from heed.people.agencies.models import Team, User
from heed.people.agencies.queries import book_for
from heed.web.duties.shown import what_is_owed
from tests.journeys.acting import Actor, Fields
from tests.journeys.answers import ANSWERS, ASK_NOTHING, BUTTONS, LETTER, plan
from tests.make import Make

NAMES = {
    "line-manager": "Ben Carrow", "senior-manager": "Grace Okafor", "head-of-service": "Priya Nair",
    "register-owner": "Ruth Vaughan", "health-and-safety": "Tom Adeyemi", "legal": "Leo Marsh", "hr": "Hana Iqbal",
    "dpo": "Dov Stein", "communications": "Cal Morgan", "chief-executive": "Dee Whitlock", "auditor": "Ada Finch",
    "administrator": "Sam Pryce", "headteacher": "Helen Dacre", "chair-of-governors": "Colin Airey",
}  # fmt: skip
"""Who holds which post, in every story: invented."""


class Story:
    """A body and what happens there. `reference` is the report's, `victim` the name of who was affected."""

    def __init__(
        self,
        make: Make,
        policy: str,
        move_to: Callable[[datetime], None],
        seat: Callable[..., Actor],
        refused: set[str],
    ) -> None:
        self.make, self._move_to, self._seat, self._refused = make, move_to, seat, refused
        self.agency = make.agency(policy)
        self.actors: dict[str, Actor] = {}
        self.reference = self.victim = ""

    # --- who is there ------------------------------------------------------------------------------------------------

    def team(self, name: str, service: str, people: Mapping[str, str], *, vacant: frozenset[str] = frozenset()) -> Team:
        """Make the team of these people (name → job), and put somebody into every post of the policy above it."""
        team = self.make.team(self.agency, name, service)
        for person, job in people.items():
            self.make.user(person, team, job=job)
        for word in book_for(self.agency).posts:
            if word not in vacant:
                self.make.user(NAMES[word], team, post=word)
        return team

    def user(self, name: str) -> User:
        return User.objects.get(agency=self.agency, name=name)

    def sit(self, name: str, **screen: Any) -> Actor:
        """Seat whoever has this name at a screen: its size, the hand that works it, with or without scripts."""
        self.actors[name] = self._seat(self.user(name), **screen)
        return self.actors[name]

    def __getitem__(self, name: str) -> Actor:
        """Return whoever has this name, at the screen that they were seated at, else at a desk."""
        return self.actors.get(name) or self.sit(name)

    # --- what is owed ------------------------------------------------------------------------------------------------

    def owed(self) -> list[Duty]:
        """Return what is open on the report, soonest first; of what recurs only the first round."""
        open_ = Duty.objects.open().filter(case__reference=self.reference)
        shown = open_.select_related("case", "team", "policy", "action").order_by("due_at", "pk")
        return [duty for duty in shown if duty.series_at == duty.opened_at]

    def duty(self, rule: str) -> Duty:
        """Return the open duty of a rule, of the report or of the team."""
        ours = [duty for duty in self.owed() if duty.rule == rule]
        [found] = ours or Duty.objects.open().filter(agency=self.agency, rule=rule, team__level="team")
        return found

    def does(self, duty: Duty, told: Fields) -> None:
        """Let whoever the duty falls to do it, from their home page on; where it is empty, see what is asked for."""
        if duty.verb == "plan.agree":
            self.agrees()
            return
        if duty.verb == "letter.send":
            self.writes(duty)
            return
        holder = DutyHolder.objects.filter(duty=duty).exclude(how=How.TOLD).select_related("user").first()
        assert holder is not None, f"{duty.rule} falls to nobody"
        actor, button = self[holder.user.name], BUTTONS.get(duty.verb, "Save")
        actor.begins(duty)
        if duty.verb not in self._refused | ASK_NOTHING:
            self._refused.add(duty.verb)
            actor.sends_nothing(button)
        actor.fill(told)
        actor.press(button)
        actor.sees("Saved.")
        duty.refresh_from_db()
        assert (duty.rule, duty.status, duty.done_by) == (duty.rule, "done", holder.user)

    def writes(self, duty: Duty) -> None:
        """Let the manager confirm the conversation in a letter; Grace takes the second look, and he hands it over."""
        day = clock.now()
        parts = {f"field-happened_on_{part}": str(getattr(day, part)) for part in ("day", "month", "year")}
        ben, grace = self["Ben Carrow"], self["Grace Okafor"]
        ben.begins(duty)
        ben.go(ben.page.get_by_role("link", name="After we have spoken with the person", exact=True))
        ben.fill({**LETTER, **parts})
        if ben.page.locator("input[name='again']").count():  # the same letter has gone before
            ben.page.check("input[name='again']")
        ben.press("Save and read it")
        ben.press("Hand it on for a second look")
        ben.press("Hand it on")
        grace.begins(self.duty("second-look"))
        grace.follow("After we have spoken with the person")
        grace.press("Take the second look")
        grace.fill({"again": LETTER["to_name"]})
        grace.press("Release it")
        ben.open(f"/reports/{self.reference}/letters")
        ben.follow("After we have spoken with the person")
        ben.press("Say that it was handed over")
        ben.press("It was sent today")
        duty.refresh_from_db()
        assert (duty.status, duty.done_by) == ("done", ben.user)

    def does_all(self, told: Mapping[str, Fields] | None = None, *, but: str | None = None) -> None:
        """Let everything that is owed be done by whomever it falls to, and what follows from it, soonest first.

        `told` are answers by the verb, where they are not the usual ones; `but` is a rule whose duty waits.
        """
        while duties := [duty for duty in self.owed() if duty.rule != but]:
            duty = duties[0]
            usual = plan() if duty.verb in ("plan.propose", "plan.change") else ANSWERS.get(duty.verb, {})
            self.does(duty, {**usual, **(told or {}).get(duty.verb, {})})

    def waives(self, name: str, rule: str, reason: str) -> None:
        """Let somebody say why what is owed does not need to be done."""
        self[name].reads_about(self.duty(rule))
        self[name].follow("Say why this does not need to be done")
        self[name].fill({"reason": reason})
        self[name].press("Waive it")
        self[name].sees("It was waived.")

    def done(self) -> dict[str, set[str]]:
        """Return who did what was owed: for each name the rules' ids, or the words of the plan's lines."""
        done: dict[str, set[str]] = {}
        for duty in Duty.objects.filter(case__reference=self.reference, status="done").select_related(
            "done_by", "action"
        ):
            done.setdefault(str(duty.done_by and duty.done_by.name), set()).add(duty.rule or duty.action.text)
        return done

    # --- the action plan ---------------------------------------------------------------------------------------------

    def agrees(self) -> None:
        """Let the person affected agree to the action plan, on their own screen."""
        self._reads_plan()
        self[self.victim].press("Agree to this plan")
        self[self.victim].press("I agree")
        self[self.victim].sees("Saved. You have agreed to the plan.")

    def sends_back(self, text: str) -> None:
        """Let the person affected send the action plan back."""
        self._reads_plan()
        self[self.victim].press("Send it back")
        self[self.victim].sends_nothing("Send it back")
        self[self.victim].fill({"text": text})
        self[self.victim].press("Send it back")
        self[self.victim].sees("Saved. The plan was sent back.")

    def _reads_plan(self) -> None:
        self[self.victim].open("/")
        self[self.victim].follow("Read the action plan, and agree to it or send it back")

    # --- time --------------------------------------------------------------------------------------------------------

    def wait_until(self, moment: datetime) -> None:
        """Let time pass, and the worker do what comes due meanwhile."""
        self._move_to(moment + timedelta(seconds=1))
        worker = Worker("story")
        worker.tick()
        while come_due(clock.now()).exists():
            Worker("story").tick()
        assert worker.aside == {}

    def goes_late(self, rule: str) -> list[str]:
        """Let a duty go late, rung after rung: its people are written to and see it at home. Return their names."""
        duty, told = self.duty(rule), []
        if duty.due_at > clock.now():
            self.wait_until(duty.due_at)
            owing = [row.user for row in duty.holders.exclude(how=How.TOLD)]
            assert [self.letters(user, duty)[-1] for user in owing] == ["late"]
        for number, rung in enumerate(ladder_of(rule_of(duty)), 1):
            duty.refresh_from_db()
            assert duty.next_at is not None
            self.wait_until(duty.next_at)
            duty.refresh_from_db()
            told.append(NAMES[rung.to])
            assert (duty.rung, self.letters(self.user(told[-1]), duty)) == (number, ["escalated"])
            self[told[-1]].open("/")
            self[told[-1]].sees("Late with others")
            line = self[told[-1]].line(duty)
            expect(line.locator(".govuk-tag--red")).to_contain_text("late")
            expect(line).to_contain_text("You were told because it is late.")
        return told

    def looks_after(self, name: str, rule: str) -> None:
        """Let somebody who was told say that they look after it: from then on nobody else is told."""
        duty = self.duty(rule)
        self[name].reads_about(duty)
        self[name].press("Say that you look after it")
        self[name].press("I look after it")
        self[name].sees("Nobody further up is told while you look after it.")
        before = Message.objects.filter(link=f"/duties/{duty.pk}").count()
        self.wait_until(clock.now() + timedelta(hours=1))
        assert Message.objects.filter(link=f"/duties/{duty.pk}").count() == before

    def letters(self, user: User, duty: Duty) -> list[str]:
        """Return the kinds of message that went out to the user about a duty, in order."""
        found = Message.objects.filter(to=user, link=f"/duties/{duty.pk}").order_by("pk")
        assert {message.status for message in found} <= {"sent"}
        return list(found.values_list("kind", flat=True))

    # --- the report as a whole ---------------------------------------------------------------------------------------

    def on_the_report(self, name: str, what: str, told: Fields, *, sees: str) -> None:
        """Let somebody do something with the report as a whole: add, return, correct, dispute, close."""
        self[name].open(f"/reports/{self.reference}")
        self[name].follow(what)
        if what not in self._refused:
            self._refused.add(what)
            self[name].sends_nothing("Save")
        self[name].fill(told)
        self[name].press("Save")
        self[name].sees(sees)

    def cannot_close(self, name: str) -> None:
        """Let somebody try to close the report: they are shown what must be done first, all of it."""
        case = self.agency.cases.get(reference=self.reference)
        self[name].open(f"/reports/{self.reference}")
        self[name].follow("Close this report")
        self[name].sees("This report cannot be closed yet")
        lines = self[name].page.locator(".heed-duty__what a").all_inner_texts()
        assert sorted(lines) == sorted(what_is_owed(duty) for duty in missing_before_close(case.pk)) != []

    def closes(self, name: str, text: str) -> None:
        """Let somebody close the report; the person affected hears of it, and reads why."""
        told = {"outcome": "action-taken", "text": text}
        self.on_the_report(name, "Close this report", told, sees="The report was closed")
        affected = self.user(self.victim)
        assert Message.objects.filter(to=affected).latest("pk").kind == "progress"
        self[self.victim].open(f"/reports/{self.reference}")
        self[self.victim].sees("Closed")
        self[self.victim].sees(text)
