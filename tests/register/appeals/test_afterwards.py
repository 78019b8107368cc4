"""What follows an appeal: a letter that says how it went out, and then forgetting."""

import pytest

from heed.casework.duties.models import Duty
from heed.register.appeals import changes
from heed.register.appeals.states import Outcome
from heed.register.terms.changes import erase_ended
from heed.register.terms.queries import WAIT
from tests.register.appeals.conftest import NEXT_DAY, Hearing


@pytest.mark.clause("EHC-9")
@pytest.mark.parametrize("outcome", [Outcome.STANDS, Outcome.REMOVED])
def test_the_outcome_is_owed_in_writing_and_the_entry_waits_for_the_letter(hearing: Hearing, outcome: Outcome) -> None:
    hearing.heard(outcome)
    hearing.decide(outcome)
    agency, stamp = hearing.marker.case.agency_id, hearing.council.make.stamp(NEXT_DAY)

    assert Duty.objects.open().filter(case=hearing.marker.case, rule="write-the-outcome-of-the-appeal").count() == 1
    assert erase_ended(stamp, agency_id=agency) == 0


@pytest.mark.clause("EHC-13")
def test_what_was_said_goes_with_the_entry(hearing: Hearing) -> None:
    hearing.heard(Outcome.REMOVED)
    hearing.decide(Outcome.REMOVED)
    agency, stamp = hearing.marker.case.agency_id, hearing.council.make.stamp(NEXT_DAY + WAIT)
    assert (changes.forget(stamp, agency_id=agency), erase_ended(stamp, agency_id=agency)) == (0, 1)
    assert (changes.forget(stamp, agency_id=agency), changes.forget(stamp, agency_id=agency)) == (1, 0)
    gone = hearing.appeal
    assert (gone.grounds, gone.reasons, gone.outcome, {seat.reasons for seat in gone.seats.all()}) == (
        "", "", "removed", {""})  # fmt: skip
