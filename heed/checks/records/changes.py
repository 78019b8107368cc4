"""Writes about what is kept of look-ups: their words go in time, and whoever asks for one again is on record."""

from typing import Final

from django.db import transaction
from django.db.models import Case, Value, When

from heed.checks.answers.queries import Asked
from heed.checks.changes import digest_of
from heed.checks.models import LookUp
from heed.checks.records import rules
from heed.checks.records.queries import Time, times_of, to_forget
from heed.checks.rules import enough
from heed.checks.states import Unbriefed
from heed.ledger.changes import record
from heed.ledger.stamp import Stamp
from heed.people.agencies.models import Agency
from heed.people.agencies.stamps import Signed

BATCH: Final = 1_000
GONE: Final = "…"


@transaction.atomic
def forget_words(stamp: Stamp, *, agency_id: int, limit: int = BATCH) -> int:
    """Delete what was typed in look-ups that are older than the policy keeps them; return how many.

    Who asked, when, for what purpose and what came back stays, and a keyed code of what was asked. What came back goes
    with the entry that it was. Why there were so many, and why one could not wait, may name somebody: it goes too.
    """
    found = to_forget(Agency.objects.get(pk=agency_id), stamp.at, limit)
    urgent = Case(When(unbriefed=Unbriefed.URGENT, then=Value(GONE)), default=Value(""))
    LookUp.objects.filter(pk__in=found).update(
        name="", address="", postcode="", born_on=None, reference="", born="", telephone="", email="", reason="",
        urgent=urgent, forgotten_at=stamp.at,
    )  # fmt: skip
    if found:
        chain = f"agency:{agency_id}"
        record(stamp, verb="register.forget-words", chain=chain, thing=chain, facts={"look_ups": len(found)})
    return len(found)


@transaction.atomic
def ask_of(stamp: Signed, asked: Asked) -> list[Time]:
    """Return who asked the same, and when, also where the words are gone; recorded, for it says who was looked up."""
    rules.may_ask_of_looks(stamp.user).require()
    enough(asked).require()
    found, chain = times_of(stamp.user.agency, digest_of(asked)), f"agency:{stamp.user.agency_id}"
    record(stamp, verb="register.ask-of-looks", chain=chain, thing=chain, facts={"times": len(found)})
    return found
