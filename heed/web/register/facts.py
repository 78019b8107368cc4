"""Dated facts on a form: a day and what was done on it, as many as are needed, also without scripts."""

from collections.abc import Iterator
from typing import Any, Final

from django import forms
from django.forms.utils import ErrorDict
from django.utils.translation import gettext as _

from heed.register.markers.changes import Fact
from heed.web.govuk import DateField
from heed.web.register.wording import Reread
from heed.web.tokens import Tokened

MOST: Final = 20
MORE: Final = 2


class Dated(Reread, Tokened):
    """A form with numbered facts. Nothing is checked while more of them are asked for; an empty one is none."""

    facts = forms.IntegerField(widget=forms.HiddenInput, required=False)
    least = 1

    def add_facts(self) -> None:
        """Add the fields of the facts, as many as were sent or are offered at first."""
        sent = str(self.data.get("facts", ""))
        count = int(sent) if sent.isdecimal() and len(sent) < 4 else self.least
        self.count = min(max(count + (MORE if self.wants_more else 0), self.least), MOST)
        self.initial["facts"] = self.count
        for number in range(self.count):
            self.fields[f"on-{number}"] = DateField(
                label=_("On which day?"), what=_("The day"), past=True, required=False
            )
            self.fields[f"what-{number}"] = forms.CharField(
                label=_("What was done or said?"), required=False, max_length=2000,
                widget=forms.Textarea(attrs={"rows": 3}),
            )  # fmt: skip

    @property
    def wants_more(self) -> bool:
        """Whether the button was pressed that asks for more facts."""
        return "more" in self.data

    def full_clean(self) -> None:
        """Check the form, but not while more facts are asked for."""
        if self.wants_more:
            self._errors, self.cleaned_data = ErrorDict(), {}
        else:
            super().full_clean()

    def is_valid(self) -> bool:
        """Return whether it can be saved."""
        return not self.wants_more and super().is_valid()

    def read_again(self) -> Iterator[str]:
        """Return the names of the fields that are read for opinions, the facts among them."""
        yield from self.narrative
        yield from (f"what-{number}" for number in range(self.count))

    def clean(self) -> dict[str, Any]:
        """Ask for the other half of a fact that was begun."""
        typed: dict[str, Any] = super().clean() or {}
        halves = ((("on", "what"), _("Enter what was done or said")), (("what", "on"), _("Enter the day")))
        for number in range(self.count):
            for (given, wanted), sentence in halves:
                missing = f"{wanted}-{number}"
                if typed.get(f"{given}-{number}") and not typed.get(missing) and missing not in self.errors:
                    self.add_error(missing, sentence)
        return typed

    @property
    def written(self) -> list[Fact]:
        """The facts that were given."""
        sent = self.cleaned_data
        return [
            Fact(sent[f"on-{number}"], sent[f"what-{number}"])
            for number in range(self.count)
            if sent.get(f"on-{number}") and sent.get(f"what-{number}")
        ]

    @property
    def groups(self) -> Iterator[tuple[int, list[forms.BoundField]]]:
        """The fields of each fact, with its number from 1."""
        for number in range(self.count):
            yield number + 1, [self[f"on-{number}"], self[f"what-{number}"]]
