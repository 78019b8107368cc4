"""What is asked on the pages of action plans."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.forms.utils import ErrorDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from heed.people.agencies.stamps import User
from heed.web.govuk import Counted, DateField
from heed.web.govuk.fields import today
from heed.web.tokens import Tokened

LEAST, MOST, MORE = 3, 30, 2
PARTS = ("text", "owner", "due_on")


@dataclass(frozen=True, slots=True)
class Written:
    """A line as it was typed: what, who, by which day."""

    text: str
    owner: User
    due_on: date


class Lines(Tokened):
    """The lines of a plan, numbered; more of them can be asked for without scripts. An empty line is no line."""

    lines = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(
        self, *given: Any, find: Callable[[str], list[User]], begun: Sequence[Written] = (), **options: Any
    ) -> None:
        super().__init__(*given, **options)
        self.find = find
        self.count = self._how_many(len(begun))
        self.initial["lines"] = self.count
        for number in range(self.count):
            self._add(number, begun[number] if number < len(begun) else None)

    @property
    def wants_more(self) -> bool:
        """Whether the button was pressed that asks for more lines: nothing is checked or saved then."""
        return "more" in self.data

    def _how_many(self, begun: int) -> int:
        sent = str(self.data.get("lines", ""))
        count = int(sent) if sent.isdecimal() and len(sent) < 4 else max(LEAST, begun + 1)
        return min(max(count + (MORE if self.wants_more else 0), begun), MOST)

    def _add(self, number: int, line: Written | None) -> None:
        self.fields[f"text-{number}"] = forms.CharField(
            label=_("What will be done?"),
            required=False,
            max_length=500,
            widget=forms.Textarea(attrs={"rows": 2}),
            initial=line.text if line else "",
        )
        self.fields[f"owner-{number}"] = forms.CharField(
            label=_("Who does it?"),
            help_text=_("The name or e-mail address of somebody who works here."),
            required=False,
            max_length=200,
            widget=forms.TextInput(attrs={"list": "people", "autocomplete": "off"}),
            initial=line.owner.name if line else "",
        )
        self.fields[f"due_on-{number}"] = DateField(
            label=_("By which day?"),
            what=_("The day"),
            required=False,
            earliest=None if line else today,
            initial=line.due_on if line else None,
        )
        if line:
            self.fields[f"remove-{number}"] = forms.BooleanField(label=_("Leave this line out"), required=False)

    def full_clean(self) -> None:
        """Check the lines, but not while more of them are asked for."""
        if self.wants_more:
            self._errors, self.cleaned_data = ErrorDict(), {}
        else:
            super().full_clean()

    def is_valid(self) -> bool:
        """Return whether the plan can be saved."""
        return not self.wants_more and super().is_valid()

    def clean(self) -> dict[str, Any]:
        """Ask for the rest of a line that was begun, and for at least one line."""
        typed: dict[str, Any] = super().clean() or {}
        for number in range(self.count):
            self._check(number, typed)
        if not self.errors and not self._numbers(typed):
            self.add_error("text-0", _("Enter what will be done"))
        return typed

    def _check(self, number: int, typed: dict[str, Any]) -> None:
        names = [f"{part}-{number}" for part in PARTS]
        if typed.get(f"remove-{number}"):
            for name in names:
                self.errors.pop(name, None)
            return
        sentences = (_("Enter what will be done"), _("Enter who does it"), _("Enter the day by which it will be done"))
        if any(typed.get(name) or name in self.errors for name in names):
            for name, sentence in zip(names, sentences, strict=True):
                if not typed.get(name) and name not in self.errors:
                    self.add_error(name, sentence)
        if typed.get(f"owner-{number}"):
            self._find(f"owner-{number}", typed)

    def _find(self, name: str, typed: dict[str, Any]) -> None:
        found = self.find(typed[name])
        if len(found) == 1:
            typed[name] = found[0]
        elif found:
            self.add_error(name, _("More than one person has this name. Enter their e-mail address"))
        else:
            self.add_error(name, _("Nobody of this name works here. Enter their full name, or their e-mail address"))

    def _numbers(self, typed: dict[str, Any]) -> list[int]:
        there = range(self.count)
        return [number for number in there if typed.get(f"text-{number}") and not typed.get(f"remove-{number}")]

    @property
    def written(self) -> list[Written]:
        """The lines that the plan is to have."""
        sent = self.cleaned_data
        return [
            Written(sent[f"text-{number}"], sent[f"owner-{number}"], sent[f"due_on-{number}"])
            for number in self._numbers(sent)
        ]

    @property
    def groups(self) -> Iterator[tuple[int, list[forms.BoundField]]]:
        """The fields of each line, with its number from 1."""
        for number in range(self.count):
            names = [f"{part}-{number}" for part in (*PARTS, "remove")]
            yield number + 1, [self[name] for name in names if name in self.fields]


class Agree(Tokened):
    """Nothing is asked: the button says it."""


class SendBack(Tokened):
    text = forms.CharField(
        label=gettext_lazy("What should be different?"),
        help_text=gettext_lazy("The person affected and their manager read this."),
        widget=Counted(5_000, rows=5),
        max_length=5_000,
        error_messages={"required": gettext_lazy("Enter what should be different")},
    )


class DoLine(Tokened):
    text = forms.CharField(
        label=gettext_lazy("Anything to note?"),
        help_text=gettext_lazy("You can leave this empty. The person affected and their manager read this."),
        widget=Counted(5_000, rows=4),
        max_length=5_000,
        required=False,
    )
