"""A whole list against the live register: who may, what comes back, what is kept of it, who hears."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from heed.access.decisions import Refused
from heed.casework.cases.changes import involve
from heed.casework.cases.states import Part
from heed.checks.changes import check, digest_of
from heed.checks.models import LookUp
from heed.checks.screens import rules
from heed.checks.screens.changes import Result, asked_of, screen
from heed.checks.screens.models import Hit, Screen, Screened
from heed.checks.screens.queries import listed, live
from heed.checks.states import Purpose
from heed.ledger.models import Entry
from heed.matching import Entry as Written
from heed.matching.faces import Told
from heed.matching.roll import CHUNK, Roll
from heed.matching.screening import screened
from heed.notices.models import Message
from heed.people.public.changes import add_household, add_place
from heed.people.public.models import Alias, Person
from heed.register.markers.models import Marker
from heed.register.markers.states import Ending
from heed.register.terms.changes import end
from tests.make import Make
from tests.register.conftest import MONDAY, Council, council

__all__ = ["council"]
pytestmark = pytest.mark.django_db
BORN = date(1971, 3, 4)
COLIN = Told(name="Colin Marlpit", born="4/3/1971", address="12 Marl Lane", postcode="ZZ9 9ZZ")
UNA = Told(name="Una Vale", born="1990", address="4 Tern Row", postcode="ZZ1 1ZZ")


@pytest.fixture
def colin(council: Council) -> Marker:
    """A live entry: Colin Marlpit, born in 1971, of 12 Marl Lane."""
    person = council.person
    person.born_on = BORN
    person.place = add_place(agency=person.agency, lines="12 Marl Lane, Hartmere", postcode="ZZ9 9ZZ")
    person.save()
    return council.live()


def ask(council: Council, *told: Told, user: Any = None, at: Any = MONDAY, **more: Any) -> Result:
    return screen(council.by(user or council.safety, at), told, purpose=Purpose.VISIT, **more)


def tiers(result: Result) -> list[tuple[int, int, str]]:
    return [(each.row, each.marker.pk, each.tier) for each in result.matches if each.tier]


MAY = {"owner": True, "safety": True, "dpo": True, "officer": False, "manager": False, "head": False, "admin": False,
       "chief": False, "other": False}  # fmt: skip


@pytest.mark.parametrize("who", MAY)
def test_only_who_sees_the_whole_register_screens_a_list(council: Council, colin: Marker, who: str) -> None:
    user = getattr(council, who)
    decision = rules.may_screen(user)
    assert bool(decision) is MAY[who]
    if not MAY[who]:
        assert decision.reason.startswith("Only those who see the whole register can screen a list")
        with pytest.raises(Refused):
            ask(council, COLIN, user=user)
        assert (Screen.objects.count(), Entry.objects.filter(verb="register.screen").count()) == (0, 0)


def test_where_no_register_is_kept_nothing_is_screened(make: Make) -> None:
    user = make.user("Hal Aske", make.team(make.agency(policy="cafcass")), post="health-and-safety")
    assert (
        rules.may_screen(user).reason == "Your organisation keeps no register, so there is nothing to screen against."
    )


@pytest.mark.clause("EHC-1")
def test_each_row_is_answered_by_itself(council: Council, colin: Marker) -> None:
    result = ask(council, UNA, COLIN, Told(name="Colin Marlpitt", born="4/3/1971"), UNA)
    assert [(row, marker) for row, marker, _tier in tiers(result)] == [(1, colin.pk), (2, colin.pk)]
    assert (tiers(result)[0][2], result.size) == ("alert", 1)


def test_an_empty_list_and_an_empty_register_are_no_trouble(council: Council) -> None:
    assert (ask(council).matches, ask(council, COLIN).matches, ask(council, COLIN).size) == ([], [], 0)


def test_no_entry_that_is_not_live_ever_comes_back(council: Council, colin: Marker) -> None:
    last = MONDAY + timedelta(days=150)
    assert len(tiers(ask(council, COLIN, at=last))) == 1
    assert ask(council, COLIN, at=last + timedelta(days=2)).matches == []
    end(council.by(council.owner), colin, why=Ending.NO_RISK, text="He has apologised.")
    assert ask(council, COLIN).matches == []


def test_another_agency_s_register_is_not_asked(council: Council, make: Make, colin: Marker) -> None:
    stranger = make.user("Ola Strand", make.team(make.agency(word="elsewhere", name="Elsewhere Council")),
                         post="health-and-safety")  # fmt: skip
    assert (ask(council, COLIN, user=stranger).matches, ask(council, COLIN, user=stranger).size) == ([], 0)


@pytest.mark.parametrize("told", [
    Told(name="Tilda Wren", born="1990-05-06"),
    Told(name="Col Ashdown", born="1971-03-04"),
    Told(address="12 Marl Lane, Hartmere", postcode="ZZ9 9ZZ"),
    Told(name="Colin Marlpit", address="1 Tern Row", postcode="ZZ9 1AA"),
], ids=["who lives with them", "another name", "the address", "a further address"])  # fmt: skip
def test_whom_and_where_a_check_warns_of_a_list_is_warned_of(council: Council, colin: Marker, told: Told) -> None:
    home = add_household(place=council.person.place or pytest.fail("no place"))
    other = council.make.person(council.person.agency, "Tilda Wren")
    Person.objects.filter(pk__in=[other.pk, council.person.pk]).update(household=home)
    Person.objects.filter(pk=other.pk).update(born_on=date(1990, 5, 6))
    Alias.objects.create(person=council.person, name="Col Ashdown")
    council.person.refresh_from_db()
    further = council.live(further=[("1 Tern Row", "ZZ9 1AA")])
    assert further.pk in {marker for _row, marker, _tier in tiers(ask(council, told))}


def test_a_property_warns_whoever_lives_there(council: Council) -> None:
    marker = council.live(
        person=None, address="The Old Mill, Hartmere", postcode="ZZ5 1AA", hazards=["animal"], controls=["animal-away"]
    )
    asked = Told(name="Una Vale", address="Old Mill, Hartmere", postcode="ZZ5 1AA")
    assert [each for _row, each, _tier in tiers(ask(council, asked))] == [marker.pk]


@pytest.mark.parametrize(("told", "expected"), [
    (Told(name="Una Vale", born="1990", address="12 Marl Lane", postcode="ZZ9 9ZZ"), ["alert"]),
    (Told(name="Una Vale", address="12 marl lane hartmere"), ["alert"]),
    (Told(name="Una Vale", postcode="ZZ9 9ZZ"), ["alert"]),
    (Told(name="Una Vale", born="1990", address="14 Marl Lane", postcode="ZZ9 9ZZ"), []),
    (Told(name="Una Vale", address="Marl Lane"), []),
], ids=["the address", "without postcode", "the postcode alone", "next door", "the street"])  # fmt: skip
def test_whoever_else_is_visited_at_the_address_there_is_a_warning_as_in_a_check(
    council: Council, colin: Marker, told: Told, expected: list[str]
) -> None:
    result = ask(council, UNA, told)
    assert [each.tier for each in result.matches if each.row == 1 and each.tier == "alert"] == expected
    checked = check(council.by(council.safety), purpose=Purpose.VISIT, asked=asked_of(told))
    assert checked.shown == [colin] * len(expected)


def test_scores_are_those_of_a_register_in_a_file_that_says_the_same(council: Council, colin: Marker) -> None:
    written = Written("", "", "1971-03-04", (), (("12 Marl Lane, Hartmere", "ZZ9 9ZZ"),), name="Colin Marlpit")
    questions = [COLIN, UNA, Told(name="Marlpitt"), Told(postcode="ZZ9 9ZX", address="12 Marl Lne")]
    [stretch] = list(screened(Roll([written]), questions))
    assert [(each.row, each.score, each.tier) for each in ask(council, *questions).matches] == [
        (row, score, tier) for row, _entry, score, tier in stretch
    ]


def test_a_list_of_several_stretches_keeps_its_rows_apart(council: Council, colin: Marker) -> None:
    result = ask(council, *[UNA] * CHUNK, COLIN, UNA)
    assert [(row, marker) for row, marker, _tier in tiers(result)] == [(CHUNK, colin.pk)]
    assert Hit.objects.get().row.place == CHUNK + 1


def test_what_is_kept_of_a_list_is_codes_and_what_came_back_and_none_of_its_words(
    council: Council, colin: Marker
) -> None:
    ask(council, UNA, COLIN, bad=3)
    row = Screen.objects.get()
    assert (row.asked_by, row.purpose, row.many, row.bad, row.size) == (council.safety, "visit", 2, 3, 1)
    assert [(each.place, each.digest) for each in row.rows.order_by("place")] == [
        (1, digest_of(asked_of(UNA))), (2, digest_of(asked_of(COLIN))),
    ]  # fmt: skip
    [hit] = Hit.objects.all()
    assert (hit.row.place, hit.marker, hit.tier, hit.hidden) == (2, colin, "alert", False)
    entry = Entry.objects.get(verb="register.screen")
    assert (entry.by, entry.thing) == (council.safety.pk, f"screen:{row.pk}")
    assert entry.facts == '{"alert":1,"purpose":"visit","review":0,"rows":2}'
    assert LookUp.objects.count() == 0  # a list counts against nobody's look-ups of one by one


def test_whether_somebody_was_on_a_list_is_answered_by_the_code_of_a_look_up(council: Council, colin: Marker) -> None:
    ask(council, Told(given="Colin", surname="MARLPIT", born="4.3.71", address="12 marl lane", postcode="zz99zz"))
    assert Screened.objects.filter(digest=digest_of(asked_of(COLIN))).count() == 1
    assert not Screened.objects.filter(digest=digest_of(asked_of(UNA))).exists()


def test_a_date_that_no_calendar_has_is_asked_all_the_same(council: Council, colin: Marker) -> None:
    odd = Told(name="Colin Marlpit", born="31/2/1971", address="12 Marl Lane", postcode="ZZ9 9ZZ")
    assert [marker for _row, marker, _tier in tiers(ask(council, odd))] == [colin.pk]
    assert asked_of(odd).born_on is None


def test_data_protection_hears_of_each_list(council: Council, colin: Marker) -> None:
    Message.objects.all().delete()
    ask(council, UNA)
    assert [(each.to, each.kind) for each in Message.objects.all()] == [(council.dpo, "looks")]
    ask(council, UNA, user=council.dpo)
    assert Message.objects.count() == 1  # nobody is told of what they do themselves


@pytest.mark.parametrize("who", ["safety", "dpo"])
def test_who_is_the_subject_is_told_of_nothing_and_the_owner_hears(council: Council, colin: Marker, who: str) -> None:
    user = getattr(council, who)
    involve(council.make.stamp(), case=colin.case, part=Part.SUBJECT, user=user)
    Message.objects.all().delete()
    result = ask(council, COLIN, UNA, user=user)
    assert result.matches == []
    assert [(each.marker, each.hidden) for each in Hit.objects.all()] == [(colin, True)]
    assert Entry.objects.get(verb="register.screen").facts == '{"alert":0,"purpose":"visit","review":0,"rows":2}'
    links = [each.link for each in Message.objects.filter(to=council.owner)]
    assert links == [f"/register/{colin.case.reference}/looks"]


def test_the_owner_sees_for_which_lists_an_entry_came_back(council: Council, colin: Marker) -> None:
    ask(council, UNA)
    ask(council, COLIN, COLIN, at=MONDAY + timedelta(hours=1))
    assert [(each.asked_by, each.many) for each in listed(colin)] == [(council.safety, 2)]


def test_when_an_entry_is_erased_what_came_back_goes_with_it(council: Council, colin: Marker) -> None:
    ask(council, COLIN)
    Hit.objects.filter(marker=colin).delete()
    assert Screened.objects.count() == 1  # that the row was asked stays


def test_as_many_queries_for_thirty_entries_as_for_one(council: Council, colin: Marker) -> None:
    from_one = _queries(council)
    for number in range(10):
        council.person = council.make.person(council.person.agency, f"Person {number}")
        council.live(further=[("9 Tern Row", "ZZ9 1AA")])
    assert _queries(council) <= from_one + 1  # further addresses are there now


def _queries(council: Council) -> int:
    with CaptureQueriesContext(connection) as found:
        live(council.safety, MONDAY)
    return len(found)
