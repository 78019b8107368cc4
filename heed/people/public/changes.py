"""Writes about members of the public and places."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from django.db import transaction
from django.db.models import Model

from heed.ledger.changes import record
from heed.ledger.stamp import Stamp
from heed.people.agencies.models import Agency, User
from heed.people.index.changes import STRETCH, Subject, put, rebuild
from heed.people.index.queries import person_number, place_number
from heed.people.public import states
from heed.people.public.models import Alias, Caseload, FormerAddress, Household, Person, Place, Warned
from heed.people.public.queries import in_use, listable, listable_places, subject_of
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
    relist([person.pk])
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


@transaction.atomic
def add_place(*, agency: Agency, lines: str, postcode: str = "", uprn: str = "") -> Place | None:
    """Return the place with this address, made if it is not there yet; None where nothing was given."""
    lines, postcode = " ".join(lines.split()), " ".join(postcode.upper().split())
    if not lines and not postcode:
        return None
    place, made = Place.objects.get_or_create(agency=agency, lines=lines, postcode=postcode, uprn=uprn)
    if made:
        relist(places=[place.pk])
    return place


def add_household(*, place: Place) -> Household:
    """Return a new household at the place."""
    return Household.objects.create(agency=place.agency, place=place)


@transaction.atomic
def move(stamp: Stamp, person: Person, *, to: Place | None, left_on: date) -> list[Place]:
    """Note that a person left every address of theirs on this day; return those. Who lived with them stays there."""
    Person.objects.select_for_update().get(pk=person.pk)
    household = person.household
    homes = (person.place, household.place if household else None)
    left = [each for each in dict.fromkeys(homes) if each is not None and each != to]
    FormerAddress.objects.bulk_create(
        FormerAddress(person=person, place=each, left_on=left_on, noted_by_id=stamp.by, noted_at=stamp.at)
        for each in left
    )
    person.place, person.household = to, None
    person.save(update_fields=["place", "household"])
    if household is not None and not in_use(household):
        household.delete()
    relist([person.pk])
    _note(stamp, person.agency_id, states.MOVE.name, person)
    return left


@transaction.atomic
def warn(*, case: int, persons: Iterable[Person] = (), places: Iterable[Place] = ()) -> None:
    """Say of whom and where this case warns, in place of what it said before; with none it warns no more."""
    people, at = {each.pk for each in persons}, {each.pk for each in places}
    old = list(Warned.objects.filter(case=case))
    people |= {row.person_id for row in old if row.person_id}
    at |= {row.place_id for row in old if row.place_id}
    note_warned(case, persons, places)
    relist(people, at)


@transaction.atomic
def note_warned(case: int, persons: Iterable[Person], places: Iterable[Place]) -> None:
    """Note of whom and where this case warns, for an index that is made anew afterwards."""
    Warned.objects.filter(case=case).delete()
    Warned.objects.bulk_create([
        *(Warned(case=case, person=each) for each in dict.fromkeys(persons)),
        *(Warned(case=case, place=each) for each in dict.fromkeys(places)),
    ])  # fmt: skip


@transaction.atomic
def relist(persons: Iterable[int] = (), places: Iterable[int] = ()) -> None:
    """List these persons and places anew in the index, as they stand now; one after the other, under their locks."""
    for pk in sorted(persons):
        Person.objects.select_for_update().filter(pk=pk).first()
        for person in listable(Person.objects.filter(pk=pk)):
            put(subject_of(person))
    for pk in sorted(places):
        Place.objects.select_for_update().filter(pk=pk).first()
        for place in listable_places(Place.objects.filter(pk=pk)):
            put(subject_of(place))


@transaction.atomic
def forget(persons: Iterable[Person] = (), places: Iterable[Place] = (), *, along: Sequence[type[Model]] = ()) -> None:
    """Delete those of these persons and places whom nothing refers to any more, and their addresses and households.

    Rows of the tables `along` keep no person here: they only say something more of one, and go with them.
    """
    left: dict[int, Place] = {each.pk: each for each in places}
    for person in sorted(dict.fromkeys(persons), key=lambda each: each.pk):
        Person.objects.select_for_update().filter(pk=person.pk).first()
        household = person.household
        if in_use(person, Alias, FormerAddress, *along):
            continue
        left |= {each.place_id: each.place for each in person.former_addresses.select_related("place")}
        put(Subject(person_number(person.pk), 0, ()))
        person.delete()
        if household is not None and not in_use(household):
            household.delete()
        homes = (person.place, household.place if household else None)
        left |= {each.pk: each for each in homes if each is not None}
    for _pk, place in sorted(left.items()):
        Place.objects.select_for_update().filter(pk=place.pk).first()
        if not in_use(place):
            put(Subject(place_number(place.pk), 0, ()))
            place.delete()


def rebuild_index() -> int:
    """Make the index anew from all persons and places; return how many rows it has."""
    return rebuild(_everything())


def _everything() -> Iterator[Subject]:
    yield from map(subject_of, listable(Person.objects.order_by("pk")).iterator(STRETCH))
    yield from map(subject_of, listable_places(Place.objects.order_by("pk")).iterator(STRETCH))


def _note(stamp: Stamp, agency: int, verb: str, person: Person) -> None:
    record(stamp, verb=verb, chain=f"agency:{agency}", thing=f"person:{person.pk}", facts={})
