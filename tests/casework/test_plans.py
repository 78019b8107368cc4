"""Action plans: who draws one up, signs it, sends it back, changes it; its lines, owed once both have agreed."""

from collections.abc import Sequence
from datetime import date, datetime

import pytest

from heed.access.decisions import Refused
from heed.casework.cases.changes import involve
from heed.casework.cases.models import Note
from heed.casework.cases.states import Part
from heed.casework.duties.models import Duty
from heed.casework.plans import changes, queries, rules
from heed.casework.plans.changes import Line
from heed.casework.plans.models import Action, Plan
from heed.incidents.models import Incident
from heed.ledger.models import Entry
from heed.notices.models import Message
from heed.people.agencies.models import User
from tests.moments import london
from tests.towns import NOW, Town

DAY = date(2026, 3, 20)
Lines = Sequence[tuple[str, str]]


@pytest.fixture
def report(town: Town) -> Incident:
    """Something that happened to Asha, of the visiting team, whose manager is Ben."""
    return town.make.report(town["asha"], NOW, kinds=["physical-violence"])


def propose(town: Town, by: str, report: Incident, lines: Lines = (("Go in pairs", "ben"),), token: str = "") -> Plan:
    given = [Line(text, town[owner], DAY) for text, owner in lines]
    return changes.propose(town.make.by(town[by], NOW), case=report.case, lines=given, given={}, token=token or None)


def agree(town: Town, by: str, plan: Plan, at: datetime = NOW) -> None:
    changes.agree(town.make.by(town[by], at), plan=Plan.objects.get(pk=plan.pk), given={})


def signed(town: Town, plan: Plan) -> tuple[str, str, str]:
    """Return the status of a plan, who signed for the person affected, and who as the manager."""
    kept = Plan.objects.get(pk=plan.pk)
    return kept.status, town.who(kept.victim_signed_by_id), town.who(kept.manager_signed_by_id)


def owed(plan: Plan) -> list[tuple[str, str]]:
    duties = Duty.objects.open().filter(verb="plan.do-line", case=plan.case).order_by("pk")
    return [(duty.action.text, duty.owner.name) for duty in duties if duty.owner]


# --- who may ---------------------------------------------------------------------------------------------------------

# draw up · agree when the manager has signed · agree when the person affected has · send back
MODEL = {
    "asha": (True, True, False, True),
    "ben": (True, False, True, True),
    "cat": (True, False, True, True),
    "hal": (True, False, True, True),
    **dict.fromkeys(("nia", "rita", "rex", "sol", "hew", "fay", "leo", "gil", "dot", "kim", "aud", "ada", "eve"),
                    (False, False, False, False)),
}  # fmt: skip


@pytest.mark.clause("CAF-5", "CUM-8")
def test_only_the_person_affected_and_who_manages_the_case_have_a_hand_in_it(town: Town, report: Incident) -> None:
    Duty.objects.filter(case=report.case).delete()
    found: dict[str, tuple[bool, ...]] = {}
    by_manager = Plan(case=report.case, status="proposed", manager_signed_at=NOW)
    by_victim = Plan(case=report.case, status="proposed", victim_signed_at=NOW)
    for who in MODEL:
        user = town[who]
        found[who] = (
            bool(rules.may_propose(user, report.case)),
            bool(rules.may_agree(user, by_manager)),
            bool(rules.may_agree(user, by_victim)),
            bool(rules.may_send_back(user, by_manager)),
        )
    assert found == MODEL


@pytest.mark.parametrize("part", [Part.VICTIM, Part.SUBJECT])
def test_a_manager_who_was_affected_or_is_responsible_does_not_sign_as_the_manager(
    town: Town, report: Incident, part: Part
) -> None:
    involve(town.make.stamp(), case=report.case, part=part, user=town["ben"])
    assert not rules.manages(town["ben"], report.case)
    plan = propose(town, "cat", report)
    assert bool(rules.may_agree(town["ben"], plan)) is (part == Part.VICTIM)  # for themselves, not as the manager


def test_where_the_person_affected_has_no_account_the_reporter_speaks_for_them(town: Town) -> None:
    report = town.make.report(town["nia"], NOW, victims=[], victim_names=["A cleaner"])
    assert rules.speaks_for_victim(town["nia"], report.case)
    plan = propose(town, "ben", report)
    agree(town, "nia", plan)
    assert signed(town, plan) == ("agreed", "nia", "ben")


def test_where_the_person_affected_has_an_account_the_reporter_does_not(town: Town) -> None:
    report = town.make.report(town["nia"], NOW, victims=[town["asha"]])
    plan = propose(town, "ben", report)
    with pytest.raises(Refused, match="Only the person affected and their manager"):
        agree(town, "nia", plan)
    assert rules.may_read(town["nia"], report.case)
    agree(town, "asha", plan)
    assert signed(town, plan) == ("agreed", "asha", "ben")


def test_who_owes_something_of_another_post_has_no_hand_in_the_plan(town: Town, report: Incident) -> None:
    version = town.agency.policies.get()
    for post, who, manages in (("legal", "leo", False), ("head-of-service", "hew", True)):
        duty = Duty.objects.create(agency=town.agency, team=town.visiting, case=report.case, policy=version,
                                   verb="incident.care", owed_by=post, series_at=NOW, opened_at=NOW, due_at=NOW,
                                   status="open")  # fmt: skip
        duty.holders.create(user=town[who], how="next-up")
        assert rules.manages(town[who], report.case) is manages


# --- signing ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("first", "second"), [("ben", "asha"), ("asha", "ben"), ("cat", "asha"), ("asha", "hal")])
def test_it_is_agreed_when_both_have_signed_whoever_began(
    town: Town, report: Incident, first: str, second: str
) -> None:
    plan = propose(town, first, report)
    assert (signed(town, plan)[0], owed(plan)) == ("proposed", [])
    agree(town, second, plan)
    manager = first if first != "asha" else second
    assert signed(town, plan) == ("agreed", "asha", manager)
    assert owed(plan) == [("Go in pairs", "Ben Carrow")]


@pytest.mark.parametrize(("first", "again", "reason"), [
    ("ben", "ben", "A manager has agreed to this plan already."),
    ("ben", "cat", "A manager has agreed to this plan already."),
    ("asha", "asha", "You have agreed to this plan already."),
])  # fmt: skip
def test_nobody_signs_for_both_sides(town: Town, report: Incident, first: str, again: str, reason: str) -> None:
    plan = propose(town, first, report)
    assert rules.may_agree(town[again], plan).reason == reason
    with pytest.raises(Refused):
        agree(town, again, plan)
    assert (signed(town, plan)[0], owed(plan)) == ("proposed", [])


@pytest.mark.parametrize("by", ["asha", "ben"])
def test_either_sends_it_back_and_then_nobody_can_agree_to_it(town: Town, report: Incident, by: str) -> None:
    plan = propose(town, "ben" if by == "asha" else "asha", report)
    changes.send_back(town.make.by(town[by], NOW), plan=plan, text="Not like this.", given={})
    assert signed(town, plan)[0] == "sent-back"
    for who in ("asha", "ben", "cat"):
        assert rules.may_agree(town[who], Plan.objects.get(pk=plan.pk)).reason == (
            "This plan does not wait to be agreed."
        )
    assert Note.objects.get(case=report.case, verb="plan.send-back").text == "Not like this."


def test_a_changed_plan_is_agreed_again_by_both(town: Town, report: Incident) -> None:
    plan = propose(town, "ben", report)
    agree(town, "asha", plan)
    propose(town, "ben", report, (("Another desk", "cat"),))
    assert (signed(town, plan), owed(plan)) == (("proposed", "nobody", "ben"), [])
    agree(town, "asha", plan)
    assert (signed(town, plan), owed(plan)) == (("agreed", "asha", "ben"), [("Another desk", "Cat Denholm")])
    assert Plan.objects.filter(case=report.case).count() == 1


def test_what_was_agreed_before_stays_on_record_and_is_no_longer_owed(town: Town, report: Incident) -> None:
    plan = propose(town, "ben", report, (("One", "ben"), ("Two", "asha")))
    agree(town, "asha", plan)
    [one, two] = Action.objects.order_by("pk")
    changes.do_line(town.make.by(town["ben"], NOW), action=one, given={})
    propose(town, "asha", report, (("Three", "ben"),))
    one.refresh_from_db()
    two.refresh_from_db()
    assert (one.dropped_at, two.dropped_at, one.duty and one.duty.status) == (None, NOW, "done")
    assert two.duty is not None
    assert (two.duty.status, two.duty.reason) == ("waived", "plan.change")
    assert [line.text for line in queries.lines_of(plan)] == ["One", "Three"]
    assert [line.text for line in queries.dropped_from(plan)] == ["Two"]
    assert [line.text for line in queries.undone(plan)] == ["Three"]


def test_pressing_twice_draws_up_and_changes_once(town: Town, report: Incident) -> None:
    plan = propose(town, "ben", report, token="once")
    propose(town, "ben", report, (("Other", "cat"),), token="once")
    assert [line.text for line in queries.lines_of(plan)] == ["Go in pairs"]
    assert Note.objects.filter(case=report.case, verb__startswith="plan.").count() == 1


@pytest.mark.parametrize(("lines", "reason"), [
    ((), "An action plan needs at least one line."),
    ((("Go", "ola"),), "Every line needs an owner who works here."),
    ((("Go", "ben"), ("Stay", "eve")), "Every line needs an owner who works here."),
])  # fmt: skip
def test_a_plan_that_nobody_here_could_do_is_refused(town: Town, report: Incident, lines: Lines, reason: str) -> None:
    with pytest.raises(Refused) as refused:
        propose(town, "ben", report, lines)
    assert (refused.value.reason, Plan.objects.filter(case=report.case).count()) == (reason, 0)


# --- lines -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("day", "due"), [
    (date(2026, 3, 27), "2026-03-27 17:00"), (date(2026, 3, 30), "2026-03-30 17:00"),
    (date(2026, 10, 26), "2026-10-26 17:00"), (date(2026, 4, 3), "2026-04-03 17:00"),
])  # fmt: skip
def test_a_line_is_due_when_the_day_closes_where_the_agency_is(
    town: Town, report: Incident, day: date, due: str
) -> None:
    line = [Line("Go", town["ben"], day)]
    plan = changes.propose(town.make.by(town["ben"], NOW), case=report.case, lines=line, given={})
    agree(town, "asha", plan)
    assert Duty.objects.get(verb="plan.do-line").due_at == london(due)


def test_its_owner_is_told_and_owes_it_even_where_they_are_away(town: Town, report: Incident) -> None:
    town.make.absence(town["sid"], "2026-03-02", "2026-03-30", deputy=town["pip"])
    plan = propose(town, "ben", report, (("Lend a car", "sid"),))
    before = set(Message.objects.values_list("pk", flat=True))
    agree(town, "asha", plan)
    [duty] = Duty.objects.filter(verb="plan.do-line")
    assert [(row.user, row.how) for row in duty.holders.all()] == [(town["sid"], "owner")]
    told = Message.objects.exclude(pk__in=before).filter(kind="owed")
    assert [(each.to, each.link, each.reference) for each in told] == [
        (town["sid"], f"/duties/{duty.pk}", report.case.reference)
    ]  # fmt: skip


# The owner of the line, the person affected, managers and others: who may say that it was done?
DONE = {"sid": True, "ben": True, "cat": True, "hal": True, "asha": False, "nia": False, "rex": False, "fay": False,
        "eve": False}  # fmt: skip


@pytest.mark.parametrize("who", DONE)
def test_who_says_that_a_line_was_done(town: Town, report: Incident, who: str) -> None:
    plan = propose(town, "ben", report, (("Lend a car", "sid"),))
    agree(town, "asha", plan)
    action = Action.objects.get()
    assert bool(rules.may_do_line(town[who], action)) is DONE[who]
    if DONE[who]:
        changes.do_line(town.make.by(town[who], NOW), action=action, given={}, text="Done.")
        action.refresh_from_db()
        assert action.duty is not None
        assert (action.duty.status, action.duty.done_by) == ("done", town[who])
        with pytest.raises(Refused, match="This line is not owed"):
            changes.do_line(town.make.by(town[who], NOW), action=Action.objects.get(), given={})


READS = {"asha": True, "ben": True, "cat": True, "hal": True, "sid": False, "nia": False, "fay": False, "eve": False}


@pytest.mark.parametrize("who", READS)
def test_who_reads_the_plan_and_who_only_their_own_line_of_it(town: Town, report: Incident, who: str) -> None:
    plan = propose(town, "ben", report, (("Lend a car", "sid"), ("Go", "ben")))
    agree(town, "asha", plan)
    reads = {line.text for line in queries.lines_of(plan) if rules.may_read_line(town[who], line)}
    assert (rules.may_read(town[who], report.case), reads) == (
        READS[who],
        {"Lend a car", "Go"} if READS[who] else {"Lend a car"} if who == "sid" else set(),
    )


def test_it_waits_for_whoever_must_sign_for_the_person_affected(town: Town, report: Incident) -> None:
    def waiting() -> set[str]:
        return {who for who in town.users if queries.waiting_for(town[who])}

    def reader(who: str) -> User:
        return town[who]

    plan = propose(town, "ben", report)
    assert (waiting(), queries.waiting_for(reader("asha"))) == ({"asha"}, [report.case.reference])
    agree(town, "asha", plan)
    assert waiting() == set()
    propose(town, "asha", report)
    assert waiting() == set()  # the manager's part stands as a duty


def test_every_turn_of_a_plan_stands_in_the_ledger(town: Town, report: Incident) -> None:
    plan = propose(town, "ben", report)
    changes.send_back(town.make.by(town["asha"], NOW), plan=plan, text="No.", given={})
    propose(town, "ben", report)
    agree(town, "asha", plan)
    changes.do_line(town.make.by(town["ben"], NOW), action=Action.objects.get(dropped_at=None), given={})
    verbs = Entry.objects.filter(chain=report.case.chain, verb__startswith="plan.").order_by("pk")
    assert [(entry.verb, town.who(entry.by)) for entry in verbs] == [
        ("plan.propose", "ben"), ("plan.send-back", "asha"), ("plan.change", "ben"), ("plan.agree", "asha"),
        ("plan.do-line", "ben"),
    ]  # fmt: skip
    assert "Go in pairs" not in str(list(Entry.objects.values_list("facts", flat=True)))
