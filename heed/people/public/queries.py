"""Reads about members of the public."""

from django.db.models import QuerySet

from heed.people.agencies.models import User
from heed.people.public.models import Person


def caseload_of(user: User) -> QuerySet[Person]:
    """Return the people whom the user works with: the report form names these and tells of nobody else."""
    return Person.objects.filter(workers__user=user, agency=user.agency_id).order_by("name", "pk")
