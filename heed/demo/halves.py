"""Fills the demo's SQLite file with two processes: each makes half of the agencies in a file of its own.

Agencies share nothing but the words of policies, so the halves are put together by copying rows. The second half's
numbers begin far behind the first's.
"""

import shutil
from collections.abc import Callable
from datetime import datetime
from multiprocessing import get_context
from pathlib import Path
from typing import Final

from django.core.management import CommandError
from django.db import connection, connections, transaction

from heed.demo.filling import FULL, Scale, fill, quickly
from heed.demo.texts import agencies

BEHIND: Final = 100_000
"""How far behind the first half's the numbers of the second begin."""
SHARED: Final = "heed_policytext"

Say = Callable[[str], object]


def fill_in_halves(now: datetime, say: Say, scale: Scale = FULL) -> None:
    """Fill the empty, migrated database that this process is connected to. CommandError where a half fails."""
    policies = [sheet.policy for sheet in agencies()]
    whole = Path(str(connection.settings_dict["NAME"]))
    half = whole.with_name("half.sqlite3")
    connections.close_all()
    shutil.copy(whole, half)
    # Forked, so that the other half begins at once with everything loaded; there are no threads yet.
    other = get_context("fork").Process(target=_other_half, args=(half, now, tuple(policies[1::2]), say, scale))
    other.start()
    try:
        fill(now, only=tuple(policies[::2]), scale=scale, say=say)
    finally:
        other.join()
    if other.exitcode:
        raise CommandError("Half of the demo could not be made; what went wrong stands above.")
    put_together(half)
    for end in ("", "-wal", "-shm"):
        Path(f"{half}{end}").unlink(missing_ok=True)


def _other_half(path: Path, now: datetime, policies: tuple[str, ...], say: Say, scale: Scale) -> None:
    """Make the second half in its own file."""
    connection.settings_dict["NAME"] = path
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("DELETE FROM sqlite_sequence")
        for table in _tables():
            cursor.execute("INSERT INTO sqlite_sequence (name, seq) VALUES (%s, %s)", [table, BEHIND])
    fill(now, only=policies, scale=scale, say=say)
    connections.close_all()


def put_together(half: Path) -> None:
    """Copy every row of the other half into this database."""
    with quickly(), connection.cursor() as cursor:
        cursor.execute("ATTACH DATABASE %s AS half", [str(half)])
        with transaction.atomic():
            for table in _tables():
                # The tables' names come from our own models.
                known = "OR IGNORE " if table == SHARED else ""
                cursor.execute(f"INSERT {known}INTO main.{table} SELECT * FROM half.{table}")  # noqa: S608  # see above
        cursor.execute("DETACH DATABASE half")


def _tables() -> list[str]:
    return [name for name in connection.introspection.table_names() if name.startswith("heed_")]
