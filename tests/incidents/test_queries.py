"""Reads about reports: what narrows a list, who reads which words of the timeline, what a team's meeting hears."""

from datetime import datetime, timedelta

import pytest

from heed.access.queries import reach
from heed.casework.cases.changes import involve
from heed.casework.cases.models import Audience, Note
from heed.casework.cases.states import Part
from heed.casework.duties.models import Duty
from heed.casework.plans import changes as plans
from heed.casework.plans.changes import Line
from heed.incidents import changes, queries, rules, states
from heed.incidents.changes import Described
from heed.incidents.models import Incident
from heed.incidents.queries import Narrow
from heed.people.public import changes as public
from tests.moments import london
from tests.towns import NOW, Town

DAY = timedelta(days=1)


@pytest.fixture
def three(town: Town) -> dict[str, Incident]:
    """Three reports of a service: an old threat that was judged, a call that is closed, a new one of another team."""
    found = {
        "threat": town.make.report(town["asha"], NOW - 40 * DAY, kinds=["threat-face-to-face", "stalking"]),
        "call": town.make.report(town["nia"], NOW - 2 * DAY, kinds=["abusive-call"]),
        "repairs": town.make.report(town["pip"], NOW, kinds=["abusive-call"]),
    }
    facts = {"severity": "major", "escalation_risk": "low", "plan_needed": False}
    town.make.step(town["ben"], found["threat"], "triage", NOW - 39 * DAY, facts=facts)
    Duty.objects.filter(case=found["call"].case).delete()
    changes.close(town.make.by(town["ben"], NOW - DAY), found["call"], outcome="resolved", text="Done.")
    Duty.objects.open().filter(case=found["repairs"].case).update(due_at=NOW + 5 * DAY)
    return found


ALL = {"threat", "call", "repairs"}


def narrowed(town: Town, three: dict[str, Incident], by: Narrow, at: datetime = NOW) -> set[str]:
    found = set(queries.narrowed(queries.everything(town["cat"]), by, at).values_list("pk", flat=True))
    return {name for name, report in three.items() if report.pk in found}


NARROWINGS: list[tuple[Narrow, set[str]]] = [
    (Narrow(), ALL),
    (Narrow(status="reported"), {"threat", "repairs"}),
    (Narrow(status="closed"), {"call"}),
    (Narrow(status="returned"), set()),
    (Narrow(kind="abusive-call"), {"call", "repairs"}),
    (Narrow(kind="stalking"), {"threat"}),
    (Narrow(kind="threat-face-to-face"), {"threat"}),
    (Narrow(severity="major"), {"threat"}),
    (Narrow(severity="minor"), set()),
    (Narrow(since=NOW - 3 * DAY), {"call", "repairs"}),
    (Narrow(until=NOW - 3 * DAY), {"threat"}),
    (Narrow(since=NOW), {"repairs"}),  # the first moment counts
    (Narrow(until=NOW), {"threat", "call"}),  # the first moment that is too late does not
    (Narrow(owed="open"), {"threat", "repairs"}),
    (Narrow(owed="late"), {"threat"}),
    (Narrow(kind="abusive-call", status="closed"), {"call"}),
    (Narrow(kind="stalking", status="closed"), set()),
]


@pytest.mark.parametrize(("by", "expected"), NARROWINGS, ids=[str(by)[6:-1] for by, _found in NARROWINGS])
def test_what_narrows_a_list(town: Town, three: dict[str, Incident], by: Narrow, expected: set[str]) -> None:
    assert narrowed(town, three, by) == expected


def test_a_list_is_narrowed_to_a_team_and_to_part_of_a_reference(town: Town, three: dict[str, Incident]) -> None:
    assert narrowed(town, three, Narrow(team=town.repairs.pk)) == {"repairs"}
    assert narrowed(town, three, Narrow(team=town.rangers.pk)) == set()
    whole = three["call"].case.reference
    for typed in (whole, whole.lower(), f"  {whole} ", whole[2:6]):
        assert "call" in narrowed(town, three, Narrow(reference=typed))
    assert narrowed(town, three, Narrow(reference="%")) == set()
    assert narrowed(town, three, Narrow(reference="H_")) == set()


LISTS = {
    "asha": ({"threat"}, set(), {"threat"}),
    "ben": (set(), {"threat", "call"}, {"threat", "call"}),
    "rita": (set(), {"repairs"}, {"repairs"}),
    "cat": (set(), ALL, ALL),
    "hal": (set(), set(), ALL),
    "pip": ({"repairs"}, set(), {"repairs"}),
    "sol": (set(), set(), set()),
    "fay": (set(), set(), set()),
    "eve": (set(), set(), set()),
}
"""Who → their own reports, those of their teams, all that they may see."""


@pytest.mark.parametrize("who", LISTS)
def test_whose_reports_a_list_holds(town: Town, three: dict[str, Incident], who: str) -> None:
    user = town[who]
    lists = (
        queries.reported_by(user),
        queries.of_teams(user, reach(user).teams),
        queries.everything(user),
    )
    names = {report.pk: name for name, report in three.items()}
    assert tuple({names[report.pk] for report in found} for found in lists) == LISTS[who]


def test_lists_are_newest_first_and_home_shows_no_more_than_it_is_asked_for(
    town: Town, three: dict[str, Incident]
) -> None:
    ordered = [report.pk for report in queries.everything(town["cat"])]
    assert ordered == [three[name].pk for name in ("repairs", "call", "threat")]
    for number in range(3):
        town.make.report(town["asha"], NOW + number * DAY)
    recent = queries.recent(town["asha"], 2)
    assert [each.reported_at for each in recent] == [NOW + 2 * DAY, NOW + DAY]


# --- the timeline ----------------------------------------------------------------------------------------------------


READERS = {
    "asha": {"support", "reporter"},
    "ben": {"case", "support", "reporter"},
    "cat": {"case", "reporter"},
    "hal": {"case", "reporter"},
    "nia": {"reporter"},
}
"""Who → the audiences whose words they read: Asha was affected, Nia reported it, the others act on it."""


@pytest.mark.parametrize("who", READERS)
def test_the_words_of_a_note_are_for_those_it_was_written_for(town: Town, who: str) -> None:
    report = town.make.report(town["nia"], NOW, victims=[town["asha"]])
    Duty.objects.filter(case=report.case).delete()
    Note.objects.filter(case=report.case).delete()
    for audience in Audience:
        Note.objects.create(case=report.case, verb="incident.care", at=NOW, by=town["rex"], text=audience.value,
                            answers={"x": 1}, audience=audience)  # fmt: skip
    found = queries.timeline(report, rules.sight(town[who], report), town[who])
    assert {note.text for note in found} - {""} == READERS[who]
    assert {bool(note.text) == bool(note.answers) for note in found} == {True}
    assert len(found) == 3  # that it was done is seen by all


def test_whoever_wrote_a_note_reads_it_again(town: Town) -> None:
    report = town.make.report(town["asha"], NOW)
    Note.objects.create(case=report.case, verb="incident.care", at=NOW, by=town["asha"], text="Mine", audience="case")
    found = queries.timeline(report, rules.sight(town["asha"], report), town["asha"])
    assert "Mine" in {note.text for note in found}


def test_whether_a_form_was_sent_before_is_known_by_its_token_and_its_sender(town: Town) -> None:
    report = town.make.report(town["asha"], NOW)
    town.make.step(town["ben"], report, "care", NOW, token="once")
    reference = report.case.reference
    assert [queries.sent_before(town[who], reference, token)
            for who, token in (("ben", "once"), ("ben", "twice"), ("ben", ""), ("cat", "once"))
            ] == [True, False, False, False]  # fmt: skip


# --- the team's meeting (N7) -----------------------------------------------------------------------------------------


@pytest.mark.clause("CAF-5")
def test_a_meeting_hears_what_was_done_and_never_of_restricted_reports(town: Town) -> None:
    before = town.make.report(town["asha"], NOW - 60 * DAY)
    normal = town.make.report(town["asha"], NOW - DAY)
    town.make.report(town["asha"], NOW - DAY, kinds=["sexual-harassment"])
    town.make.report(town["pip"], NOW - DAY)
    town.make.step(town["ben"], normal, "care", NOW)
    town.make.step(town["ben"], normal, "care", NOW)
    town.make.step(town["ben"], normal, "debrief", NOW)
    changes.add(town.make.by(town["asha"], NOW), normal, text="And then…")
    line = [Line("Go in pairs", town["ben"], NOW.date())]
    plans.propose(town.make.by(town["ben"], NOW), case=normal.case, lines=line, given={})
    found = queries.nameless(town.visiting, NOW - 31 * DAY)
    assert [(report.pk, verbs, plan) for report, verbs, plan in found] == [
        (normal.pk, ["incident.care", "incident.debrief"], "To be agreed")
    ]  # fmt: skip
    assert before.pk in {report.pk for report, _verbs, _plan in queries.nameless(town.visiting, NOW - 61 * DAY)}


# --- whom it may describe --------------------------------------------------------------------------------------------


def test_only_known_persons_of_the_agency_are_proposed_and_at_most_five(town: Town) -> None:
    for number in range(7):
        town.make.person(town.agency, "Colin Marlpit", telephone=f"01632 96012{number}")
    town.make.person(town.elsewhere.agency, "Colin Marlpit")
    public.describe(town.make.stamp(), agency=town.agency, name="Colin Marlpit", description="Partly known too")
    town.make.person(town.agency, "Wanda Oakley")
    report = town.make.report(town["asha"], NOW, subjects=[Described(name="Colin Marlpit")])
    found = queries.proposals(report)
    assert (len(found), {each.person.name for each in found}) == (5, {"Colin Marlpit"})
    assert {each.person.agency for each in found} == {town.agency}
    assert [each.score for each in found] == sorted((each.score for each in found), reverse=True)
    assert {each.why for each in found} == {"same first name, same surname"}


@pytest.mark.parametrize("described", [[], [Described()], [Described(description="Tall")]], ids=str)
def test_nobody_is_proposed_where_nothing_points_to_anybody(town: Town, described: list[Described]) -> None:
    town.make.person(town.agency, "Colin Marlpit")
    report = town.make.report(town["asha"], NOW, subjects=described)
    assert queries.proposals(report) == []


def test_who_was_ruled_out_stays_ruled_out_and_others_are_still_proposed(town: Town) -> None:
    first, second = (town.make.person(town.agency, "Colin Marlpit") for _each in range(2))
    report = town.make.report(town["asha"], NOW, subjects=[Described(name="Colin Marlpit")])
    [subject] = [each for each in report.case.involvements.all() if each.part == Part.SUBJECT]
    changes.identify(town.make.by(town["ben"], NOW), report, involvement=subject, person=first, confirmed=False)
    assert [each.person for each in queries.proposals(report)] == [second]


def test_the_support_that_was_offered_is_remembered_once(town: Town) -> None:
    report = town.make.report(town["asha"], NOW)
    for offered in ({"counselling"}, {"counselling", "union"}):
        town.make.step(town["ben"], report, "offer-support", NOW, facts={"offered": frozenset(offered)})
    assert queries.offered(report) == ["counselling", "union"]


def test_the_facts_of_a_report_are_what_policy_asks_about_with_what_its_kinds_imply(town: Town) -> None:
    report = town.make.report(town["asha"], NOW, kinds=["physical-violence"], facts={"violence": False})
    given = queries.given_of(report)
    assert (given["violence"], given["kinds"], given["concern"]) == (True, frozenset({"physical-violence"}), False)
    assert report.facts["violence"] is False  # as it was told


def test_a_user_who_is_named_by_somebody_else_finds_it_among_their_own(town: Town) -> None:
    report = town.make.report(town["nia"], NOW, victims=[town["asha"]])
    involve(town.make.stamp(), case=report.case, part=Part.WITNESS, user=town["pip"])
    own = {who: list(queries.reported_by(town[who])) for who in ("asha", "nia", "pip")}
    assert own == {"asha": [report], "nia": [report], "pip": []}


def test_steps_and_verbs_are_told_apart(town: Town) -> None:
    assert states.ADD.verb.name not in queries.STEP_VERBS
    assert {move.verb.name for move in states.STEPS} == queries.STEP_VERBS
    assert london("2026-03-03 10:00") == NOW
