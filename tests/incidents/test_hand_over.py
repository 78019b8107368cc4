"""A report is handed over to another team (N8): who may, who sees it then, whom what is open falls to, who hears."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.test import Client

from heed.access.decisions import Refused
from heed.casework.cases.models import Involvement, Note
from heed.casework.cases.states import Part
from heed.casework.duties import changes as duties
from heed.casework.duties.models import Duty, DutyHolder
from heed.casework.duties.states import How
from heed.casework.ladder.changes import climb
from heed.incidents import changes, queries, rules
from heed.incidents.models import Incident
from heed.ledger.models import Entry
from heed.ledger.stamp import Stamp
from heed.notices.models import Message
from tests.towns import NOW, Town, at_the

WHY = "Asha works with the rangers since Monday."


@pytest.fixture
def report(town: Town) -> Incident:
    return town.make.report(town["asha"], NOW, kinds=["stalking"])


def give(town: Town, who: str, report: Incident, token: str | None = None, at: datetime = NOW) -> None:
    changes.give(town.make.by(town[who], at), report, team=town.rangers, text=WHY, token=token)


def holders(town: Town, report: Incident, post: str = "line-manager") -> set[str]:
    rows = DutyHolder.objects.filter(duty__case=report.case, duty__status="open", duty__owed_by=post)
    return {town.who(row.user_id) for row in rows}


def sees(town: Town, who: str, report: Incident) -> bool:
    return queries.visible_to(town[who]).filter(pk=report.pk).exists()


MAY = {
    "ben": True, "cat": True, "hal": True, "hew": False, "asha": False, "nia": False, "rex": False, "rita": False,
    "fay": False, "dot": False, "ada": False, "eve": False,
}  # fmt: skip


@pytest.mark.parametrize("who", MAY)
def test_whoever_manages_the_team_hands_it_over_and_nobody_else(town: Town, report: Incident, who: str) -> None:
    decision = rules.may_hand_over(town[who], report)
    assert bool(decision) is MAY[who]
    if not MAY[who]:
        assert decision.reason == "Only the manager of the team, or health and safety, can hand this report over."
        with pytest.raises(Refused):
            give(town, who, report)
        assert Incident.objects.get(pk=report.pk).case.team == town.visiting


@pytest.mark.parametrize("part", [Part.VICTIM, Part.REPORTER, Part.WITNESS, Part.SUBJECT, Part.TIE])
def test_nobody_who_is_named_in_it_says_who_looks_after_it(town: Town, report: Incident, part: Part) -> None:
    Involvement.objects.get_or_create(case=report.case, part=part, user=town["ben"], defaults={"added_at": NOW})
    assert not rules.may_hand_over(town["ben"], report)


def test_owing_something_on_it_is_not_enough(town: Town, report: Incident) -> None:
    duty = Duty.objects.open().filter(case=report.case).first()
    assert duty is not None
    DutyHolder.objects.create(duty=duty, user=town["rita"], how=How.HOLDER)
    assert sees(town, "rita", report)
    assert not rules.may_hand_over(town["rita"], report)


@pytest.mark.parametrize(("principal", "may"), [("", True), ("tie", False)])
def test_a_deputy_hands_over_unless_whom_they_stand_in_for_has_a_tie(
    town: Town, report: Incident, principal: str, may: bool
) -> None:
    town.make.absence(town["ben"], "2026-03-02", "2026-03-08", deputy=town["nia"])
    if principal:
        Involvement.objects.create(case=report.case, part=Part.TIE, user=town["ben"], added_at=NOW)
    assert bool(rules.may_hand_over(at_the(NOW, town["nia"]), report)) is may


def test_from_then_on_the_other_team_has_it(town: Town, report: Incident) -> None:
    assert (sees(town, "ben", report), sees(town, "rex", report)) == (True, False)
    give(town, "ben", report)
    assert {who: sees(town, who, report) for who in ("ben", "cat", "rex", "sol", "hal", "asha")} == {
        "ben": False, "cat": False, "rex": True, "sol": True, "hal": True, "asha": True,
    }  # fmt: skip


def test_what_is_open_falls_to_the_other_team_and_each_hears_once(town: Town, report: Incident) -> None:
    assert holders(town, report) == {"ben"}
    Message.objects.all().delete()
    give(town, "ben", report)
    assert holders(town, report) == {"rex"}
    assert {duty.team for duty in Duty.objects.open().filter(case=report.case)} == {town.rangers}
    heard = sorted((town.who(each.to), each.kind) for each in Message.objects.all())
    assert heard == [("asha", "progress"), ("rex", "owed")]


def test_where_nothing_is_open_the_other_manager_hears_all_the_same(town: Town, report: Incident) -> None:
    Duty.objects.open().filter(case=report.case).update(status="done", done_at=NOW)
    Message.objects.all().delete()
    give(town, "hal", report)
    message = Message.objects.get(kind="owed")
    assert (town.who(message.to), message.link) == ("rex", f"/reports/{report.case.reference}")


def test_when_the_other_manager_is_the_person_affected_it_goes_to_who_is_next_up(town: Town) -> None:
    report = town.make.report(town["rex"], NOW, kinds=["stalking"])
    report.case.team = town.visiting
    report.case.save()
    give(town, "ben", report)
    assert holders(town, report) == {"sol"}


def late_and_told(town: Town, report: Incident) -> Duty:
    """Let the first duty that is due climb to its first rung."""
    duty = Duty.objects.open().filter(case=report.case, owed_by="line-manager").order_by("due_at", "pk")[0]
    while duty.rung == 0:
        assert duty.next_at is not None
        assert climb(Stamp(None, duty.next_at, "worker"), duty_id=duty.pk, expected=duty.next_at)
        duty.refresh_from_db()
    return duty


def test_who_was_told_of_lateness_in_the_old_line_is_let_go(town: Town, report: Incident) -> None:
    duty = late_and_told(town, report)
    assert {town.who(row.user_id) for row in duty.holders.filter(how=How.TOLD)} == {"cat"}
    give(town, "ben", report)
    assert not duty.holders.filter(how=How.TOLD).exists()
    assert not sees(town, "cat", report)


def test_the_ladder_climbs_on_although_somebody_of_the_old_line_had_taken_it_on(town: Town, report: Incident) -> None:
    duty = late_and_told(town, report)
    duties.acknowledge(town.make.by(town["cat"], duty.due_at), duty=duty)
    assert Duty.objects.get(pk=duty.pk).next_at is None
    give(town, "ben", report, at=duty.due_at + timedelta(days=3))
    duty.refresh_from_db()
    assert (duty.acknowledged_at, duty.acknowledged_by, duty.next_at is not None) == (None, None, True)
    expected = duty.next_at
    assert expected is not None
    assert climb(Stamp(None, expected, "worker"), duty_id=duty.pk, expected=expected)
    told = {town.who(row.user_id) for row in duty.holders.filter(how=How.TOLD)}
    assert told
    assert told.isdisjoint({"cat", "ben"})


def test_a_line_of_the_action_plan_stays_with_whoever_agreed_to_it(town: Town, report: Incident) -> None:
    line = Duty.objects.open().filter(case=report.case).order_by("pk")[0]
    Duty.objects.filter(pk=line.pk).update(owner=town["nia"], owed_by="", rule="")
    give(town, "ben", report)
    line.refresh_from_db()
    assert (town.who(line.owner), line.team) == ("nia", town.rangers)


@pytest.mark.parametrize("where", ["visiting", "elsewhere"])
def test_it_goes_to_another_team_of_the_same_organisation(town: Town, report: Incident, where: str) -> None:
    with pytest.raises(Refused, match="Choose another team of your organisation"):
        changes.give(town.make.by(town["ben"], NOW), report, team=getattr(town, where), text=WHY)
    assert not Note.objects.filter(case=report.case, verb="incident.hand-over").exists()


def test_pressing_twice_hands_over_once(town: Town, report: Incident) -> None:
    give(town, "hal", report, token="once")
    changes.give(town.make.by(town["hal"], NOW), report, team=town.repairs, text=WHY, token="once")
    report.case.refresh_from_db()
    assert report.case.team == town.rangers


def test_the_ledger_says_to_which_team_and_never_why(town: Town, report: Incident) -> None:
    give(town, "ben", report)
    handed = Entry.objects.get(verb="incident.hand-over", chain=report.case.chain)
    moved = Entry.objects.get(verb="case.hand", chain=report.case.chain)
    assert (handed.by, moved.by, moved.thing) == (town["ben"].pk, town["ben"].pk, f"team:{town.rangers.pk}")
    assert "Monday" not in f"{handed.facts}{moved.facts}"


Page = Callable[..., tuple[int, str]]


@pytest.fixture
def page(town: Town, report: Incident) -> Page:
    def page(who: str, word: str = "", sent: dict[str, str] | None = None) -> tuple[int, str]:
        client, path = Client(), f"/reports/{report.case.reference}{word}"
        client.force_login(town[who])
        answer = client.get(path) if sent is None else client.post(path, sent)
        return answer.status_code, answer.headers.get("Location", "") or answer.content.decode()

    return page


def test_the_page_offers_every_other_team_by_its_service(town: Town, report: Incident, page: Page) -> None:
    assert f'href="/reports/{report.case.reference}/hand-over"' in page("ben")[1]
    assert "/hand-over" not in page("asha")[1]
    text = page("ben", "/hand-over")[1]
    assert "Which team looks after it from now on?" in text
    assert (f'value="{town.rangers.pk}"' in text, f'value="{town.visiting.pk}"' in text) == (True, False)
    assert "Parks – Rangers" in text
    assert f'value="{town.elsewhere.pk}"' not in text


def test_what_was_typed_stays_when_no_team_was_selected(page: Page) -> None:
    text = page("ben", "/hand-over", {"team": "", "text": WHY, "token": "a"})[1]
    assert ("Select a team" in text, WHY in text) == (True, True)


@pytest.mark.parametrize("team", ["own", "elsewhere", "999999", "x"])
def test_a_team_that_was_not_offered_is_not_taken(town: Town, page: Page, team: str) -> None:
    chosen = {"own": str(town.visiting.pk), "elsewhere": str(town.elsewhere.pk)}.get(team, team)
    assert "Select a team from the list" in page("ben", "/hand-over", {"team": chosen, "text": WHY, "token": "a"})[1]


def test_it_leads_on_to_what_the_reader_still_sees(town: Town, report: Incident, page: Page) -> None:
    sent = {"team": str(town.rangers.pk), "text": WHY, "token": "a"}
    assert page("ben", "/hand-over", sent) == (302, "/")  # it is not theirs to read any more
    assert page("ben")[0] == 404
    assert page("rex")[0] == 200


def test_the_person_affected_reads_who_looks_after_it_and_why(page: Page, town: Town, report: Incident) -> None:
    give(town, "ben", report)
    text = page("asha")[1]
    assert [words in text for words in ("handed over to another team", "Parks – Rangers", WHY)] == [True] * 3


@pytest.mark.parametrize(("who", "code"), [("asha", 403), ("nia", 404), ("rex", 404), ("eve", 404), ("ada", 404)])
def test_who_has_no_business_with_it_is_answered_as_ever(page: Page, who: str, code: int) -> None:
    assert page(who, "/hand-over")[0] == code
