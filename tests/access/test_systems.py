"""Other systems: what the database refuses, what the ledger says, and what rules say beyond the pages."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, connection, transaction

from heed.access.changes import add_system, agree_system, end_system, register_system
from heed.access.decisions import Refused
from heed.access.models import System
from heed.access.queries import system_with
from heed.access.rules import may_ask_until
from heed.ledger.models import Entry
from tests.towns import NOW, Town

pytestmark = pytest.mark.django_db
UNTIL = date(2026, 12, 31)


def made(town: Town) -> tuple[System, str]:
    by = town.make.by(town["ada"], NOW)
    return register_system(by, name="Case files", until_on=UNTIL, most_an_hour=9)


def test_every_step_is_in_the_ledger_by_codes_alone(town: Town) -> None:
    system, _key = made(town)
    agree_system(town.make.by(town["tom"], NOW), system=system)
    end_system(town.make.by(town["ada"], NOW), system=system)
    entries = Entry.objects.filter(thing=f"system:{system.pk}").order_by("seq")
    assert [(each.verb, each.by, each.facts) for each in entries] == [
        ("system.register", town["ada"].pk, "{}"),
        ("system.agree", town["tom"].pk, "{}"),
        ("system.end", town["ada"].pk, "{}"),
    ]


@pytest.mark.parametrize("agreed_by", ["ada", None])
def test_the_database_refuses_a_system_without_a_second_person(town: Town, agreed_by: str | None) -> None:
    system, _key = made(town)
    second = town[agreed_by].pk if agreed_by else None
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE heed_system SET agreed_at = %s, agreed_by_id = %s WHERE id = %s",
                       [NOW, second, system.pk])  # fmt: skip


def test_the_database_refuses_two_that_ask_by_one_name(town: Town) -> None:
    made(town)
    with pytest.raises(Refused, match="registered already"):
        made(town)
    with pytest.raises(IntegrityError), transaction.atomic():
        System.objects.create(agency=town.agency, name="Case files", digest="0" * 64, most_an_hour=1, until_on=UNTIL,
                              asked_at=NOW)  # fmt: skip


def test_one_that_the_command_line_registered_needs_an_administrator_all_the_same(town: Town) -> None:
    system, key = add_system(
        town.make.stamp(NOW), agency=town.agency, name="Case files", until_on=UNTIL, most_an_hour=9
    )
    assert system_with(key, NOW) is None
    agree_system(town.make.by(town["ada"], NOW), system=system)
    assert system_with(key, NOW) == system


def test_it_is_agreed_to_once_and_not_after_it_has_ended(town: Town) -> None:
    system, _key = made(town)
    end_system(town.make.by(town["ada"], NOW), system=system)
    with pytest.raises(Refused, match="already been decided"):
        agree_system(town.make.by(town["tom"], NOW), system=system)


def test_an_administrator_of_another_agency_agrees_to_and_ends_nothing(town: Town) -> None:
    system, _key = made(town)
    for change in (agree_system, end_system):
        with pytest.raises(Refused, match="another agency"):
            change(town.make.by(town["ivo"], NOW), system=system)


def test_who_is_no_administrator_registers_nothing(town: Town) -> None:
    with pytest.raises(Refused, match="Only an administrator"):
        register_system(town.make.by(town["hal"], NOW), name="Case files", until_on=UNTIL, most_an_hour=9)


@pytest.mark.parametrize(("days", "may"), [(-1, False), (0, True), (366, True), (367, False)])
def test_a_key_lasts_a_year_at_most(days: int, *, may: bool) -> None:
    assert bool(may_ask_until(NOW.date() + timedelta(days=days), NOW.date())) is may


def test_it_is_good_until_the_end_of_its_last_day_where_the_agency_is(town: Town) -> None:
    by = town.make.by(town["ada"], NOW)
    system, key = register_system(by, name="Case files", until_on=date(2026, 6, 30), most_an_hour=9)
    agree_system(town.make.by(town["tom"], NOW), system=system)
    midnight = NOW.replace(month=6, day=30, hour=23, minute=0)  # UTC: summer time has begun
    assert [system_with(key, midnight + timedelta(minutes=each)) for each in (-1, 0)] == [system, None]
