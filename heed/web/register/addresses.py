"""Several addresses in one box: one on each line, the postcode at its end."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from heed.matching.postcodes import address_and_postcode


class Addresses(forms.CharField):
    """The cleaned value is a list of (lines, postcode)."""

    widget = forms.Textarea

    def __init__(self, **options: Any) -> None:
        options.setdefault("help_text", _("One on each line, with the postcode at its end. You can leave this empty."))
        options.setdefault("widget", forms.Textarea(attrs={"rows": 3}))
        super().__init__(required=False, max_length=2000, **options)

    def clean(self, value: Any) -> Any:
        """Return the addresses."""
        text = str(super().clean(value) or "")
        return [address_and_postcode(line) for line in text.splitlines() if line.strip()]
