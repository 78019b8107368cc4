"""What the database itself refuses, tried by raw SQL: sharing without an agreement, by one person, for too long."""

from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction

from heed.casework.cases.changes import open_case
from heed.partners import changes
from tests.partners.conftest import Sharing
from tests.register.conftest import MONDAY

pytestmark = pytest.mark.django_db
LIVE = "UPDATE heed_share SET status = 'live', decided_at = asked_at, decided_by_id = %s WHERE case_id = %s"


BORN = """
    INSERT INTO heed_share (case_id, status, revision, agreement_id, marker_id, reason, asked_at, asked_by_id,
        decided_at, decided_by_id, until_on, why)
    SELECT %s, 'live', 0, agreement_id, marker_id, 'x', asked_at, asked_by_id, asked_at, %s, until_on, ''
    FROM heed_share WHERE case_id = %s
"""
LACKING = {
    "closeness": "UPDATE heed_agreement SET closeness = '' WHERE case_id = %s",
    "indemnity": "UPDATE heed_agreement SET indemnity = '' WHERE case_id = %s",
    "our name": "UPDATE heed_agreement SET signed_here = '' WHERE case_id = %s",
    "their name": "UPDATE heed_agreement SET signed_there = '' WHERE case_id = %s",
    "an end after its beginning": "UPDATE heed_agreement SET until_on = '2026-05-03' WHERE case_id = %s",
    "a review before its end": "UPDATE heed_agreement SET review_on = '2027-05-01' WHERE case_id = %s",
    "a signature before its beginning": "UPDATE heed_agreement SET signed_on = '2026-05-05' WHERE case_id = %s",
    "a status that is a word": "UPDATE heed_agreement SET status = 'asked' WHERE case_id = %s",
    "a day on which it ended": "UPDATE heed_agreement SET status = 'ended' WHERE case_id = %s",
}
SILENT = {
    "withdrawn": "UPDATE heed_share SET status = 'withdrawn' WHERE case_id = %s",
    "confirmed": "UPDATE heed_share SET status = 'confirmed' WHERE case_id = %s",
    "gone": "UPDATE heed_share SET status = 'gone' WHERE case_id = %s",
}


def run(sql: str, *values: Any) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql, values)


@pytest.mark.clause("EHC-16")
def test_nothing_goes_live_without_a_live_agreement(sharing: Sharing) -> None:
    share, owner = sharing.ask(), sharing.council.owner.pk
    changes.end_agreement(sharing.council.by(sharing.council.owner), sharing.agreement)
    with pytest.raises(IntegrityError, match="without an agreement in force"):
        run(LIVE, owner, share.pk)


def test_nor_beyond_its_last_day_nor_the_last_day_of_the_entry(sharing: Sharing) -> None:
    share, owner = sharing.ask(), sharing.council.owner.pk
    for until_on in ("2027-05-01", "2026-10-30"):
        with pytest.raises(IntegrityError, match="without an agreement in force"):
            run(LIVE.replace("WHERE", ", until_on = %s WHERE"), owner, until_on, share.pk)
    run(LIVE, owner, share.pk)


def test_nor_about_an_entry_that_is_none(sharing: Sharing) -> None:
    share, owner = sharing.ask(), sharing.council.owner.pk
    run("UPDATE heed_marker SET status = 'proposed' WHERE case_id = %s", sharing.colin.pk)
    with pytest.raises(IntegrityError, match="without an agreement in force"):
        run(LIVE, owner, share.pk)


def test_a_row_that_is_born_live_is_looked_at_too(sharing: Sharing) -> None:
    share = sharing.ask()
    changes.decide(sharing.council.by(sharing.council.owner), share, agree=False, text="No.")
    changes.end_agreement(sharing.council.by(sharing.council.owner), sharing.agreement)
    case = open_case(sharing.council.make.stamp(MONDAY), team=sharing.colin.case.team)
    with pytest.raises(IntegrityError, match="without an agreement in force"):
        run(BORN, case.pk, sharing.council.owner.pk, share.pk)


def test_one_person_alone_shares_nothing(sharing: Sharing) -> None:
    share = sharing.ask()
    with pytest.raises(IntegrityError):
        run(LIVE, sharing.council.safety.pk, share.pk)
    with pytest.raises(IntegrityError):
        run(LIVE, None, share.pk)


@pytest.mark.parametrize("lacking", LACKING)
def test_an_agreement_lacks_nothing(sharing: Sharing, lacking: str) -> None:
    with pytest.raises(IntegrityError):
        run(LACKING[lacking], sharing.agreement.pk)


@pytest.mark.parametrize("status", SILENT)
def test_what_is_withdrawn_says_when_and_why(sharing: Sharing, status: str) -> None:
    share = sharing.share()
    with pytest.raises(IntegrityError):
        run(SILENT[status], share.pk)
