"""One report from sent to closed, under the default policy."""

import pytest

from heed.casework.duties.models import Duty
from heed.incidents import queries, rules
from tests.make import Make
from tests.moments import london

pytestmark = pytest.mark.django_db


def test_a_report_opens_what_the_policy_owes_and_it_falls_to_the_line_manager(make: Make) -> None:
    agency = make.agency()
    team = make.team(agency)
    asha = make.user("Asha Rowan", team)
    ben = make.user("Ben Carrow", team, post="line-manager")

    incident = make.report(asha, london("2026-04-02 16:30"), facts={"felt_threatened": True})

    duties = Duty.objects.open().filter(case=incident.case)
    owed = {duty.rule: [(row.user.name, row.how) for row in duty.holders.select_related("user")] for duty in duties}
    assert owed["debrief"] == [(ben.name, "holder")]
    assert queries.visible_to(ben).count() == 1
    assert (
        rules.may_close(ben, incident).reason
        == "Before this report can be closed, your policy asks for more to be done."
    )
    make.step(ben, incident, "debrief", london("2026-04-02 16:45"), text="We sat down together.")
    assert not Duty.objects.open().filter(case=incident.case, rule="debrief").exists()
