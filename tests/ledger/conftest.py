"""A small ledger, and somebody who owns the database and tampers with it."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection, transaction
from django.db.models import QuerySet

from heed.ledger import changes, guards
from heed.ledger.models import Chain, Entry
from heed.ledger.stamp import Stamp
from heed.ledger.verify import verify
from tests.moments import at

BEGIN = at("2026-06-03 10:00", by=7, door="web")


def write(chain: str, *things: str, stamp: Stamp = BEGIN) -> None:
    """Write one entry for each thing, a minute apart."""
    for number, thing in enumerate(things):
        later = Stamp(stamp.by, stamp.at + timedelta(minutes=number), stamp.door)
        with transaction.atomic():
            changes.record(later, verb="incident.note", chain=chain, thing=thing, facts={"number": number})


def run(sql: str, *values: Any) -> None:
    take_guards_down()
    with connection.cursor() as cursor:
        cursor.execute(sql, values)


def take_guards_down() -> None:
    with connection.cursor() as cursor:
        for statement in guards.TAKE_DOWN[connection.vendor]:
            cursor.execute(statement)


def entry(chain: str, seq: int) -> QuerySet[Entry]:
    """The entry without the queryset that refuses to change it."""
    take_guards_down()
    return QuerySet(Entry).filter(chain=chain, seq=seq)


def change(chain: str, seq: int, column: str, value: Any) -> None:
    assert entry(chain, seq).update(**{column: value}) == 1


def delete(chain: str, seq: int) -> None:
    run("DELETE FROM heed_entry WHERE chain = %s AND seq = %s", chain, seq)


def insert(values: dict[str, Any]) -> None:
    Entry.objects.create(**values)


def move(chain: str, seq: int, to: int) -> None:
    change(chain, seq, "seq", to)


def length(chain: str) -> int:
    return Chain.objects.get(name=chain).seq


def columns(chain: str, seq: int) -> dict[str, Any]:
    return dict(Entry.objects.values().get(chain=chain, seq=seq))


def fault() -> str:
    return verify().fault


@pytest.fixture
def ledger(db) -> None:
    """Three cases with five entries each and an agency with two, all bound into the chain of heads."""
    for chain in ("case:1", "case:2", "case:3"):
        write(chain, *[f"incident:{number}" for number in range(1, 6)])
    write("agency:1", "team:1", "team:2")
    assert changes.extend_heads(BEGIN) == 4
    assert fault() == ""
