"""Verbs in which the person affected or the reporter has a hand: from them too they fulfil what a manager owes."""

from datetime import date

import pytest

from heed.casework.duties.models import Duty
from heed.casework.plans import changes as plans
from heed.casework.plans.changes import Line
from heed.incidents import changes as incidents
from tests.make import Make

pytestmark = pytest.mark.django_db


@pytest.mark.clause("CAF-5", "CUM-8")
def test_agreeing_the_plan_is_done_when_the_person_affected_signs_second(make: Make) -> None:
    team = make.team(make.agency())
    asha, ben = make.user("Asha Rowan", team), make.user("Ben Carrow", team, post="line-manager")
    report = make.report(asha, kinds=["physical-violence"])
    line = Line("Two of us go together.", ben, date(2026, 2, 2))
    plan = plans.propose(make.by(ben), case=report.case, lines=[line], given={})
    agreed = Duty.objects.get(case=report.case, rule="agree-plan")

    plans.agree(make.by(asha), plan=plan, given={})

    agreed.refresh_from_db()
    assert (agreed.status, agreed.done_by) == ("done", asha)


def test_correcting_is_done_when_the_reporter_corrects(make: Make) -> None:
    team = make.team(make.agency())
    asha, ben = make.user("Asha Rowan", team), make.user("Ben Carrow", team, post="line-manager")
    report = make.report(asha)
    incidents.return_(make.by(ben), report, text="Which day was it?")
    owed = Duty.objects.get(case=report.case, rule="correct-the-report")

    incidents.correct(make.by(asha), report, text="It was Tuesday.")

    owed.refresh_from_db()
    assert (owed.status, owed.done_by) == ("done", asha)
