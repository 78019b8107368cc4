"""Reads about members of the public, and what the index lists of them."""

from collections.abc import Sequence
from typing import Any

from django.db.models import Exists, Model, OuterRef, Q, QuerySet
from django.db.models.fields.reverse_related import ForeignObjectRel

from heed.matching.faces import Entry, faces_of
from heed.matching.postcodes import joined_postcode
from heed.people.agencies.models import User
from heed.people.index.changes import Subject
from heed.people.index.queries import person_number, place_number, pool_of
from heed.people.public.models import Person, Place, Warned
from heed.people.public.states import Known


def caseload_of(user: User) -> QuerySet[Person]:
    """Return the people whom the user works with: the report form names these and tells of nobody else."""
    return Person.objects.filter(workers__user=user, agency=user.agency_id).order_by("name", "pk")


def listable(persons: QuerySet[Person]) -> QuerySet[Person]:
    """Return the persons with what the index lists of them."""
    warned = Exists(Warned.objects.filter(person=OuterRef("pk")))
    return persons.annotate(warned=warned).select_related("place", "household__place").prefetch_related("aliases")


def listable_places(places: QuerySet[Place]) -> QuerySet[Place]:
    """Return the places with what the index lists of them."""
    return places.annotate(warned=Exists(Warned.objects.filter(place=OuterRef("pk"))))


def subject_of(each: Person | Place) -> Subject:
    """Return what the index lists of a person or place of `listable`.

    Persons who are known in part or not at all are listed only where something warns of them: they are who is asked
    about, and nobody that a question could mean.
    """
    warned: bool = each.warned  # type: ignore[union-attr]  # annotated by listable
    pool = pool_of(each.agency_id, warned=warned)
    if isinstance(each, Place):
        place = Entry(addresses=((each.lines, each.postcode),), uprn=each.uprn, place=True)
        return Subject(place_number(each.pk), pool, faces_of(place))
    faces = faces_of(entry_of(each)) if warned or each.known == Known.FULLY else ()
    return Subject(person_number(each.pk), pool, faces)


def entry_of(person: Person) -> Entry:
    """Return a person as matching reads one: every name, at every address that is theirs or their household’s."""
    places = [person.place, person.household.place if person.household else None]
    return Entry(
        name=person.name,
        born=person.born_on.isoformat() if person.born_on else "",
        aliases=tuple(sorted(alias.name for alias in person.aliases.all())),
        addresses=tuple(dict.fromkeys((place.lines, place.postcode) for place in places if place)),
        telephones=(person.telephone,) if person.telephone else (),
        emails=(person.email,) if person.email else (),
    )


def in_use(each: Model, *own: type[Model]) -> bool:
    """Return whether any row of any table refers to this one, those of its `own` tables left aside."""
    rows: list[tuple[Any, str]] = [
        (field.related_model, field.field.name)
        for field in each._meta.get_fields(include_hidden=True)
        if isinstance(field, ForeignObjectRel) and field.related_model not in own
    ]
    return any(model.objects.filter(**{column: each.pk}).exists() for model, column in rows)


def warned_of(persons: Sequence[int], places: Sequence[int]) -> list[Warned]:
    """Return what warns of these persons or at these places; whether it is live is asked of the entries."""
    return list(Warned.objects.filter(Q(person__in=persons) | Q(place__in=places)).order_by("case", "pk"))


def warned_in(agency: int, postcode: str) -> list[int]:
    """Return the cases that warn at an address with this postcode, however it was typed."""
    plain = joined_postcode(postcode).upper()
    at = Warned.objects.filter(place__agency=agency, place__postcode__in=[plain, f"{plain[:-3]} {plain[-3:]}"])
    return sorted(set(at.values_list("case", flat=True)))
