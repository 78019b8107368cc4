"""When something is due, and when to remind of it."""

from calendar import monthrange
from datetime import UTC, date, datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from heed.workdays.calendars import Calendar
from heed.workdays.durations import Duration, Unit

ELAPSED: Final = {Unit.MINUTES: timedelta(minutes=1), Unit.HOURS: timedelta(hours=1), Unit.IMMEDIATELY: timedelta(0)}
DAYS: Final = {Unit.DAYS: 1, Unit.WEEKS: 7}
MONTHS: Final = {Unit.MONTHS: 1, Unit.YEARS: 12}


def deadline(duration: Duration, after: datetime, calendar: Calendar) -> datetime:
    """Return the moment (UTC) by which something is due that began at `after` (aware).

    Minutes and hours are elapsed time. Days, weeks, months and years end at the same local time, on the last day of a
    month that is too short. Working hours count only while the body is open. Working days count from the day after
    `after` and end when the last of them closes.
    """
    match duration.unit:
        case Unit.CLOSE_OF_BUSINESS:
            return calendar.close_of_business(after)
        case Unit.WORKING_HOURS:
            return _working_hours_on(timedelta(hours=duration.count), after.astimezone(UTC), calendar)
        case Unit.WORKING_DAYS | Unit.NEXT_WORKING_DAY:
            return calendar.closing(calendar.working_day_after(calendar.day_of(after), duration.count or 1))
        case _:
            return _shifted(duration, after, calendar, 1)


def before(duration: Duration, moment: datetime, calendar: Calendar) -> datetime:
    """Return the moment (UTC) that lies the duration before another, as when reminding of a deadline.

    Working days back is the same local time on an earlier working day, moved into its opening hours, because a
    reminder wants a reader. Close of business back is the last closing before.
    """
    match duration.unit:
        case Unit.CLOSE_OF_BUSINESS:
            return _last_closing(moment, calendar)
        case Unit.WORKING_HOURS:
            return _working_hours_back(timedelta(hours=duration.count), moment.astimezone(UTC), calendar)
        case Unit.WORKING_DAYS | Unit.NEXT_WORKING_DAY:
            local = moment.astimezone(ZoneInfo(calendar.zone))
            day = calendar.working_day_before(local.date(), duration.count or 1)
            time = min(max(local.time(), calendar.opens), calendar.closes)
            return calendar.moment(datetime.combine(day, time))
        case _:
            return _shifted(duration, moment, calendar, -1)


def _shifted(duration: Duration, moment: datetime, calendar: Calendar, way: int) -> datetime:
    """Return the moment moved forward (way 1) or back (way -1) by a duration that asks for no working day."""
    count = duration.count * way
    if duration.unit in ELAPSED:
        return moment.astimezone(UTC) + ELAPSED[duration.unit] * count
    local = moment.astimezone(ZoneInfo(calendar.zone)).replace(tzinfo=None)
    if duration.unit in DAYS:
        return calendar.moment(local + timedelta(days=DAYS[duration.unit] * count))
    day = _months_on(local.date(), MONTHS[duration.unit] * count)
    return calendar.moment(datetime.combine(day, local.time()))


def _months_on(day: date, months: int) -> date:
    """Return the same day so many months on, or the last of that month where it is too short."""
    years, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(years, month + 1, min(day.day, monthrange(years, month + 1)[1]))


def _working_hours_on(left: timedelta, at: datetime, calendar: Calendar) -> datetime:
    """Return the moment at which so much opening time has gone by since `at`."""
    day = calendar.day_of(at) - timedelta(days=1)
    while True:
        day = calendar.next_working_day(day)
        begins = max(at, calendar.opening(day))
        open_for = calendar.closing(day) - begins
        if open_for >= left:
            return begins + left
        left -= max(open_for, timedelta(0))


def _working_hours_back(left: timedelta, at: datetime, calendar: Calendar) -> datetime:
    """Return the moment from which so much opening time goes by until `at`."""
    day = calendar.day_of(at) + timedelta(days=1)
    while True:
        day = calendar.working_day_before(day, 1)
        ends = min(at, calendar.closing(day))
        open_for = ends - calendar.opening(day)
        if open_for >= left:
            return ends - left
        left -= max(open_for, timedelta(0))


def _last_closing(moment: datetime, calendar: Calendar) -> datetime:
    """Return the last moment before the given one at which a working day closed."""
    day = calendar.day_of(moment)
    if calendar.is_working_day(day) and calendar.closing(day) < moment:
        return calendar.closing(day)
    return calendar.closing(calendar.working_day_before(day, 1))
