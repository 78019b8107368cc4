"""Deadlines and reminders, worked by hand. Local times of London; the weekday stands in the margin."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from heed.workdays import Calendar, Duration, before, deadline

LONDON = ZoneInfo("Europe/London")
NATIONS = {"E": Calendar(), "S": Calendar(nation="scotland"), "N": Calendar(nation="northern-ireland")}


def told(moment):
    """Return the moment as the tables write it, on London's clocks."""
    assert moment.tzinfo is UTC
    return f"{moment.astimezone(LONDON):%Y-%m-%d %H:%M}"


def london(text):
    return datetime.fromisoformat(text).replace(tzinfo=LONDON)


@pytest.mark.parametrize(
    ("nation", "after", "duration", "due"),
    [
        ("E", "2026-04-02 16:30", "1 working day", "2026-04-07 17:00"),  # Thu; Good Friday, Easter Monday off: Tue
        ("E", "2026-04-02 16:30", "2 working days", "2026-04-08 17:00"),
        ("E", "2026-04-02 16:30", "next working day", "2026-04-07 17:00"),
        ("S", "2026-04-02 16:30", "1 working day", "2026-04-06 17:00"),  # Easter Monday is worked in Scotland
        ("N", "2026-04-02 16:30", "1 working day", "2026-04-07 17:00"),
        ("E", "2026-06-03 22:00", "1 working day", "2026-06-04 17:00"),  # Wed evening: Thu all the same
        ("E", "2026-06-06 11:00", "1 working day", "2026-06-08 17:00"),  # Sat: Mon is the first
        ("E", "2026-12-18 10:00", "10 working days", "2027-01-06 17:00"),  # Fri before Christmas; 25, 28 and 1 off
        ("S", "2026-12-18 10:00", "10 working days", "2027-01-07 17:00"),  # and 4 January, for Saturday the 2nd
        ("S", "2025-12-31 12:00", "1 working day", "2026-01-05 17:00"),  # 1 and 2 January off, then the weekend
        ("E", "2025-12-31 12:00", "1 working day", "2026-01-02 17:00"),
        ("N", "2026-03-16 09:00", "1 working day", "2026-03-18 17:00"),  # St Patrick
        ("E", "2026-03-16 09:00", "1 working day", "2026-03-17 17:00"),
        ("N", "2026-07-10 09:00", "1 working day", "2026-07-14 17:00"),  # 12 July is a Sunday: Monday off
        ("N", "2027-07-09 09:00", "1 working day", "2027-07-13 17:00"),  # 12 July is a Monday
        ("S", "2026-11-27 09:00", "1 working day", "2026-12-01 17:00"),  # St Andrew, a Monday
        ("E", "2026-11-27 09:00", "1 working day", "2026-11-30 17:00"),
        ("S", "2026-07-31 09:00", "1 working day", "2026-08-04 17:00"),  # summer holiday: first Monday of August
        ("E", "2026-07-31 09:00", "1 working day", "2026-08-03 17:00"),
        ("E", "2026-08-28 09:00", "1 working day", "2026-09-01 17:00"),  # last Monday of August
        ("E", "2027-12-24 09:00", "1 working day", "2027-12-29 17:00"),  # Christmas on Saturday and Sunday
        ("E", "2027-12-31 09:00", "1 working day", "2028-01-04 17:00"),  # 1 January 2028 is a Saturday
        ("S", "2027-12-31 09:00", "1 working day", "2028-01-05 17:00"),  # and the 2nd a Sunday
        ("E", "2028-04-13 09:00", "2 working days", "2028-04-19 17:00"),  # Easter 2028
        ("E", "2026-06-30 23:30", "1 working day", "2026-07-01 17:00"),  # still 30 June in London, though not in UTC
    ],
)
def test_working_days(nation, after, duration, due):
    assert told(deadline(Duration.parse(duration), london(after), NATIONS[nation])) == due


@pytest.mark.parametrize(
    ("nation", "after", "due"),
    [
        ("E", "2026-06-03 10:00", "2026-06-03 14:00"),  # Wed, within the day
        ("E", "2026-06-03 13:00", "2026-06-03 17:00"),  # exactly at closing
        ("E", "2026-06-03 15:30", "2026-06-04 11:30"),  # over an evening
        ("E", "2026-06-03 07:00", "2026-06-03 13:00"),  # before opening
        ("E", "2026-06-03 17:00", "2026-06-04 13:00"),  # at closing
        ("E", "2026-06-03 21:00", "2026-06-04 13:00"),
        ("E", "2026-06-05 16:00", "2026-06-08 12:00"),  # over a weekend
        ("E", "2026-06-06 12:00", "2026-06-08 13:00"),  # from a Saturday
        ("E", "2026-04-02 16:30", "2026-04-07 12:30"),  # over Easter
        ("S", "2026-04-02 16:30", "2026-04-06 12:30"),
        ("E", "2026-12-24 16:00", "2026-12-29 12:00"),  # over Christmas: Fri 25, Mon 28 for the Saturday
        ("E", "2027-12-24 14:00", "2027-12-29 10:00"),
        ("S", "2027-12-31 15:00", "2028-01-05 11:00"),  # over Hogmanay
        ("E", "2026-03-27 15:00", "2026-03-30 11:00"),  # the clocks go forward in between
        ("E", "2026-10-23 15:00", "2026-10-26 11:00"),  # and back
    ],
)
def test_four_working_hours(nation, after, due):
    assert told(deadline(Duration.parse("4 working hours"), london(after), NATIONS[nation])) == due


def test_many_working_hours_are_many_days():
    assert told(deadline(Duration.parse("20 working hours"), london("2026-06-03 10:00"), Calendar())) == (
        "2026-06-05 14:00"
    )


@pytest.mark.parametrize(
    ("after", "duration", "due"),
    [
        ("2026-06-03 16:50", "immediately", "2026-06-03 16:50"),
        ("2026-06-03 16:50", "15 minutes", "2026-06-03 17:05"),
        ("2026-06-05 16:50", "24 hours", "2026-06-06 16:50"),
        ("2026-03-28 12:00", "24 hours", "2026-03-29 13:00"),  # elapsed: the clocks went forward
        ("2026-03-28 12:00", "1 day", "2026-03-29 12:00"),  # a day is the same local time
        ("2026-10-24 12:00", "24 hours", "2026-10-25 11:00"),
        ("2026-10-24 12:00", "1 day", "2026-10-25 12:00"),
        ("2026-03-28 01:30", "1 day", "2026-03-29 02:00"),  # 01:30 does not exist: the first time that does
        ("2026-10-24 01:30", "1 day", "2026-10-25 01:30"),
        ("2026-06-03 16:50", "2 weeks", "2026-06-17 16:50"),
        ("2027-01-31 12:00", "1 month", "2027-02-28 12:00"),
        ("2028-01-31 12:00", "1 month", "2028-02-29 12:00"),
        ("2028-02-29 12:00", "1 year", "2029-02-28 12:00"),
        ("2028-02-29 12:00", "4 years", "2032-02-29 12:00"),
        ("2028-02-29 12:00", "12 months", "2029-02-28 12:00"),
        ("2026-08-31 12:00", "6 months", "2027-02-28 12:00"),
        ("2026-12-31 12:00", "2 months", "2027-02-28 12:00"),
        ("2026-11-30 12:00", "1 month", "2026-12-30 12:00"),
        ("2026-06-03 10:00", "close of business", "2026-06-03 17:00"),
        ("2026-06-05 18:00", "close of business", "2026-06-08 17:00"),
    ],
)
def test_other_durations(after, duration, due):
    assert told(deadline(Duration.parse(duration), london(after), Calendar())) == due


def test_the_first_of_two_equal_local_times_is_taken():
    due = deadline(Duration.parse("1 day"), london("2026-10-24 01:30"), Calendar())

    assert due == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("moment", "duration", "remind"),
    [
        ("2026-04-08 17:00", "1 working day", "2026-04-07 17:00"),
        ("2026-04-08 17:00", "2 working days", "2026-04-02 17:00"),  # back over Easter
        ("2026-04-07 17:00", "next working day", "2026-04-02 17:00"),
        ("2026-06-04 12:00", "1 working day", "2026-06-03 12:00"),
        ("2026-06-04 22:00", "1 working day", "2026-06-03 17:00"),  # moved into opening hours
        ("2026-06-04 06:00", "1 working day", "2026-06-03 09:00"),
        ("2026-06-07 12:00", "1 working day", "2026-06-05 12:00"),  # Sunday
        ("2026-04-08 17:00", "4 working hours", "2026-04-08 13:00"),
        ("2026-04-07 11:00", "4 working hours", "2026-04-02 15:00"),
        ("2026-04-05 11:00", "4 working hours", "2026-04-02 13:00"),
        ("2026-06-04 20:00", "10 working hours", "2026-06-03 15:00"),
        ("2026-04-08 17:00", "close of business", "2026-04-07 17:00"),
        ("2026-04-08 18:00", "close of business", "2026-04-08 17:00"),
        ("2026-04-05 18:00", "close of business", "2026-04-02 17:00"),
        ("2026-04-08 17:00", "2 hours", "2026-04-08 15:00"),
        ("2026-04-08 17:00", "1 day", "2026-04-07 17:00"),
        ("2026-03-31 17:00", "1 month", "2026-02-28 17:00"),
        ("2028-02-29 17:00", "1 year", "2027-02-28 17:00"),
        ("2026-04-08 17:00", "immediately", "2026-04-08 17:00"),
    ],
)
def test_a_reminder_lies_before(moment, duration, remind):
    assert told(before(Duration.parse(duration), london(moment), Calendar())) == remind


def test_hours_and_closing_days_are_the_body_s_own():
    calendar = Calendar(
        opens=datetime(2026, 1, 1, 8, 30).time(),
        closes=datetime(2026, 1, 1, 16, 45).time(),
        closed=frozenset({london("2026-06-04 00:00").date()}),
    )

    assert told(deadline(Duration.parse("1 working day"), london("2026-06-03 10:00"), calendar)) == "2026-06-05 16:45"
    assert told(deadline(Duration.parse("4 working hours"), london("2026-06-03 16:00"), calendar)) == "2026-06-05 11:45"
