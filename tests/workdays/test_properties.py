"""What holds of every deadline, whatever the calendar, the duration and the moment."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from hypothesis import assume, given
from hypothesis import strategies as st

from heed.workdays import NATIONS, Calendar, Duration, Unit, before, deadline

LONDON = ZoneInfo("Europe/London")
FIRST, LAST = datetime(2025, 12, 1), datetime(2029, 1, 31)  # local, or of any zone the test gives

calendars = st.builds(
    Calendar,
    nation=st.sampled_from(sorted(NATIONS)),
    opens=st.times(time(0), time(11)),
    closes=st.times(time(12), time(23, 59)),
    closed=st.frozensets(st.dates(FIRST.date(), LAST.date()), max_size=20),
)
moments = st.datetimes(FIRST, LAST, timezones=st.just(UTC))
counts = st.integers(1, 30)


def of(*units):
    """Durations of these units."""
    return st.builds(Duration, counts, st.sampled_from(units))


alone = st.builds(
    Duration, st.just(0), st.sampled_from([Unit.IMMEDIATELY, Unit.CLOSE_OF_BUSINESS, Unit.NEXT_WORKING_DAY])
)
elapsed = of(Unit.MINUTES, Unit.HOURS)
working = of(Unit.WORKING_HOURS, Unit.WORKING_DAYS)
local_days = of(Unit.DAYS, Unit.WEEKS)
local_months = of(Unit.MONTHS, Unit.YEARS)
durations = st.one_of(alone, elapsed, working, local_days, local_months)


def in_the_repeated_hour(moment):
    """Whether the clocks of London show this time for the second time."""
    return moment.astimezone(LONDON).fold == 1


def working_days_between(first, last, calendar):
    """Working days after the first and until the last, which counts."""
    days = [first + timedelta(days=number) for number in range(1, (last - first).days + 1)]
    return sum(calendar.is_working_day(day) for day in days)


@given(durations, moments, calendars)
def test_nothing_is_due_before_it_began(duration, after, calendar):
    assume(not (duration.unit in {Unit.DAYS, Unit.WEEKS} and in_the_repeated_hour(after)))

    assert deadline(duration, after, calendar) >= after


@given(durations, moments, calendars)
def test_a_reminder_never_lies_after(duration, moment, calendar):
    assert before(duration, moment, calendar) <= moment


@given(st.one_of(alone, elapsed, working, local_days), moments, moments, calendars)
def test_what_began_later_is_not_due_earlier(duration, one, other, calendar):
    # The hour that autumn repeats has each local time twice, so there the order of local times is not that of moments.
    assume(not in_the_repeated_hour(one) and not in_the_repeated_hour(other))
    earlier, later = sorted([one, other])

    assert deadline(duration, earlier, calendar) <= deadline(duration, later, calendar)


@given(local_months, moments, moments, calendars)
def test_what_began_on_a_later_day_is_not_due_months_later_on_an_earlier_day(duration, one, other, calendar):
    earlier, later = sorted([one, other])

    due = [calendar.day_of(deadline(duration, after, calendar)) for after in (earlier, later)]

    assert due == sorted(due)


@given(st.one_of(alone, elapsed, working, local_days, local_months), counts, moments, calendars)
def test_a_longer_duration_is_not_due_earlier(duration, more, after, calendar):
    assume(duration.count)
    longer = Duration(duration.count + more, duration.unit)

    assert deadline(duration, after, calendar) <= deadline(longer, after, calendar)


@given(of(Unit.WORKING_DAYS), moments, calendars)
def test_so_many_working_days_are_crossed_and_the_last_closes(duration, after, calendar):
    due = deadline(duration, after, calendar)

    day = calendar.day_of(due)
    assert working_days_between(calendar.day_of(after), day, calendar) == duration.count
    assert calendar.is_working_day(day)
    assert due == calendar.closing(day)


@given(moments, calendars)
def test_close_of_business_is_the_first_closing_of_a_working_day_still_to_come(at, calendar):
    closing = calendar.close_of_business(at)

    day = calendar.day_of(closing)
    assert closing > at
    assert (closing, calendar.is_working_day(day)) == (calendar.closing(day), True)
    closings = [calendar.closing(day - timedelta(days=back)) for back in range(1, 20)]
    assert not [other for other in closings if other > at and calendar.is_working_day(calendar.day_of(other))]


@given(of(Unit.WORKING_HOURS), moments, calendars)
def test_so_many_hours_are_open_until_the_deadline(duration, after, calendar):
    due = deadline(duration, after, calendar)

    day, until = calendar.day_of(after), calendar.day_of(due)
    open_for = timedelta(0)
    while day <= until:
        if calendar.is_working_day(day):
            begins, ends = max(after, calendar.opening(day)), min(due, calendar.closing(day))
            open_for += max(ends - begins, timedelta(0))
        day += timedelta(days=1)
    assert open_for == timedelta(hours=duration.count)
    assert calendar.is_working_day(until)
    assert calendar.opening(until) < due <= calendar.closing(until)


@given(elapsed, moments, calendars)
def test_elapsed_time_there_and_back_is_nothing(duration, moment, calendar):
    assert deadline(duration, before(duration, moment, calendar), calendar) == moment


@given(of(Unit.WORKING_DAYS), moments, calendars)
def test_as_many_working_days_before_a_closing_lead_back_to_it(duration, after, calendar):
    due = deadline(duration, after, calendar)

    assert deadline(duration, before(duration, due, calendar), calendar) == due


@given(of(Unit.WORKING_HOURS), moments, calendars)
def test_as_many_working_hours_before_a_deadline_lead_back_to_it(duration, after, calendar):
    due = deadline(duration, after, calendar)

    remind = before(duration, due, calendar)

    assert deadline(duration, remind, calendar) == due
    assert remind >= after


@given(local_days, moments, calendars)
def test_days_there_and_back_keep_the_local_time(duration, moment, calendar):
    local = moment.astimezone(LONDON)
    assume(local.hour not in {1, 2})  # what the clocks skip or repeat

    assert deadline(duration, before(duration, moment, calendar), calendar) == moment


@given(local_months, moments, calendars)
def test_months_there_and_back_lose_days_only_at_the_end_of_a_month(duration, moment, calendar):
    day = calendar.day_of(moment)
    back = calendar.day_of(deadline(duration, before(duration, moment, calendar), calendar))

    assert (back.year, back.month) == (day.year, day.month)
    assert back == day or (back < day and day.day > 28)


@given(st.dates(date(2026, 1, 1), date(2028, 12, 31)), st.integers(1, 20), calendars)
def test_working_days_forward_and_back_undo_each_other(day, count, calendar):
    assume(calendar.is_working_day(day))

    assert calendar.working_day_before(calendar.working_day_after(day, count), count) == day


@given(st.datetimes(FIRST, LAST), calendars)
def test_a_local_time_and_its_moment_agree_unless_the_clocks_skip_it(local, calendar):
    again = calendar.moment(local).astimezone(LONDON).replace(tzinfo=None)

    assert again == local or (again > local and again - local <= timedelta(hours=1) and again.time() == time(2))
