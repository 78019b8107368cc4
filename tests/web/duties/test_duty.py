"""A duty's own page; waiving it where the policy allows that; taking note that it is late."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest

from heed.casework.duties.models import Duty
from heed.casework.ladder.changes import climb
from heed.incidents.models import Incident
from heed.ledger.models import Entry
from tests.make import Make
from tests.web.incidents.conftest import People


@pytest.fixture
def owed(incident: Incident) -> Callable[[str], Duty]:
    """owed("debrief"): the report's duty of this rule."""
    return lambda rule: Duty.objects.get(case=incident.case, rule=rule)


def told(make: Make, duty: Duty, now: datetime) -> None:
    """Let a duty be late, and whoever is next up be told."""
    Duty.objects.filter(pk=duty.pk).update(due_at=now - timedelta(days=2), next_at=now - timedelta(days=1))
    climb(make.stamp(now), duty_id=duty.pk, expected=now - timedelta(days=1))


@pytest.mark.parametrize(("who", "expected"), {
    "manager": 200, "senior": 200, "safety": 200,
    "asha": 404, "colleague": 404, "other_manager": 404, "hr": 404, "elsewhere": 404,
}.items())  # fmt: skip
def test_who_may_know_of_it(
    page: Callable[..., Any], people: People, owed: Callable[[str], Duty], who: str, expected: int
) -> None:
    user, pk = getattr(people, who), owed("debrief").pk
    assert page(user, f"/duties/{pk}").status_code == expected
    assert expected == 200 or {page(user, f"/duties/{pk}/{word}").status_code for word in ("waive", "acknowledge")} == {
        404
    }


def test_it_says_all_that_is_known_of_it(
    make: Make, page: Callable[..., Any], people: People, owed: Callable[[str], Duty], now: datetime
) -> None:
    told(make, owed("debrief"), now)
    answer = page(people.senior, f"/duties/{owed('debrief').pk}")
    rows = {str(row.key): str(row.value) for row in answer.context["rows"]}
    assert (rows["Owed by"], rows["Falls to"]) == ("Line manager", "It falls to Ben Carrow (Line manager).")
    assert rows["Clauses"].startswith("CAM-13: At once after an incident")
    assert rows["Told because it is late"].startswith("Senior manager: 1 person, ")
    assert answer.context["state"] == ("2 days late", "red")
    assert "Your policy does not let anybody waive this. It must be done." in answer.content.decode()


def test_a_duty_is_waived_with_a_reason_where_the_policy_allows_it(
    page: Callable[..., Any], people: People, owed: Callable[[str], Duty]
) -> None:
    path = f"/duties/{owed('check-in').pk}/waive"
    assert "Say why this does not need to be done" in page(people.manager, path, {}).content.decode()
    assert owed("check-in").status == "open"
    assert page(people.manager, path, {"reason": "She would rather not be asked."}).status_code == 302
    duty = owed("check-in")
    assert (duty.status, duty.reason, duty.done_by) == ("waived", "She would rather not be asked.", people.manager)
    assert Entry.objects.filter(chain=duty.chain, verb="duty.waive").count() == 1
    assert page(people.manager, path).status_code == 403


def test_what_must_be_done_is_not_waived_and_the_refusal_says_why(
    page: Callable[..., Any], people: People, owed: Callable[[str], Duty]
) -> None:
    answer = page(people.manager, f"/duties/{owed('debrief').pk}/waive", {"reason": "Too busy"})
    assert (answer.status_code, owed("debrief").status) == (403, "open")
    assert "Your policy does not let anybody waive this." in answer.content.decode()


def test_whoever_was_told_takes_note_and_nobody_further_up_is_told(
    make: Make, page: Callable[..., Any], people: People, owed: Callable[[str], Duty], now: datetime
) -> None:
    told(make, owed("debrief"), now)
    path = f"/duties/{owed('debrief').pk}/acknowledge"
    assert page(people.manager, path).status_code == 403
    assert page(people.senior, path).status_code == 200
    assert owed("debrief").acknowledged_at is None
    assert [page(people.senior, path, {}).status_code for _press in range(2)] == [302, 302]
    duty = owed("debrief")
    assert (duty.acknowledged_by, duty.next_at, duty.status) == (people.senior, None, "open")
    assert Entry.objects.filter(chain=duty.chain, verb="duty.acknowledge").count() == 1


def test_a_duty_that_lost_its_point_says_by_what(
    make: Make, page: Callable[..., Any], people: People, incident: Incident, owed: Callable[[str], Duty], now: datetime
) -> None:
    Duty.objects.open().filter(case=incident.case).exclude(rule="keep-informed").update(status="done", done_at=now)
    sent = {"outcome": "resolved", "text": "Done."}
    page(people.manager, f"/reports/{incident.case.reference}/close", sent)
    rows = {
        str(row.key): str(row.value)
        for row in page(people.safety, f"/duties/{owed('keep-informed').pk}").context["rows"]
    }
    assert rows["Why"] == "The report was closed."
