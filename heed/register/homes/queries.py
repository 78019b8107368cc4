"""Reads about where the person of an entry lives and lived."""

from heed.people.public.models import FormerAddress, Person
from heed.register.markers.models import Marker
from heed.register.markers.states import NOW


def left_by(person: Person | None) -> list[FormerAddress]:
    """Return the addresses that a person has left, the last first; none of nobody."""
    found = FormerAddress.objects.filter(person=person, person__isnull=False).select_related("place")
    return list(found.order_by("-left_on", "-pk"))


def standing_of(person: Person) -> list[Marker]:
    """Return every entry of a person that stands or is decided on: all of them move with the person."""
    found = Marker.objects.filter(person=person, status__in=NOW)
    return list(found.select_related("case__agency", "case__team", "person__place", "proposed_by").order_by("pk"))
