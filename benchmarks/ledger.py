"""How long `heed ledger verify` takes, against reading the same rows plainly.

    python -m benchmarks.ledger            a million entries on SQLite
    python -m benchmarks.ledger 100000     so many
    HEED_TEST_DATABASE=postgres python -m benchmarks.ledger

The bar: one million entries in at most 60 seconds, on both databases. Entries lie in the order of time, ten to a
case, so that no chain lies together on the disk. Everything is made in a folder of its own and gone afterwards.
"""

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from itertools import islice

import tests.environment  # first: it sets what Django reads

# isort: split
from django.conf import settings
from django.db import connection, transaction

from heed.ledger import changes
from heed.ledger.chain import Row, key_of, mac_of, tell
from heed.ledger.models import Chain, Entry
from heed.ledger.verify import verify
from tests.moments import at

PER_CASE = 10
BATCH = 5000
BEGIN = at("2024-06-03 10:00", by=7, door="web")
FACTS = tell({"severity": "major", "kinds": frozenset({"threat", "verbal-abuse"}), "felt_threatened": True})


def rows(entries: int) -> Iterator[Row]:
    """Give the entries of all cases in turn, one each, then the next of each."""
    key = key_of(settings.LEDGER_KEY)
    macs = [""] * (entries // PER_CASE)
    for seq in range(1, PER_CASE + 1):
        for case, previous in enumerate(macs):
            when = BEGIN.at + timedelta(seconds=seq * len(macs) + case)
            row = Row(
                f"case:{case}", seq, when, case % 400, "web", "incident.triage", f"incident:{case}", FACTS, previous
            )
            macs[case] = mac_of(row, key)
            yield row._replace(mac=macs[case])


def fill(entries: int) -> None:
    """Write so many entries and bind their chains into the chain of heads."""
    made = rows(entries)
    with transaction.atomic():
        while batch := list(islice(made, BATCH)):
            Entry.objects.bulk_create(map(Entry.of, batch))
        chains = (Chain(name=f"case:{case}", seq=PER_CASE) for case in range(entries // PER_CASE))
        while some := list(islice(chains, BATCH)):
            Chain.objects.bulk_create(some)


def read() -> int:
    """Read all rows as the driver gives them; return how many."""
    count = 0
    with transaction.atomic(), connection.chunked_cursor() as cursor:
        cursor.execute("SELECT * FROM heed_entry")
        while batch := cursor.fetchmany(BATCH):
            count += len(batch)
    return count


@contextmanager
def timed(what: str, took: dict[str, float]) -> Iterator[None]:
    """Print how many seconds something took, of the clock and of this program's own work."""
    wall, work = time.perf_counter(), time.process_time()
    yield
    took[what] = time.perf_counter() - wall
    print(f"{what:<28}{took[what]:8.1f} s   {time.process_time() - work:8.1f} s CPU", flush=True)


def main() -> None:
    """Fill, read, verify, print."""
    entries = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
    took: dict[str, float] = {}
    print(f"{entries} entries in {entries // PER_CASE} cases on {tests.environment.DATABASE}")
    with connection.schema_editor() as editor:
        editor.create_model(Chain)
        editor.create_model(Entry)
    with timed("write", took):
        fill(entries)
    with timed("bind into the heads", took):
        heads = changes.extend_heads(BEGIN)
    with timed("plain SELECT *", took):
        count = read()
    with timed("verify", took):
        verdict = verify()
    connection.close()
    assert (verdict.fault, verdict.entries, count) == ("", entries + heads, entries + heads), verdict
    print(f"verify is {took['verify'] / took['plain SELECT *']:.1f} times a plain read of all {count} entries")


if __name__ == "__main__":
    main()
