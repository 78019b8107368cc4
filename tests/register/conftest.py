"""A council that keeps a register, and the people who answer for an entry, each by the part they play."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta

import pytest

from heed.incidents.models import Incident
from heed.people.agencies.models import User
from heed.people.agencies.queries import book_for
from heed.people.agencies.stamps import Signed
from heed.people.public.models import Person
from heed.register.markers import changes
from heed.register.markers.changes import Fact, Proposal, Verdict
from heed.register.markers.models import Marker
from heed.register.markers.queries import factors_for
from heed.register.markers.states import Decision
from tests.make import Make

MONDAY = datetime(2026, 6, 1, 9, tzinfo=UTC)


@dataclass
class Council:
    """Who is who, and an entry as far as it has come."""

    make: Make
    officer: User
    manager: User
    head: User
    owner: User
    safety: User
    chief: User
    dpo: User
    admin: User
    other: User
    person: Person
    incident: Incident
    now: datetime = MONDAY
    made: list[Marker] = field(default_factory=list)

    def by(self, user: User, at: datetime | None = None) -> Signed:
        """Return a stamp of this person, now or at a moment."""
        return self.make.by(user, at or self.now)

    def proposal(self, **more: object) -> Proposal:
        """Return a proposal about the person of the report."""
        asked = {
            "grounds": "He raised a spade and said that he would use it.",
            "hazards": ["violence"],
            "controls": ["not-alone"],
            "person": self.person,
        } | more
        return Proposal(**asked)  # type: ignore[arg-type]  # a test says what it changes by name

    def propose(self, **more: object) -> Marker:
        """Return an entry that the manager has proposed from the report."""
        return changes.propose(self.by(self.manager), self.proposal(**more), incident=self.incident)

    def answers(self, marker: Marker) -> dict[str, str]:
        """Return each factor answered."""
        book = book_for(marker.case.agency)
        return {factor.id: f"As the report says: {factor.id}." for factor in factors_for(book, marker.about)}

    def countersigned(self, **more: object) -> Marker:
        """Return an entry that the head of service has countersigned, with the employee's version given."""
        marker = self.propose(**more)
        changes.give_version(self.by(self.officer), marker, text="It was as I wrote it.")
        changes.countersign(self.by(self.chief if marker.child else self.head), marker, answers=self.answers(marker))
        return marker

    def live(self, ends_on: date | None = None, **more: object) -> Marker:
        """Return an entry on the register."""
        marker = self.countersigned(**more)
        self.decide(marker, ends_on=ends_on or self.now.date() + timedelta(days=150))
        return marker

    def decide(self, marker: Marker, decision: Decision = Decision.ADD, **more: object) -> None:
        """Decide as the owner."""
        verdict = {"decision": decision, "answers": self.answers(marker), "reason": "A credible risk, as answered."}
        changes.decide(self.by(self.owner), marker, Verdict(**verdict | more))  # type: ignore[arg-type]  # as above


def founded(make: Make) -> Council:
    """Return a new council; making one takes as long as ten tests, so that files may share one."""
    agency = make.agency()
    team = make.team(agency)
    officer = make.user("Asha Rowan", team)
    return Council(
        make=make,
        officer=officer,
        manager=make.user("Ben Sorrel", team, post="line-manager"),
        head=make.user("Hana Teasel", team, post="head-of-service"),
        owner=make.user("Owen Thrift", team, post="register-owner"),
        safety=make.user("Sana Yarrow", team, post="health-and-safety"),
        chief=make.user("Cara Madder", team, post="chief-executive"),
        dpo=make.user("Dev Burnet", team, post="dpo"),
        admin=make.user("Ada Bistort", team, post="administrator"),
        other=make.user("Olu Campion", make.team(agency, "Repairs team")),
        person=make.person(agency),
        incident=make.report(officer, MONDAY - timedelta(days=3), kinds=("physical-violence",)),
    )


@pytest.fixture
def council(make: Make) -> Council:
    return founded(make)


@pytest.fixture
def fact() -> Callable[..., Fact]:
    """fact("2026-05-29", "He blocked the door."): a dated fact."""

    def make_fact(day: str, what: str = "He blocked the door and shouted.") -> Fact:
        return Fact(date.fromisoformat(day), what)

    return make_fact
