"""Writes about members of the public and places."""

from collections.abc import Sequence
from datetime import date

from django.db import transaction

from heed.ledger.changes import record
from heed.ledger.stamp import Stamp
from heed.people.agencies.models import Agency, User
from heed.people.public import states
from heed.people.public.models import Alias, Caseload, Household, Person, Place
from heed.people.public.states import Known


@transaction.atomic
def add_person(
    stamp: Stamp,
    *,
    agency: Agency,
    name: str,
    born_on: date | None = None,
    aliases: Sequence[str] = (),
    **more: object,
) -> Person:
    """Add a person we know, with other names that they use. `more` are further columns of Person."""
    person = Person.objects.create(agency=agency, known=Known.FULLY, name=name, born_on=born_on, **more)
    Alias.objects.bulk_create(Alias(person=person, name=other) for other in aliases)
    _note(stamp, agency.pk, states.ADD_PERSON.name, person)
    return person


@transaction.atomic
def describe(stamp: Stamp, *, agency: Agency, name: str = "", description: str = "", **more: object) -> Person:
    """Record somebody as they were seen or heard: partly known, or an unknown caller where no name was given."""
    known = Known.PARTLY if name or description else Known.UNKNOWN
    person = Person.objects.create(agency=agency, known=known, name=name, description=description, **more)
    _note(stamp, agency.pk, states.DESCRIBE.name, person)
    return person


@transaction.atomic
def assign(stamp: Stamp, *, person: Person, user: User) -> None:
    """Put a person on somebody's caseload."""
    Caseload.objects.get_or_create(person=person, user=user)
    _note(stamp, person.agency_id, states.ASSIGN_WORKER.name, person)


def add_place(*, agency: Agency, lines: str, postcode: str = "", uprn: str = "") -> Place | None:
    """Return the place with this address, made if it is not there yet; None where nothing was given."""
    lines, postcode = " ".join(lines.split()), " ".join(postcode.upper().split())
    if not lines and not postcode:
        return None
    place, _ = Place.objects.get_or_create(agency=agency, lines=lines, postcode=postcode, uprn=uprn)
    return place


def add_household(*, place: Place) -> Household:
    """Return a new household at the place."""
    return Household.objects.create(agency=place.agency, place=place)


def _note(stamp: Stamp, agency: int, verb: str, person: Person) -> None:
    record(stamp, verb=verb, chain=f"agency:{agency}", thing=f"person:{person.pk}", facts={})
