"""Whether it is the same: said by who asked, remembered for what was asked, turned round, and hidden from nobody."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from heed.access.decisions import Refused
from heed.casework.cases.changes import involve
from heed.casework.cases.states import Part
from heed.checks.answers.queries import Answer, Asked
from heed.checks.changes import check, digest_of
from heed.checks.models import Found, LookUp
from heed.checks.settling.changes import settle
from heed.checks.settling.models import Settled
from heed.checks.settling.queries import asked_in, once_more, rows_of, said_before, said_of, to_settle
from heed.checks.states import Purpose
from heed.ledger.models import Entry
from heed.register.markers.models import Marker
from heed.register.markers.states import Ending
from heed.register.terms.changes import end
from tests.make import Make
from tests.register.conftest import MONDAY, Council, council

__all__ = ["council"]
pytestmark = pytest.mark.django_db
BORN = date(1971, 3, 4)
NEARLY = Asked(name="Colin Marlpitt", born_on=BORN)
SAID = ["register.confirm-match", "register.reject-match"]


@pytest.fixture
def colin(council: Council) -> Marker:
    """A live entry that is nearly what is asked for."""
    council.person.born_on = BORN
    council.person.save()
    return council.live()


def asks(council: Council, user: Any = None, at: datetime = MONDAY, asked: Asked = NEARLY) -> Answer:
    return check(council.by(user or council.other, at), purpose=Purpose.VISIT, asked=asked)


def looks(council: Council, user: Any = None, at: datetime = MONDAY) -> Found:
    """Look it up, and return the row that says that it may be meant."""
    answer = asks(council, user, at)
    return Found.objects.select_related("lookup", "marker").get(pk=rows_of(answer.lookup)[answer.possible[0].marker.pk])


def says(council: Council, user: Any = None, *, same: bool, at: datetime = MONDAY) -> bool:
    return settle(council.by(user or council.other, at), looks(council, user, at), same=same)


def remembered() -> list[tuple[Any, bool]]:
    return [(row.said_by, row.same) for row in Settled.objects.order_by("pk")]


def test_what_is_said_is_in_the_ledger_by_ids_alone(council: Council, colin: Marker) -> None:
    found = looks(council)
    assert settle(council.by(council.other), found, same=False)
    entry = Entry.objects.get(verb="register.reject-match")
    assert (entry.by, entry.thing, entry.facts) == (
        council.other.pk, f"lookup:{found.lookup_id}", f'{{"entry":"{colin.pk}","purpose":"visit"}}')  # fmt: skip


def test_it_is_the_same_after_all_and_every_word_of_it_stays_in_the_ledger(council: Council, colin: Marker) -> None:
    later = MONDAY + timedelta(days=1)
    assert (says(council, same=False), says(council, same=True, at=later)) == (True, True)
    assert [(row.same, row.said_at) for row in Settled.objects.all()] == [(True, later)]
    verbs = Entry.objects.filter(verb__in=SAID).order_by("seq").values_list("verb", flat=True)
    assert list(verbs) == ["register.reject-match", "register.confirm-match"]


def test_the_same_said_twice_is_said_once(council: Council, colin: Marker) -> None:
    found = looks(council)
    assert [settle(council.by(council.other), found, same=False) for _time in range(2)] == [True, False]
    assert (Settled.objects.count(), Entry.objects.filter(verb__in=SAID).count()) == (1, 1)


@pytest.mark.parametrize("same", [True, False])
def test_it_is_remembered_for_that_pair_however_it_is_typed_and_for_no_other(
    council: Council, colin: Marker, same: bool
) -> None:
    says(council, same=same)
    again, another = Asked(name="MARLPITT  colin", born_on=BORN), Asked(name="Colin Marlpitts", born_on=BORN)
    before = said_before(digest_of(again), [colin])
    assert [(row.said_by, row.same) for row in before[colin.pk]] == [(council.other, same)]
    assert said_before(digest_of(another), [colin]) == said_before(digest_of(again), []) == {}


def test_what_was_rejected_is_still_found_by_everybody_also_by_who_said_it(council: Council, colin: Marker) -> None:
    before = [each.why for each in asks(council).possible]
    says(council, same=False)
    for user in (council.other, council.officer, council.owner):
        answer = asks(council, user)
        assert ([each.marker for each in answer.possible], [each.why for each in answer.possible]) == ([colin], before)


def test_each_says_it_for_themselves_and_the_newest_is_read_first(council: Council, colin: Marker) -> None:
    says(council, same=False)
    says(council, council.officer, same=True, at=MONDAY + timedelta(minutes=5))
    assert remembered() == [(council.other, False), (council.officer, True)]
    [newest, oldest] = said_before(digest_of(NEARLY), [colin])[colin.pk]
    assert (newest.said_by, oldest.said_by) == (council.officer, council.other)
    assert said_of(colin) == [newest, oldest]


# --- who may ---------------------------------------------------------------------------------------------------------


def test_nobody_says_it_of_somebody_elses_look_up(council: Council, colin: Marker) -> None:
    found = looks(council)
    for user in (council.officer, council.owner, council.safety):
        assert to_settle(user, found.pk, MONDAY) is None
        with pytest.raises(Refused, match="Only who looked it up"):
            settle(council.by(user), found, same=False)
    assert remembered() == []


@pytest.mark.parametrize(("minutes", "allowed"), [(60, True), (61, False)])
def test_it_is_said_soon_or_not_at_all(council: Council, colin: Marker, minutes: int, allowed: bool) -> None:
    found, later = looks(council), council.by(council.other, MONDAY + timedelta(minutes=minutes))
    if allowed:
        assert settle(later, found, same=False)
    else:
        with pytest.raises(Refused, match="Look it up again"):
            settle(later, found, same=False)


def test_what_is_a_warning_or_over_or_about_the_reader_cannot_be_settled(council: Council, colin: Marker) -> None:
    found, sure = looks(council), asks(council, asked=Asked(name="Colin Marlpit", born_on=BORN))
    assert to_settle(council.other, found.pk, MONDAY) == found
    assert to_settle(council.other, Found.objects.get(lookup=sure.lookup).pk, MONDAY) is None
    assert to_settle(council.other, found.pk, MONDAY + timedelta(days=200)) is None
    involve(council.make.stamp(), case=colin.case, part=Part.SUBJECT, user=council.other)
    assert to_settle(council.other, found.pk, MONDAY) is None


def test_an_entry_that_has_ended_is_not_shown_once_more(council: Council, colin: Marker) -> None:
    found = looks(council)
    assert [each.marker for each in once_more(council.other, found.lookup, MONDAY).possible] == [colin]
    end(council.by(council.owner), colin, why=Ending.NO_RISK, text="He has apologised.")
    answer = once_more(council.other, found.lookup, MONDAY)
    assert (answer.shown, answer.possible, to_settle(council.other, found.pk, MONDAY)) == ([], [], None)


def test_another_agency_hears_nothing_of_it(council: Council, make: Make, colin: Marker) -> None:
    says(council, same=False)
    stranger = make.user("Hal Strand", make.team(make.agency(word="elsewhere", name="Elsewhere Council")))
    answer = check(make.by(stranger, MONDAY), purpose=Purpose.VISIT, asked=NEARLY)
    assert (answer.possible, once_more(stranger, LookUp.objects.get(pk=answer.lookup), MONDAY).possible) == ([], [])


# --- what is shown once more -----------------------------------------------------------------------------------------


def test_the_answer_once_more_is_the_answer(council: Council, colin: Marker) -> None:
    first = asks(council)
    row = LookUp.objects.get(pk=first.lookup)
    assert once_more(council.other, row, MONDAY) == first
    assert asked_in(row) == NEARLY
    sure = asks(council, asked=Asked(name="Colin Marlpit", born_on=BORN))
    assert once_more(council.other, LookUp.objects.get(pk=sure.lookup), MONDAY).shown == [colin]


def test_the_database_keeps_one_word_of_each_and_it_goes_with_the_entry(council: Council, colin: Marker) -> None:
    says(council, same=False)
    row = Settled.objects.get()
    with pytest.raises(IntegrityError), transaction.atomic():
        Settled.objects.create(marker=colin, digest=row.digest, said_by=council.other, said_at=MONDAY, same=True)
    Marker.objects.filter(pk=colin.pk).delete()
    assert remembered() == []
