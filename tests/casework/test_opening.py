"""How duties open and end: by verbs and facts as the policy says, each once, in one transaction with the verb."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import transaction

from heed.casework.duties.changes import follow
from heed.casework.duties.models import Duty
from heed.casework.duties.states import Status
from heed.casework.moves import take
from heed.incidents import changes, states
from heed.incidents.models import Incident
from heed.ledger.models import Entry
from heed.ledger.stamp import Stamp
from heed.notices.models import Message
from heed.people.agencies import changes as agencies
from heed.policy.load import load, shipped
from heed.policy.source import Source
from heed.policy.vocabulary import VOCABULARY
from tests.make import Make
from tests.towns import NOW, Town

DROPPED = ", ".join(f'"{rule}"' for rule in load(shipped("default"), VOCABULARY).duties)


def rule(id_: str, do: str, on: str, more: str = "", post: str = "line-manager") -> str:
    return f"""
[[duty]]
id = "{id_}"
clause = "CAM-13"
because = "It is looked at."
on = {on}
owed-by = "{post}"
do = "{do}"
within = "1 working day"
{more}
"""


HEAD = f"""
[policy]
id = "test"
extends = "default"
body = "Test"
title = "Test"
version = "1"

[drop]
duty = [{DROPPED}]
"""
REPORT = '"incident.report"'
POLICY = (
    HEAD
    + rule("always", "incident.care", REPORT)
    + rule("violent", "incident.make-safe", REPORT, "when = { violence = true }")
    + rule("hurt", "incident.debrief", REPORT, 'when = { injury = ["medical", "hospital"] }')
    + rule("stalked", "incident.triage", REPORT, 'when = { kinds = "stalking" }')
    + rule("not-a-worry", "incident.check-in", REPORT, 'unless = { concern = true, injury = "none" }')
    + rule("both", "incident.investigate", REPORT, "when = { threat = true, weapon = true }")
    + rule("later", "incident.supervise", '"incident.care"')
    + rule("either", "incident.keep-informed", '["incident.care", "incident.debrief"]')
    + rule("ended", "incident.tell-affected", REPORT, 'until = ["incident.investigate"]')
    + rule("above", "incident.countersign", REPORT, "", "head-of-service")
)


@pytest.fixture(scope="module")
def one_town(django_db_setup: None, django_db_blocker) -> Iterator[Town]:
    """The town, on a policy in which each rule is there for one thing."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield Town(Make(), text=POLICY)
        transaction.set_rollback(True)


def report(town: Town, kinds: tuple[str, ...] = ("verbal-abuse",), **facts: Any) -> Incident:
    return town.make.report(town["asha"], NOW, kinds=kinds, facts=facts)


def open_rules(incident: Incident) -> set[str]:
    return set(Duty.objects.open().filter(case=incident.case).values_list("rule", flat=True))


PLAIN = {"always", "ended", "above", "not-a-worry"}
OPENS: list[tuple[tuple[str, ...], dict[str, Any], set[str]]] = [
    (("verbal-abuse",), {}, PLAIN),
    (("verbal-abuse",), {"violence": True}, PLAIN | {"violent"}),
    (("verbal-abuse",), {"violence": False}, PLAIN),
    (("physical-violence",), {}, PLAIN | {"violent"}),  # the kind implies it
    (("verbal-abuse",), {"injury": "minor"}, PLAIN),
    (("verbal-abuse",), {"injury": "medical"}, PLAIN | {"hurt"}),
    (("verbal-abuse",), {"injury": "hospital"}, PLAIN | {"hurt"}),
    (("verbal-abuse",), {"injury": "none"}, PLAIN - {"not-a-worry"}),
    (("stalking",), {}, PLAIN | {"stalked"}),
    (("verbal-abuse", "stalking"), {}, PLAIN | {"stalked"}),
    (("verbal-abuse",), {"threat": True}, PLAIN),
    (("verbal-abuse",), {"threat": True, "weapon": True}, PLAIN | {"both"}),
    (("concern",), {}, PLAIN - {"not-a-worry"}),
]


@pytest.mark.parametrize(("kinds", "facts", "rules"), OPENS, ids=[f"{kinds} {facts}" for kinds, facts, _r in OPENS])
def test_the_facts_of_a_report_open_what_the_policy_says_and_nothing_else(
    town: Town, kinds: tuple[str, ...], facts: dict[str, Any], rules: set[str]
) -> None:
    assert open_rules(report(town, kinds, **facts)) == rules


def test_what_a_verb_opens_hangs_on_that_verb_however_it_comes(town: Town) -> None:
    incident = report(town)
    town.make.step(town["ben"], incident, "care", NOW)
    assert open_rules(incident) == PLAIN - {"always"} | {"later", "either"}


def test_what_is_open_already_is_not_opened_again_and_opens_anew_once_done(town: Town) -> None:
    incident = report(town)
    for _twice in range(2):
        town.make.step(town["ben"], incident, "care", NOW)
    town.make.step(town["ben"], incident, "debrief", NOW)
    assert Duty.objects.filter(case=incident.case, rule="either").count() == 1
    town.make.step(town["ben"], incident, "keep-informed", NOW)
    town.make.step(town["ben"], incident, "debrief", NOW)
    assert Duty.objects.filter(case=incident.case, rule="either").count() == 2
    assert Duty.objects.open().filter(case=incident.case, rule="either").count() == 1


def test_a_verb_that_takes_the_point_away_ends_it_without_anybody_having_done_it(town: Town) -> None:
    incident = report(town)
    town.make.step(town["ben"], incident, "investigate", NOW)
    ended = Duty.objects.get(case=incident.case, rule="ended")
    assert (ended.status, ended.reason, ended.done_by, ended.next_at) == (
        Status.WAIVED, "incident.investigate", town["ben"], None
    )  # fmt: skip


@pytest.mark.parametrize(("who", "done"), [("hew", True), ("hal", True), ("cat", True), ("ben", False)])
def test_what_somebody_above_owes_is_not_done_by_somebody_below(town: Town, who: str, done: bool) -> None:
    incident = report(town)
    town.make.step(town[who], incident, "countersign", NOW)
    assert (Duty.objects.get(case=incident.case, rule="above").status == Status.DONE) is done


def test_what_opened_is_one_entry_and_each_person_hears_once(town: Town) -> None:
    before = Message.objects.count()
    incident = report(town, violence=True, injury="medical")
    [entry] = Entry.objects.filter(chain=incident.case.chain, verb="duty.open")
    assert all(rule in entry.facts for rule in PLAIN | {"violent", "hurt"})
    told = Message.objects.order_by("pk")[before:]
    assert sorted((town.who(message.to_id), message.kind) for message in told) == [("ben", "owed"), ("hew", "owed")]


def test_who_reports_hears_nothing_of_their_own_act(town: Town) -> None:
    before = Message.objects.count()
    incident = town.make.report(town["ben"], NOW, victims=[town["asha"]])
    assert open_rules(incident) >= {"always"}
    assert "ben" not in {town.who(message.to_id) for message in Message.objects.order_by("pk")[before:]}


def test_history_is_kept_and_never_sent(town: Town) -> None:
    incident = report(town)
    Duty.objects.filter(case=incident.case).delete()
    follow(Stamp(by=None, at=NOW, door="history"), case=incident.case, verb="incident.report", given={})
    [message] = Message.objects.order_by("-pk").filter(to=town["ben"])[:1]
    assert (message.status, message.next_at) == ("history", None)


def test_each_duty_remembers_the_policy_the_rule_and_the_moments(town: Town) -> None:
    incident = report(town)
    duty = Duty.objects.get(case=incident.case, rule="always")
    assert (duty.policy, duty.owed_by, duty.verb, duty.opened_at, duty.series_at) == (
        town.agency.policies.get(), "line-manager", "incident.care", NOW, NOW
    )  # fmt: skip
    due: datetime = duty.due_at
    assert due - NOW == timedelta(days=1, hours=7)  # the next working day closes at five


def test_a_new_policy_opens_what_follows_from_now_on_and_leaves_what_is_open(town: Town) -> None:
    incident = report(town)
    text = HEAD.replace('"1"', '"2"') + rule("new", "incident.debrief", '"incident.care"')
    agencies.load_policy(town.make.stamp(), agency=town.agency, sources=(Source("new.toml", text), *shipped("default")))
    town.make.step(town["ben"], incident, "care", NOW)
    assert open_rules(incident) == PLAIN - {"always"} | {"new"}
    assert open_rules(report(town)) == set()


def test_a_failure_behind_the_verb_takes_all_of_it_back(town: Town) -> None:
    incident = report(town)
    before = (Entry.objects.count(), Duty.objects.count(), Message.objects.count(), incident.case.notes.count())
    with transaction.atomic():
        take(states.CARE, incident, town.make.by(town["ben"], NOW), case=incident.case, given={"kinds": frozenset()})
        transaction.set_rollback(True)
    after = (Entry.objects.count(), Duty.objects.count(), Message.objects.count(), incident.case.notes.count())
    assert after == before


def test_a_token_makes_the_second_press_nothing(town: Town) -> None:
    incident = report(town)
    stamp = town.make.by(town["asha"], NOW)
    for text in ("once", "twice"):
        changes.add(stamp, incident, text=text, token="t")
    assert list(incident.case.notes.filter(verb="incident.add").values_list("text", flat=True)) == ["once"]


def test_revisions_count_every_move(town: Town) -> None:
    incident = report(town)
    seen = [Incident.objects.get(pk=incident.pk).revision]
    for _each in range(3):
        changes.add(town.make.by(town["asha"], NOW), incident, text="x")
        seen.append(Incident.objects.get(pk=incident.pk).revision)
    assert seen == list(range(seen[0], seen[0] + 4))
