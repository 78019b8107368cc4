"""Forms about other systems: they validate; changes save."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from heed.access.queries import system_named
from heed.access.rules import may_ask_until
from heed.people.agencies.stamps import User
from heed.web.govuk import DateField

NARROW = {"class": "govuk-input--width-5"}
USUAL = 300


class Register(forms.Form):
    name = forms.CharField(
        label=gettext_lazy("What is the system called?"), max_length=100,
        help_text=gettext_lazy("As your staff know it. The owner of the register sees it beside each look-up."),
        error_messages={"required": gettext_lazy("Enter what the system is called")},
    )  # fmt: skip
    until_on = DateField(
        label=gettext_lazy("Until when may it ask?"), what=gettext_lazy("The last day"),
        help_text=gettext_lazy("A year from today at most. Then it is registered anew."),
    )  # fmt: skip
    most_an_hour = forms.IntegerField(
        label=gettext_lazy("How many look-ups an hour at most?"), min_value=1, max_value=20_000, initial=USUAL,
        widget=forms.TextInput(attrs=NARROW | {"inputmode": "numeric"}),
        help_text=gettext_lazy("For all its users together. More are refused, and data protection is told."),
        error_messages={"required": gettext_lazy("Enter a number"), "invalid": gettext_lazy("Enter a number")},
    )  # fmt: skip

    def __init__(self, *given: Any, user: User, today: date, **more: Any) -> None:
        super().__init__(*given, **more)
        self.user, self.today = user, today

    def clean_name(self) -> str:
        """Refuse a name that a system has which still asks."""
        name = str(self.cleaned_data["name"])
        if system_named(self.user.agency, name):
            raise ValidationError(_("A system of this name is registered already. End that one first."))
        return name

    def clean_until_on(self) -> date:
        """Refuse a day that the rule refuses."""
        day: date = self.cleaned_data["until_on"]
        may = may_ask_until(day, self.today)
        if not may:
            raise ValidationError(may.reason)
        return day
