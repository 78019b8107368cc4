"""Members of the public: known fully, partly or not at all; their other names, households and places."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from heed.ledger.models import Entry
from heed.people.public import changes, queries
from heed.people.public.models import Alias, Caseload, Person, Place
from heed.people.public.states import AgeBand, Known
from tests.towns import Town


def test_a_person_we_know_has_a_name_and_may_have_others(town: Town) -> None:
    person = changes.add_person(town.make.stamp(), agency=town.agency, name="Colin Marlpit", born_on=date(1980, 2, 29),
                                aliases=("Col", "C. Marl"), telephone="01632 960123")  # fmt: skip
    assert (person.known, person.born_on, person.telephone) == (Known.FULLY, date(1980, 2, 29), "01632 960123")
    assert sorted(person.aliases.values_list("name", flat=True)) == ["C. Marl", "Col"]


@pytest.mark.parametrize(("name", "description", "known"), [
    ("Colin", "", Known.PARTLY), ("", "Red cap", Known.PARTLY), ("Colin", "Red cap", Known.PARTLY),
    ("", "", Known.UNKNOWN),
])  # fmt: skip
def test_somebody_described_is_partly_known_and_an_unknown_caller_is_unknown(
    town: Town, name: str, description: str, known: Known
) -> None:
    person = changes.describe(town.make.stamp(), agency=town.agency, name=name, description=description,
                              age_band=AgeBand.OLDER)  # fmt: skip
    assert (person.known, person.age_band, str(person)) == (known, "50-69", name)


def test_the_database_refuses_a_known_person_without_a_name_and_a_name_twice(town: Town) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        changes.add_person(town.make.stamp(), agency=town.agency, name="")
    with pytest.raises(IntegrityError), transaction.atomic():
        changes.add_person(town.make.stamp(), agency=town.agency, name="Colin", aliases=("Col", "Col"))
    assert (Person.objects.count(), Alias.objects.count()) == (0, 0)


@pytest.mark.parametrize(("lines", "postcode", "kept"), [
    ("4 Marl Lane", "HM1 2ZZ", ("4 Marl Lane", "HM1 2ZZ")),
    ("  4   Marl\n Lane ", " hm1  2zz ", ("4 Marl Lane", "HM1 2ZZ")),
    ("", "hm1 2zz", ("", "HM1 2ZZ")),
    ("The gate", "", ("The gate", "")),
])  # fmt: skip
def test_an_address_is_kept_as_one_writes_it_without_the_gaps(
    town: Town, lines: str, postcode: str, kept: tuple[str, str]
) -> None:
    place = changes.add_place(agency=town.agency, lines=lines, postcode=postcode)
    assert place is not None
    assert (place.lines, place.postcode) == kept
    assert str(place) == ", ".join(filter(None, kept))


@pytest.mark.parametrize(("lines", "postcode"), [("", ""), ("  ", "\n"), ("\t", " ")])
def test_no_address_is_no_place(town: Town, lines: str, postcode: str) -> None:
    assert changes.add_place(agency=town.agency, lines=lines, postcode=postcode) is None


def test_the_same_address_is_one_place_and_another_agencys_its_own(town: Town) -> None:
    places = [changes.add_place(agency=agency, lines=lines, postcode="HM1 2ZZ", uprn=uprn)
              for agency, lines, uprn in (
                  (town.agency, "4 Marl Lane", ""), (town.agency, "4  Marl Lane", ""), (town.agency, "5 Marl Lane", ""),
                  (town.agency, "4 Marl Lane", "100012345678"), (town.elsewhere.agency, "4 Marl Lane", ""),
              )]  # fmt: skip
    keys = [place.pk for place in places if place]
    assert (keys[0] == keys[1], len(set(keys))) == (True, 4)


def test_people_who_live_together_are_a_household_at_a_place(town: Town) -> None:
    place = changes.add_place(agency=town.agency, lines="4 Marl Lane")
    assert place is not None
    household = changes.add_household(place=place)
    for name in ("Colin Marlpit", "Dora Marlpit"):
        changes.add_person(town.make.stamp(), agency=town.agency, name=name, household=household, place=place)
    assert sorted(household.persons.values_list("name", flat=True)) == ["Colin Marlpit", "Dora Marlpit"]
    assert (household.agency, Place.objects.filter(agency=town.agency).count()) == (town.agency, 1)


def test_ones_own_cases_are_named_and_nobody_elses(town: Town) -> None:
    wanda, colin = (town.make.person(town.agency, name) for name in ("Wanda Oakley", "Colin Marlpit"))
    town.make.person(town.agency, "Nobody's")
    for person in (wanda, colin):
        for _twice in range(2):
            changes.assign(town.make.stamp(), person=person, user=town["asha"])
    assert list(queries.caseload_of(town["asha"])) == [colin, wanda]
    assert list(queries.caseload_of(town["nia"])) == []
    assert Caseload.objects.count() == 2


def test_a_person_of_another_agency_is_never_on_a_caseload(town: Town) -> None:
    changes.assign(town.make.stamp(), person=town.make.person(town.elsewhere.agency), user=town["asha"])
    assert list(queries.caseload_of(town["asha"])) == []


def test_the_ledger_says_that_a_person_was_recorded_and_never_who(town: Town) -> None:
    person = town.make.person(town.agency, "Colin Marlpit", telephone="01632 960123")
    changes.describe(town.make.stamp(), agency=town.agency, name="Wanda", description="Blue coat")
    changes.assign(town.make.stamp(), person=person, user=town["asha"])
    entries = Entry.objects.filter(verb__startswith="person.").order_by("pk")
    assert [(entry.verb, entry.facts) for entry in entries] == [
        ("person.add", "{}"), ("person.describe", "{}"), ("person.assign", "{}")
    ]  # fmt: skip
    assert {entry.thing.partition(":")[0] for entry in entries} == {"person"}
