"""Who declares a tie (R2): from then on others decide, what they owed goes up, and nobody is asked why in public."""

import pytest
from django.test import Client

from heed.access.decisions import Refused
from heed.casework.cases.models import Involvement, Note
from heed.casework.cases.states import Part
from heed.casework.duties.models import Duty
from heed.incidents import changes, queries, rules, states
from heed.incidents.models import Incident
from heed.ledger.models import Entry
from heed.policy.vocabulary import VOCABULARY
from tests.towns import NOW, Town

WHY = "He is my brother-in-law."


@pytest.fixture
def report(town: Town) -> Incident:
    return town.make.report(town["asha"], NOW, kinds=["stalking"])


def declare(town: Town, who: str, report: Incident, token: str | None = None) -> None:
    changes.declare_tie(town.make.by(town[who], NOW), report, text=WHY, token=token)


def holders(town: Town, report: Incident, *, deciding: bool) -> set[str]:
    """Return whom the manager's open duties of this sort fall to."""
    duties = Duty.objects.open().filter(case=report.case, owed_by="line-manager")
    found = [duty for duty in duties if VOCABULARY[duty.verb].decides is deciding]
    assert found
    return {town.who(row.user_id) for duty in found for row in duty.holders.all()}


MAY = {"ben": True, "cat": True, "hal": True, "asha": False, "nia": False, "rex": False, "fay": False, "ada": False}


@pytest.mark.parametrize("who", MAY)
def test_whoever_acts_on_a_report_or_could_says_so(town: Town, report: Incident, who: str) -> None:
    assert bool(rules.may_declare_tie(town[who], report)) is MAY[who]
    if not MAY[who]:
        with pytest.raises(Refused):
            declare(town, who, report)
        assert not Involvement.objects.filter(case=report.case, part=Part.TIE).exists()


@pytest.mark.parametrize("part", [Part.VICTIM, Part.REPORTER, Part.WITNESS, Part.SUBJECT, Part.TIE])
def test_whoever_is_named_already_need_not(town: Town, report: Incident, part: Part) -> None:
    Involvement.objects.create(case=report.case, part=part, user=town["ben"], added_at=NOW)
    assert rules.may_declare_tie(town["ben"], report).reason == (
        "You are named in this report already, so others decide on it."
    )


def test_from_then_on_others_decide_and_what_was_owed_goes_to_them(town: Town, report: Incident) -> None:
    assert (holders(town, report, deciding=True), holders(town, report, deciding=False)) == ({"ben"}, {"ben"})
    declare(town, "ben", report)
    assert (holders(town, report, deciding=True), holders(town, report, deciding=False)) == ({"cat"}, {"ben"})
    for move in (states.TRIAGE, states.CLOSE, states.RETURN, states.IDENTIFY):
        assert rules.may_act(town["ben"], report, move).reason == (
            "You are named in this report, so somebody else must do this."
        )
    assert rules.may_act(town["ben"], report, states.DEBRIEF)


def test_when_all_above_have_a_tie_it_goes_up_to_the_top_and_then_to_health_and_safety(
    town: Town, report: Incident
) -> None:
    seen = []
    for who in ("ben", "cat"):
        declare(town, who, report)
        seen.append(holders(town, report, deciding=True))
    for who in ("hew", "kim"):
        Involvement.objects.create(case=report.case, part=Part.TIE, user=town[who], added_at=NOW)
    declare(town, "hal", report)
    seen.append(holders(town, report, deciding=True))
    assert seen == [{"cat"}, {"hew"}, set()]  # R5: one level up each time, and never automatic


def test_with_nothing_left_to_owe_the_report_is_gone_for_them(town: Town, report: Incident) -> None:
    declare(town, "cat", report)
    assert not queries.visible_to(town["cat"]).filter(pk=report.pk).exists()
    assert queries.visible_to(town["ben"]).filter(pk=report.pk).exists()


def test_pressing_twice_declares_once(town: Town, report: Incident) -> None:
    declare(town, "ben", report, token="once")
    with pytest.raises(Refused):
        declare(town, "ben", report, token="once")
    assert Note.objects.filter(case=report.case, verb="incident.declare-tie").count() == 1


def test_the_ledger_says_that_and_never_why(town: Town, report: Incident) -> None:
    declare(town, "ben", report)
    entry = Entry.objects.get(verb="incident.declare-tie", chain=report.case.chain)
    assert (entry.by, "brother" in str(entry.facts)) == (town["ben"].pk, False)


def page(town: Town, who: str, report: Incident, word: str = "", sent: dict[str, str] | None = None) -> tuple[int, str]:
    client, path = Client(), f"/reports/{report.case.reference}{word}"
    client.force_login(town[who])
    answer = client.get(path) if sent is None else client.post(path, sent)
    return answer.status_code, answer.headers.get("Location", "") or answer.content.decode()


def test_the_page_asks_whom_and_how_and_leads_on(town: Town, report: Incident) -> None:
    assert f'href="/reports/{report.case.reference}/declare-tie"' in page(town, "cat", report)[1]
    assert "Whom do you know, and how?" in page(town, "cat", report, "/declare-tie")[1]
    assert "Enter whom you know, and how" in page(town, "cat", report, "/declare-tie", {"text": ""})[1]
    sent = {"text": WHY, "token": "a"}
    assert page(town, "cat", report, "/declare-tie", sent) == (302, "/")  # it is not theirs to read any more
    assert page(town, "cat", report)[0] == 404


@pytest.mark.parametrize(("who", "reads"), [("hal", True), ("asha", False)])
def test_those_who_act_read_why_and_the_reporter_does_not(town: Town, report: Incident, who: str, reads: bool) -> None:
    declare(town, "ben", report)
    text = page(town, who, report)[1]
    assert ("brother-in-law" in text, "Somebody said that they know somebody in the report" in text) == (reads, True)


@pytest.mark.parametrize(("who", "code"), [("asha", 403), ("nia", 404), ("rex", 404), ("eve", 404), ("ada", 404)])
def test_who_has_no_business_with_it_is_answered_as_ever(town: Town, report: Incident, who: str, code: int) -> None:
    assert page(town, who, report, "/declare-tie")[0] == code
