"""Forms of evidence. What a file is, is judged when it is taken in, not here."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from heed.documents.files.kinds import ACCEPTED
from heed.web.govuk import Counted, Option
from heed.web.tokens import Tokened

ACCEPT = ",".join(ACCEPTED)


class Several(forms.FileInput):
    """A box for any number of files."""

    allow_multiple_selected = True

    def value_from_datadict(self, _typed: Any, files: Any, name: str) -> Any:
        """Return all of the files."""
        return files.getlist(name) if hasattr(files, "getlist") else files.get(name, [])


class FilesField(forms.Field):
    """Any number of files, none too."""

    widget = Several


def camera() -> FilesField:
    """Return the box that opens a phone's camera."""
    return FilesField(
        label=_("Take a photo"), required=False, widget=Several(attrs={"accept": "image/*", "capture": "environment"})
    )


def from_folder() -> FilesField:
    """Return the box for what is on the phone or the computer already."""
    return FilesField(
        label=_("Choose photos or files"),
        required=False,
        widget=Several(attrs={"accept": ACCEPT, "multiple": True}),
    )


def files_of(form: forms.BaseForm) -> list[Any]:
    """Return every file that was sent with the form."""
    return [*form.cleaned_data.get("photo", []), *form.cleaned_data.get("chosen", [])]


class Add(Tokened):
    photo = camera()
    chosen = from_folder()
    about = forms.CharField(
        label=_("What do they show? (optional)"),
        help_text=_("For example: “the door after he had kicked it”."),
        required=False,
        max_length=300,
    )

    def clean(self) -> dict[str, Any]:
        """Ask for a file."""
        told: dict[str, Any] = super().clean() or {}
        if not [*told.get("photo", []), *told.get("chosen", [])]:
            self.add_error("chosen", str(_("Choose a photo or a file")))
        return told


class TakeBack(Tokened):
    pass


class AskRemoval(Tokened):
    text = forms.CharField(
        label=_("Why should it be removed?"),
        help_text=_("A second person reads this and decides. It stays on record that there was a file."),
        widget=Counted(2000, rows=4),
        max_length=2000,
        error_messages={"required": _("Enter why it should be removed")},
    )


class Decide(Tokened):
    decision = forms.ChoiceField(
        label=_("Is the file removed?"),
        choices=[
            ("remove", Option(_("Yes, remove it for good"), _("Nobody can bring it back."))),
            ("keep", Option(_("No, it stays"))),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": _("Select whether the file is removed")},
    )
    text = forms.CharField(
        label=_("Why do you decide so?"),
        widget=Counted(2000, rows=4),
        max_length=2000,
        error_messages={"required": _("Enter why you decide so")},
    )
