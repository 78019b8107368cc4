"""Reads about legal holds: what is held just now."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Final

from django.db.models import Q

from heed.people.agencies.models import Holding, User
from heed.register.holds.models import Hold
from heed.register.markers.models import Marker

__all__ = ["Hold"]  # doors name this type, and touch no tables
WAITS: Final = timedelta(days=7)
"""For so long a hold keeps what it is on while it waits for a second person."""


def holding(at: datetime) -> Q:
    """Return what a hold must be so that it keeps its entry at this moment: agreed to, or not yet old."""
    return Q(ended_at=None) & (Q(alone=True) | Q(agreed_by__isnull=False) | Q(asked_at__gt=at - WAITS))


def held(markers: Iterable[int], at: datetime) -> frozenset[int]:
    """Return which of these entries are held."""
    found = Hold.objects.filter(holding(at), marker__in=list(markers))
    return frozenset(found.values_list("marker", flat=True))


def hold_on(marker: Marker) -> Hold | None:
    """Return the hold on the entry that has not been ended."""
    return Hold.objects.filter(marker=marker, ended_at=None).select_related("asked_by", "agreed_by").first()


def needs_no_second(user: User, at: datetime) -> bool:
    """Return whether the user is legal or data protection just now."""
    return Holding.objects.live(at).filter(user=user, post__role__in=("legal", "dpo")).exists()
