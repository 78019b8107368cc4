"""A deputy does all that the absent manager does, for as long, with both people's conflicts (R4); never a chain."""

from datetime import datetime

import pytest

from heed.access.queries import reach
from heed.access.states import Can
from heed.casework.cases.changes import involve
from heed.casework.cases.models import Case
from heed.casework.cases.states import Part
from heed.casework.duties.models import Duty
from heed.casework.duties.rules import may_see, may_waive
from heed.casework.plans.rules import manages, may_propose
from heed.incidents import queries, rules, states
from heed.incidents.models import Incident
from heed.incidents.states import Status
from heed.people.agencies import changes as agencies
from tests.moments import london
from tests.towns import NOW, Town, at_the

AWAY = ("2026-03-02", "2026-03-06")


@pytest.fixture
def report(town: Town) -> Incident:
    """Asha's report, made on the day before Ben goes away for a week, with Pip of the repairs team as his deputy."""
    incident = town.make.report(town["asha"], london("2026-03-01 09:00"), kinds=("stalking",))
    town.make.absence(town["ben"], *AWAY, deputy=town["pip"])
    return incident


@pytest.mark.parametrize(("when", "acts"), [
    ("2026-03-01 23:59", False), ("2026-03-02 00:00", True), ("2026-03-04 12:00", True), ("2026-03-06 23:59", True),
    ("2026-03-07 00:00", False),
])  # fmt: skip
def test_it_begins_and_ends_at_midnight(town: Town, report: Incident, when: str, acts: bool) -> None:
    pip = at_the(london(when), town["pip"])
    assert (reach(pip).lends(Can.ACT_ON_REPORTS, town.visiting), reach(pip).can(Can.LIST_TEAM)) == (acts, acts)
    assert queries.visible_to(pip).filter(pk=report.pk).exists() is acts


@pytest.mark.parametrize(("when", "acts"), [("2026-06-01 23:30", False), ("2026-06-02 00:30", True)])
def test_midnight_is_the_agencys_own_also_in_summer(town: Town, when: str, acts: bool) -> None:
    town.make.absence(town["ben"], "2026-06-02", "2026-06-05", deputy=town["pip"])
    assert reach(at_the(london(when), town["pip"])).can(Can.LIST_TEAM) is acts


VERBS = (states.RETURN, states.CLOSE, states.REOPEN, states.IDENTIFY, states.DEBRIEF, states.TRIAGE,
         states.DECIDE_INVESTIGATION, states.CARE)  # fmt: skip
STATUS = {states.REOPEN: Status.CLOSED}


def may(user: str, town: Town, report: Incident, moment: datetime = NOW) -> set[str]:
    """Return the verbs that somebody may do on the report."""
    reader = at_the(moment, town[user])
    found = set()
    for move in VERBS:
        report.status = STATUS.get(move, Status.REPORTED)
        if rules.may_act(reader, report, move):
            found.add(move.verb.name.partition(".")[2])
    return found


ALL = {"return", "close", "reopen", "identify", "debrief", "triage", "decide-investigation", "care"}


def test_a_deputy_may_do_every_verb_that_the_absent_manager_may(town: Town, report: Incident) -> None:
    assert (may("ben", town, report), may("pip", town, report)) == (ALL, ALL)
    assert may("pip", town, report, london("2026-03-07 10:00")) == set()


def test_a_deputy_opens_the_team_list_the_plan_and_the_support_notes(town: Town, report: Incident) -> None:
    pip = at_the(NOW, town["pip"])
    assert (bool(rules.may_list_team(pip)), bool(rules.may_list_all(pip))) == (True, False)
    assert (manages(pip, report.case), bool(may_propose(pip, report.case))) == (True, True)
    seen = rules.sight(pip, report)
    assert (seen.acts, seen.story, seen.support, seen.hostility, seen.own) == (True, True, True, True, False)


def test_a_deputy_sees_and_waives_what_the_manager_owes(town: Town, report: Incident) -> None:
    pip, asha = at_the(NOW, town["pip"]), at_the(NOW, town["asha"])
    duties = list(Duty.objects.open().filter(case=report.case, owed_by="line-manager"))
    assert {may_see(pip, duty) for duty in duties} == {True}
    assert [may_waive(pip, duty) for duty in duties] == [may_waive(at_the(NOW, town["ben"]), duty) for duty in duties]
    assert not any(may_waive(asha, duty) for duty in duties)


@pytest.mark.parametrize(("part", "finds", "does"), [
    (Part.VICTIM, False, set()),
    (Part.SUBJECT, False, set()),
    (Part.TIE, False, set()),
    (Part.REPORTER, True, {"debrief", "care"}),
    (Part.WITNESS, True, {"debrief", "care"}),
    (Part.DECIDED, True, ALL),
])  # fmt: skip
@pytest.mark.parametrize("whose", ["ben", "pip"])
def test_the_conflicts_of_both_count(
    town: Town, report: Incident, whose: str, part: Part, finds: bool, does: set[str]
) -> None:
    Duty.objects.filter(case=report.case).delete()  # so that only what was lent decides
    involve(town.make.stamp(), case=report.case, part=part, user=town[whose])
    pip = at_the(NOW, town["pip"])
    own = whose == "pip" and part in (Part.VICTIM, Part.REPORTER)
    assert Case.objects.visible_to(pip).filter(pk=report.pk).exists() is (finds or own)
    if finds:
        assert may("pip", town, report) == does
    else:
        assert may("pip", town, report) & (ALL - {"debrief", "care"}) == set()


def test_a_conflict_of_whom_they_stand_in_for_says_so(town: Town, report: Incident) -> None:
    Duty.objects.filter(case=report.case).delete()
    involve(town.make.stamp(), case=report.case, part=Part.WITNESS, user=town["ben"])
    assert rules.may_act(at_the(NOW, town["pip"]), report, states.CLOSE).reason == (
        "Whom you stand in for is named in this report, so somebody else must do this."
    )


def test_a_manager_who_also_stands_in_for_another_acts_in_their_own_team_as_ever(town: Town) -> None:
    town.make.absence(town["ben"], *AWAY, deputy=town["rita"])
    own = town.make.report(town["pip"], NOW, kinds=("stalking",))
    involve(town.make.stamp(), case=own.case, part=Part.WITNESS, user=town["ben"])
    assert may("rita", town, own) == ALL
    assert reach(at_the(NOW, town["rita"])).covers(Can.ACT_ON_REPORTS, town.repairs)


def test_there_is_no_chain_of_deputies(town: Town, report: Incident) -> None:
    town.make.absence(town["pip"], *AWAY, deputy=town["sid"])
    sid = at_the(NOW, town["sid"])
    assert (reach(sid).lent, queries.visible_to(sid).filter(pk=report.pk).exists()) == (None, False)


def test_an_absence_that_was_ended_lends_nothing_any_more(town: Town, report: Incident) -> None:
    [absence] = town["ben"].absences.all()
    agencies.end_absence(town.make.stamp(NOW), absence=absence)
    assert reach(at_the(NOW, town["pip"])).lent is None


@pytest.mark.parametrize("who", ["hal", "ada", "fay", "dot", "leo", "kim", "aud", "hew", "asha"])
def test_only_posts_that_manage_a_team_or_a_service_lend_anything(town: Town, who: str) -> None:
    town.make.absence(town[who], *AWAY, deputy=town["sid"])
    assert reach(at_the(NOW, town["sid"])).lent is None


def test_the_deputy_of_a_senior_manager_reaches_the_service_and_no_further(town: Town) -> None:
    town.make.absence(town["cat"], *AWAY, deputy=town["sid"])
    within = reach(at_the(NOW, town["sid"]))
    assert {team for team in ("visiting", "repairs", "rangers", "elsewhere")
            if within.lends(Can.ACT_ON_REPORTS, getattr(town, team))} == {"visiting", "repairs"}  # fmt: skip
    assert not within.lends(Can.READ_SUPPORT, town.visiting)


def test_a_deputy_of_two_carries_the_conflicts_of_both(town: Town, report: Incident) -> None:
    town.make.absence(town["rita"], *AWAY, deputy=town["pip"])
    Duty.objects.filter(case=report.case).delete()
    involve(town.make.stamp(), case=report.case, part=Part.VICTIM, user=town["rita"])
    pip = at_the(NOW, town["pip"])
    assert queries.whole(pip, report.case.reference) is None
    assert not queries.visible_to(pip).filter(pk=report.pk).exists()


def test_the_query_that_is_written_once_finds_what_the_other_finds(town: Town, report: Incident) -> None:
    Duty.objects.filter(case=report.case).delete()
    for who in town.users:
        reader = at_the(NOW, town[who])
        found = queries.whole(reader, report.case.reference)
        assert (found is not None) is queries.visible_to(reader).filter(pk=report.pk).exists(), who
