"""What people looked up goes when the policy's time is over; that they did, and a code of what it was, stay."""

from datetime import date, timedelta
from typing import Any

import pytest
import time_machine

from heed.access.decisions import Refused
from heed.checks.answers.queries import Asked
from heed.checks.changes import check
from heed.checks.models import Found, LookUp
from heed.checks.queries import why_urgent
from heed.checks.records.changes import ask_of, forget_words
from heed.checks.records.queries import Time, times_of
from heed.checks.records.rules import may_ask_of_looks
from heed.checks.screens.changes import screen
from heed.checks.states import Purpose
from heed.jobs import Worker, tidy
from heed.ledger.models import Entry
from heed.matching.faces import Told
from heed.people.public.changes import add_place
from heed.register.markers.models import Marker
from tests.register.conftest import MONDAY, Council, council

__all__ = ["council"]
pytestmark = pytest.mark.django_db
MONTH = timedelta(days=30)
UNA = Asked(name="Una Vale", born_on=date(1990, 5, 6), address="4 Tern Row", postcode="ZZ1 1ZZ",
            telephone="07700 900123", email="una@example.org")  # fmt: skip
WORDS = ("name", "address", "postcode", "born_on", "reference", "born", "telephone", "email", "reason", "urgent")


def look(council: Council, asked: Asked = UNA, *, days: int = 0) -> LookUp:
    check(council.by(council.other, MONDAY + timedelta(days=days)), purpose=Purpose.VISIT, asked=asked)
    return LookUp.objects.latest("pk")


def forget(council: Council, at: timedelta, **more: Any) -> int:
    return forget_words(council.make.stamp(MONDAY + at), agency_id=council.other.agency_id, **more)


def kept_of(row: LookUp) -> list[Any]:
    """Return what is left of the words of a look-up."""
    [values] = LookUp.objects.filter(pk=row.pk).values_list(*WORDS)
    return [each for each in values if each]


def test_words_go_when_their_time_is_over_and_not_before(council: Council) -> None:
    row = look(council)

    assert (forget(council, MONTH - timedelta(seconds=1)), len(kept_of(row))) == (0, 6)
    assert (forget(council, MONTH), kept_of(row)) == (1, [])
    assert forget(council, MONTH) == 0


def test_who_asked_when_and_what_for_stays_and_what_came_back(council: Council) -> None:
    council.person.place = add_place(agency=council.person.agency, lines="12 Marl Lane", postcode="ZZ9 9ZZ")
    council.person.save()
    colin = council.live()
    row = look(council, Asked(name="Colin Marlpit", address="12 Marl Lane", postcode="ZZ9 9ZZ"))
    digest = row.digest
    forget(council, MONTH)
    row.refresh_from_db()

    assert (row.asked_by, row.asked_at, row.purpose, row.digest, row.forgotten_at) == (
        council.other, MONDAY, "visit", digest, MONDAY + MONTH)  # fmt: skip
    assert list(Found.objects.filter(lookup=row).values_list("marker", flat=True)) == [colin.pk]


def test_why_there_were_so_many_or_one_could_not_wait_goes_too(council: Council) -> None:
    many, urgent = look(council), look(council)
    LookUp.objects.filter(pk=many.pk).update(reason="All of the Vales in Tern Row")
    LookUp.objects.filter(pk=urgent.pk).update(unbriefed="urgent", urgent="I stand at Una Vale's door")
    forget(council, MONTH)

    assert (kept_of(many), kept_of(urgent)) == ([], ["…"])
    assert why_urgent(LookUp.objects.get(pk=urgent.pk)) == "the reason was deleted after its time"


def test_the_oldest_go_first_where_there_are_many(council: Council) -> None:
    rows = [look(council, days=day) for day in range(3)]

    assert forget(council, MONTH * 2, limit=2) == 2
    assert [bool(kept_of(row)) for row in rows] == [False, False, True]


def test_the_ledger_says_that_words_went_and_none_of_them(council: Council) -> None:
    look(council)
    forget(council, MONTH)
    forget(council, MONTH)

    [entry] = Entry.objects.filter(verb="register.forget-words")
    assert entry.facts == '{"look_ups":1}'


def test_another_agency_keeps_its_own(council: Council) -> None:
    row = look(council)
    elsewhere = council.make.agency(word="elsewhere")
    assert forget_words(council.make.stamp(MONDAY + MONTH * 3), agency_id=elsewhere.pk) == 0
    assert kept_of(row) != []


def test_the_worker_forgets(council: Council) -> None:
    row = look(council)
    with time_machine.travel(MONDAY + MONTH, tick=False):
        tidy(Worker())

    assert kept_of(row) == []


# --- was it asked? ---------------------------------------------------------------------------------------------------


def test_what_was_asked_is_known_again_after_the_words_are_gone(council: Council) -> None:
    look(council)
    forget(council, MONTH)

    assert ask_of(council.by(council.dpo), UNA) == [Time(council.other, MONDAY, "visit")]
    typed = Asked(name="VALE, Una", born_on=date(1990, 5, 6), address="4, tern row", postcode="zz11zz",
                  telephone="07700900123", email="Una@example.org")  # fmt: skip
    assert ask_of(council.by(council.owner), typed) == [Time(council.other, MONDAY, "visit")]
    assert ask_of(council.by(council.owner), Asked(name="Una Vale", postcode="ZZ1 1ZZ")) == []


def test_a_row_of_a_list_was_asked_too(council: Council) -> None:
    told = Told(name="Una Vale", address="4 Tern Row", postcode="ZZ1 1ZZ")
    screen(council.by(council.safety), [told, told], purpose=Purpose.CALL, processes=1)
    look(council, Asked(name="Una Vale", address="4 Tern Row", postcode="ZZ1 1ZZ"), days=1)

    assert ask_of(council.by(council.owner), Asked(name="Una Vale", address="4 Tern Row", postcode="ZZ1 1ZZ")) == [
        Time(council.other, MONDAY + timedelta(days=1), "visit"), Time(council.safety, MONDAY, "call", rows=2),
    ]  # fmt: skip


def test_no_other_agency_hears_who_asked(council: Council) -> None:
    row = look(council)

    assert times_of(council.make.agency(word="elsewhere"), row.digest) == []


def test_that_somebody_asks_who_asked_is_on_the_ledger(council: Council) -> None:
    look(council)
    ask_of(council.by(council.dpo), UNA)

    entry = Entry.objects.get(verb="register.ask-of-looks")
    assert (entry.by, entry.facts) == (council.dpo.pk, '{"times":1}')


@pytest.mark.parametrize(("who", "may"), [
    ("owner", True), ("safety", True), ("dpo", True), ("head", False), ("manager", False), ("officer", False),
    ("admin", False),
])  # fmt: skip
def test_only_those_who_see_the_register_ask_who_asked(council: Council, who: str, *, may: bool) -> None:
    user = getattr(council, who)
    assert bool(may_ask_of_looks(user)) is may
    if not may:
        with pytest.raises(Refused, match="Nobody browses the register"):
            ask_of(council.by(user), UNA)


def test_too_little_is_refused_as_in_a_look_up(council: Council) -> None:
    with pytest.raises(Refused):
        ask_of(council.by(council.owner), Asked(name="Una Vale"))
    assert Marker.objects.count() == 0
