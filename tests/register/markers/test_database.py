"""What the database itself refuses, by raw SQL that goes round every rule (both databases)."""

from collections.abc import Mapping
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction

from heed.register.markers.models import Marker
from tests.register.conftest import Council

pytestmark = pytest.mark.django_db


def update(marker: Marker, columns: Mapping[str, Any]) -> None:
    """Write columns past every rule."""
    names = ", ".join(f"{name} = %s" for name in columns)
    with transaction.atomic(), connection.cursor() as cursor:
        sql = f"UPDATE heed_marker SET {names} WHERE case_id = %s"  # noqa: S608  # the names are this file's own
        cursor.execute(sql, [*columns.values(), marker.pk])


@pytest.mark.clause("EHC-2", "EHC-4", "EHC-8", "EHC-11")
@pytest.mark.parametrize(
    "columns",
    [
        {"cited_on": None},
        {"countersigned_by_id": None},
        {"countersigned_at": None},
        {"decided_by_id": None},
        {"decided_at": None},
        {"ends_on": None},
        {"longest_on": None},
        {"ends_on": "2028-06-02"},
        {"longest_on": "2026-06-02"},
        {"letter_owed": False},
        {"letter_owed": False, "silence_reason": "He would hurt her."},
        {"person_id": None},
        {"erased_at": "2026-06-02 00:00:00+00:00"},
        {"status": "ended"},
        {"status": "on-the-list"},
    ],
)
def test_a_live_entry_that_lacks_something_is_refused(council: Council, columns: dict[str, Any]) -> None:
    marker = council.live()
    with pytest.raises(IntegrityError):
        update(marker, columns)


@pytest.mark.parametrize(
    ("column", "who"),
    [
        ("countersigned_by_id", "owner"),
        ("countersigned_by_id", "manager"),
        ("decided_by_id", "head"),
        ("decided_by_id", "manager"),
        ("proposed_by_id", "owner"),
        ("proposed_by_id", "head"),
    ],
)
def test_two_of_the_three_cannot_be_one_person(council: Council, column: str, who: str) -> None:
    marker = council.live()
    with pytest.raises(IntegrityError):
        update(marker, {column: getattr(council, who).pk})


def test_silence_needs_a_reason_and_two_people(council: Council) -> None:
    marker = council.live()
    one, two = council.owner.pk, council.safety.pk
    nots: list[dict[str, Any]] = [
        {"silence_reason": "", "silence_by_id": one, "silence_agreed_by_id": two},
        {"silence_reason": "He would hurt her.", "silence_by_id": one, "silence_agreed_by_id": one},
        {"silence_reason": "He would hurt her.", "silence_by_id": one, "silence_agreed_by_id": None},
        {"silence_reason": "He would hurt her.", "silence_by_id": None, "silence_agreed_by_id": two},
    ]
    for silence in nots:
        with pytest.raises(IntegrityError):
            update(marker, {"letter_owed": False} | silence)
    update(
        marker,
        {"letter_owed": False, "silence_reason": "He would hurt her.", "silence_by_id": one,
         "silence_agreed_by_id": two},
    )  # fmt: skip


def test_a_proposal_cannot_be_made_live_past_the_rules(council: Council) -> None:
    marker = council.propose()
    with pytest.raises(IntegrityError):
        update(marker, {"status": "live"})


def test_what_is_allowed_is_allowed(council: Council) -> None:
    marker = council.live()
    update(marker, {"ends_on": "2027-06-01"})
    update(marker, {"advice": "Ring first."})
    marker.refresh_from_db()
    assert (str(marker.ends_on), marker.advice) == ("2027-06-01", "Ring first.")
