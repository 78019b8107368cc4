"""Whatever happens in whatever order: duties, people who come and go, time that passes; and what must always hold."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.db import transaction
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from heed.access.decisions import Refused
from heed.casework.cases.models import Involvement
from heed.casework.cases.states import NAMED, Part
from heed.casework.duties import changes, queries
from heed.casework.duties.models import Duty, DutyHolder, Rung
from heed.casework.duties.states import How, Status
from heed.casework.ladder.changes import climb
from heed.incidents import changes as incidents
from heed.incidents.models import Incident
from heed.incidents.states import Status as ReportStatus
from heed.ledger.verify import verify
from heed.people.agencies import changes as agencies
from heed.people.agencies.models import RotaChange, User
from heed.people.agencies.queries import book_of
from heed.policy.vocabulary import VOCABULARY
from tests.make import Make
from tests.moments import london

NAMES = ("Asha Rowan", "Ben Carrow", "Cat Denholm", "Dev Oakes", "Hal Aske")
STEPS = ("care", "debrief", "triage", "offer-support", "decide-investigation", "check-in", "keep-informed")


class Casework(RuleBasedStateMachine):
    """A small team, two reports at most, and anything that can happen to them."""

    def __init__(self) -> None:
        super().__init__()
        self.frame = transaction.atomic()
        self.frame.__enter__()
        self.make = Make()
        self.now = london("2026-03-25 09:00")
        self.reports: list[Incident] = []

    def teardown(self) -> None:
        """Leave nothing behind."""
        transaction.set_rollback(True)
        self.frame.__exit__(None, None, None)

    @initialize()
    def people(self) -> None:
        """Fill the posts of one team."""
        agency = self.make.agency()
        team = self.make.team(agency)
        posts = {"Ben Carrow": "line-manager", "Cat Denholm": "senior-manager", "Hal Aske": "health-and-safety"}
        self.users = [self.make.user(name, team, post=posts.get(name, "")) for name in NAMES]

    @rule(who=st.sampled_from(range(len(NAMES))), threat=st.booleans())
    def report(self, who: int, threat: bool) -> None:
        """Let somebody report."""
        if len(self.reports) < 2 and self.fresh(who).is_active:
            kind = "threat-in-person" if threat and "threat-in-person" in self.kinds() else "verbal-abuse"
            facts = {"felt_threatened": True, "specific_threat": threat}
            self.reports.append(self.make.report(self.fresh(who), self.now, (kind,), facts))

    @rule(who=st.sampled_from(range(len(NAMES))), which=st.integers(0, 1), step=st.sampled_from(STEPS))
    def step(self, who: int, which: int, step: str) -> None:
        """Let somebody do a step, if they may."""
        if which < len(self.reports):
            facts = {"severity": "major", "plan_needed": True} if step == "triage" else None
            facts = {"investigate": True, "speak": True} if step == "decide-investigation" else facts
            self.try_to(lambda: self.make.step(self.fresh(who), self.reports[which], step, self.now, facts=facts))

    @rule(who=st.sampled_from(range(len(NAMES))), which=st.integers(0, 1), close=st.booleans())
    def close_or_dispute(self, who: int, which: int, close: bool) -> None:
        """Let somebody close a report or say that it is not resolved, if they may."""
        if which >= len(self.reports):
            return
        report, stamp = self.reports[which], self.make.by(self.fresh(who), self.now)
        if close:
            self.try_to(lambda: incidents.close(stamp, report, outcome="resolved", text="Done."))
        else:
            self.try_to(lambda: incidents.dispute(stamp, report, text="It is not."))

    @rule(who=st.sampled_from(range(len(NAMES))), days=st.integers(0, 9), deputy=st.sampled_from(range(len(NAMES))))
    def absence(self, who: int, days: int, deputy: int) -> None:
        """Let somebody be away from today on."""
        first = self.now.date()
        stands_in = self.fresh(deputy) if deputy != who else None
        agencies.record_absence(
            self.make.stamp(self.now), user=self.fresh(who), from_on=first, until_on=first + timedelta(days),
            deputy=stands_in,
        )  # fmt: skip

    @rule(who=st.sampled_from(range(len(NAMES))))
    def leave(self, who: int) -> None:
        """Let somebody leave for good; health and safety stays."""
        if NAMES[who] != "Hal Aske" and self.fresh(who).is_active:
            agencies.end_user(self.make.stamp(self.now), user=self.fresh(who))

    @rule(who=st.sampled_from(range(len(NAMES))), acknowledge=st.booleans())
    def waive_or_acknowledge(self, who: int, acknowledge: bool) -> None:
        """Let somebody waive or acknowledge the duty that waits longest, if they may."""
        duty = Duty.objects.open().order_by("due_at").first()
        if duty is not None:
            stamp = self.make.by(self.fresh(who), self.now)
            if acknowledge:
                self.try_to(lambda: changes.acknowledge(stamp, duty=duty))
            else:
                self.try_to(lambda: changes.waive(stamp, duty=duty, reason="It has lost its point."))

    @rule(hours=st.sampled_from([1, 5, 26, 80]))
    def time_passes(self, hours: int) -> None:
        """Let time pass, and the jobs do what has come due."""
        self.now += timedelta(hours=hours)
        stamp = self.make.stamp(self.now)
        for user in RotaChange.objects.filter(due_at__lte=self.now).values_list("user", flat=True).distinct():
            changes.refresh_rota(stamp, user_id=user)
        for _ in range(200):
            due = list(queries.come_due(self.now))
            if not due:
                return
            for duty in due:
                climb(stamp, duty_id=duty.pk, expected=duty.next_at or self.now)
        pytest.fail("The ladder never came to rest.")

    def fresh(self, who: int) -> User:
        """Return the user as a new request would meet them."""
        return User.objects.get(pk=self.users[who].pk)

    def kinds(self) -> set[str]:
        """Return the kinds that the policy knows."""
        return set(book_of(self.users[0].agency.policies.latest("number")).kinds)

    def try_to(self, act: Callable[[], object]) -> None:
        """Do it if it is allowed; a refusal has a reason, in a sentence."""
        try:
            act()
        except Refused as refused:
            if not refused.reason.endswith("."):
                pytest.fail(f"This is no sentence: {refused.reason}")

    @invariant()
    def nobody_named_owes_what_decides(self) -> None:
        """A victim owes nothing of their own case but what was agreed; nobody named in it owes what decides."""
        for row in DutyHolder.objects.filter(duty__status=Status.OPEN, duty__case__isnull=False).select_related("duty"):
            barred = NAMED if VOCABULARY[row.duty.verb].decides else (Part.VICTIM, Part.SUBJECT)
            named = Involvement.objects.filter(case=row.duty.case_id, user=row.user_id, part__in=barred)
            assert not named.exists()

    @invariant()
    def what_is_over_is_quiet(self) -> None:
        """What was done or waived has its moment and no next step; its reason, if it was waived."""
        for duty in Duty.objects.exclude(status=Status.OPEN):
            assert (duty.done_at is not None, duty.next_at) == (True, None)
            assert duty.status == Status.DONE or duty.reason

    @invariant()
    def what_is_owed_and_late_climbs_until_somebody_acknowledges(self) -> None:
        """An open duty with a ladder always has a next step, unless a person has said that they look after it."""
        for duty in Duty.objects.open().filter(next_at=None, acknowledged_at=None):
            assert queries.ladder_of(queries.rule_of(duty)) == ()

    @invariant()
    def rungs_are_climbed_one_after_another(self) -> None:
        """Each rung exactly once, none left out, in the order of time."""
        climbed: dict[int, list[tuple[int, datetime]]] = {}
        for rung in Rung.objects.order_by("duty", "step"):
            climbed.setdefault(rung.duty_id, []).append((rung.step, rung.at))
        for steps in climbed.values():
            assert [step for step, _ in steps] == list(range(1, len(steps) + 1))
            assert [at for _, at in steps] == sorted(at for _, at in steps)

    @invariant()
    def what_nobody_else_can_do_falls_to_health_and_safety(self) -> None:
        """Once the rota was worked out, no duty of a post is without somebody, while health and safety is there."""
        hal = next((user for user in getattr(self, "users", ()) if user.name == "Hal Aske"), None)
        if hal is None or RotaChange.objects.filter(due_at__lte=self.now).exists():
            return
        if hal.absences.exists() or Involvement.objects.filter(user=hal).exists():
            return
        for duty in Duty.objects.open().filter(owner=None):
            assert duty.holders.exclude(how=How.TOLD).exists(), duty

    @invariant()
    def a_closed_report_lacks_nothing(self) -> None:
        """What the policy asks for before closing was done when it was closed."""
        for report in self.reports:
            report.refresh_from_db(fields=["status", "closed_at"])
            assert (report.status == ReportStatus.CLOSED) == (report.closed_at is not None)

    @invariant()
    def the_ledger_is_sound(self) -> None:
        """Everything that happened stands in unbroken chains."""
        verdict = verify()
        assert verdict.sound, verdict.fault


@pytest.mark.django_db
def test_casework_holds_whatever_happens() -> None:
    run_state_machine_as_test(Casework, settings=settings(max_examples=12, stateful_step_count=20, deadline=None))
