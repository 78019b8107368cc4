"""Members of the public: known fully, partly or not at all; their other names, households and places."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from heed.casework.cases.changes import involve
from heed.casework.cases.states import Part
from heed.ledger.models import Entry
from heed.people.index.models import Listed, Posting
from heed.people.public import changes, queries
from heed.people.public.models import Alias, Caseload, Household, Person, Place
from heed.people.public.states import AgeBand, Known
from tests.make import FOUNDED
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


def known(town: Town, name: str = "Colin Marlpit", lines: str = "4 Marl Lane") -> Person:
    place = changes.add_place(agency=town.agency, lines=lines, postcode="HM1 2ZZ")
    return changes.add_person(town.make.stamp(), agency=town.agency, name=name, aliases=("Col",), place=place)


def test_somebody_to_whom_nothing_refers_is_forgotten_with_names_address_and_index(town: Town) -> None:
    person = known(town)
    assert Listed.objects.count() == 3  # two names at the address, and the address
    changes.forget([person])
    assert (Person.objects.count(), Alias.objects.count(), Place.objects.count()) == (0, 0, 0)
    assert (Listed.objects.count(), Posting.objects.count()) == (0, 0)


def test_an_address_stays_where_somebody_else_lives(town: Town) -> None:
    person, other = known(town), known(town, "Dora Fellside")
    changes.forget([person])
    assert list(Person.objects.all()) == [other]
    assert [place.lines for place in Place.objects.all()] == ["4 Marl Lane"]


def test_a_household_goes_with_the_last_who_lived_in_it(town: Town) -> None:
    place = changes.add_place(agency=town.agency, lines="4 Marl Lane", postcode="HM1 2ZZ")
    assert place is not None
    household = changes.add_household(place=place)
    both = [
        changes.add_person(town.make.stamp(), agency=town.agency, name=name, household=household)
        for name in ("Colin Marlpit", "Dora Marlpit")
    ]
    changes.forget([both[0]])
    assert (Household.objects.count(), Place.objects.count()) == (1, 1)
    changes.forget([both[1]])
    assert (Household.objects.count(), Place.objects.count(), Person.objects.count()) == (0, 0, 0)


def test_who_is_on_a_caseload_or_named_in_a_report_or_warned_of_stays(town: Town) -> None:
    worked, named, warned = known(town), known(town, "Dora Fellside"), known(town, "Eli Thornback")
    changes.assign(town.make.stamp(), person=worked, user=town["asha"])
    report = town.make.report(town["asha"], FOUNDED)
    involve(town.make.stamp(), case=report.case, part=Part.SUBJECT, person=named)
    changes.warn(case=report.case.pk, persons=[warned])
    changes.forget([worked, named, warned])
    assert Person.objects.filter(pk__in=[worked.pk, named.pk, warned.pk]).count() == 3
    changes.warn(case=report.case.pk)
    changes.forget([warned])
    assert not Person.objects.filter(pk=warned.pk).exists()


def test_forgetting_twice_or_nobody_changes_nothing(town: Town) -> None:
    person = known(town)
    stays = known(town, "Dora Fellside", "9 Gorse Rise")
    changes.forget([person, person])
    changes.forget()
    assert list(Person.objects.all()) == [stays]


@pytest.mark.parametrize(("typed", "expected"), [
    ("HM1 2ZZ", True), ("hm12zz", True), (" hm1  2zz ", True), ("HM1 2ZX", False), ("HM1", False), ("", False),
])  # fmt: skip
def test_what_warns_in_a_postcode_is_found_however_it_was_typed(town: Town, typed: str, expected: bool) -> None:
    case = town.make.report(town["asha"], FOUNDED).case.pk
    near, far = (changes.add_place(agency=town.agency, lines="4 Marl Lane", postcode=each) for each in (
        "hm1 2zz", "HM9 9ZZ"))  # fmt: skip
    changes.warn(case=case, places=[each for each in (near, far) if each])
    assert queries.warned_in(town.agency.pk, typed) == ([case] if expected else [])


def test_what_warns_in_a_postcode_is_told_once_and_to_its_own_agency_alone(town: Town) -> None:
    one, other = (town.make.report(town["asha"], FOUNDED).case.pk for _number in range(2))
    places = [changes.add_place(agency=town.agency, lines=lines, postcode="HM1 2ZZ") for lines in ("4 Marl Lane", "5")]
    changes.warn(case=other, places=[each for each in places if each])
    changes.warn(case=one, places=[each for each in places[:1] if each])
    elsewhere = town.make.agency(word="far-off", name="Far Off Council")
    assert queries.warned_in(town.agency.pk, "HM1 2ZZ") == sorted([one, other])
    assert queries.warned_in(elsewhere.pk, "HM1 2ZZ") == []
