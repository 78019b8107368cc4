"""The chain's arithmetic, pure: what an entry's words are, and the code that binds them to the entry before.

Each entry carries a keyed code (BLAKE2b) over all its columns and the code of the entry before it in its chain.
Whoever lacks the key can neither change an entry nor put one in; a gap or a swap breaks the codes that follow.
"""

import hashlib
import json
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Final, NamedTuple, TypeAlias

Fact: TypeAlias = bool | str | int | frozenset[str]
Told: TypeAlias = bool | str | int | list[str]

HEADS: Final = "heads"
"""Name of the chain over the heads of all other chains."""
HEAD: Final = "ledger.head"
"""Verb of its entries: `thing` is a chain's name, the facts its length and the code of its last entry."""

EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
TICK: Final = timedelta(microseconds=1)


class Row(NamedTuple):
    """Every column of an entry, in the order in which the code is reckoned. `previous` is "" for the first."""

    chain: str
    seq: int
    at: datetime
    by: int | None
    door: str
    verb: str
    thing: str
    facts: str
    previous: str
    mac: str = ""


def key_of(secret: str) -> bytes:
    """Return the key that belongs to the setting's text."""
    return hashlib.sha256(b"heed ledger\0" + secret.encode()).digest()


def mac_of(row: Row, key: bytes) -> str:
    """Return the code of the row, 64 hexadecimal digits. What `row.mac` says is not looked at.

    Every text is written behind its length, so that no two different rows give the same bytes. Written for speed:
    verification does little else. ValueError or TypeError for a row whose columns are not of their types.
    """
    chain, seq, at, by, door, verb, thing, facts, previous, _mac = row
    text = (
        f"{len(chain)}:{chain} {seq:d} {(at - EPOCH) // TICK:d} {'-' if by is None else format(by, 'd')} "
        f"{len(door)}:{door} {len(verb)}:{verb} {len(thing)}:{thing} {len(facts)}:{facts} {len(previous)}:{previous}"
    )
    return hashlib.blake2b(text.encode(), key=key, digest_size=32).hexdigest()


def tell(facts: Mapping[str, Fact]) -> str:
    """Return the facts as canonical JSON. ValueError for text that is not a code: the ledger keeps no narrative."""
    return json.dumps(
        {name: _told(name, value) for name, value in facts.items()},
        ensure_ascii=True,
        sort_keys=True,
        separators=(",", ":"),
    )


def _told(name: str, value: Fact) -> Told:
    """Return the value as JSON has it; a set becomes a sorted list."""
    for word in value if isinstance(value, frozenset) else [value]:
        if isinstance(word, str) and (len(word) > 100 or any(letter.isspace() for letter in word)):
            raise ValueError(f"The fact {name} is not a code: the ledger keeps codes and ids only.")
        if not isinstance(word, str | int):
            raise TypeError(f"The fact {name} is a {type(word).__name__}: the ledger keeps codes and ids only.")
    return sorted(value) if isinstance(value, frozenset) else value
