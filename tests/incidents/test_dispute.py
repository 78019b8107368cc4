"""Saying that a closed report is not resolved opens it again, with everything that follows."""

import pytest

from heed.casework.duties.queries import missing_before_close
from heed.incidents import changes
from tests.make import Make
from tests.moments import london

pytestmark = pytest.mark.django_db


def test_a_closed_report_that_is_disputed_is_open_again(make: Make) -> None:
    agency = make.agency("cafcass")
    team = make.team(agency)
    asha = make.user("Asha Rowan", team)
    ben = make.user("Ben Carrow", team, post="line-manager")
    report = make.report(asha, london("2026-04-01 10:00"))
    for word in ("care", "triage", "debrief", "offer-support"):
        facts = {"triage": {"severity": "minor", "escalation_risk": "low", "plan_needed": False}}.get(word, {})
        make.step(ben, report, word, london("2026-04-01 12:00"), facts=facts)
    left = [duty.rule for duty in missing_before_close(report.pk)]
    changes.close(make.by(ben, london("2026-04-01 15:00")), report, outcome="resolved", text="Done.")

    changes.dispute(make.by(asha, london("2026-04-03 10:00")), report, text="He came back.")

    report.refresh_from_db()
    assert left == []
    assert (report.status, report.closed_at) == ("reported", None)
    assert {duty.rule for duty in missing_before_close(report.pk)} == {"answer-dispute", "triage"}
