"""What is done with a report as a whole: added to, sent back, corrected, disputed, closed, reopened, identified."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest

from heed.casework.cases.models import Involvement, Note
from heed.casework.cases.states import Part
from heed.casework.duties.models import Duty
from heed.incidents.models import Incident
from heed.notices.models import Message
from tests.make import Make
from tests.web.incidents.conftest import STORY, People


def send(page: Callable[..., Any], user: Any, incident: Incident, word: str, **sent: Any) -> int:
    return int(page(user, f"/reports/{incident.case.reference}/{word}", sent).status_code)


def notes(incident: Incident, verb: str) -> list[str]:
    return list(Note.objects.filter(case=incident.case, verb=f"incident.{verb}").values_list("text", flat=True))


def finish(incident: Incident, now: datetime) -> None:
    """Do whatever must be done before the report can be closed."""
    Duty.objects.open().filter(case=incident.case).update(status="done", done_at=now)


def test_an_addendum_stands_beside_the_report_and_never_alters_it(
    page: Callable[..., Any], people: People, incident: Incident
) -> None:
    assert send(page, people.asha, incident, "add", text="He rang again.") == 302
    incident.refresh_from_db()
    assert (incident.story, notes(incident, "add")) == (STORY, ["He rang again."])
    assert "He rang again." in page(people.manager, f"/reports/{incident.case.reference}").content.decode()


@pytest.mark.clause("CAM-13")
def test_a_report_that_was_sent_back_is_corrected(page: Callable[..., Any], people: People, incident: Incident) -> None:
    assert send(page, people.asha, incident, "correct", text="Too soon") == 403
    assert send(page, people.manager, incident, "return", text="Which day was it?") == 302
    incident.refresh_from_db()
    assert incident.status == "returned"
    assert Message.objects.filter(to=people.asha, kind="returned").count() == 1
    assert "Which day was it?" in page(people.asha, f"/reports/{incident.case.reference}").content.decode()
    assert send(page, people.asha, incident, "correct", text="It was Tuesday.") == 302
    incident.refresh_from_db()
    assert (incident.status, incident.story, notes(incident, "correct")) == ("reported", STORY, ["It was Tuesday."])


def test_the_manager_can_correct_what_the_reporter_cannot(
    page: Callable[..., Any], people: People, incident: Incident
) -> None:
    send(page, people.manager, incident, "return", text="Which day was it?")
    assert send(page, people.manager, incident, "correct", text="Asha says Tuesday.") == 302
    assert not Duty.objects.open().filter(case=incident.case, verb="incident.correct").exists()


def test_closing_lists_what_is_missing_with_links_to_do_it(
    page: Callable[..., Any], people: People, incident: Incident
) -> None:
    path = f"/reports/{incident.case.reference}/close"
    shown, sent = page(people.manager, path), page(people.manager, path, {"outcome": "resolved", "text": "Done."})
    assert (shown.status_code, sent.status_code) == (200, 409)
    missing = {line.href.rpartition("/")[2] for line in shown.context["missing"]}
    owed = Duty.objects.open().filter(case=incident.case).values_list("verb", flat=True)
    assert missing >= {"debrief", "triage", "offer-support"}
    assert missing <= {verb.partition(".")[2] for verb in owed}
    assert all(line.html in shown.content.decode() for line in shown.context["missing"])
    incident.refresh_from_db()
    assert incident.status == "reported"


def test_a_report_is_closed_read_by_its_reporter_disputed_and_open_again(
    page: Callable[..., Any], people: People, incident: Incident, now: datetime
) -> None:
    finish(incident, now)
    assert send(page, people.manager, incident, "close", outcome="action-taken", text="He was warned.") == 302
    incident.refresh_from_db()
    assert incident.status == "closed"
    seen = page(people.asha, f"/reports/{incident.case.reference}").content.decode()
    assert "He was warned." in seen
    assert "Action was taken" in seen

    assert send(page, people.asha, incident, "dispute", text="He waits at the gate.") == 302
    incident.refresh_from_db()
    assert (incident.status, incident.closed_at) == ("reported", None)
    assert Duty.objects.open().get(case=incident.case, rule="answer-dispute").owed_by == "senior-manager"


def test_a_closed_report_is_reopened_with_a_reason(
    page: Callable[..., Any], people: People, incident: Incident, now: datetime
) -> None:
    finish(incident, now)
    send(page, people.manager, incident, "close", outcome="resolved", text="Done.")
    assert send(page, people.manager, incident, "debrief", text="More") == 403
    assert send(page, people.manager, incident, "reopen", text="He came back.") == 302
    incident.refresh_from_db()
    assert (incident.status, notes(incident, "reopen")) == ("reported", ["He came back."])


@pytest.mark.parametrize(("who", "word", "expected"), [
    ("asha", "return", 403), ("asha", "close", 403), ("asha", "reopen", 403), ("asha", "identify", 403),
    ("asha", "dispute", 200), ("asha", "add", 200), ("manager", "dispute", 403), ("manager", "add", 200),
    ("manager", "reopen", 403), ("manager", "return", 200), ("senior", "return", 200), ("safety", "close", 200),
])  # fmt: skip
def test_who_may_do_what(
    page: Callable[..., Any], people: People, incident: Incident, who: str, word: str, expected: int
) -> None:
    assert page(getattr(people, who), f"/reports/{incident.case.reference}/{word}").status_code == expected


# --- whom it describes -----------------------------------------------------------------------------------------------


@pytest.fixture
def proposed(make: Make, people: People, page: Callable[..., Any], incident: Incident) -> Callable[[], list[str]]:
    """The keys of the people who are proposed just now; Colin Marlpit is known."""
    make.person(people.asha.agency, "Colin Marlpit", telephone="01632 960123")
    path = f"/reports/{incident.case.reference}/identify"
    return lambda: [each.key for each in page(people.manager, path).context["proposals"]]


def test_a_person_is_confirmed_by_somebody_who_acts(
    page: Callable[..., Any], people: People, incident: Incident, proposed: Callable[[], list[str]]
) -> None:
    [key] = proposed()
    assert send(page, people.manager, incident, "identify", proposal=key, answer="confirm", token="t") == 302
    subject = Involvement.objects.get(case=incident.case, part=Part.SUBJECT)
    assert subject.person is not None
    assert (subject.person.name, proposed()) == ("Colin Marlpit", [])


def test_who_was_ruled_out_is_not_proposed_again(
    page: Callable[..., Any], people: People, incident: Incident, proposed: Callable[[], list[str]]
) -> None:
    [key] = proposed()
    assert send(page, people.manager, incident, "identify", proposal=key, answer="reject") == 302
    subject = Involvement.objects.get(case=incident.case, part=Part.SUBJECT)
    assert subject.person is not None
    assert (subject.person.name, proposed()) == ("Colin Marlpitt", [])


def test_only_who_was_proposed_can_be_confirmed(
    page: Callable[..., Any], people: People, incident: Incident, proposed: Callable[[], list[str]]
) -> None:
    assert send(page, people.manager, incident, "identify", proposal="1-999", answer="confirm") == 200
    assert len(proposed()) == 1


def test_it_is_offered_only_while_somebody_is_partly_known(
    page: Callable[..., Any], people: People, incident: Incident, report: Callable[..., Incident]
) -> None:
    other = report(subjects=[])
    offered = [page(people.manager, f"/reports/{each.case.reference}").context["ways"] for each in (incident, other)]
    assert [any(way.href.endswith("/identify") for way in ways) for ways in offered] == [True, False]


def test_who_saw_a_report_only_because_of_what_they_did_goes_home_from_it(
    page: Callable[..., Any], people: People, report: Callable[..., Incident]
) -> None:
    incident = report(kinds=["social-media"], facts={"own_channel": True})
    path, sent = f"/reports/{incident.case.reference}/ask-removal", {"text": "It is gone.", "token": "once"}

    assert page(people.communications, path, sent).headers["Location"] == "/"
    assert page(people.communications, path, sent).headers["Location"] == "/"  # pressed twice
    assert page(people.communications, f"/reports/{incident.case.reference}").status_code == 404
