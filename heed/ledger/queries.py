"""Reading the ledger. Rules never do: status columns are the truth now, the ledger is the truth about then."""

from django.db.models import QuerySet

from heed.ledger.models import Entry


def story(chain: str) -> QuerySet[Entry]:
    """Return what happened in one chain ("case:12"), oldest first."""
    return Entry.objects.filter(chain=chain).order_by("seq")
