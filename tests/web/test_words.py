"""Dates, times and spans in words."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from django.template import engines
from django.utils import timezone

from heed.web import words

AT = datetime(2026, 4, 2, 15, 30, tzinfo=UTC)  # summer time: half past four in London


def test_a_moment_is_told_in_the_readers_zone() -> None:
    london = words.moment(AT)
    with timezone.override("Asia/Kolkata"):
        kolkata = words.moment(AT)

    assert (london, kolkata) == ("Thursday 2 April 2026 at 4:30pm", "Thursday 2 April 2026 at 9pm")


@pytest.mark.parametrize(("value", "expected"), {
    time(0): "midnight", time(12): "midday", time(0, 5): "12:05am", time(9): "9am", time(12, 1): "12:01pm",
    time(16, 30): "4:30pm",
}.items())  # fmt: skip
def test_a_time_of_day(value: time, expected: str) -> None:
    assert words.clock_time(value) == expected


@pytest.mark.parametrize(("hours", "expected"), {
    -400: "2 weeks ago", -49: "2 days ago", -3: "3 hours ago", 0: "now", 0.5: "in 30 minutes", 1: "in 1 hour",
    3: "in 3 hours", 24: "in 1 day", 14 * 24: "in 2 weeks",
}.items())  # fmt: skip
def test_how_far_off_it_is(hours: float, expected: str) -> None:
    assert words.from_now(AT + timedelta(hours=hours), AT) == expected


@pytest.mark.parametrize(("late_by", "expected"), {
    timedelta(0): "", -timedelta(hours=1): "", timedelta(seconds=5): "late", timedelta(minutes=5): "5 minutes late",
    timedelta(days=2, hours=5): "2 days late",
}.items())  # fmt: skip
def test_lateness_is_said_in_words(late_by: timedelta, expected: str) -> None:
    assert words.lateness(AT, AT + late_by) == expected


def shown(template: str, **context: object) -> str:
    return engines["django"].from_string(template).render(context)


def test_filters_show_nothing_for_nothing() -> None:
    names = ("moment", "in_words", "weekday", "clock_time", "from_now", "late")

    assert [shown(f"{{{{ none|{name} }}}}", none=None) for name in names] == [""] * 6


def test_filters_say_the_same_words() -> None:
    later = AT + timedelta(days=3)

    assert shown("{{ at|moment }}|{{ at|in_words }}|{{ day|weekday }}|{{ later|from_now:at }}|{{ at|late:later }}",
        at=AT, later=later, day=date(2026, 4, 3)) == (
        "Thursday 2 April 2026 at 4:30pm|2 April 2026|Friday 3 April 2026|in 3 days|3 days late"
    )  # fmt: skip


def test_a_day_is_the_readers_day() -> None:
    late_evening = datetime(2026, 4, 2, 23, 30, tzinfo=UTC)  # already the 3rd in London

    assert shown("{{ at|in_words }}", at=late_evening) == "3 April 2026"
