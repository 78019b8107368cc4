"""Who looked at an entry: what its owner sees, what is odd, and who reads an entry's story."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from heed.casework.cases.changes import involve, look
from heed.casework.cases.states import Part
from heed.checks.answers.queries import Asked
from heed.checks.changes import check
from heed.checks.queries import (
    crowded,
    day_began,
    looks_at,
    often,
    openings_of,
    shares_name,
    who_to_ask,
)
from heed.checks.rules import may_look_up_more, may_see_looks, reads_story
from heed.checks.states import Purpose
from heed.register.markers.models import Marker
from heed.register.markers.queries import places_of
from tests.register.conftest import MONDAY, Council

pytestmark = pytest.mark.django_db


def looked(council: Council, user: Any, marker: Marker, times: int = 1, at: datetime = MONDAY) -> None:
    for number in range(times):
        stamp = council.by(user, at + timedelta(minutes=number))
        check(stamp, purpose=Purpose.CALL, asked=Asked(reference=marker.case.reference))


def test_looks_come_newest_first_with_who_and_why(council: Council) -> None:
    marker = council.live()
    looked(council, council.other, marker)
    looked(council, council.officer, marker, at=MONDAY + timedelta(hours=1))
    found = [(each.lookup.asked_by, each.lookup.purpose, each.hidden) for each in looks_at(marker)]
    assert found == [(council.officer, "call", False), (council.other, "call", False)]


@pytest.mark.parametrize(("times", "expected"), [(4, False), (5, True)])
def test_many_looks_of_one_person_in_a_day_are_pointed_out(council: Council, times: int, expected: bool) -> None:
    marker = council.live()
    looked(council, council.other, marker, times)
    assert often(looks_at(marker)) == ({(council.other.pk, MONDAY.date())} if expected else frozenset())


def test_the_most_within_an_hour_is_counted_over_everything_that_was_asked(council: Council) -> None:
    marker = council.live()
    looked(council, council.other, marker, 3)
    looked(council, council.other, marker, 2, at=MONDAY + timedelta(minutes=70))
    agency = marker.case.agency
    assert crowded([council.other.pk], agency, MONDAY - timedelta(days=1)) == {council.other.pk: 3}
    assert crowded([council.other.pk], agency, MONDAY + timedelta(days=1)) == {}
    assert crowded([], agency, MONDAY - timedelta(days=1)) == {}


@pytest.mark.parametrize(("name", "expected"), [
    ("Una Marlpit", True), ("MARLPIT", True), ("Marl Pit", False), ("Olu Campion", False),
])  # fmt: skip
def test_the_same_surname_is_pointed_out(council: Council, name: str, expected: bool) -> None:
    marker = council.live()
    user = council.make.user("Una Vale", council.other.team)
    user.name = name
    assert shares_name(user, marker) is expected


def test_a_property_has_no_surname(council: Council) -> None:
    marker = council.live(person=None, address="3 Kiln Yard", hazards=["animal"], controls=["animal-away"])
    assert not shares_name(council.other, marker)
    assert [str(place) for place in places_of(marker)] == ["3 Kiln Yard"]


def test_openings_of_the_entry_itself_are_in_the_ledger(council: Council) -> None:
    marker = council.live()
    look(council.by(council.safety, MONDAY), case=marker.case, thing=f"marker:{marker.pk}")
    look(council.by(council.owner, MONDAY + timedelta(hours=1)), case=marker.case, thing=f"marker:{marker.pk}")
    assert openings_of(marker) == [(council.owner, MONDAY + timedelta(hours=1)), (council.safety, MONDAY)]


@pytest.mark.parametrize(("who", "expected"), [
    ("owner", True), ("safety", True), ("dpo", True), ("head", False), ("manager", False), ("officer", False),
    ("chief", False), ("admin", False), ("other", False),
])  # fmt: skip
def test_who_sees_who_looked(council: Council, who: str, expected: bool) -> None:
    assert bool(may_see_looks(getattr(council, who), council.live())) is expected


def test_an_owner_who_is_the_subject_does_not_see_who_looked(council: Council) -> None:
    marker = council.live()
    involve(council.make.stamp(), case=marker.case, part=Part.SUBJECT, user=council.owner)
    assert not may_see_looks(council.owner, marker)


@pytest.mark.parametrize(("who", "expected"), [
    ("owner", True), ("safety", True), ("dpo", True), ("head", True), ("manager", True), ("officer", False),
    ("chief", False), ("admin", False), ("other", False),
])  # fmt: skip
def test_who_reads_the_story_of_a_proposal(council: Council, who: str, expected: bool) -> None:
    assert reads_story(getattr(council, who), council.propose()) is expected


def test_whoever_countersigned_still_reads_the_story_later(council: Council) -> None:
    assert reads_story(council.head, council.live())


def test_the_employee_concerned_does_not_read_the_story_although_something_falls_to_them(council: Council) -> None:
    council.make.absence(council.head, "2026-05-01", "2026-12-01", council.officer)
    assert not reads_story(council.officer, council.propose())


def test_whom_to_ask_is_the_owner_of_the_register(council: Council) -> None:
    assert who_to_ask(council.owner.agency, MONDAY) == [council.owner]
    council.owner.holdings.update(until_at=MONDAY)
    assert who_to_ask(council.owner.agency, MONDAY) == []


def test_days_begin_where_the_body_is(council: Council) -> None:
    assert day_began(council.owner.agency, MONDAY).isoformat() == "2026-06-01T00:00:00+01:00"
    assert may_look_up_more(council.other, MONDAY)
