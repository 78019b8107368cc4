"""Reads about terms: what ends soon, whose time is over, whether taking off has stopped."""

from datetime import datetime, timedelta
from typing import Final

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from heed.casework.duties.models import Duty
from heed.documents.letters.states import SEND
from heed.people.agencies.models import Agency
from heed.people.agencies.queries import book_for
from heed.register.holds.models import Hold
from heed.register.holds.queries import holding
from heed.register.markers.models import Marker
from heed.register.markers.queries import today
from heed.register.markers.states import Ending, Status
from heed.register.terms.models import Sweep
from heed.workdays import deadline

WAIT: Final = timedelta(days=28)
"""For no longer than this does an entry that has ended wait for its letter."""


def near_end(agency: Agency, at: datetime) -> QuerySet[Marker]:
    """Return entries that end within the policy's look-ahead, and of whose end nobody has been told yet (EHC-12)."""
    book = book_for(agency)
    until = book.calendar.day_of(deadline(book.register.look_ahead, at, book.calendar))
    unasked = Q(looked_ahead_on__isnull=True) | ~Q(looked_ahead_on=F("ends_on"))
    ahead = Marker.objects.live(book.calendar.day_of(at)).filter(unasked, case__agency=agency, ends_on__lte=until)
    return ahead.select_related("case__agency", "case__team").order_by("ends_on", "pk")


def over(agency: Agency, at: datetime) -> QuerySet[Marker]:
    """Return entries whose last day is over and that nobody has taken off yet. They have not been shown since."""
    found = Marker.objects.filter(case__agency=agency, status=Status.LIVE, ends_on__lt=today(agency, at))
    return found.select_related("case__agency", "case__team").order_by("ends_on", "pk")


def to_erase(agency: Agency, at: datetime) -> QuerySet[Marker]:
    """Return entries that have ended and whose personal data is still there, unless a legal hold keeps it (EHC-13).

    Where somebody has ended one, the letter that says so is waited for: nobody could write it afterwards.
    """
    gone = Marker.objects.filter(case__agency=agency, status=Status.ENDED, erased_at__isnull=True, ended_at__lte=at)
    owed = Duty.objects.open().filter(case=OuterRef("case"), verb=SEND.verb.name)
    gone = gone.filter(Q(ending=Ending.LAPSED) | Q(ended_at__lte=at - WAIT) | ~Exists(owed))
    kept = Hold.objects.filter(holding(at), marker=OuterRef("pk"))
    return gone.filter(~Exists(kept)).select_related("case__agency").order_by("ended_at", "pk")


def standing(agency: Agency) -> int:
    """Return how many entries stand, those included whose day is over."""
    return Marker.objects.filter(case__agency=agency, status=Status.LIVE).count()


def halted(agency: Agency) -> Sweep | None:
    """Return the sweep that has stopped to ask a person; None where none has."""
    return Sweep.objects.filter(agency=agency, halted_at__isnull=False).first()
