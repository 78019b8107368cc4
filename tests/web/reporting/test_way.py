"""From the first page to the sent report: the order, what is skipped, what changes, what is shown."""

import re
from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from django.test import Client

from heed.casework.cases.models import Involvement
from heed.incidents.models import Draft, Hostility, Incident
from heed.people.agencies.models import User
from heed.people.agencies.queries import book_for
from heed.policy.load import load, shipped, shipped_ids
from heed.policy.vocabulary import VOCABULARY
from heed.web.reporting import pages
from heed.web.reporting.telling import Telling
from tests.make import Make
from tests.web.reporting.conftest import CALL, Typed

Begin = Callable[[Typed], Draft]


def words(there: str) -> str:
    """Return the page's word of an address."""
    return there.rpartition("/")[2]


@pytest.mark.clause("CAF-3", "CAF-4")
def test_a_call_is_reported_page_by_page(page: Client, asha: User, manager: User) -> None:
    there = page.post("/report/new", {"safe": "yes"}).headers["Location"]
    draft = Draft.objects.get()
    seen = [there]
    while not there.endswith("/check"):
        assert page.get(there).status_code == 200
        there = page.post(there, CALL[words(there)]).headers["Location"]
        seen.append(there)

    assert [words(each) for each in seen] == [*list(CALL)[1:], "check"]
    assert page.get(there).status_code == 200
    assert page.post(there).headers["Location"] == f"/report/{draft.key}/sent"
    incident = Incident.objects.get()
    assert (incident.reported_by, incident.story) == (asha, CALL["story"]["story"])
    assert incident.answers == {"threat": False, "specific-threat": True}
    assert incident.facts == {
        "kinds": ["abusive-call"], "concern": False, "in_danger": False, "on_behalf": False, "felt_threatened": True,
        "abuser": "unknown", "employed_elsewhere": False, "channel": "telephone", "others_affected": False,
        "hate": False, "police_told": False, "threat": False, "specific_threat": True,
    }  # fmt: skip


def test_somebody_in_danger_is_told_to_get_help_first(page: Client, asha: User) -> None:
    there = page.post("/report/new", {"safe": "no"}).headers["Location"]

    assert words(there) == "danger"
    assert 'href="tel:999"' in page.get(there).content.decode()


@pytest.mark.clause("CAM-24", "CAF-4")
def test_what_to_do_now_is_shown_before_the_form_is_finished(page: Client, begin: Begin) -> None:
    draft = begin({word: CALL[word] for word in ("safe", "for-whom", "elsewhere", "kinds")})
    shown = page.get(f"/report/{draft.key}/now").content.decode()

    assert "If a telephone call turns abusive" in shown
    assert "putting the telephone down" in shown


def test_other_kinds_later_show_what_to_do_again(page: Client, begin: Begin) -> None:
    draft = begin(CALL)
    there = page.post(f"/report/{draft.key}/kinds?change=1", {"kinds": ["stalking"]}).headers["Location"]

    assert there == f"/report/{draft.key}/now?change=1"
    there = page.post(there, {"seen": "stalking"}).headers["Location"]
    assert there == f"/report/{draft.key}/details?change=1"


def test_a_change_goes_back_to_the_check(page: Client, begin: Begin) -> None:
    draft = begin(CALL)
    there = page.post(f"/report/{draft.key}/story?change=1", {"story": "He shouted."}).headers["Location"]

    assert there == f"/report/{draft.key}/check"
    assert "He shouted." in page.get(there).content.decode()


def test_a_change_that_opens_another_page_goes_there_first(page: Client, begin: Begin) -> None:
    draft = begin(CALL)
    there = page.post(f"/report/{draft.key}/hostility?change=1", {"hostility": "yes"}).headers["Location"]

    assert there == f"/report/{draft.key}/strands?change=1"
    assert page.post(there, {"strands": ["race"]}).headers["Location"] == f"/report/{draft.key}/check"


def test_the_check_shows_every_answer_with_its_change(page: Client, begin: Begin) -> None:
    draft = begin(CALL)
    shown = page.get(f"/report/{draft.key}/check").content.decode()
    changed = set(re.findall(rf"/report/{draft.key}/([a-z-]+)\?change=1", shown))

    assert changed == set(CALL) - {"elsewhere", "now"}
    for text in ("Abusive or threatening telephone call", "Yesterday", "A man with a low voice", "knows where I park"):
        assert (text in shown) == (text != "Yesterday")  # the day is kept as a date


def test_a_report_with_a_gap_is_not_sent(page: Client, begin: Begin) -> None:
    draft = begin({word: fields for word, fields in CALL.items() if word != "who"})

    answer = page.post(f"/report/{draft.key}/check")

    assert answer.headers["Location"] == f"/report/{draft.key}/who?change=1"
    assert Incident.objects.count() == 0


def test_a_page_that_does_not_apply_leads_on(page: Client, begin: Begin) -> None:
    draft = begin(CALL)

    assert page.get(f"/report/{draft.key}/place").headers["Location"] == f"/report/{draft.key}/who"


@pytest.mark.clause("CAF-8", "CUM-12")
def test_a_specific_threat_is_always_told_to_the_police_and_the_page_says_so(page: Client, begin: Begin) -> None:
    draft = begin(CALL)
    shown = page.get(f"/report/{draft.key}/police").content.decode()

    assert "We always tell the police when a particular person is threatened" in shown
    assert page.get(f"/report/{draft.key}/consent").status_code == 302


@pytest.mark.clause("CUM-12")
def test_without_a_specific_threat_the_person_is_asked(page: Client, begin: Begin) -> None:
    details = {"threat": "yes", "specific-threat": "no", "repeated": "no"}
    draft = begin(CALL | {"details": details})

    there = page.post(f"/report/{draft.key}/police", {"told": "no"}).headers["Location"]
    assert words(there) == "consent"
    page.post(there, {"consent": "no"})
    page.post(f"/report/{draft.key}/check")
    assert Incident.objects.get().facts["police_consent"] == "no"


def test_what_was_said_beside_the_questions_stands_on_the_report(page: Client, begin: Begin) -> None:
    rough = {"day": "unknown", "about": "Most evenings since Easter"}
    draft = begin(CALL | {"when": rough, "police": {"told": "yes", "reference": "HM/4711/26"}})
    page.post(f"/report/{draft.key}/check")
    shown = page.get(f"/reports/{Incident.objects.get().case.reference}").content.decode()

    assert "Most evenings since Easter" in shown
    assert "HM/4711/26" in shown


@pytest.mark.clause("CUM-19", "CUM-16")
def test_hostility_is_optional_and_kept_apart(page: Client, begin: Begin) -> None:
    said: Typed = {
        "hostility": {"hostility": "yes"},
        "strands": {"strands": ["poverty", "race"], "words": "What he said"},
    }
    draft = begin(CALL | said)
    page.post(f"/report/{draft.key}/check")

    hostility = Hostility.objects.get()
    assert (sorted(hostility.strands), hostility.words) == (["poverty", "race"], "What he said")
    assert "race" not in str(Incident.objects.get().facts)


def test_sent_shows_the_reference_and_what_follows_by_when(page: Client, manager: User, begin: Begin) -> None:
    draft = begin(CALL)
    page.post(f"/report/{draft.key}/check")
    shown = page.get(f"/report/{draft.key}/sent").content.decode()

    assert Incident.objects.get().case.reference in shown
    assert "Line manager (Ben Ansah):" in shown
    assert "debrief the person affected" in shown
    assert "If a telephone call turns abusive" in shown


@pytest.mark.clause("CAF-16", "CAM-3", "CUM-4", "CWM-15")
@pytest.mark.parametrize("policy", sorted(shipped_ids()))
def test_every_kind_of_every_policy_can_be_reported(make: Make, client: Client, policy: str) -> None:
    """Whatever the kind asks, answering the first choice and something in every text is a whole report."""
    agency = make.agency(policy, word=policy, name=policy)
    user = make.user("Asha Patel", make.team(agency))
    inherited = {} if policy == "default" else load(shipped("default"), VOCABULARY).kinds
    for kind in [kind.id for kind in book_for(agency).kinds.values() if inherited.get(kind.id) != kind]:
        told = pages.telling(make.by(user, datetime(2026, 4, 2, 15, 0, tzinfo=UTC)), {})
        while word := told.first_gap():
            told = told.with_page(word, answered(told, word, kind))
        assert told.kinds == (kind,)


def answered(told: Telling, word: str, kind: str) -> dict[str, list[str]]:
    """Return the first choice of each radio and a word in every text."""
    if word == "kinds":
        return {"kinds": [kind]}
    if word == "elsewhere":
        return {"route": ["none"]}
    form = told.form(word)
    found = {}
    for name, field in form.fields.items():
        choices = [str(value) for value, _label in getattr(field, "choices", ()) if value]
        found[name] = choices[:1] or [str(form.initial.get(name, "4pm"))]
    return found | ({"email": [""]} if word == "describe" else {})


@pytest.mark.clause("CUM-5")
def test_on_behalf_of_somebody_the_victim_is_they(page: Client, make: Make, asha: User, begin: Begin) -> None:
    dina = make.user("Dina Whitlock", asha.team)
    draft = begin(CALL | {"for-whom": {"whom": "other"}})
    there = f"/report/{draft.key}/affected"
    page.post(there, {"name": "whitlock"})
    page.post(there, {"pick": dina.pk})
    page.post(there, {"name": ""})
    page.post(f"/report/{draft.key}/check")

    incident = Incident.objects.get()
    parts = Involvement.objects.filter(case=incident.case, user__isnull=False).values_list("part", "user__name")
    assert sorted(parts) == [("reporter", "Asha Patel"), ("victim", "Dina Whitlock")]
    assert incident.facts["on_behalf"]
