from datetime import UTC, date, datetime

import time_machine

from heed import clock


@time_machine.travel(datetime(2026, 6, 30, 23, 30, tzinfo=UTC), tick=False)
def test_now_is_aware_and_in_utc():
    assert clock.now() == datetime(2026, 6, 30, 23, 30, tzinfo=UTC)
    assert clock.now().tzinfo is UTC


@time_machine.travel(datetime(2026, 6, 30, 23, 30, tzinfo=UTC), tick=False)
def test_today_is_the_day_where_the_people_are():
    assert clock.today("Europe/London") == date(2026, 7, 1)
    assert clock.today("America/New_York") == date(2026, 6, 30)
