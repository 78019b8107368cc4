"""Several addresses in one box: one on each line, the postcode at its end."""

import re
from typing import Any, Final

from django import forms
from django.utils.translation import gettext_lazy as _

POSTCODE: Final = re.compile(r"[,\s]*\b([A-Za-z]{1,2}\d[A-Za-z\d]?\s*\d[A-Za-z]{2})\s*$")
Address = tuple[str, str]
"""Lines and postcode."""


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
        return [split(line) for line in text.splitlines() if line.strip()]


def split(line: str) -> Address:
    """Return an address as its lines and its postcode; the latter is empty where the line does not end in one."""
    found = POSTCODE.search(line)
    if found is None:
        return line.strip()[:300], ""
    return line[: found.start()].strip(" ,")[:300], " ".join(found[1].upper().split())
