"""Fills an empty database with the living organisation."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import NamedTuple

from django.db import connection, transaction

from heed.demo.chance import Chance
from heed.demo.past import Past
from heed.demo.staff import DOOR, Founding
from heed.demo.texts import agencies
from heed.ledger.changes import extend_heads
from heed.ledger.stamp import Stamp
from heed.people.agencies.models import Agency

MONTHS = timedelta(days=548)


class Scale(NamedTuple):
    """How large it is made: reports of each agency over the months, besides the last days'; how large its teams."""

    reports: int = 30
    size: float = 1.0


FULL = Scale()


def filled() -> bool:
    """Return whether there is anybody in the database."""
    return Agency.objects.exists()


def fill(
    now: datetime,
    *,
    seed: str = "heed",
    scale: Scale = FULL,
    only: tuple[str, ...] = (),
    say: Callable[[str], object] = lambda _sentence: None,
) -> list[Past]:
    """Make all agencies and their past up to `now` (aware), all of it or nothing; the same seed and day give the same.

    `only` names agencies by their policies. Returns what happened, agency by agency. `bind` comes after it.
    """
    made = []
    with quickly(), transaction.atomic():
        for sheet in agencies():
            if only and sheet.policy not in only:
                continue
            chance = Chance(f"{seed}/{sheet.word}")
            founding = Founding(sheet, chance, now, now - MONTHS)
            past = Past(founding.build(scale.size), chance, founding.names)
            past.happen(scale.reports)
            made.append(past)
            say(f"  {sheet.name}: {len(past.town.users)} people, {past.made} reports")
    return made


def bind(now: datetime) -> None:
    """Bind the ends of the ledger's chains, as the worker does every minute."""
    extend_heads(Stamp(None, now, DOOR))


@contextmanager
def quickly() -> Iterator[None]:
    """Let SQLite not wait for the disk meanwhile: what is lost in a power cut is made again."""
    if connection.vendor != "sqlite" or connection.in_atomic_block:
        yield
        return
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA synchronous=OFF")
        cursor.execute("PRAGMA cache_size=-200000")
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA synchronous=FULL")
