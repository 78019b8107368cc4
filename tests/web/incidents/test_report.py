"""A report's page: what it says, and that it asks as much of the database for a long history as for a short one."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from heed.casework.duties import changes as duties
from heed.casework.duties.models import Duty
from heed.incidents.models import Incident
from tests.make import Make
from tests.web.incidents.conftest import People

MOST = 20
"""Queries of the page at most, the session and who is signed in included."""


def queries(page: Callable[..., Any], user: Any, path: str) -> int:
    page(user, path)  # what is written once in a process is written now
    with CaptureQueriesContext(connection) as asked:
        page(user, path)
    own = [each["sql"] for each in asked.captured_queries]
    return sum(
        not sql.startswith(("SAVEPOINT", "RELEASE", "BEGIN", "COMMIT")) and "django_session" not in sql for sql in own
    )


@pytest.mark.parametrize("who", ["manager", "asha", "safety"])
def test_as_many_queries_for_thirty_notes_as_for_one(
    make: Make, page: Callable[..., Any], people: People, incident: Incident, now: datetime, who: str
) -> None:
    user, path = getattr(people, who), f"/reports/{incident.case.reference}"
    make.step(people.manager, incident, "care", now, text="Once")
    few = queries(page, user, path)
    for number in range(30):
        make.step(people.manager, incident, "keep-informed", now + timedelta(seconds=number), text="Again")
    assert (queries(page, user, path), few <= MOST) == (few, True)


def test_it_says_what_was_reported_in_the_words_of_the_questions(
    page: Callable[..., Any], people: People, report: Callable[..., Incident]
) -> None:
    incident = report(
        kinds=["abusive-call"],
        facts={"threat": True, "specific_threat": False, "channel": "telephone"},
        answers={"call-ended": "i-ended-it", "sender": "01632 960123"},
    )
    told = dict(page(people.manager, f"/reports/{incident.case.reference}").context["answers"])
    assert told == {
        "Did they threaten violence?": "Yes",
        "Was a particular person threatened?": "No",
        "How did the call end?": "I said that I would hang up, and did",
        "Which number, address or account did it come from?": "01632 960123",
        "Felt threatened": "Yes",
        "How it happened": "By telephone",
    }


@pytest.mark.clause("CUM-9")
def test_the_reporter_reads_what_happens_next_and_each_step_as_it_is_done(
    make: Make, page: Callable[..., Any], people: People, incident: Incident, now: datetime
) -> None:
    path = f"/reports/{incident.case.reference}"
    soonest, _rest = page(people.asha, path).context["owed"]
    assert ("Debrief the person affected", "Line manager") in [(line.what, line.whose) for line in soonest]
    make.step(people.manager, incident, "debrief", now, text="She wants to go with two.")
    seen = page(people.asha, path)
    assert [each.title for each in seen.context["history"]] == [
        "The person affected was debriefed",
        "The report was sent",
    ]
    assert "She wants to go with two." in seen.content.decode()


def test_what_falls_to_the_reader_leads_to_the_page_that_does_it(
    page: Callable[..., Any], people: People, incident: Incident
) -> None:
    path = f"/reports/{incident.case.reference}"
    soonest, rest = page(people.manager, path).context["owed"]
    links = {line.what: line.href for line in (*soonest, *rest)}
    assert links["Debrief the person affected"] == f"{path}/debrief"
    assert {page(people.manager, href).status_code for href in links.values()} == {200}


def test_what_is_late_is_never_folded_away(
    page: Callable[..., Any], people: People, report: Callable[..., Incident]
) -> None:
    incident = report(hours=24 * 60)
    soonest, rest = page(people.manager, f"/reports/{incident.case.reference}").context["owed"]
    assert (all(line.late for line in soonest), [line.late for line in rest if line.late]) == (True, [])


def test_what_was_waived_stands_in_its_history_for_those_who_act(
    make: Make, page: Callable[..., Any], people: People, incident: Incident, now: datetime
) -> None:
    duty = Duty.objects.get(case=incident.case, rule="check-in")
    duties.waive(make.by(people.manager, now), duty=duty, reason="Asha would rather not be asked.")
    seen = [
        page(user, f"/reports/{incident.case.reference}").content.decode() for user in (people.manager, people.asha)
    ]
    assert ["Asha would rather not be asked." in text for text in seen] == [True, False]


def test_other_steps_are_offered_but_not_on_a_closed_report(
    page: Callable[..., Any], people: People, incident: Incident
) -> None:
    path = f"/reports/{incident.case.reference}"
    steps = page(people.manager, path).context["steps"]
    assert "Talk it through in supervision" in {way.text for _title, ways in steps for way in ways}
    Incident.objects.filter(pk=incident.pk).update(status="closed", closed_at=incident.reported_at)
    assert page(people.manager, path).context["steps"] == []


def test_it_can_be_read_by_link_after_signing_in(client: Any, people: People, incident: Incident) -> None:
    answer = client.get(f"/reports/{incident.case.reference}")
    assert answer.headers["Location"].startswith("/sign-in?next=")
