"""What the database itself refuses of appeals, by raw SQL that goes round every rule (both databases)."""

from collections.abc import Mapping
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction

from heed.register.appeals.models import Appeal
from heed.register.appeals.states import Outcome
from tests.register.appeals.conftest import Hearing

pytestmark = [pytest.mark.django_db, pytest.mark.clause("EHC-9")]
WHEN = "2026-06-02 09:00:00+00:00"


def update(appeal: Appeal, columns: Mapping[str, Any]) -> None:
    """Write columns past every rule."""
    names = ", ".join(f"{name} = %s" for name in columns)
    with transaction.atomic(), connection.cursor() as cursor:
        sql = f"UPDATE heed_appeal SET {names} WHERE id = %s"  # noqa: S608  # the names are this file's own
        cursor.execute(sql, [*columns.values(), appeal.pk])


def decided(*by: int | None, **more: Any) -> dict[str, Any]:
    """Return the columns of an appeal that these have decided."""
    names = ("first_id", "second_id", "third_id")
    return {"status": "decided", "outcome": "stands", "reasons": "So.", "decided_at": WHEN} | dict(
        zip(names, by, strict=True)) | more  # fmt: skip


def test_fewer_than_three_different_people_have_decided_nothing(hearing: Hearing) -> None:
    appeal = hearing.seated()
    one, two, three = (user.pk for user in hearing.panel)
    for by in ((None, None, None), (one, None, None), (one, two, None), (None, two, three), (one, None, three),
               (one, one, two), (one, two, one), (two, one, one), (one, one, one)):  # fmt: skip
        with pytest.raises(IntegrityError):
            update(appeal, decided(*by))
    update(appeal, decided(one, two, three))


@pytest.mark.parametrize("more", [
    {"outcome": ""}, {"outcome": "perhaps"}, {"decided_at": None}, {"reasons": ""}, {"status": "over"}, {"size": 2},
])  # fmt: skip
def test_a_decision_says_what_when_and_why(hearing: Hearing, more: dict[str, Any]) -> None:
    appeal = hearing.seated()
    with pytest.raises(IntegrityError):
        update(appeal, decided(*(user.pk for user in hearing.panel), **more))


@pytest.mark.parametrize("lost", ["first_id", "second_id", "third_id", "outcome", "decided_at"])
def test_what_was_decided_stays_decided_by_three(hearing: Hearing, lost: str) -> None:
    hearing.heard(Outcome.STANDS)
    hearing.decide(Outcome.STANDS)
    with pytest.raises(IntegrityError):
        update(hearing.appeal, {lost: "" if lost == "outcome" else None})


def test_two_are_never_open_at_once(hearing: Hearing) -> None:
    appeal = hearing.receive()
    with pytest.raises(IntegrityError), transaction.atomic():
        Appeal.objects.create(
            marker=hearing.marker, status="received", received_on="2026-06-02", how="letter", size=3,
            recorded_by=hearing.council.owner, recorded_at=WHEN,
            acknowledge_due_at=WHEN, hear_due_at=WHEN, answer_due_at=WHEN,
        )  # fmt: skip
    assert list(Appeal.objects.all()) == [appeal]


def test_nobody_has_two_seats_and_a_panel_has_one_chair(hearing: Hearing) -> None:
    appeal = hearing.seated()
    user, other = appeal.seats.first(), hearing.council.other
    assert user is not None
    for seat in ({"user": user.user}, {"user": other, "chairs": True}, {"user": other, "view": "stands"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            appeal.seats.create(**seat)
