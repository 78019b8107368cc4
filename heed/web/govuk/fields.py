"""Fields that Django lacks: dates and times as people write them, with errors that say which part is wrong."""

import calendar
import re
from collections.abc import Callable, Iterable, Sequence
from datetime import date, time
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.utils.dates import MONTHS, MONTHS_3
from django.utils.timezone import get_current_timezone_name
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from heed import clock
from heed.web.govuk.widgets import PARTS, DateParts
from heed.web.words import clock_time, in_words

YES_NO = (("yes", gettext_lazy("Yes")), ("no", gettext_lazy("No")))
ENGLISH_MONTHS = [name.casefold() for name in calendar.month_name]
TIME = re.compile(r"(?P<hour>\d{1,2})(?:[:.\s]?(?P<minute>\d{2}))?\s*(?P<half>am|pm)?")
WORDS = {"midday": time(12), "noon": time(12), "midnight": time(0)}


def today() -> date:
    """Return the day it is where the reader is."""
    return clock.today(get_current_timezone_name())


def wrong(sentence: str, *parts: str) -> ValidationError:
    """Return the error for a date, naming the boxes that it is about."""
    return ValidationError(sentence, code="date", params={"parts": parts})


class DateField(forms.Field):
    """A date typed as day, month and year; the month may be a number or a name.

    `what` begins the errors ("The date must include a month"). `latest` and `earliest` give the last and first day
    that can be right; `past=True` refuses days to come. The cleaned value is a date, or None when nothing was typed.
    """

    widget = DateParts
    default_error_messages: ClassVar = {"required": gettext_lazy("Enter a date")}

    def __init__(
        self,
        *,
        what: Any = gettext_lazy("The date"),
        past: bool = False,
        earliest: Callable[[], date] | None = None,
        latest: Callable[[], date] | None = None,
        **options: Any,
    ) -> None:
        self.what = what
        self.past = past
        self.earliest = earliest
        self.latest = latest
        options.setdefault("help_text", gettext_lazy("For example, 27 3 2026"))
        super().__init__(**options)

    def to_python(self, value: Sequence[str] | date | None) -> date | None:
        """Return the date of the three texts; raise ValidationError whose params name the wrong `parts`."""
        if value is None or isinstance(value, date):
            return value
        texts = dict(zip(PARTS, (str(text or "").strip() for text in value), strict=True))
        missing = [part for part in PARTS if not texts[part]]
        if len(missing) == len(PARTS):
            return None
        if missing:
            names = {"day": _("a day"), "month": _("a month"), "year": _("a year")}
            absent = _(" and ").join(names[part] for part in missing)
            raise wrong(_("{what} must include {parts}").format(what=self.what, parts=absent), *missing)
        return self.real(
            self.number("day", texts["day"]), self.month(texts["month"]), self.number("year", texts["year"])
        )

    def number(self, part: str, text: str) -> int:
        """Return the number of a day or year."""
        if part == "year" and not re.fullmatch(r"\d{4}", text, re.ASCII):
            raise wrong(_("The year must have 4 numbers, like 2026"), part)
        if not re.fullmatch(r"\d{1,2}", text, re.ASCII) and part == "day":
            raise wrong(_("The day must be a number from 1 to 31"), part)
        return int(text)

    def month(self, text: str) -> int:
        """Return the number of a month typed as a number or a name, in full or by at least its first three letters."""
        word = text.casefold().rstrip(".")
        if re.fullmatch(r"\d{1,2}", word, re.ASCII) and 1 <= int(word) <= 12:
            return int(word)
        for number in range(1, 13):
            names = (ENGLISH_MONTHS[number], str(MONTHS[number]).casefold(), str(MONTHS_3[number]).casefold())
            if word in names or (len(word) >= 3 and names[0].startswith(word)):
                return number
        raise wrong(_("The month must be a number from 1 to 12 or its name, like March"), "month")

    def real(self, day: int, month: int, year: int) -> date:
        """Return the date, if there is such a day in that month."""
        if year == 0:
            raise wrong(_("The year must have 4 numbers, like 2026"), "year")
        last = calendar.monthrange(year, month)[1]
        if 1 <= day <= last:
            return date(year, month, day)
        if day == 29 and month == 2:
            raise wrong(_("There was no 29 February in {year}").format(year=year), "day", "year")
        raise wrong(_("The day must be from 1 to {last} in {month}").format(last=last, month=MONTHS[month]), "day")

    def validate(self, value: date | None) -> None:
        """Raise ValidationError for a missing date or one outside what can be right."""
        super().validate(value)
        if value is None:
            return
        if self.past and value > today():
            raise wrong(_("{what} must be today or in the past").format(what=self.what), *PARTS)
        if self.earliest and value < self.earliest():
            bound = in_words(self.earliest())
            raise wrong(_("{what} must be {day} or later").format(what=self.what, day=bound), *PARTS)
        if self.latest and value > self.latest():
            bound = in_words(self.latest())
            raise wrong(_("{what} must be {day} or earlier").format(what=self.what, day=bound), *PARTS)


class TimeField(forms.Field):
    """A time of day as people write it: "4:30pm", "4.30 pm", "4pm", "16:30", "1630", "midday".

    "4:30" alone could be either half of the day, so it is asked about. The cleaned value is a time, or None.
    """

    widget = forms.TextInput
    default_error_messages: ClassVar = {"required": gettext_lazy("Enter a time, like 4:30pm")}

    def __init__(self, **options: Any) -> None:
        options.setdefault("help_text", gettext_lazy("For example, 9:30am or 4pm"))
        options.setdefault("widget", forms.TextInput(attrs={"class": "govuk-input--width-5"}))
        super().__init__(**options)

    def to_python(self, value: str | time | None) -> time | None:
        """Return the time of a text; raise ValidationError in words."""
        if value is None or isinstance(value, time):
            return value
        text = value.strip().casefold().replace("a.m", "am").replace("p.m", "pm").rstrip(".")
        if not text:
            return None
        if text in WORDS:
            return WORDS[text]
        found = TIME.fullmatch(text)
        if not found or not (found["half"] or found["minute"]):
            raise ValidationError(_("Enter a time, like 9:30am or 4pm"), code="time")
        return self.read(found["hour"], found["minute"] or "00", found["half"])

    def read(self, hour_text: str, minute_text: str, half: str | None) -> time:
        """Return the time of its parts."""
        hour, minute = int(hour_text), int(minute_text)
        if minute > 59 or hour > 23 or (half and not 1 <= hour <= 12 and hour < 13):
            raise ValidationError(_("Enter a time that a clock can show, like 9:30am or 4pm"), code="time")
        if half is None and 1 <= hour <= 11 and not hour_text.startswith("0"):
            sentence = _("Say which half of the day: {time}am or {time}pm")
            raise ValidationError(sentence.format(time=f"{hour}:{minute_text}"), code="time")
        if half and hour > 12 and half == "am":
            raise ValidationError(_("Enter a time that a clock can show, like 9:30am or 4pm"), code="time")
        if half and hour <= 12:
            hour = hour % 12 + (12 if half == "pm" else 0)
        return time(hour, minute)

    def prepare_value(self, value: Any) -> Any:
        """Return the text to show for a time kept earlier."""
        return clock_time(value) if isinstance(value, time) else value


def offer(field: forms.Field, choices: Iterable[tuple[Any, Any]]) -> None:
    """Let a question be answered by these, which only the page's showing can say."""
    assert isinstance(field, forms.ChoiceField)
    field.choices = list(choices)
