"""The form by which somebody says that the person of an entry has moved."""

from django import forms
from django.utils.translation import gettext_lazy as _

from heed.web.govuk import DateField
from heed.web.register.forms import Verb, note

LINE = {"autocomplete": "off"}


class HasMoved(Verb):
    """When they left, where they live now, and how that is known."""

    left_on = DateField(
        label=_("On which day did they leave their address?"), what=_("The day on which they left"), past=True,
        error_messages={"required": _("Enter the day on which they left")},
        help_text=_("From now on nobody who looks up that address is warned of them: whoever lives there now has done "
                    "nothing. Should they move later, add their new address as a further one today, and come back "
                    "on the day."),
    )  # fmt: skip
    address = forms.CharField(
        label=_("Where do they live now?"), required=False, max_length=300, widget=forms.TextInput(attrs=LINE),
        help_text=_("Number and street. Leave it empty if you do not know: then the entry warns by their name, and "
                    "wherever else they are known to be."),
    )  # fmt: skip
    postcode = forms.CharField(
        label=_("Postcode"), required=False, max_length=10,
        widget=forms.TextInput(attrs={"class": "govuk-input--width-10", **LINE}),
    )  # fmt: skip
    text = note(_("How do you know?"), _("Enter how you know"),
                _("For example: the housing file of 3 May."))  # fmt: skip
