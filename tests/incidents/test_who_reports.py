"""Whoever works for the body reports, in whichever way they work for it."""

import pytest

from heed.incidents.models import Incident
from heed.people.agencies.states import WorksAs
from tests.make import Make
from tests.moments import london

pytestmark = pytest.mark.django_db


@pytest.mark.clause("CUM-1", "CAF-1")
@pytest.mark.parametrize("works_as", WorksAs)
def test_everybody_who_works_for_the_body_reports_and_is_owed_the_same(make: Make, works_as: WorksAs) -> None:
    team = make.team(make.agency())
    make.user("Ben Sorrel", team, post="line-manager")
    reporter = make.user("Asha Rowan", team, works_as=works_as)
    incident = make.report(reporter, london("2026-06-01 09:00"), kinds=("physical-violence",))

    assert Incident.objects.get().case.reference == incident.case.reference
    assert incident.case.duties.filter(verb="incident.debrief", status="open").count() == 1
