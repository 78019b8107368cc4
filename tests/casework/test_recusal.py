"""The rules of two persons (D1 to D4) and of recusal (R1 to R8) of the access model, one by one, where they apply."""

import pytest
from django.db import IntegrityError, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from heed.access import changes as access
from heed.access import rules as granting
from heed.access.decisions import Refused
from heed.access.queries import reach
from heed.casework.cases.changes import involve
from heed.casework.cases.models import Case
from heed.casework.cases.states import NAMED, Part
from heed.casework.duties import changes as duties
from heed.casework.duties.changes import refresh_case, refresh_rota
from heed.casework.duties.models import Duty, DutyHolder
from heed.casework.duties.states import How
from heed.casework.plans.models import Plan
from heed.incidents import changes, queries, rules, states
from heed.incidents.models import Incident
from heed.notices.models import Message
from heed.people.agencies import changes as agencies
from heed.people.agencies.models import RotaChange
from heed.policy.vocabulary import VOCABULARY
from tests.moments import london
from tests.towns import NOW, Town, at_the

WEEK = ("2026-03-02", "2026-03-06")


@pytest.fixture
def report(town: Town) -> Incident:
    """Asha was threatened; Nia saw it."""
    return town.make.report(town["asha"], NOW, kinds=["stalking"], witnesses=[town["nia"]])


def name(town: Town, report: Incident, who: str, part: Part) -> None:
    """Give somebody a part, as the program does: whom duties fall to is worked out anew."""
    involve(town.make.stamp(NOW), case=report.case, part=part, user=town[who])
    refresh_case(town.make.stamp(NOW), case=report.case)


def holders(town: Town, report: Incident, *, deciding: bool, post: str = "line-manager") -> dict[str, str]:
    """Return whom the post's duties of this sort fall to, and how."""
    rows = DutyHolder.objects.filter(duty__case=report.case, duty__status="open", duty__owed_by=post)
    return {
        town.who(row.user_id): row.how
        for row in rows.select_related("duty")
        if VOCABULARY[row.duty.verb].decides is deciding and row.how != How.TOLD
    }


# --- two persons -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("who", ["ben", "cat", "hal"])
def test_d1_whoever_reported_it_does_not_decide_it(town: Town, who: str) -> None:
    report = town.make.report(town[who], NOW, victims=[town["asha"]], kinds=["stalking"])
    for move in (*states.STEPS, states.RETURN, states.CLOSE, states.IDENTIFY):
        if move.verb.decides:
            assert not rules.may_act(town[who], report, move), move.verb.name
    assert who not in holders(town, report, deciding=True)


def test_d1_the_same_person_never_signs_a_plan_for_both_sides(town: Town, report: Incident) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Plan.objects.create(case=report.case, status="agreed", victim_signed_at=NOW, manager_signed_at=NOW,
                            victim_signed_by=town["asha"], manager_signed_by=town["asha"])  # fmt: skip


def test_d2_a_post_takes_two_people_besides_its_holder(town: Town) -> None:
    post = agencies.post_at(town.repairs, "line-manager")
    holding = access.grant(town.make.by(town["ada"]), post=post, user=town["nia"])
    for who, reason in (("ada", "second person"), ("nia", "Only an administrator"), ("ben", "Only an administrator")):
        with pytest.raises(Refused, match=reason):
            access.agree_grant(town.make.by(town[who]), holding=holding)
    access.agree_grant(town.make.by(town["tom"]), holding=holding)
    assert reach(town["nia"]).teams == {town.repairs.pk}


def test_d4_one_person_has_one_account_for_an_address(town: Town) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        agencies.add_user(town.make.stamp(), team=town.repairs, email=town["ben"].email.upper(), name="Ben again")


# --- recusal ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("part", [Part.VICTIM, Part.REPORTER, Part.WITNESS, Part.SUBJECT])
def test_r1_whoever_is_named_may_add_a_statement_at_most_and_decides_nothing(
    town: Town, report: Incident, part: Part
) -> None:
    name(town, report, "ben", part)
    ben = town["ben"]
    assert bool(rules.may_add(ben, report)) is True
    decided = [move.verb.name for move in (*states.STEPS, states.CLOSE, states.RETURN, states.IDENTIFY)
               if move.verb.decides and rules.may_act(ben, report, move)]  # fmt: skip
    assert decided == []
    assert holders(town, report, deciding=True) == {"cat": How.NEXT_UP}


def test_r2_a_declared_tie_counts_as_named(town: Town, report: Incident) -> None:
    changes.declare_tie(town.make.by(town["ben"], NOW), report, text="She is my sister.")
    assert (holders(town, report, deciding=True), holders(town, report, deciding=False)) == (
        {"cat": How.NEXT_UP}, {"ben": How.HOLDER}
    )  # fmt: skip


def test_r3_a_conflict_that_came_up_while_a_page_was_open_is_found_at_the_act(town: Town, report: Incident) -> None:
    stale = Incident.objects.get(pk=report.pk)
    ben = town["ben"]
    assert rules.may_act(ben, stale, states.RETURN)
    name(town, report, "ben", Part.WITNESS)
    with pytest.raises(Refused, match="You are named in this report"):
        changes.return_(town.make.by(ben, NOW), stale, text="Which day?")


def test_r4_a_deputy_carries_both_peoples_conflicts(town: Town) -> None:
    town.make.absence(town["ben"], *WEEK, deputy=town["pip"])
    for named in ("ben", "pip"):
        report = town.make.report(town["asha"], NOW, victims=[town["asha"], town[named]], kinds=["stalking"])
        assert holders(town, report, deciding=True) == {"cat": How.NEXT_UP}, named
        assert holders(town, report, deciding=False) == {"cat": How.NEXT_UP}, named


def test_r4_there_is_no_chain_of_deputies(town: Town) -> None:
    town.make.absence(town["ben"], *WEEK, deputy=town["pip"])
    town.make.absence(town["pip"], *WEEK, deputy=town["sid"])
    report = town.make.report(town["asha"], NOW, kinds=["stalking"])
    assert holders(town, report, deciding=False) == {"cat": How.NEXT_UP}


def test_r5_when_all_are_conflicted_it_goes_up_a_level_at_a_time(town: Town, report: Incident) -> None:
    seen = [holders(town, report, deciding=True)]
    for who in ("ben", "cat", "hew", "kim"):
        name(town, report, who, Part.WITNESS)
        seen.append(holders(town, report, deciding=True))
    assert seen == [{"ben": How.HOLDER}, {"cat": How.NEXT_UP}, {"hew": How.NEXT_UP}, {"kim": How.NEXT_UP},
                    {"hal": How.LAST}]  # fmt: skip


def test_r5_with_nobody_left_at_all_the_administrators_hear_and_nothing_is_decided_by_itself(
    town: Town, report: Incident
) -> None:
    before = Message.objects.filter(kind="vacant").count()
    for who in ("ben", "cat", "hew", "kim", "hal"):
        name(town, report, who, Part.WITNESS)
    assert holders(town, report, deciding=True) == {}
    told = Message.objects.filter(kind="vacant").order_by("pk")[before:]
    assert {town.who(message.to_id) for message in told} == {"ada", "tom"}
    assert Duty.objects.open().filter(case=report.case, owed_by="line-manager").exists()


@pytest.mark.parametrize("who", ["ben", "cat", "hal", "asha"])
def test_r6_staff_who_are_responsible_find_nothing_at_all(town: Town, report: Incident, who: str) -> None:
    name(town, report, who, Part.SUBJECT)
    assert not Case.objects.visible_to(town[who]).filter(pk=report.pk).exists()
    assert queries.whole(town[who], report.case.reference) is None


@pytest.mark.clause("CUM-11")
def test_r7_where_the_manager_is_the_victim_their_own_manager_acts(town: Town) -> None:
    report = town.make.report(town["ben"], NOW, kinds=["stalking"])
    assert holders(town, report, deciding=False) == holders(town, report, deciding=True) == {"cat": How.NEXT_UP}
    assert not rules.may_act(town["ben"], report, states.CARE)
    assert rules.may_act(town["cat"], report, states.CARE)


def test_r8_an_administrator_gives_nothing_to_themselves(town: Town) -> None:
    for word in ("administrator", "health-and-safety", "line-manager"):
        post = agencies.post_at(town.make.node(town.visiting, word), word)
        assert not granting.may_grant(town["ada"], post, town["ada"])
    assert not granting.may_record_absence(town["ada"], town["hal"], town["ada"])


# --- people who come and go ------------------------------------------------------------------------------------------


def test_n8_moving_to_another_team_takes_the_old_teams_duties_along_to_nobody(town: Town, report: Incident) -> None:
    ben = town["ben"]
    agencies.change_user(
        town.make.stamp(NOW), user=ben, team=town.rangers, name=ben.name, job="", works_as=ben.works_as
    )
    assert refresh_rota(town.make.stamp(NOW), user_id=ben.pk)
    assert holders(town, report, deciding=False) == {"cat": How.NEXT_UP}
    assert not queries.visible_to(town["ben"]).filter(pk=report.pk).exists()


def test_n8_who_has_decided_on_a_case_still_finds_it_after_moving(town: Town, report: Incident) -> None:
    facts = {"severity": "minor", "escalation_risk": "low", "plan_needed": False}
    town.make.step(town["ben"], report, "triage", NOW, facts=facts)
    ben = town["ben"]
    agencies.change_user(
        town.make.stamp(NOW), user=ben, team=town.rangers, name=ben.name, job="", works_as=ben.works_as
    )
    assert queries.visible_to(town["ben"]).filter(pk=report.pk).exists()
    assert not rules.may_act(town["ben"], report, states.CLOSE)


@pytest.mark.parametrize(("moment", "who"), [
    ("2026-03-03 12:00", {"ben": How.HOLDER}), ("2026-03-03 23:59", {"ben": How.HOLDER}),
    ("2026-03-04 00:00", {"pip": How.DEPUTY}), ("2026-03-05 23:59", {"pip": How.DEPUTY}),
    ("2026-03-06 00:00", {"ben": How.HOLDER}),
])  # fmt: skip
def test_what_is_open_moves_at_midnight_when_an_absence_begins_and_ends(
    town: Town, report: Incident, moment: str, who: dict[str, str]
) -> None:
    RotaChange.objects.all().delete()
    agencies.record_absence(
        town.make.stamp(NOW), user=town["ben"], from_on=NOW.date().replace(day=4), until_on=NOW.date().replace(day=5),
        deputy=town["pip"],
    )  # fmt: skip
    at = london("2026-03-03 11:00")
    while at <= london(moment):  # the worker looks as often as rows come due
        refresh_rota(town.make.stamp(min(at, london(moment))), user_id=town["ben"].pk)
        due = RotaChange.objects.filter(due_at__gt=at).order_by("due_at").values_list("due_at", flat=True).first()
        at = due or london("2027-01-01 00:00")
    refresh_rota(town.make.stamp(london(moment)), user_id=town["ben"].pk)
    assert holders(town, report, deciding=False) == who


PARTS = st.dictionaries(
    st.sampled_from(["ben", "cat", "hew", "kim", "hal", "pip", "nia"]), st.sampled_from(sorted(NAMED)), max_size=6
)
AWAY = st.dictionaries(
    st.sampled_from(["ben", "cat", "hew", "hal"]), st.sampled_from(["pip", "nia", "sid", ""]), max_size=3
)


@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(parts=PARTS, away=AWAY)
def test_nobody_named_ever_owes_or_does_what_decides_whoever_is_away(
    town: Town, parts: dict[str, Part], away: dict[str, str]
) -> None:
    with transaction.atomic():
        for who, deputy in away.items():
            town.make.absence(town[who], *WEEK, deputy=town[deputy] if deputy else None)
        report = town.make.report(town["asha"], NOW, kinds=["stalking"])
        for who, part in parts.items():
            name(town, report, who, part)
        named = {"asha", *parts}
        owing = {who for post in ("line-manager", "senior-manager", "health-and-safety")
                 for who in holders(town, report, deciding=True, post=post)}  # fmt: skip
        assert not owing & named
        for who in parts:
            user = at_the(NOW, town[who])
            done = [move.verb.name for move in (states.TRIAGE, states.CLOSE, states.RETURN, states.IDENTIFY)
                    if rules.may_act(user, report, move)]  # fmt: skip
            assert done == [], who
        for absent, deputy in away.items():
            if absent in parts and deputy and deputy not in owing:
                assert not rules.may_act(at_the(NOW, town[deputy]), report, states.CLOSE), (absent, deputy)
        transaction.set_rollback(True)


def test_a_waiver_by_somebody_named_is_refused_also_when_it_falls_to_them(town: Town, report: Incident) -> None:
    name(town, report, "ben", Part.WITNESS)
    duty = Duty.objects.open().filter(case=report.case, holders__user=town["ben"]).first()
    assert duty is not None
    with pytest.raises(Refused):
        duties.waive(town.make.by(town["ben"], NOW), duty=duty, reason="I saw it myself.")
