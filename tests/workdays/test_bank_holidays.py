"""The weekdays that are bank holidays, worked by hand from the calendars of 2026 to 2028."""

from datetime import date, timedelta

import pytest

from heed.workdays import Calendar

ENGLAND_AND_WALES = {
    2026: "1 Jan, 3 Apr, 6 Apr, 4 May, 25 May, 31 Aug, 25 Dec, 28 Dec",
    2027: "1 Jan, 26 Mar, 29 Mar, 3 May, 31 May, 30 Aug, 27 Dec, 28 Dec",
    2028: "3 Jan, 14 Apr, 17 Apr, 1 May, 29 May, 28 Aug, 25 Dec, 26 Dec",
}
SCOTLAND = {  # 2 January, no Easter Monday, the first Monday of August, St Andrew; in 2026 one day for the World Cup
    2026: "1 Jan, 2 Jan, 3 Apr, 4 May, 25 May, 15 Jun, 3 Aug, 30 Nov, 25 Dec, 28 Dec",
    2027: "1 Jan, 4 Jan, 26 Mar, 3 May, 31 May, 2 Aug, 30 Nov, 27 Dec, 28 Dec",
    2028: "3 Jan, 4 Jan, 14 Apr, 1 May, 29 May, 7 Aug, 30 Nov, 25 Dec, 26 Dec",
}
NORTHERN_IRELAND = {  # St Patrick and 12 July besides those of England and Wales
    2026: "1 Jan, 17 Mar, 3 Apr, 6 Apr, 4 May, 25 May, 13 Jul, 31 Aug, 25 Dec, 28 Dec",
    2027: "1 Jan, 17 Mar, 26 Mar, 29 Mar, 3 May, 31 May, 12 Jul, 30 Aug, 27 Dec, 28 Dec",
    2028: "3 Jan, 17 Mar, 14 Apr, 17 Apr, 1 May, 29 May, 12 Jul, 28 Aug, 25 Dec, 26 Dec",
}
TABLES = {"england-and-wales": ENGLAND_AND_WALES, "scotland": SCOTLAND, "northern-ireland": NORTHERN_IRELAND}


@pytest.mark.parametrize("year", [2026, 2027, 2028])
@pytest.mark.parametrize("nation", TABLES)
def test_the_weekdays_that_a_nation_does_not_work(nation, year):
    calendar = Calendar(nation=nation)
    days = [date(year, 1, 1) + timedelta(days=number) for number in range(366)]

    off = [day for day in days if day.year == year and day.weekday() < 5 and not calendar.is_working_day(day)]

    assert ", ".join(f"{day.day} {day:%b}" for day in off) == TABLES[nation][year]


def test_no_nation_works_at_a_weekend():
    saturday = date(2026, 6, 6)
    for nation in TABLES:
        calendar = Calendar(nation=nation)
        assert not calendar.is_working_day(saturday)
        assert not calendar.is_working_day(saturday + timedelta(days=1))


def test_a_closing_day_of_the_body_is_no_working_day():
    christmas_eve = date(2026, 12, 24)

    calendar = Calendar(closed=frozenset({christmas_eve}))

    assert Calendar().is_working_day(christmas_eve)
    assert not calendar.is_working_day(christmas_eve)
    assert calendar.next_working_day(date(2026, 12, 23)) == date(2026, 12, 29)
