"""A person moves: the warning goes with them, whoever lives there now is not wronged, a property keeps its own."""

from datetime import date, timedelta
from typing import Any

import pytest

from heed.access.decisions import Refused
from heed.casework.cases.models import Note
from heed.checks.answers.queries import Asked
from heed.checks.changes import check
from heed.checks.states import Purpose
from heed.documents.letters.models import BlockedAddress
from heed.ledger.models import Entry
from heed.notices.models import Message
from heed.people.public.changes import add_household, add_person, add_place, relist
from heed.people.public.models import FormerAddress, Household, Person, Place
from heed.register.homes.changes import Moved, move
from heed.register.homes.queries import left_by
from heed.register.markers.changes import show_in_checks
from heed.register.markers.models import Marker
from heed.register.markers.states import Ending
from heed.register.telling.changes import announce
from heed.register.terms.changes import end, erase_ended
from tests.register.conftest import MONDAY, Council

pytestmark = [pytest.mark.django_db, pytest.mark.clause("EHC-2")]
OLD = {"address": "12 Marl Lane, Hartmere", "postcode": "ZZ9 9ZZ"}
NEW = {"address": "1 Tern Row, Hartmere", "postcode": "ZZ1 1AA"}
MAY = date(2026, 5, 30)
TO_TERN_ROW = Moved(MAY, NEW["address"], NEW["postcode"])


@pytest.fixture
def colin(council: Council) -> Marker:
    """A live entry about Colin Marlpit of 12 Marl Lane."""
    person = council.person
    person.place = add_place(agency=person.agency, lines=OLD["address"], postcode=OLD["postcode"])
    person.born_on = date(1971, 3, 4)
    person.save()
    relist([person.pk])
    return council.live()


def found(council: Council, **asked: Any) -> list[int]:
    """Return which entries a check shows, as certain or as possible."""
    answer = check(council.by(council.other), purpose=Purpose.VISIT, asked=Asked(**asked))
    return [marker.pk for marker in answer.shown] + [each.marker.pk for each in answer.possible]


def home_of(council: Council) -> Place:
    place = council.person.place
    assert place is not None
    return place


def moves(council: Council, marker: Marker, moved: Moved = TO_TERN_ROW, **more: Any) -> None:
    move(council.by(council.owner), marker, moved, text="The housing file of 30 May.", **more)


def test_the_warning_follows_the_person_and_leaves_the_flat(council: Council, colin: Marker) -> None:
    assert (found(council, **OLD), found(council, **NEW)) == ([colin.pk], [])
    moves(council, colin)
    assert (found(council, **OLD), found(council, **NEW)) == ([], [colin.pk])
    assert found(council, name="Colin Marlpit", born_on=date(1971, 3, 4)) == [colin.pk]


def test_the_old_address_is_closed_with_its_day_and_by_whom(council: Council, colin: Marker) -> None:
    moves(council, colin)
    [former] = left_by(council.person)
    assert (str(former.place), former.left_on, former.noted_by) == (
        "12 Marl Lane, Hartmere, ZZ9 9ZZ", MAY, council.owner)  # fmt: skip
    note = Note.objects.get(case=colin.case, verb="marker.move")
    assert (note.text, note.by) == ("The housing file of 30 May.", council.owner)
    verbs = Entry.objects.filter(by=council.owner.pk, verb__in=["marker.move", "person.move"]).values_list("verb")
    assert sorted(verb for (verb,) in verbs) == ["marker.move", "person.move"]


def test_where_they_live_now_need_not_be_known(council: Council, colin: Marker) -> None:
    moves(council, colin, Moved(MAY))
    assert found(council, **OLD) == []
    assert found(council, name="Colin Marlpit", born_on=date(1971, 3, 4)) == [colin.pk]


def test_every_entry_about_the_person_moves_and_none_about_anybody_else(council: Council, colin: Marker) -> None:
    second = council.live()
    neighbour = add_person(council.by(council.owner), agency=council.person.agency, name="Una Vale",
                           place=council.person.place)  # fmt: skip
    third = council.live(person=neighbour)
    moves(council, colin)
    assert found(council, **OLD) == [third.pk]
    assert sorted(found(council, **NEW)) == sorted([colin.pk, second.pk])
    assert Note.objects.filter(case=second.case, verb="marker.move").count() == 1


def test_an_address_at_which_they_were_known_to_be_is_left_as_well_and_others_stay(
    council: Council, colin: Marker
) -> None:
    further = [home_of(council), add_place(agency=council.person.agency, lines="3 Kiln Yard", postcode="ZZ8 8ZZ")]
    colin.whereabouts.bulk_create(colin.whereabouts.model(marker=colin, place=each) for each in further)
    show_in_checks(colin)
    moves(council, colin)
    assert found(council, **OLD) == []
    assert found(council, address="3 Kiln Yard", postcode="ZZ8 8ZZ") == [colin.pk]


def test_who_lived_with_them_stays_and_is_warned_of_no_more(council: Council, colin: Marker) -> None:
    home = add_household(place=home_of(council))
    mother = add_person(council.by(council.owner), agency=home.agency, name="Mary Marlpit", born_on=date(1948, 1, 2),
                        household=home)  # fmt: skip
    Person.objects.filter(pk=council.person.pk).update(household=home)
    colin = Marker.objects.get(pk=colin.pk)
    show_in_checks(colin)
    asked = {"name": "Mary Marlpit", "born_on": date(1948, 1, 2)}
    assert found(council, **asked) == [colin.pk]
    moves(council, colin)
    assert found(council, **asked) == []
    assert Person.objects.get(pk=mother.pk).household == home


def test_a_household_of_which_nobody_is_left_is_no_more(council: Council, colin: Marker) -> None:
    Person.objects.filter(pk=council.person.pk).update(household=add_household(place=home_of(council)))
    moves(council, Marker.objects.get(pk=colin.pk))
    assert not Household.objects.exists()


@pytest.mark.clause("EHC-1")
def test_a_property_keeps_its_warning_whoever_lives_there(council: Council, colin: Marker) -> None:
    more: dict[str, Any] = {"person": None, "hazards": ["animal"], **OLD}
    yard = council.live(controls=["animal-away"], **more)
    with pytest.raises(Refused, match="stays with the property"):
        moves(council, yard)
    moves(council, colin)
    assert found(council, **OLD) == [yard.pk]


@pytest.mark.parametrize("who", ["officer", "manager", "head", "safety", "dpo", "admin", "other"])
def test_only_who_keeps_the_register_says_so(council: Council, colin: Marker, who: str) -> None:
    with pytest.raises(Refused):
        move(council.by(getattr(council, who)), colin, TO_TERN_ROW, text="I saw the van.")


@pytest.mark.parametrize(("moved", "text", "why"), [
    (Moved(MONDAY.date() + timedelta(days=1)), "The housing file.", "cannot lie in the future"),
    (TO_TERN_ROW, " ", "Say how you know"),
])  # fmt: skip
def test_a_move_has_a_day_that_has_come_and_a_source(
    council: Council, colin: Marker, moved: Moved, text: str, why: str
) -> None:
    with pytest.raises(Refused, match=why):
        move(council.by(council.owner), colin, moved, text=text)
    assert found(council, **OLD) == [colin.pk]


def test_an_entry_that_has_ended_moves_no_more(council: Council, colin: Marker) -> None:
    end(council.by(council.owner), colin, why=Ending.NO_RISK, text="He is ill.")
    with pytest.raises(Refused, match="cannot be done while"):
        moves(council, colin)


def test_a_second_press_changes_nothing(council: Council, colin: Marker) -> None:
    moves(council, colin, token="once")
    moves(council, colin, Moved(MAY, "9 Teal Way", "ZZ2 2AA"), token="once")
    assert found(council, **NEW) == [colin.pk]
    assert FormerAddress.objects.count() == 1


def test_staff_who_were_told_of_the_entry_hear_that_it_has_changed(council: Council, colin: Marker) -> None:
    announce(council.by(council.owner), colin, teams=[council.other.team], reason="They repair his boiler.")
    moves(council, colin)
    assert Message.objects.filter(kind="changed-entry").get().to == council.other


def test_no_letter_goes_to_the_old_address_any_more(council: Council, colin: Marker) -> None:
    moves(council, colin)
    assert [row.case for row in BlockedAddress.objects.all()] == [colin.case]


@pytest.mark.clause("EHC-13")
def test_with_the_entry_go_the_addresses_that_they_left(council: Council, colin: Marker) -> None:
    moves(council, colin)
    council.incident.case.involvements.all().delete()
    end(council.by(council.owner), colin, why=Ending.NO_RISK, text="He is ill.")
    erase_ended(council.make.stamp(MONDAY + timedelta(days=29)), agency_id=council.person.agency_id)
    assert not Person.objects.filter(pk=council.person.pk).exists()
    assert (FormerAddress.objects.count(), Place.objects.filter(lines__contains="Marl").count()) == (0, 0)


@pytest.mark.clause("EHC-13")
def test_with_the_entry_goes_to_which_address_no_letter_reached_them(council: Council, colin: Marker) -> None:
    """That a letter came back keeps nobody here of whom nothing else is known (B26)."""
    BlockedAddress.objects.create(
        agency=council.person.agency, person=council.person, key="12marllane", at=MONDAY, by=council.owner
    )
    council.incident.case.involvements.all().delete()
    end(council.by(council.owner), colin, why=Ending.NO_RISK, text="He is ill.")
    erase_ended(council.make.stamp(MONDAY + timedelta(days=29)), agency_id=council.person.agency_id)
    assert not Person.objects.filter(pk=council.person.pk).exists()
    assert BlockedAddress.objects.count() == 0
