"""Working days and hours, bank holidays, both clock changes. Pure."""

from heed.workdays.calendars import NATIONS, Calendar
from heed.workdays.deadlines import before, deadline
from heed.workdays.durations import Duration, Unit

__all__ = ["NATIONS", "Calendar", "Duration", "Unit", "before", "deadline"]
