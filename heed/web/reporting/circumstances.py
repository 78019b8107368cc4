"""When it happened, and where."""

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from heed.web.govuk import DateField, Option, TimeField, offer
from heed.web.govuk.widgets import PARTS
from heed.web.reporting.forms import choice
from heed.web.reporting.telling import Sheet

MIDDAY = time(12)
BACK = {"today": 0, "yesterday": 1}


class When(Sheet):
    """The day in words, a date, or roughly. The clean value `at` is a moment or None, `known` says if its time is."""

    heading = "day"
    day = choice(
        gettext_lazy("When did it happen?"),
        [
            ("today", gettext_lazy("Today")),
            ("yesterday", gettext_lazy("Yesterday")),
            ("other", Option(gettext_lazy("Another day"), reveals=("date",))),
            ("unknown", Option(gettext_lazy("I do not know which day"), reveals=("about",))),
        ],
        gettext_lazy("Select when it happened"),
        help_text=gettext_lazy("If it happened more than once, the last time."),
    )
    date = DateField(label=gettext_lazy("Which day?"), what=gettext_lazy("The day"), past=True, required=False)
    about = forms.CharField(
        label=gettext_lazy("About when?"),
        help_text=gettext_lazy("For example, “early in March” or “most evenings since Easter”"),
        required=False,
        max_length=200,
    )
    time = TimeField(
        label=gettext_lazy("About what time? (optional)"),
        help_text=gettext_lazy("For example, 9:30am or 4pm. Leave it empty if you do not know."),
        required=False,
    )

    def kept(self) -> dict[str, list[str]]:
        """Keep “today” as the date that it is now: the report may be sent on another day."""
        typed = super().kept()
        back = BACK.get((typed.get("day") or [""])[-1])
        if back is None:
            return typed
        day = self.telling.stamp.at.astimezone(self.zone).date() - timedelta(days=back)
        parts = zip(PARTS, (day.day, day.month, day.year), strict=True)
        return typed | {"day": ["other"]} | {f"date_{part}": [str(number)] for part, number in parts}

    @property
    def zone(self) -> ZoneInfo:
        """The body's time zone."""
        return ZoneInfo(self.telling.book.calendar.zone)

    def clean(self) -> dict[str, Any]:
        """Return the moment; ask for what is missing, and refuse what is still to come."""
        told: dict[str, Any] = super().clean() or {}
        day = told.get("day")
        if day == "other" and told.get("date") is None and "date" not in self.errors:
            self.add_error("date", _("Enter the day when it happened"))
        if day == "unknown" and not told.get("about"):
            self.add_error("about", _("Write about when it happened"))
        if self.errors or day == "unknown":
            return told | {"at": None, "known": False}
        return told | self.moment(told)

    def moment(self, told: Mapping[str, Any]) -> dict[str, Any]:
        """Return the moment of a day and a time; a day alone is kept by its midday, or now if that is still to come."""
        now = self.telling.stamp.at
        at_time: time | None = told.get("time")
        day: date = told["date"] or now.astimezone(self.zone).date()
        if told["day"] in BACK:
            day = now.astimezone(self.zone).date() - timedelta(days=BACK[told["day"]])
        at = datetime.combine(day, at_time or MIDDAY, self.zone)
        if at > now:
            if at_time is not None:
                raise ValidationError({"time": _("The time must be in the past")})
            at = now
        return {"at": at, "known": at_time is not None}


PLACES: Mapping[str, tuple[Any, str, str]] = {
    "office": (gettext_lazy("At one of our offices or buildings"), "in-person", "office"),
    "home-visit": (gettext_lazy("On a visit to somebody’s home"), "in-person", "home-visit"),
    "street": (gettext_lazy("In the street or another public place"), "in-person", "street"),
    "school": (gettext_lazy("At a school"), "in-person", "school"),
    "court": (gettext_lazy("At court"), "in-person", "court"),
    "own-home": (gettext_lazy("At the home of the person affected"), "in-person", "own-home"),
    "elsewhere": (gettext_lazy("Somewhere else, face to face"), "in-person", "elsewhere"),
    "telephone": (gettext_lazy("On the telephone"), "telephone", ""),
    "email": (gettext_lazy("By e-mail"), "email", "online"),
    "text": (gettext_lazy("By text or chat message"), "text", ""),
    "letter": (gettext_lazy("By letter"), "letter", ""),
    "video-call": (gettext_lazy("On a video call"), "video-call", "online"),
    "social-media": (gettext_lazy("On social media"), "social-media", "online"),
    "website": (gettext_lazy("On a website"), "website", "online"),
    "other": (gettext_lazy("In some other way"), "other", ""),
}
"""Where it happened, in one choice → its words, the fact `channel`, and the fact `setting` where it follows."""
WITH_ADDRESS = ("office", "home-visit", "street", "school", "court", "elsewhere")
"""Nobody's own address is asked for (N4)."""


class Where(Sheet):
    """Where or how, in one choice that gives both facts."""

    heading = "where"
    where = choice(
        gettext_lazy("Where or how did it happen?"),
        [(word, words) for word, (words, _channel, _setting) in PLACES.items()],
        gettext_lazy("Select where or how it happened"),
    )

    def ask(self) -> None:
        """Say “my own home” to who tells it of themselves."""
        if not self.telling.theirs:
            own = {"own-home": _("At my own home")}
            offer(self.fields["where"], [(word, own.get(word, each[0])) for word, each in PLACES.items()])


class At(Sheet):
    """The address, where it is not one of ours to know by heart; never required."""

    title: Any = gettext_lazy("Which place was it?")
    lead = gettext_lazy("Leave it empty if you do not know.")
    address = forms.CharField(
        label=gettext_lazy("Address, or name of the place (optional)"), required=False, max_length=300
    )
    postcode = forms.CharField(
        label=gettext_lazy("Postcode (optional)"),
        required=False,
        max_length=10,
        widget=forms.TextInput(attrs={"class": "govuk-input--width-10"}),
    )

    def ask(self) -> None:
        """Ask for the place of the visit, or of a worry."""
        if self.telling.concern:
            self.title = _("Is it about a certain place?")
