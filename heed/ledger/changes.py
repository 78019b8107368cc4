"""Writing to the ledger: in the same transaction as the change, so that neither is ever without the other."""

from collections.abc import Mapping
from typing import Final

from django.conf import settings
from django.db import connection, transaction
from django.db.models import F

from heed.ledger.chain import HEAD, HEADS, Fact, Row, key_of, mac_of, tell
from heed.ledger.models import Chain, Entry
from heed.ledger.stamp import Stamp

BATCH: Final = 200
NO_FACTS: Final[Mapping[str, Fact]] = {}

# One statement locks the chain's row (making it if need be), lengthens it, and reads the code of its last entry.
LENGTHEN: Final = """
    INSERT INTO heed_chain (name, seq, headed) VALUES (%s, %s, 0)
    ON CONFLICT (name) DO UPDATE SET seq = heed_chain.seq + excluded.seq
    RETURNING seq, (SELECT mac FROM heed_entry e WHERE e.chain = heed_chain.name AND e.seq = heed_chain.seq - %s)
"""


def record(stamp: Stamp, *, verb: str, chain: str, thing: str, facts: Mapping[str, Fact] = NO_FACTS) -> Entry:
    """Write one entry to the chain ("case:12"), and return it. Two statements; a look is recorded the same way.

    RuntimeError outside a transaction; ValueError or TypeError for a fact that is not a code. The chain stays locked
    until the transaction ends: whoever writes to several chains writes to the case's before the agency's.
    """
    if not connection.in_atomic_block:
        raise RuntimeError("The ledger is written in the same transaction as the change.")
    return _write(stamp, chain, [(verb, thing, tell(facts))])[0]


def extend_heads(stamp: Stamp) -> int:
    """Bind the last entry of every chain that has grown since last time into the chain of heads; return how many."""
    heads = 0
    while True:
        with transaction.atomic():
            grown = _grown()
            if grown:
                _write(stamp, HEADS, grown)
        heads += len(grown)
        if len(grown) < BATCH:
            return heads


def _grown() -> list[tuple[str, str, str]]:
    """Mark some chains that have grown as bound, and return (verb, thing, facts) of the entries that bind them."""
    # A chain that somebody is writing to just now is left for the next time rather than waited for.
    ahead = Chain.objects.ahead().order_by("name").select_for_update(skip_locked=True)
    lengths = list(ahead.values_list("name", "seq")[:BATCH])
    Chain.objects.filter(name__in=[name for name, _ in lengths]).update(headed=F("seq"))
    lasts = Entry.objects.filter(pk__in=lengths).order_by("chain").values_list("chain", "seq", "mac")
    return [(HEAD, chain, tell({"seq": seq, "mac": mac})) for chain, seq, mac in lasts]


def _write(stamp: Stamp, chain: str, told: list[tuple[str, str, str]]) -> list[Entry]:
    """Append (verb, thing, facts) one after another to one chain."""
    key = key_of(settings.LEDGER_KEY)
    seq, previous = _lengthen(chain, len(told))
    entries = []
    for number, (verb, thing, facts) in enumerate(told, start=seq - len(told) + 1):
        row = Row(chain, number, stamp.at, stamp.by, stamp.door, verb, thing, facts, previous)
        previous = mac_of(row, key)
        entries.append(Entry.of(row._replace(mac=previous)))
    return Entry.objects.bulk_create(entries)


def _lengthen(chain: str, by: int) -> tuple[int, str]:
    """Lock and lengthen the chain; return its new length and the code of the entry that was last."""
    with connection.cursor() as cursor:
        cursor.execute(LENGTHEN, [chain, by, by])
        seq, previous = cursor.fetchone()
    if previous is None and seq > by:
        # PostgreSQL waited for another writer, whose entry is younger than what the statement could see: look again.
        previous = Entry.objects.values_list("mac", flat=True).get(pk=(chain, seq - by))
    return seq, previous or ""
