"""Wipes what was erased off the disk as well (B26): databases keep the bytes of deleted rows until the room is needed.

SQLite overwrites deleted rows (`secure_delete`), but pages as they were stay in its log until that is emptied.
PostgreSQL leaves deleted rows in their pages, also after a plain VACUUM; only a table that is written anew is clean.
That locks the table for as long as it takes, so it happens in the night; one that is in use waits for the next night.
"""

import logging
from collections.abc import Iterator
from datetime import timedelta
from typing import Final
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import OperationalError, connection
from django.db.models import Model

from heed.casework.cases.models import Involvement, Note
from heed.documents.evidence.models import Item
from heed.documents.letters.models import BlockedAddress, Letter, Pages, Words
from heed.documents.statements.models import Statement
from heed.ledger.stamp import Stamp
from heed.people.index.models import Listed
from heed.people.public.models import Alias, FormerAddress, Person, Place
from heed.register.appeals.models import Appeal, Seat
from heed.register.holds.models import Hold
from heed.register.markers.models import Announcement, Answer, Marker, Source, Whereabouts

logger = logging.getLogger("heed.register")

HOUR: Final = 2
"""The hour of the night, by the clock on the wall."""
NIGHTS: Final = timedelta(days=3)
"""For so long after an erasure each night is used, should one have been missed."""
PATIENCE: Final = "5s"
"""How long a table is waited for, and how long those who ask for it then wait behind us."""
TABLES: Final[tuple[type[Model], ...]] = (
    Marker, Source, Whereabouts, Answer, Announcement, Hold, Appeal, Seat, Person, Alias, FormerAddress, Place, Listed,
    Letter, Words, Pages, BlockedAddress, Item, Statement, Involvement, Note,
)  # fmt: skip
"""Where an entry keeps personal data that erasing it takes away."""
SAMPLES: Final = "pg_statistic"
"""PostgreSQL's samples of what columns hold, words of people among them. Of a table that is empty it keeps the last."""


def wipe(stamp: Stamp) -> int:
    """Wipe what was erased within three days, if it is the hour for it; return how many tables were written anew."""
    local = stamp.at.astimezone(ZoneInfo(settings.TIME_ZONE))
    if local.hour != HOUR or not Marker.objects.filter(erased_at__range=(stamp.at - NIGHTS, stamp.at)).exists():
        return 0
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            return 1
        cursor.execute("SET lock_timeout = %s", [PATIENCE])
        try:
            return sum(1 for table in _tables() if _write_anew(table))
        finally:
            cursor.execute("RESET lock_timeout")


def _tables() -> Iterator[str]:
    yield from (model._meta.db_table for model in TABLES)
    yield SAMPLES


def _write_anew(table: str) -> bool:
    try:
        with connection.cursor() as cursor:
            cursor.execute(f"VACUUM (FULL, ANALYZE) {connection.ops.quote_name(table)}")
    except OperationalError as trouble:
        logger.warning("%s could not be written anew tonight: %s", table, type(trouble).__name__)
        return False
    return True
