"""What people do with a duty: see it, waive it with a reason, say that they look after it, do what comes round."""

from collections.abc import Iterator

import pytest
from django.db import IntegrityError, transaction

from heed.access.decisions import Refused
from heed.casework.cases.changes import involve
from heed.casework.cases.states import Part
from heed.casework.duties import changes, rules
from heed.casework.duties.models import Duty, DutyHolder
from heed.casework.duties.queries import standing_of
from heed.casework.duties.states import How, Status
from heed.casework.ladder.changes import open_standing
from heed.incidents.models import Incident
from heed.ledger.models import Entry
from heed.policy.load import load, shipped
from heed.policy.vocabulary import VOCABULARY
from tests.make import Make
from tests.moments import london
from tests.towns import NOW, Town

DONE = london("2026-03-03 11:00")
POLICY = """
[policy]
id = "test"
extends = "default"
body = "Test"
title = "Test"
version = "1"

[drop]
duty = {dropped}

[[duty]]
id = "debrief"
clause = "CAM-13"
because = "Nobody is left alone with it."
on = "incident.report"
owed-by = "line-manager"
do = "incident.debrief"
within = "1 working day"
waive = true
escalate = [{{ after = "1 hour", to = "senior-manager" }}]

[[duty]]
id = "care"
clause = "CAF-15"
because = "People come first."
on = "incident.report"
owed-by = "line-manager"
do = "incident.care"
within = "1 working day"

[[duty]]
id = "brief"
clause = "CAF-5"
because = "It is talked about."
for = "team"
every = "1 month"
owed-by = "line-manager"
do = "team.brief"
waive = true
"""


@pytest.fixture(scope="module")
def one_town(django_db_setup: None, django_db_blocker) -> Iterator[Town]:
    """The town, on a policy of three duties: one that can be waived, one that cannot, one that comes round."""
    dropped = ", ".join(f'"{rule}"' for rule in load(shipped("default"), VOCABULARY).duties)
    with django_db_blocker.unblock(), transaction.atomic():
        yield Town(Make(), text=POLICY.format(dropped=f"[{dropped}]"))
        transaction.set_rollback(True)


@pytest.fixture
def report(town: Town) -> Incident:
    return town.make.report(town["asha"], NOW)


def owed(report: Incident, rule: str) -> Duty:
    return Duty.objects.select_related("policy", "team", "case").get(case=report.case, rule=rule)


@pytest.fixture
def late(town: Town, report: Incident) -> Duty:
    """The debrief, of which the senior manager was told because it is late."""
    duty = owed(report, "debrief")
    duty.holders.create(user=town["cat"], how=How.TOLD)
    return duty


# Who may: see the duty · waive it · say that they look after it.
MODEL = {
    "ben": (True, True, False),
    "cat": (True, True, True),
    "hal": (True, True, False),
    "asha": (False, False, False),
    "nia": (False, False, False),
    "rita": (False, False, False),
    "rex": (False, False, False),
    "hew": (False, False, False),
    "fay": (False, False, False),
    "ada": (False, False, False),
    "aud": (False, False, False),
    "eve": (False, False, False),
}


@pytest.mark.parametrize("who", MODEL)
def test_who_sees_waives_and_takes_note(town: Town, late: Duty, who: str) -> None:
    user = town[who]
    found = (rules.may_see(user, late), bool(rules.may_waive(user, late)), bool(rules.may_acknowledge(user, late)))
    assert found == MODEL[who]


@pytest.mark.parametrize("part", [Part.VICTIM, Part.REPORTER, Part.WITNESS, Part.SUBJECT, Part.TIE])
@pytest.mark.parametrize("who", ["ben", "cat", "hal"])
def test_nobody_who_is_named_waives_what_is_owed_because_of_it(town: Town, late: Duty, who: str, part: Part) -> None:
    assert late.case is not None
    involve(town.make.stamp(), case=late.case, part=part, user=town[who])
    assert rules.may_waive(town[who], late).reason == (
        "Somebody who is named in a report cannot waive what is owed because of it."
    )
    with pytest.raises(Refused):
        changes.waive(town.make.by(town[who], NOW), duty=late, reason="I would rather not.")


def test_what_the_policy_does_not_let_anybody_waive_is_not_waived(town: Town, report: Incident) -> None:
    assert rules.may_waive(town["ben"], owed(report, "care")).reason == (
        "Your policy does not let anybody waive this. It must be done."
    )


def test_a_waiver_keeps_its_reason_who_and_when(town: Town, late: Duty) -> None:
    changes.waive(town.make.by(town["ben"], NOW), duty=late, reason="She has left.")
    kept = Duty.objects.get(pk=late.pk)
    assert (kept.status, kept.reason, kept.done_by, kept.done_at, kept.next_at) == (
        Status.WAIVED, "She has left.", town["ben"], NOW, None
    )  # fmt: skip
    entry = Entry.objects.get(verb="duty.waive")
    assert (entry.by, entry.thing, "left" in entry.facts) == (town["ben"].pk, f"duty:{late.pk}", False)


def test_the_database_itself_refuses_a_waiver_without_a_reason(town: Town, late: Duty) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        changes.waive(town.make.by(town["ben"], NOW), duty=late, reason="")
    assert Duty.objects.get(pk=late.pk).status == Status.OPEN


@pytest.mark.parametrize("again", ["waive", "acknowledge"])
def test_what_is_not_owed_any_more_is_neither_waived_nor_looked_after(town: Town, late: Duty, again: str) -> None:
    changes.waive(town.make.by(town["ben"], NOW), duty=late, reason="She has left.")
    act = {
        "waive": lambda: changes.waive(town.make.by(town["cat"], NOW), duty=late, reason="x"),
        "acknowledge": lambda: changes.acknowledge(town.make.by(town["cat"], NOW), duty=late),
    }
    with pytest.raises(Refused, match="This is not owed any more"):
        act[again]()


def test_once_somebody_looks_after_it_the_ladder_rests_and_nobody_else_takes_it(town: Town, late: Duty) -> None:
    late.holders.create(user=town["hal"], how=How.TOLD)
    changes.acknowledge(town.make.by(town["cat"], NOW), duty=late)
    kept = Duty.objects.get(pk=late.pk)
    assert (kept.acknowledged_by, kept.acknowledged_at, kept.next_at) == (town["cat"], NOW, None)
    assert rules.may_acknowledge(town["hal"], kept).reason == "Somebody has already said that they look after this."
    assert kept.status == Status.OPEN  # it is still owed


COUNTS = {"ben": True, "cat": True, "hal": True, "rex": False, "nia": False, "asha": False, "fay": False}


@pytest.mark.parametrize("who", COUNTS)
def test_whose_doing_fulfils_it(town: Town, late: Duty, who: str) -> None:
    assert rules.counts(town[who], late, NOW) is COUNTS[who]


def test_a_holder_who_is_back_from_leave_fulfils_what_fell_to_their_deputy(town: Town) -> None:
    town.make.absence(town["ben"], "2026-03-02", "2026-03-06", deputy=town["nia"])
    duty = owed(town.make.report(town["asha"], NOW), "debrief")
    assert [town.who(row.user_id) for row in duty.holders.all()] == ["nia"]
    assert rules.counts(town["ben"], duty, NOW)


# --- what comes round ------------------------------------------------------------------------------------------------


@pytest.fixture
def standing(town: Town) -> Duty:
    open_standing(town.make.stamp(NOW), agency_id=town.agency.pk)
    return standing_of(town.visiting.pk, "team.brief").get()


STANDING = {"ben": (True, True), "cat": (True, True), "hal": (False, False), "nia": (False, False),
            "rex": (False, False), "ada": (False, False), "eve": (False, False)}  # fmt: skip


@pytest.mark.parametrize("who", STANDING)
def test_who_sees_and_does_what_comes_round_for_a_team(town: Town, standing: Duty, who: str) -> None:
    assert (rules.may_see(town[who], standing), bool(rules.may_do_standing(town[who], standing))) == STANDING[who]


def test_doing_it_twice_does_one_round(town: Town, standing: Duty) -> None:
    for _press in range(2):
        changes.do_standing(town.make.by(town["ben"], DONE), duty=standing, text="At the meeting.")
    rounds = Duty.objects.filter(team=town.visiting, rule="brief").order_by("pk")
    assert [(each.status, each.reason) for each in rounds] == [("done", "At the meeting."), ("open", "")]
    assert Entry.objects.filter(verb="team.brief", thing=f"team:{town.visiting.pk}").count() == 1


def test_of_two_managers_at_once_the_second_is_told_that_it_is_done(town: Town, standing: Duty) -> None:
    changes.do_standing(town.make.by(town["ben"], DONE), duty=standing)
    with pytest.raises(Refused, match="This is not owed any more"):
        changes.do_standing(town.make.by(town["cat"], DONE), duty=standing)


def test_a_round_that_was_waived_comes_round_again(town: Town, standing: Duty) -> None:
    changes.waive(town.make.by(town["ben"], DONE), duty=standing, reason="The office was closed.")
    again = standing_of(town.visiting.pk, "team.brief").get()
    assert (again.due_at, again.pk != standing.pk) == (london("2026-04-03 11:00"), True)


def test_every_team_has_its_own_round_and_none_is_opened_twice(town: Town, standing: Duty) -> None:
    assert open_standing(town.make.stamp(NOW), agency_id=town.agency.pk) == 0
    teams = Duty.objects.open().filter(rule="brief", agency=town.agency).values_list("team__name", flat=True)
    assert sorted(teams) == ["Rangers", "Repairs team", "Visiting team"]


def test_a_new_team_gets_its_first_round(town: Town, standing: Duty) -> None:
    new = town.make.team(town.agency, "Lettings")
    assert open_standing(town.make.stamp(NOW), agency_id=town.agency.pk) == 1
    [holder] = DutyHolder.objects.filter(duty__team=new)
    assert (town.who(holder.user_id), holder.how) == ("cat", "next-up")
