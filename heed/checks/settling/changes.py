"""Writes about what was settled: said, or turned round. The ledger keeps every word of it, by ids alone."""

from django.db import transaction

from heed.checks.models import Found
from heed.checks.settling import rules
from heed.checks.settling.models import Settled
from heed.ledger.changes import record
from heed.people.agencies.stamps import Signed


@transaction.atomic
def settle(stamp: Signed, found: Found, *, same: bool) -> bool:
    """Say that what was asked is what the entry is about, or is not; return whether that is new.

    It is remembered for this question and this entry, and turned round by saying the other. It hides nothing.
    """
    rules.may_settle(stamp.user, found, stamp.at).require()
    asked = found.lookup
    said, new = Settled.objects.select_for_update().get_or_create(
        marker=found.marker, digest=asked.digest, said_by=stamp.user, defaults={"same": same, "said_at": stamp.at}
    )
    if not new and said.same == same:
        return False
    Settled.objects.filter(pk=said.pk).update(same=same, said_at=stamp.at)
    verb = "register.confirm-match" if same else "register.reject-match"
    facts = {"entry": str(found.marker_id), "purpose": str(asked.purpose)}
    record(stamp, verb=verb, chain=f"agency:{asked.agency_id}", thing=f"lookup:{asked.pk}", facts=facts)
    return True
