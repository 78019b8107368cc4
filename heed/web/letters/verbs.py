"""What is asked when something is done to a letter that is written: handed on, looked at, sent back, brought back."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from heed.documents.letters.checks.names import Found
from heed.documents.letters.states import Way
from heed.web.govuk import Counted
from heed.web.tokens import Tokened


class Finish(Tokened):
    """Which of what gives somebody away is meant to stay."""

    def __init__(self, *given: Any, found: Sequence[Found] = (), **options: Any) -> None:
        super().__init__(*given, **options)
        if found:
            self.fields["keep"] = forms.MultipleChoiceField(
                label=_("What is meant to stay?"),
                help_text=_("Tick only what they must read. A second person has to agree to each."),
                choices=[(one.key, given_away(one)) for one in found],
                widget=forms.CheckboxSelectMultiple,
                required=False,
            )


class Release(Tokened):
    """The second look: where it goes, typed again, and what of others may stand in it."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *given: Any, way: str, found: Sequence[Found] = (), **options: Any) -> None:
        super().__init__(*given, **options)
        self.fields["again"] = where_again(way)
        if found:
            self.fields["agreed"] = forms.MultipleChoiceField(
                label=_("The writer means these to stay. Do you agree?"),
                help_text=_("Tick what may stay. If something must go, send the letter back."),
                choices=[(one.key, given_away(one)) for one in found],
                widget=forms.CheckboxSelectMultiple,
                required=False,
            )


def where_again(way: str) -> forms.Field:
    """Return the field in which it is typed again where a letter goes."""
    if way == Way.EMAIL:
        missing = _("Enter the e-mail address")
        return forms.CharField(label=_("Their e-mail address, typed again"), error_messages={"required": missing})
    if way == Way.HANDED_OVER:
        missing = _("Enter the name")
        return forms.CharField(
            label=_("The name of whoever gets it, typed again"), error_messages={"required": missing}
        )
    return forms.CharField(
        label=_("Their address, typed again"),
        help_text=_("Look it up where you keep it. It is left out below on purpose."),
        widget=forms.Textarea(attrs={"rows": 4, "autocomplete": "off"}),
        error_messages={"required": _("Enter the address")},
    )


def given_away(found: Found) -> str:
    """Return words that give somebody away, with who that is."""
    if not found.part:
        return _("“{words}”: we do not know whose this is").format(words=found.words)
    return _("“{words}”: {part}").format(words=found.words, part=found.part)


class Reason(Tokened):
    """Why: for sending back, withdrawing, and a letter that came back."""

    def __init__(self, *given: Any, label: str, **options: Any) -> None:
        super().__init__(*given, **options)
        self.fields["text"] = forms.CharField(
            label=label, widget=Counted(2_000, rows=4), max_length=2_000, error_messages={"required": _("Write this")}
        )


class Sure(Tokened):
    """Nothing is asked: the button says it."""


class BringBack(Tokened):
    """The document that was changed."""

    file = forms.FileField(
        label=gettext_lazy("The Word document"),
        help_text=gettext_lazy("The one that you downloaded here and changed (.docx)."),
        error_messages={"required": gettext_lazy("Choose the file"), "empty": gettext_lazy("This file is empty")},
    )
