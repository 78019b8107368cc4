"""A desk at which letters are written: a team, a report with a conversation on record, somebody responsible."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from heed.access.decisions import Refused
from heed.documents.letters import changes, queries
from heed.documents.letters.models import Letter
from heed.documents.letters.queries import Intended
from heed.incidents.changes import Described
from heed.people.agencies.stamps import Signed
from heed.people.public.changes import add_place
from heed.policy.letters import Chosen
from tests.make import FOUNDED, Make

ADDRESS = "12 Quarry Lane\nUpper Hartmere\nHM4 2QX"
WARNING = {
    "happened_on": "2026-01-02",
    "what_happened": "You shouted at somebody at our front desk and struck the glass with your hand.",
    "why_words": "People were frightened, and the desk had to close.",
    "expected": "Please speak calmly to the people who work for us.",
    "consequence": "We will see you by appointment only.",
    "appeal_how": "Write to us within 20 working days.",
}
CHOICES = Chosen({"complaint": "none"}, frozenset({"hate"}), {"own": "Your parking permit is in the post."})
CONVERSATION = {
    "happened_on": "2026-01-02",
    "spoken_on": "2026-01-05",
    "what_happened": "You called somebody at our front desk names.",
    "impact": "They were upset, and could not go on that day.",
    "expected": "Please speak calmly to the people who work for us.",
}
REASSURED = Chosen({"complaint": "route", "understood": "reassured"})


def refused(act: Callable[..., Any], *given: Any, **more: Any) -> str:
    """Return why the act was refused; a failure where it was not."""
    with pytest.raises(Refused) as found:
        act(*given, **more)
    return found.value.reason


class Desk:
    """Asha was shouted at by Colin; Ben writes the letters, Grace and Tom look at them."""

    def __init__(self, make: Make, policy: str = "default", text: str = "") -> None:
        self.make = make
        self.agency = make.agency(policy, text=text)
        self.team = make.team(self.agency)
        self.asha = make.user("Asha Rowan", self.team)
        self.ben = make.user("Ben Carrow", self.team, post="line-manager", job="Team manager")
        self.grace = make.user("Grace Okafor", self.team, post="senior-manager")
        self.tom = make.user("Tom Adeyemi", self.team, post="health-and-safety")
        place = add_place(agency=self.agency, lines="12 Quarry Lane Upper Hartmere", postcode="HM4 2QX")
        self.colin = make.person(self.agency, "Colin Marlpit", place=place)
        self.report = make.report(self.asha, subjects=[Described(person=self.colin)])
        self.case = self.report.case

    def at(self, days: int = 0) -> Any:
        return FOUNDED + timedelta(days=days, minutes=30)

    def by(self, user: Any, days: int = 0) -> Signed:
        return self.make.by(user, self.at(days))

    def intended(self, template: str = "warning", **more: Any) -> Intended:
        words = {"fields": WARNING, "chosen": CHOICES}
        if template == "after-conversation":
            words = {"fields": CONVERSATION, "chosen": REASSURED}
        base: dict[str, Any] = {"to_name": "Mr Colin Marlpit", "person": self.colin, "to_address": ADDRESS}
        return Intended(template, **{**base, **words, **more})

    def draft(self, by: Any = None, days: int = 0, template: str = "warning", **more: Any) -> Letter:
        stamp = self.by(by or self.ben, days)
        return changes.draft(stamp, case=self.case, intended=self.intended(template, **more), given={})

    def finish(self, letter: Letter, by: Any = None, **more: Any) -> None:
        changes.finish(self.by(by or self.ben), letter, given={}, **more)

    def release(self, letter: Letter, by: Any = None, days: int = 0, **more: Any) -> None:
        again = more.pop("again", changes.where(letter))
        number = more.pop("version", letter.words.number)
        changes.release(self.by(by or self.grace, days), letter, again=again, version=number, given={}, **more)

    def sent(self, **more: Any) -> Letter:
        """Return a letter that has gone."""
        letter = self.draft(**more)
        self.finish(letter)
        self.release(letter)
        changes.send(self.by(self.ben), letter, given={})
        return letter

    def words(self, letter: Letter) -> str:
        sheet = queries.sheet_of(letter, letter.words, self.at())
        return "\n".join(sheet.lines())

    def spoke(self, how: str = "telephone") -> None:
        """Ben has spoken with Colin, and recorded it."""
        self.make.step(self.ben, self.report, "speak", facts={"how": how, "assured": True}, text="He was sorry.")


@pytest.fixture
def desk(make: Make) -> Desk:
    return Desk(make)


@pytest.fixture
def desk_of(make: Make) -> Callable[..., Desk]:
    """desk_of("cambridgeshire"): the same desk under another policy."""
    return lambda policy="default", text="": Desk(make, policy, text)
