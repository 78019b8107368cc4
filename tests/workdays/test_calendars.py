from datetime import UTC, date, datetime, time

import pytest

from heed.workdays import Calendar


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        (
            {"nation": "wales"},
            "“wales” is not a nation with bank holidays; write one of england-and-wales, scotland, northern-ireland.",
        ),
        ({"opens": time(17), "closes": time(9)}, "The day opens at 17:00, not before it closes at 09:00."),
        ({"zone": "Europe/Atlantis"}, "“Europe/Atlantis” is not a time zone; write one such as Europe/London."),
        ({"zone": "../etc"}, "“../etc” is not a time zone; write one such as Europe/London."),
    ],
)
def test_a_calendar_that_cannot_be_is_refused_with_a_sentence(wrong, sentence):
    with pytest.raises(ValueError, match=r"^[“T]") as refusal:
        Calendar(**wrong)

    assert str(refusal.value) == sentence


@pytest.mark.parametrize(
    ("local", "moment"),
    [
        (datetime(2026, 1, 5, 9, 0), datetime(2026, 1, 5, 9, 0, tzinfo=UTC)),  # winter
        (datetime(2026, 7, 6, 9, 0), datetime(2026, 7, 6, 8, 0, tzinfo=UTC)),  # summer
        (datetime(2026, 3, 29, 0, 59), datetime(2026, 3, 29, 0, 59, tzinfo=UTC)),
        (datetime(2026, 3, 29, 1, 0), datetime(2026, 3, 29, 1, 0, tzinfo=UTC)),  # skipped: 02:00 summer time
        (datetime(2026, 3, 29, 1, 59, 59, 999999), datetime(2026, 3, 29, 1, 0, tzinfo=UTC)),
        (datetime(2026, 3, 29, 2, 0), datetime(2026, 3, 29, 1, 0, tzinfo=UTC)),
        (datetime(2026, 10, 25, 0, 59), datetime(2026, 10, 24, 23, 59, tzinfo=UTC)),
        (datetime(2026, 10, 25, 1, 30), datetime(2026, 10, 25, 0, 30, tzinfo=UTC)),  # twice: the first
        (datetime(2026, 10, 25, 2, 0), datetime(2026, 10, 25, 2, 0, tzinfo=UTC)),
    ],
)
def test_a_local_time_is_one_moment_whatever_the_clocks_do(local, moment):
    assert Calendar().moment(local) == moment


def test_the_day_of_a_moment_is_the_local_one():
    assert Calendar().day_of(datetime(2026, 6, 30, 23, 30, tzinfo=UTC)) == date(2026, 7, 1)


@pytest.mark.parametrize(
    ("at", "closing"),
    [
        (datetime(2026, 6, 3, 10, 0, tzinfo=UTC), datetime(2026, 6, 3, 16, 0, tzinfo=UTC)),  # Wednesday 11:00
        (datetime(2026, 6, 3, 15, 59, tzinfo=UTC), datetime(2026, 6, 3, 16, 0, tzinfo=UTC)),
        (datetime(2026, 6, 3, 16, 0, tzinfo=UTC), datetime(2026, 6, 4, 16, 0, tzinfo=UTC)),  # at closing: tomorrow's
        (datetime(2026, 6, 3, 2, 0, tzinfo=UTC), datetime(2026, 6, 3, 16, 0, tzinfo=UTC)),  # before opening
        (datetime(2026, 6, 5, 16, 30, tzinfo=UTC), datetime(2026, 6, 8, 16, 0, tzinfo=UTC)),  # Friday evening
        (datetime(2026, 6, 6, 12, 0, tzinfo=UTC), datetime(2026, 6, 8, 16, 0, tzinfo=UTC)),  # Saturday
        (datetime(2026, 4, 3, 9, 0, tzinfo=UTC), datetime(2026, 4, 7, 16, 0, tzinfo=UTC)),  # Good Friday
        (datetime(2026, 12, 24, 18, 0, tzinfo=UTC), datetime(2026, 12, 29, 17, 0, tzinfo=UTC)),  # Christmas Eve
    ],
)
def test_close_of_business(at, closing):
    assert Calendar().close_of_business(at) == closing
