"""Under every body's policy, a report at its worst can be brought to its end by the people to whom its duties fall."""

from datetime import date, timedelta

import pytest

from heed.casework.duties.models import Duty
from heed.casework.duties.queries import missing_before_close
from heed.casework.plans import changes as plans
from heed.casework.plans.changes import Line
from heed.casework.plans.models import Plan
from heed.incidents import changes as incidents
from heed.incidents.models import Incident
from heed.incidents.states import MOVES
from heed.people.agencies.models import User
from heed.people.agencies.queries import book_for
from heed.policy.load import shipped_ids
from heed.policy.vocabulary import Given
from tests.make import FOUNDED, Make

pytestmark = pytest.mark.django_db

WORST: dict[str, Given] = {
    "incident.triage": {"severity": "major", "escalation_risk": "high", "plan_needed": True},
    "incident.decide-investigation": {"investigate": True, "speak": True},
    "incident.check-pattern": {"pattern": True},
    "incident.offer-support": {"offered": frozenset({"talk"})},
    "incident.take-up": {"taken": frozenset({"occupational-health"})},
}
FACTS = {
    "in_danger": True, "specific_threat": True, "repeated": True, "hate": True, "children": True, "on_behalf": True,
    "employed_elsewhere": True, "own_channel": True, "abuser": "known", "channel": "social-media",
}  # fmt: skip
LONGEST_CHAIN = 12  # of duties, each opened by the one before


@pytest.mark.parametrize("kind", ["physical-violence", "concern", "demonstration"])
@pytest.mark.parametrize("policy", shipped_ids())
def test_a_report_can_be_closed_by_those_to_whom_it_falls(policy: str, kind: str, make: Make) -> None:
    town = Town(make, policy)
    report = make.report(town.asha, kinds=[kind, "website-intimidation", "social-media"], facts=FACTS)

    rounds = 0
    while (missing := missing_before_close(report.pk)) and rounds < LONGEST_CHAIN:
        rounds += 1
        for duty in missing:
            town.do(duty, report)
    incidents.close(make.by(town.ben), report, outcome="action-taken", text="Done.")

    assert (report.status, missing_before_close(report.pk)) == ("closed", [])


class Town:
    """A body with somebody in every post of its policy."""

    def __init__(self, make: Make, policy: str) -> None:
        self.make = make
        agency = make.agency(policy)
        self.team = make.team(agency)
        self.asha = make.user("Asha Rowan", self.team)
        self.ben = make.user("Ben Carrow", self.team, post="line-manager")
        for word in book_for(agency).posts:
            if word != "line-manager":
                make.user(f"Holder of {word.replace('-', ' ')}", self.team, post=word)

    def do(self, duty: Duty, report: Incident) -> None:
        """Let whoever the duty falls to do it, unless an earlier verb of this round has done it already."""
        duty.refresh_from_db()
        if duty.status != "open":
            return
        user = User.objects.filter(duties__duty=duty).first()
        assert user is not None
        if duty.verb.startswith("plan."):
            self.plan(duty.verb, user, report)
        else:
            move = next(move for move in MOVES if move.verb.name == duty.verb)
            incidents.step(self.make.by(user), report, move, facts=WORST.get(duty.verb))

    def plan(self, verb: str, user: User, report: Incident) -> None:
        """The manager draws up the plan, or changes it; Asha agrees."""
        if verb == "plan.agree":
            plans.agree(self.make.by(self.asha), plan=Plan.objects.get(case=report.case), given={})
            return
        day: date = (FOUNDED + timedelta(days=30)).date()
        plans.propose(self.make.by(user), case=report.case, lines=[Line("Go in pairs.", user, day)], given={})
