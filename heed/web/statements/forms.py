"""Forms of statements."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from heed.web.evidence.forms import camera, from_folder
from heed.web.govuk import Counted
from heed.web.tokens import Tokened


class Give(Tokened):
    text = forms.CharField(
        label=_("What did you see and hear?"),
        help_text=_("In your own words, and the exact words that were said as far as you remember them. "
                    "Write only what you saw and heard yourself."),
        widget=Counted(10_000, rows=10),
        max_length=10_000,
        error_messages={"required": _("Write what you saw and heard")},
    )  # fmt: skip
    photo = camera()
    chosen = from_folder()


class Invite(Tokened):
    email = forms.EmailField(
        label=_("Their work e-mail address"),
        help_text=_("They get a message with a link, which says nothing of what this is about."),
        error_messages={
            "required": _("Enter the e-mail address of the witness"),
            "invalid": _("Enter an e-mail address, like name@example.org"),
        },
    )
    text = forms.CharField(
        label=_("Why do you ask them? (optional)"),
        help_text=_("Only those who act on this read it."),
        required=False,
        widget=Counted(2000, rows=3),
        max_length=2000,
    )

    def clean_email(self) -> Any:
        """Return the address as it is kept."""
        return self.cleaned_data["email"].strip().lower()
