"""What is asked on the pages of duties."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from heed.policy.vocabulary import Verb
from heed.web.govuk import Counted


class Waive(forms.Form):
    reason = forms.CharField(
        label=_("Why does this not need to be done?"),
        help_text=_("Everybody who acts on the report can read this. It stays in the record."),
        widget=Counted(1000, rows=4),
        max_length=1000,
        error_messages={"required": _("Say why this does not need to be done")},
    )


class Acknowledge(forms.Form):
    """Nothing is asked: the button says it."""


class Standing(forms.Form):
    text = forms.CharField(
        label=_("What do you want to remember of it?"),
        help_text=_("You can leave this empty. Do not write names."),
        widget=Counted(2000, rows=4),
        max_length=2000,
        required=False,
    )

    def __init__(self, *words: Any, verb: Verb, **more: Any) -> None:
        super().__init__(*words, **more)
        self.verb = verb
