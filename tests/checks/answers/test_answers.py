"""The four answers: a warning, what may be one and why, nothing, and that it could not be checked."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.db import connection

from heed.casework.cases.changes import involve
from heed.casework.cases.states import Part
from heed.checks.answers.queries import MOST_POSSIBLE, Answer, Asked, hits_of
from heed.checks.changes import check
from heed.checks.models import Found, LookUp
from heed.checks.rules import enough
from heed.checks.states import Purpose
from heed.ledger.models import Entry
from heed.people.index.models import Outdated
from heed.people.public.changes import add_household, add_place, relist
from heed.people.public.models import Person
from heed.register.markers.models import Marker
from heed.register.markers.states import Ending
from heed.register.terms.changes import end
from tests.make import Make
from tests.register.conftest import MONDAY, Council, council

__all__ = ["council"]
pytestmark = pytest.mark.django_db
BORN = date(1971, 3, 4)


def answer(council: Council, user: Any = None, at: datetime = MONDAY, **asked: Any) -> Answer:
    """Check as somebody of another team."""
    return check(council.by(user or council.other, at), purpose=Purpose.VISIT, asked=Asked(**asked))


def told(found: Answer) -> tuple[list[Marker], list[Marker], list[Marker], bool]:
    """Return what is shown, possible, hidden, and whether it was checked."""
    return found.shown, [each.marker for each in found.possible], found.hidden, found.checked


@pytest.fixture
def colin(council: Council) -> Marker:
    """A live entry: Colin Marlpit, born in 1971, of 12 Marl Lane."""
    person = council.person
    person.born_on = BORN
    person.place = add_place(agency=person.agency, lines="12 Marl Lane, Hartmere", postcode="ZZ9 9ZZ")
    person.telephone = "01632 960123"
    person.save()
    return council.live()


@pytest.mark.clause("EHC-1")
def test_a_name_one_letter_off_with_the_same_date_of_birth_may_be_the_same(council: Council, colin: Marker) -> None:
    [possible] = (found := answer(council, name="Colin Marlpitt", born_on=BORN)).possible
    assert told(found) == ([], [colin], [], True)
    assert possible.why == "same date of birth, same first name, surname one letter off"
    assert possible.settle == "What is their address, with the number of the house?"


@pytest.mark.parametrize(("asked", "words"), [
    ({"name": "Colin Marlpit", "born_on": date(1971, 4, 3)}, "day and month swapped"),
    ({"name": "Colin Marlpit", "born_on": date(1971, 3, 5)}, "date of birth one digit off"),
    ({"name": "Marlpit Colin", "telephone": "01632 960123"}, "same telephone number"),
    ({"name": "Colin Marlpit", "address": "12 Marl Lne", "postcode": "ZZ9 9ZX"}, "postcode one letter off"),
])  # fmt: skip
def test_why_it_may_be_the_same_is_said_in_words(
    council: Council, colin: Marker, asked: dict[str, Any], words: str
) -> None:
    found = answer(council, **asked)
    assert told(found) == ([], [colin], [], True)
    assert [words in each.why for each in found.possible] == [True]


def test_what_may_be_the_same_names_no_fact_that_was_not_asked(council: Council, colin: Marker) -> None:
    [possible] = answer(council, name="Colin Marlpitt", born_on=BORN).possible
    said = possible.why + possible.settle
    assert [word for word in ("1971", "March", "Marl Lane", "ZZ9", "960123", "spade") if word in said] == []


def test_what_is_sure_is_never_only_possible(council: Council, colin: Marker) -> None:
    assert told(answer(council, name="Colin Marlpit", born_on=BORN)) == ([colin], [], [], True)
    assert told(answer(council, address="12 Marl Lane")) == ([colin], [], [], True)


def test_somebody_else_altogether_is_nothing(council: Council, colin: Marker) -> None:
    found = answer(council, name="Una Vale", born_on=date(1990, 2, 1))
    assert (told(found), found.size, found.more) == (([], [], [], True), 1, False)


def test_an_entry_that_is_not_live_is_no_answer_of_any_kind(council: Council, colin: Marker) -> None:
    asked: dict[str, Any] = {"name": "Colin Marlpitt", "born_on": BORN}
    last = MONDAY + timedelta(days=150)
    assert told(answer(council, at=last, **asked))[1] == [colin]
    assert told(answer(council, at=last + timedelta(days=2), **asked)) == ([], [], [], True)
    end(council.by(council.owner), colin, why=Ending.NO_RISK, text="He has apologised.")
    assert told(answer(council, **asked)) == ([], [], [], True)


def test_what_only_may_be_meant_is_hidden_from_its_subject_too(council: Council, colin: Marker) -> None:
    involve(council.make.stamp(), case=colin.case, part=Part.SUBJECT, user=council.other)
    assert told(answer(council, name="Colin Marlpitt", born_on=BORN)) == ([], [], [colin], True)
    assert [(each.hidden, each.possible, each.why) for each in Found.objects.all()] == [(True, False, "")]


def test_another_agency_is_told_of_nothing_that_may_be(council: Council, make: Make, colin: Marker) -> None:
    stranger = make.user("Hal Strand", make.team(make.agency(word="elsewhere", name="Elsewhere Council")))
    assert told(answer(council, stranger, name="Colin Marlpitt", born_on=BORN)) == ([], [], [], True)


def test_who_lives_with_them_is_said_to_live_with_them(council: Council, colin: Marker) -> None:
    home = add_household(place=council.person.place or pytest.fail("no place"))
    other = council.make.person(council.person.agency, "Tilda Wren")
    Person.objects.filter(pk__in=[other.pk, council.person.pk]).update(household=home)
    Person.objects.filter(pk=other.pk).update(born_on=date(1990, 5, 6))
    council.person.refresh_from_db()
    further = council.live()
    found = answer(council, name="Tilda Wren", born_on=date(1990, 5, 6))
    assert (found.shown, [each.marker for each in found.possible]) == ([], [further])
    assert found.possible[0].why.startswith("it may be somebody who lives with them: same date of birth")


def test_no_more_than_a_few_are_shown_that_may_be_and_that_there_are_more_is_said(council: Council) -> None:
    for _number in range(MOST_POSSIBLE + 1):
        council.person = council.make.person(council.person.agency, "Colin Marlpit")
        council.live()
    found = answer(council, name="Colin Marlpit", born_on=date(1990, 1, 1))
    assert (found.shown, len(found.possible), found.more) == ([], MOST_POSSIBLE, True)
    assert Found.objects.count() == MOST_POSSIBLE


# --- could not check -------------------------------------------------------------------------------------------------


def test_an_index_that_is_not_whole_is_not_asked_and_the_question_is_kept(council: Council, colin: Marker) -> None:
    Outdated.objects.create(why="put back")
    found = answer(council, postcode="ZZ9 9ZZ")
    assert told(found) == ([], [], [], False)
    row = LookUp.objects.get()
    assert (row.unchecked, row.postcode, row.found.count()) == (True, "ZZ9 9ZZ", 0)
    assert Entry.objects.get(verb="register.look-up").facts == '{"checked":false,"purpose":"visit"}'


def test_an_index_that_fails_is_not_the_same_as_nothing_found(council: Council, colin: Marker) -> None:
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE heed_posting RENAME TO heed_lost")
    assert told(answer(council, postcode="ZZ1 1ZZ")) == ([], [], [], False)
    assert LookUp.objects.get().unchecked


def test_an_index_that_knows_nobody_still_finds_by_reference(council: Council, colin: Marker) -> None:
    assert told(answer(council, reference=colin.case.reference)) == ([colin], [], [], True)


# --- what is kept ----------------------------------------------------------------------------------------------------


def test_what_came_back_is_kept_with_why_and_the_size_of_the_register(council: Council, colin: Marker) -> None:
    answer(council, name="Colin Marlpitt", born="1971", telephone="01632 960123")
    row = LookUp.objects.get()
    assert (row.born, row.telephone, row.size, row.unchecked) == ("1971", "01632 960123", 1, False)
    [kept] = Found.objects.all()
    assert (kept.marker, kept.possible, kept.hidden, "surname one letter off" in kept.why) == (colin, True, False, True)
    facts = f'{{"found":[],"possible":["{colin.pk}"],"purpose":"visit"}}'
    assert Entry.objects.get(verb="register.look-up").facts == facts


def test_a_line_longer_than_a_column_is_cut_in_what_is_kept(council: Council, colin: Marker) -> None:
    asked = Asked.in_one_line("x" * 280 + " zz9 9zz")
    check(council.by(council.other), purpose=Purpose.CALL, asked=asked)
    assert len(LookUp.objects.get().name) == 200


@pytest.mark.parametrize(("line", "expected"), [
    ("colin marlpit 1971", Asked(name="colin marlpit", born="1971")),
    ("colin marlpit 01632 960123", Asked(name="colin marlpit", telephone="01632 960123")),
    ("colin marlpit colin@example.org", Asked(name="colin marlpit", email="colin@example.org")),
])  # fmt: skip
def test_a_line_may_hold_part_of_a_date_a_telephone_number_or_an_email(line: str, expected: Asked) -> None:
    asked = Asked.in_one_line(line)
    assert (asked, bool(enough(asked))) == (expected, True)


def test_the_person_is_found_by_the_index_as_it_stands_after_a_correction(council: Council, colin: Marker) -> None:
    agency = council.other.agency_id
    before = hits_of(agency, Asked(name="Colin Ashdown", born_on=BORN)) or {}
    Person.objects.filter(pk=council.person.pk).update(name="Colin Ashdown")
    relist([council.person.pk])
    after = hits_of(agency, Asked(name="Colin Ashdown", born_on=BORN)) or {}
    scores = [hit.score if (hit := each.get(colin.pk)) else 0 for each in (before, after)]
    assert scores[1] > scores[0]
