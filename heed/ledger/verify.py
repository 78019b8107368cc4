"""Whether the ledger is as it was written: every entry, the end of every chain, and what the chain of heads bound."""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final

from django.conf import settings
from django.db import DatabaseError
from django.db.models import Exists, OuterRef, QuerySet, Subquery
from django.utils.translation import gettext as _

from heed.ledger.chain import HEADS, Row, key_of, mac_of
from heed.ledger.models import Chain, Entry

COLUMNS: Final = Row._fields
CHUNK: Final = 5000
EVERY: Final = 10_000
UNREADABLE: Final = (DatabaseError, ValueError, TypeError, AttributeError, OverflowError)

Bound = tuple[str, int, str]
"""What an entry of the chain of heads says: a chain, its length, the code of its last entry."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What was walked and the first thing that is wrong, in a sentence; "" when nothing is."""

    entries: int
    chains: int
    fault: str = ""

    @property
    def sound(self) -> bool:
        """Whether the ledger is as it was written."""
        return not self.fault


class _Walk:
    """All entries in the order of their chains; stops at the first that is wrong."""

    def __init__(self, report: Callable[[int], None] | None) -> None:
        self.report = report
        self.key = key_of(settings.LEDGER_KEY)
        self.entries = 0
        self.chains = 0

    def fault(self, chunk: int = CHUNK) -> str:
        """Walk and return the first fault in a sentence, or ""."""
        last: Row | None = None
        self.entries = self.chains = 0
        rows = Entry.objects.order_by("chain", "seq").values_list(*COLUMNS).iterator(chunk)
        try:
            for row in map(Row._make, rows):
                before = last if last and last.chain == row.chain else None
                if fault := self._wrong(row, before):
                    return fault
                last = row
                self.chains += before is None
                self.entries += 1
                if self.report and self.entries % EVERY == 0:
                    self.report(self.entries)
        except UNREADABLE:
            if chunk > 1:
                return self.fault(chunk=1)  # a whole chunk failed: find which of its entries
            if last is None:
                return _("The first entry of the ledger cannot be read.")
            return _("%(chain)s: what comes after entry %(seq)s cannot be read.") % last._asdict()
        return ""

    def _wrong(self, row: Row, before: Row | None) -> str:
        """Return what is wrong with the row that follows another of its chain (None: that begins it)."""
        expected = before.seq + 1 if before else 1
        if row.seq != expected:
            return _("%(chain)s: entry %(seq)s is missing.") % {"chain": row.chain, "seq": expected}
        if mac_of(row, self.key) != row.mac:
            return _("%(chain)s: entry %(seq)s is not what was written.") % row._asdict()
        if row.previous != (before.mac if before else ""):
            return _("%(chain)s: entry %(seq)s does not follow the entry before it.") % row._asdict()
        return ""


def verify(report: Callable[[int], None] | None = None) -> Verdict:
    """Walk the whole ledger while others may go on writing; `report` is told now and then how many entries were read.

    The very end of a chain is safe once the chain of heads has bound it; the end of the chain of heads itself, and a
    whole old copy put back, are not found by this.
    """
    walk = _Walk(report)
    fault = walk.fault() or _fault_at_an_end() or _fault_in_heads()
    return Verdict(walk.entries, walk.chains, fault)


def _fault_at_an_end() -> str:
    """Return the first chain whose row and entries do not end together, in a sentence."""
    entries = Entry.objects.filter(chain=OuterRef("name"))
    cut = Chain.objects.exclude(Exists(entries.filter(seq=OuterRef("seq")))).order_by("name").first()
    if cut:
        return _("%(chain)s: entry %(seq)s is missing; the chain had that many.") % {"chain": cut.name, "seq": cut.seq}
    grown = Chain.objects.filter(Exists(entries.filter(seq__gt=OuterRef("seq")))).order_by("name").first()
    if grown:
        return _("%(chain)s: it goes on after entry %(seq)s, its last.") % {"chain": grown.name, "seq": grown.seq}
    rows = Chain.objects.filter(name=OuterRef("chain"))
    lost = Entry.objects.filter(~Exists(rows), seq=1).order_by("chain").first()
    return _("%(chain)s: the row that says how long the chain is, is missing.") % {"chain": lost.chain} if lost else ""


def _fault_in_heads() -> str:
    """Return the first chain that is not as the chain of heads bound it, in a sentence."""
    # Read before the heads, which can only grow meanwhile: how far each chain says that it is bound, and what is there.
    claims = Chain.objects.filter(headed__gt=0).order_by("name").annotate(there=Subquery(_mac("name", "headed")))
    said = {name: (seq, mac) for name, seq, mac in claims.values_list("name", "headed", "there").iterator(CHUNK)}
    for chain, seq, mac in _bound():
        claimed, there = said.get(chain, (0, ""))
        if seq < claimed:
            continue  # the codes of the chain bind this one to the later one
        if seq > claimed:
            there = Entry.objects.filter(chain=chain, seq=seq).values_list("mac", flat=True).first()
        if there != mac:
            return _("%(chain)s: entry %(seq)s is missing or not the one that the chain of heads bound.") % {
                "chain": chain,
                "seq": seq,
            }
        said.pop(chain, None)
    for chain in said:
        return _("%(chain)s: it claims to be bound into the chain of heads further than it is.") % {"chain": chain}
    return ""


def _mac(chain: str, seq: str) -> QuerySet[Entry, str]:
    """Return the code of the entry that an outer row's columns point at."""
    return Entry.objects.filter(chain=OuterRef(chain), seq=OuterRef(seq)).values_list("mac", flat=True)


def _bound() -> Iterator[Bound]:
    """Give what each entry of the chain of heads bound, oldest first."""
    heads = Entry.objects.filter(chain=HEADS).order_by("seq").values_list("thing", "facts").iterator(CHUNK)
    for chain, facts in heads:
        given = json.loads(facts)
        yield chain, given["seq"], given["mac"]
