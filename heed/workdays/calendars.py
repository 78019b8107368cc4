"""When a body is open: its nation's bank holidays, its hours, the days on which it closes besides."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from typing import Final
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import holidays

NATIONS: Final = {"england-and-wales": "ENG", "scotland": "SCT", "northern-ireland": "NIR"}
"""The nations that have bank holidays of their own, and what `holidays` calls them."""
SATURDAY: Final = 5
DAY: Final = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Calendar:
    """The working days of one body: never a Saturday, Sunday or bank holiday, nor a day in `closed`.

    `opens` and `closes` are local times of the zone. ValueError for an unknown nation or zone, or hours that end
    before they begin. Days are local days; moments go in aware and come out in UTC.
    """

    nation: str = "england-and-wales"
    opens: time = time(9)
    closes: time = time(17)
    zone: str = "Europe/London"
    closed: frozenset[date] = frozenset()

    def __post_init__(self) -> None:
        if self.nation not in NATIONS:
            raise ValueError(f"“{self.nation}” is not a nation with bank holidays; write one of {', '.join(NATIONS)}.")
        if self.opens >= self.closes:
            raise ValueError(f"The day opens at {self.opens:%H:%M}, not before it closes at {self.closes:%H:%M}.")
        try:
            ZoneInfo(self.zone)
        except (ZoneInfoNotFoundError, ValueError):
            raise ValueError(f"“{self.zone}” is not a time zone; write one such as Europe/London.") from None

    def is_working_day(self, day: date) -> bool:
        """Return whether the body works on this day."""
        return day.weekday() < SATURDAY and day not in self.closed and day not in _bank_holidays(self.nation, day.year)

    def next_working_day(self, day: date) -> date:
        """Return the first working day after the day."""
        return self.working_day_after(day, 1)

    def working_day_after(self, day: date, count: int) -> date:
        """Return the count-th working day after the day."""
        return self._step(day, count, DAY)

    def working_day_before(self, day: date, count: int) -> date:
        """Return the count-th working day before the day."""
        return self._step(day, count, -DAY)

    def close_of_business(self, at: datetime) -> datetime:
        """Return today's closing if it is a working day and still before it, else the next working day's closing."""
        day = self.day_of(at)
        if self.is_working_day(day) and at < self.closing(day):
            return self.closing(day)
        return self.closing(self.next_working_day(day))

    def day_of(self, at: datetime) -> date:
        """Return the local day of the moment."""
        return at.astimezone(ZoneInfo(self.zone)).date()

    def opening(self, day: date) -> datetime:
        """Return the moment at which the day's work begins, were it a working day."""
        return self.moment(datetime.combine(day, self.opens))

    def closing(self, day: date) -> datetime:
        """Return the moment at which the day's work ends, were it a working day."""
        return self.moment(datetime.combine(day, self.closes))

    def moment(self, local: datetime) -> datetime:
        """Return the moment of a local time given without a zone.

        A time that the clocks skip in spring becomes the first that exists; of two in autumn the first is taken.
        """
        zone = ZoneInfo(self.zone)
        early, late = local.replace(tzinfo=zone, fold=0), local.replace(tzinfo=zone, fold=1)
        if early.utcoffset() == late.utcoffset() or early.astimezone(UTC) < late.astimezone(UTC):
            return early.astimezone(UTC)
        return _end_of_gap(late.astimezone(UTC), early.astimezone(UTC), zone)

    def _step(self, day: date, count: int, by: timedelta) -> date:
        """Walk from the day until `count` working days have been met."""
        while count:
            day += by
            count -= self.is_working_day(day)
        return day


def _end_of_gap(before: datetime, after: datetime, zone: ZoneInfo) -> datetime:
    """Return the moment between the two (UTC) at which the clocks go forward, to the second."""
    offset = before.astimezone(zone).utcoffset()
    while after - before > timedelta(seconds=1):
        middle = before + (after - before) // 2
        if middle.astimezone(zone).utcoffset() == offset:
            before = middle
        else:
            after = middle
    return after.replace(microsecond=0)


@cache
def _bank_holidays(nation: str, year: int) -> frozenset[date]:
    """Return the nation's bank holidays of the year, those on a weekend and the days given for them alike."""
    return frozenset(holidays.country_holidays("GB", subdiv=NATIONS[nation], years=[year]))
