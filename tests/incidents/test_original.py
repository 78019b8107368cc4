"""What was told stays as it was told: whatever is added, corrected or decided stands beside it, never over it."""

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from heed.access.decisions import Refused
from heed.casework.cases.models import Involvement, Note
from heed.casework.cases.states import Part
from heed.casework.duties.models import Duty
from heed.casework.plans import changes as plans
from heed.casework.plans.changes import Line
from heed.incidents import changes
from heed.incidents.changes import Described
from heed.incidents.drafts import changes as drafting
from heed.incidents.models import Draft, Hostility, Incident, KindOf
from heed.ledger.models import Entry
from heed.people.agencies.stamps import Signed
from tests.towns import NOW, Town

TOLD: dict[str, Any] = {
    "kinds": ("verbal-abuse", "stalking"),
    "story": "He waited at the gate.\n\n  And again on Tuesday. ",
    "feeling": "I did not sleep.",
    "facts": {"felt_threatened": True, "injury": "minor", "channel": "in-person"},
    "address": "4  Marl   Lane",
    "postcode": "hm1  2zz",
    "victim_names": ["Somebody at the desk"],
    "witness_names": ["A man with a dog"],
    "subjects": [Described(name="Colin Marlpit", description="Red cap", more={"telephone": "01632 960123"})],
    "strands": ["race", "other"],
    "hostility": "He said where I should go back to.",
    "answers": {"sender": "He signed it."},
}


@pytest.fixture
def report(town: Town) -> Incident:
    return town.make.report(town["asha"], NOW, **TOLD)


def told(report: Incident) -> dict[str, Any]:
    """Return everything that the report says as its reporter told it."""
    row = Incident.objects.filter(pk=report.pk).values(
        "reported_by", "reported_at", "happened_at", "time_known", "story", "feeling", "facts", "answers",
        "place__lines", "place__postcode",
    )  # fmt: skip
    subjects = Involvement.objects.filter(case=report.pk, part=Part.SUBJECT).values_list("added_at", flat=True)
    own = Involvement.objects.filter(case=report.pk, part__in=(Part.VICTIM, Part.WITNESS, Part.REPORTER))
    return {
        **row.get(),
        "kinds": sorted(KindOf.objects.filter(incident=report).values_list("word", flat=True)),
        "hostility": list(Hostility.objects.filter(incident=report).values_list("strands", "words")),
        "people": sorted(own.values_list("part", "user", "name"), key=str),
        "subjects": list(subjects),
    }


def test_what_is_told_is_kept_word_for_word(town: Town, report: Incident) -> None:
    kept = told(report)
    assert {name: kept[name] for name in ("story", "feeling", "place__lines", "place__postcode", "kinds")} == {
        "story": TOLD["story"], "feeling": TOLD["feeling"], "place__lines": "4 Marl Lane",
        "place__postcode": "HM1 2ZZ", "kinds": ["stalking", "verbal-abuse"],
    }  # fmt: skip
    assert kept["facts"] == {**TOLD["facts"], "kinds": ["stalking", "verbal-abuse"]}
    assert kept["hostility"] == [(["race", "other"], "He said where I should go back to.")]
    asha = town.users["asha"].pk
    assert kept["people"] == sorted([
        ("reporter", asha, ""), ("victim", asha, ""), ("victim", None, "Somebody at the desk"),
        ("witness", None, "A man with a dog"),
    ], key=str)  # fmt: skip


ACTS = ("add", "return", "correct", "dispute", "close", "reopen", "triage", "debrief", "decide-investigation",
        "offer-support", "keep-informed", "plan", "look")  # fmt: skip


def act(town: Town, report: Incident, word: str, by: Signed, text: str) -> None:
    """Do something to the report, if it can be done."""
    simple = {"add": changes.add, "return": changes.return_, "correct": changes.correct, "dispute": changes.dispute,
              "reopen": changes.reopen}  # fmt: skip
    if word in simple:
        simple[word](by, report, text=text)
    elif word == "close":
        Duty.objects.open().filter(case=report.case).update(status="done", done_at=NOW)
        changes.close(by, report, outcome="resolved", text=text)
    elif word == "plan":
        plans.propose(by, case=report.case, lines=[Line(text or "x", by.user, NOW.date())], given={})
    elif word != "look":
        facts = {"severity": "major"} if word == "triage" else None
        town.make.step(by.user, report, word, NOW, text=text, facts=facts)


TEXTS = st.text(max_size=30).filter(lambda text: "\x00" not in text)
WHO = st.sampled_from(["asha", "ben", "hal"])


@settings(max_examples=10, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=st.lists(st.tuples(st.sampled_from(ACTS), WHO, TEXTS), max_size=10))
def test_whatever_is_done_the_original_stands(town: Town, steps: list[tuple[str, str, str]]) -> None:
    report = town.make.report(town["asha"], NOW, **TOLD)
    before, done = told(report), 0
    for word, who, text in steps:
        fresh = Incident.objects.get(pk=report.pk)
        try:
            act(town, fresh, word, town.make.by(town[who], NOW), text)
        except Refused:
            continue
        done += word not in ("look", "plan")
    assert told(report) == before
    assert Note.objects.filter(case=report.case, verb__startswith="incident.").count() >= done + 1


def test_each_addendum_is_a_note_and_a_line_in_the_ledger_that_does_not_hold_its_words(
    town: Town, report: Incident
) -> None:
    for text in ("He rang again.", "And again."):
        changes.add(town.make.by(town["asha"], NOW), report, text=text)
    notes = Note.objects.filter(case=report.case, verb="incident.add").order_by("pk")
    assert [(note.text, note.by_id) for note in notes] == [
        ("He rang again.", town.users["asha"].pk), ("And again.", town.users["asha"].pk)
    ]  # fmt: skip
    entries = Entry.objects.filter(chain=report.case.chain, verb="incident.add")
    assert entries.count() == 2
    assert not [entry for entry in entries if "again" in str(entry.facts)]


def test_who_is_confirmed_takes_the_place_of_the_description_and_the_description_stays(
    town: Town, report: Incident
) -> None:
    described = Involvement.objects.get(case=report.case, part=Part.SUBJECT)
    first = described.person
    known = town.make.person(town.agency, "Colin Marlpit")
    changes.identify(
        town.make.by(town["ben"], NOW), report, involvement=described, person=known, confirmed=True, token="once"
    )
    assert Involvement.objects.get(pk=described.pk).person == known
    assert first is not None
    first.refresh_from_db()
    assert (first.name, first.description, first.telephone) == ("Colin Marlpit", "Red cap", "01632 960123")
    [note] = Note.objects.filter(case=report.case, verb="incident.identify")
    assert note.answers == {"confirmed": True, "person": known.pk, "involvement": described.pk}


@pytest.mark.parametrize("whose", ["another report", "another agency"])
def test_nobody_is_confirmed_who_does_not_belong_to_the_report(town: Town, report: Incident, whose: str) -> None:
    other = town.make.report(town["nia"], NOW, subjects=[Described(name="X")])
    source = other if whose == "another report" else report
    described = Involvement.objects.get(case=source.case, part=Part.SUBJECT)
    agency = town.elsewhere.agency if whose == "another agency" else town.agency
    person = town.make.person(agency)
    with pytest.raises(Refused, match="does not belong to this report"):
        changes.identify(town.make.by(town["ben"], NOW), report, involvement=described, person=person, confirmed=True)
    assert Involvement.objects.get(pk=described.pk).person == described.person


def test_a_draft_that_was_sent_keeps_nothing_of_what_was_typed(town: Town) -> None:
    by = town.make.by(town["asha"], NOW)
    draft = drafting.start_draft(by)
    drafting.save_page(by, draft, page="story", answers={"story": "Private words"})
    sent = changes.report(by, changes.Told(kinds=["verbal-abuse"], story="S", victims=[town["asha"]]), draft=draft)
    kept = Draft.objects.get(pk=draft.pk)
    assert (kept.incident, kept.answers) == (sent, {})
    drafting.save_page(by, kept, page="story", answers={"story": "Late words"})
    assert Draft.objects.get(pk=draft.pk).answers == {}
