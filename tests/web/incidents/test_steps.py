"""Every step has its page: it shows, it says what is missing, and sending it is noted, entered and fulfils the duty."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest

from heed.casework.cases.models import Note
from heed.casework.duties.models import Duty
from heed.incidents.models import Incident
from heed.incidents.states import MOVES, REPORTED_FACTS, STEPS
from heed.ledger.models import Entry
from heed.people.agencies.models import User
from heed.policy.load import load, shipped
from heed.policy.vocabulary import VOCABULARY, Fact, Kind
from heed.web.incidents.asking import FACTS
from heed.web.incidents.page import GROUPS
from heed.web.incidents.words import NAMES, WORDS
from tests.make import Make

DAY = {"told_on_day": "2", "told_on_month": "4", "told_on_year": "2026"}
NOTE = {"text": "As agreed."}
SENT: dict[str, tuple[dict[str, Any], dict[str, Any]]] = {
    "care": (NOTE, {}),
    "triage": (
        {**NOTE, "severity": "serious", "escalation_risk": "low", "plan_needed": "no"},
        {"severity": "serious", "escalation_risk": "low", "plan_needed": False},
    ),
    "debrief": (NOTE, {}),
    "offer-support": ({"offered": ["counselling", "hr"]}, {"offered": ["counselling", "hr"]}),
    "take-up": ({"taken": ["none-of-these"]}, {"taken": []}),
    "decide-investigation": ({**NOTE, "investigate": "yes", "speak": "no"}, {"investigate": True, "speak": False}),
    "investigate": (NOTE, {}),
    "speak": ({**NOTE, "how": "telephone", "assured": "yes"}, {"how": "telephone", "assured": True}),
    "tell-police": (
        {**DAY, "why_not": "told", "told_by": "Ben Carrow", "reference": "13/4711/26"},
        {"told": True, "why_not": "told", "told_by": "Ben Carrow", "told_on": "2026-04-02", "reference": "13/4711/26"},
    ),
    "tell-employer": (
        {**NOTE, **DAY, "by": "letter", "organisation": "Marlpit Haulage", "whom": "Head of operations"},
        {"by": "letter", "organisation": "Marlpit Haulage", "whom": "Head of operations", "told_on": "2026-04-02"},
    ),
    "tell-affected": (NOTE, {}),
    "tell-senior": ({**NOTE, "whom": "Cat Denholm"}, {"whom": "Cat Denholm"}),
    "alert-offices": ({**NOTE, "whom": "Lettings"}, {"whom": "Lettings"}),
    "brief-police": ({**NOTE, "whom": "The duty sergeant"}, {"whom": "The duty sergeant"}),
    "assess-gathering": ({**NOTE, "decision": "carry-on"}, {"decision": "carry-on"}),
    "make-safe": (NOTE, {}),
    "ask-removal": (NOTE, {}),
    "answer-message": (NOTE, {}),
    "check-pattern": ({**NOTE, "pattern": "no"}, {"pattern": False}),
    "consider-arrangement": ({**NOTE, "arrangement": "yes"}, {"arrangement": True}),
    "consider-responses": ({**NOTE, "responses": ["warning", "speak"]}, {"responses": ["speak", "warning"]}),
    "record-on-file": (NOTE, {}),
    "review-assessments": ({**NOTE, "changed": "yes"}, {"changed": True}),
    "arrange-training": (NOTE, {}),
    "decide-safe-work": (NOTE, {}),
    "alert-agencies": ({**NOTE, "whom": "The school"}, {"whom": "The school"}),
    "countersign": (NOTE, {}),
    "consider-marker": ({**NOTE, "propose": "no"}, {"propose": False}),
    "supervise": (NOTE, {}),
    "keep-informed": (NOTE, {}),
    "check-in": ({"wellbeing": "coping"}, {"wellbeing": "coping"}),
    "refer": (
        {"agreed": "yes", "referred_to": "Occupational health"},
        {"agreed": True, "referred_to": "Occupational health"},
    ),
}  # fmt: skip
"""Step → what is sent on its page, what is then noted beside the words."""
RULES = sorted(load(shipped("default"), VOCABULARY).duties)


def policy_owing_every_step() -> str:
    """Return a policy by which a report opens one duty for each step, and nothing else."""
    head = '[policy]\nid = "every-step"\nextends = "default"\nbody = "Test"\ntitle = "Test"\nversion = "1"\n'
    head += 'calendar = "england-and-wales"\n\n[drop]\nduty = [' + ", ".join(f'"{rule}"' for rule in RULES) + "]\n"
    rules = [
        f'\n[[duty]]\nid = "owe-{word}"\nclause = "CAF-5"\nbecause = "It is due."\non = "incident.report"\n'
        f'owed-by = "line-manager"\ndo = "incident.{word}"\nwithin = "1 day"\n'
        for word in SENT
    ]
    return head + "".join(rules)


@pytest.fixture
def ben(make: Make) -> User:
    team = make.team(make.agency(text=policy_owing_every_step()))
    return make.user("Ben Carrow", team, post="line-manager")


@pytest.fixture
def owing(make: Make, ben: User, now: datetime) -> Incident:
    """A report on which every step is owed by Ben."""
    return make.report(make.user("Asha Rowan", ben.team), now)


def test_every_step_is_sent_below() -> None:
    assert sorted(SENT) == sorted(move.verb.name.partition(".")[2] for move in STEPS)


def test_every_step_can_be_found_on_the_page_of_a_report_once() -> None:
    assert sorted(word for _title, words in GROUPS for word in words) == sorted(SENT)


@pytest.mark.clause("CAF-15", "CAM-13", "CAM-19", "CAF-8", "CUM-12", "CUM-20", "CUM-15", "CAF-9")
def test_a_step_is_shown_then_noted_entered_and_fulfils_its_duty(
    page: Callable[..., Any], ben: User, owing: Incident
) -> None:
    missed = []
    for word, (sent, noted) in SENT.items():
        path = f"/reports/{owing.case.reference}/{word}"
        assert page(ben, path).status_code == 200, word
        answer = page(ben, path, {**sent, "token": f"token-of-{word}"})
        note = Note.objects.filter(case=owing.case, verb=f"incident.{word}").first()
        done = Duty.objects.get(case=owing.case, rule=f"owe-{word}").status
        entered = Entry.objects.filter(chain=owing.case.chain, verb=f"incident.{word}").count()
        if (answer.status_code, note and note.answers, note and note.by_id, done, entered) != (
            302,
            noted,
            ben.pk,
            "done",
            1,
        ):
            missed.append((word, answer.status_code, note and note.answers, done, entered))
    assert missed == []


def test_an_empty_form_says_what_is_missing_and_changes_nothing(
    page: Callable[..., Any], ben: User, owing: Incident
) -> None:
    silent = []
    for word in SENT:
        answer = page(ben, f"/reports/{owing.case.reference}/{word}", {})
        errors = [str(error) for found in answer.context["form"].errors.values() for error in found]
        if answer.status_code != 200 or not errors or "This field is required." in errors:
            silent.append((word, errors))
    assert (silent, Note.objects.filter(case=owing.case).count()) == ([], 1)


def test_a_second_press_changes_nothing_and_leads_to_the_same_page(
    page: Callable[..., Any], ben: User, owing: Incident
) -> None:
    path, sent = f"/reports/{owing.case.reference}/debrief", {**NOTE, "token": "pressed-twice"}
    answers = [page(ben, path, sent) for _press in range(2)]
    assert [answer.headers["Location"] for answer in answers] == [f"/reports/{owing.case.reference}"] * 2
    assert Note.objects.filter(case=owing.case, verb="incident.debrief").count() == 1


def test_what_is_not_a_step_is_not_there(page: Callable[..., Any], ben: User, owing: Incident) -> None:
    words = ("report", "identify-me", "nonsense")
    assert [page(ben, f"/reports/{owing.case.reference}/{word}").status_code for word in words] == [404] * 3


# --- what only some steps ask ----------------------------------------------------------------------------------------


def send(page: Callable[..., Any], user: User, incident: Incident, word: str, **sent: Any) -> dict[str, list[str]]:
    """Send a step; return what the page says is wrong, by field."""
    answer = page(user, f"/reports/{incident.case.reference}/{word}", sent)
    if answer.status_code == 302:
        return {}
    return {name: [str(each) for each in errors] for name, errors in answer.context["form"].errors.items()}


@pytest.mark.clause("CAF-8")
@pytest.mark.parametrize(("facts", "why_not", "expected"), [
    ({"specific_threat": True}, "no-consent", {"text": ["Enter why the police were not told"]}),
    ({"specific_threat": True}, "not-a-crime", {"text": ["Enter why the police were not told"]}),
    ({"specific_threat": False}, "no-consent", {}),
    ({"specific_threat": False}, "true-vision", {}),
    ({"specific_threat": False}, "other", {"text": ["Enter why the police were not told"]}),
    ({}, "told", {
        "told_by": ["Enter who told the police"], "told_on": ["Enter the day on which the police were told"],
    }),
])  # fmt: skip
def test_not_telling_the_police_of_a_threat_to_a_person_must_be_explained(
    page: Callable[..., Any], people: Any, report: Callable[..., Incident], facts: Any, why_not: str, expected: Any
) -> None:
    assert send(page, people.manager, report(facts=facts), "tell-police", why_not=why_not) == expected


@pytest.mark.clause("CUM-12")
def test_true_vision_is_offered_where_the_policy_says_so(
    page: Callable[..., Any], people: Any, incident: Incident
) -> None:
    assert b"report-it.org.uk" in page(people.manager, f"/reports/{incident.case.reference}/tell-police").content


def test_what_was_taken_up_is_chosen_from_what_was_offered(
    page: Callable[..., Any], people: Any, incident: Incident
) -> None:
    send(page, people.manager, incident, "offer-support", offered=["counselling", "hr"])
    form = page(people.manager, f"/reports/{incident.case.reference}/take-up").context["form"]
    assert [word for word, _label in form.fields["taken"].choices] == ["counselling", "hr", "none-of-these"]


@pytest.mark.clause("CUM-10")
def test_a_referral_that_was_agreed_to_says_where_to(page: Callable[..., Any], people: Any, incident: Incident) -> None:
    assert send(page, people.manager, incident, "refer", agreed="yes") == {
        "referred_to": ["Enter to whom they are referred"]
    }
    assert send(page, people.manager, incident, "refer", agreed="no") == {}


# --- words -----------------------------------------------------------------------------------------------------------


def asked() -> list[tuple[str, Fact]]:
    return [
        (move.verb.name.partition(".")[2], fact)
        for move in MOVES
        for fact in move.verb.facts
        if fact not in REPORTED_FACTS and move.verb.name != "incident.identify"
    ]


def test_every_fact_has_a_question_a_name_and_words_for_its_words() -> None:
    nameless = [fact.name for _word, fact in asked() if fact.name not in NAMES]
    unasked = [(word, fact.name) for word, fact in asked() if (word, fact.name) not in FACTS and fact.name != "told"]
    facts = [*REPORTED_FACTS, *(fact for _word, fact in asked())]
    wordless = [
        (fact.name, word)
        for fact in facts
        if fact.kind == Kind.CHOICE
        for word in fact.words
        if word not in WORDS.get(fact.name, {})
    ]
    unnamed = [fact.name for fact in REPORTED_FACTS if fact.name not in (*NAMES, "kinds", "concern")]
    assert (nameless, unasked, wordless, unnamed) == ([], [], [], [])
