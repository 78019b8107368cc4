"""Writes about mistakes: telling everybody who was told of an entry that it was one, and that they have read it."""

from django.db import transaction

from heed.ledger.changes import record
from heed.ledger.stamp import Stamp
from heed.mistakes.models import Mistake, Telling
from heed.mistakes.queries import shown_until, to_tell, who_heard
from heed.notices.changes import tell
from heed.notices.states import Notice
from heed.people.agencies.models import Agency
from heed.people.agencies.queries import book_for
from heed.people.agencies.stamps import Signed
from heed.register.markers.models import Marker


@transaction.atomic
def tell_of(stamp: Stamp, *, agency_id: int) -> int:
    """Tell whoever knew of an entry that ended as mistaken, through whichever door it did; return how many people.

    What they are told is kept apart from the entry and says nothing of whom it was about, so that the entry can be
    erased before they read it.
    """
    agency = Agency.objects.select_for_update().get(pk=agency_id)  # one worker tells
    return sum(_tell(stamp, marker) for marker in to_tell(agency, stamp.at))


def _tell(stamp: Stamp, marker: Marker) -> int:
    mistake = Mistake.objects.create(marker=marker, told_at=stamp.at, until_at=shown_until(marker, stamp.at))
    calendar = book_for(marker.case.agency).calendar
    rows = [
        Telling(mistake=mistake, user=heard.user, reference=heard.reference,
                ways={way.value: calendar.day_of(at).isoformat() for way, at in heard.ways.items()})
        for heard in who_heard(marker)
    ]  # fmt: skip
    Telling.objects.bulk_create(rows)
    for row in rows:
        tell(stamp, [row.user], Notice.MISTAKE, reference=row.reference, link=f"/mistakes/{row.reference}")
    record(stamp, verb="mistake.tell", chain=marker.case.chain, thing=f"marker:{marker.pk}", facts={"told": len(rows)})
    return len(rows)


@transaction.atomic
def read(stamp: Signed, telling: Telling) -> None:
    """Note that somebody who was told has opened the page; the first time counts."""
    if Telling.objects.filter(pk=telling.pk, opened_at=None).update(opened_at=stamp.at):
        chain = telling.mistake.marker.case.chain
        record(stamp, verb="mistake.read", chain=chain, thing=f"telling:{telling.pk}")
