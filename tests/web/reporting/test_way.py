"""From the first page to the sent report."""

import pytest
from django.test import Client

from heed.incidents.models import Draft, Incident
from heed.people.agencies.models import User
from tests.web.reporting.conftest import CALL


@pytest.mark.clause("CAF-3", "CAF-4")
def test_a_call_is_reported_page_by_page(page: Client, asha: User, manager: User) -> None:
    there = page.post("/report/new", {"safe": "yes"}).headers["Location"]
    draft = Draft.objects.get()
    seen = [there]
    while not there.endswith("/check"):
        assert page.get(there).status_code == 200
        there = page.post(there, CALL[there.rpartition("/")[2]]).headers["Location"]
        seen.append(there)

    assert [each.rpartition("/")[2] for each in seen] == [*list(CALL)[1:], "check"]
    assert page.get(there).status_code == 200
    assert page.post(there).headers["Location"] == f"/report/{draft.key}/sent"
    incident = Incident.objects.get()
    assert (incident.reported_by, incident.story) == (asha, CALL["story"]["story"])
    assert page.get(f"/report/{draft.key}/sent").status_code == 200
