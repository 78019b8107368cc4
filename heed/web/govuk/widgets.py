"""Widgets that Django lacks: a date in three boxes, and a text whose length is counted while it is typed."""

from datetime import date
from typing import Any

from django import forms

PARTS = ("day", "month", "year")


class DateParts(forms.MultiWidget):
    """Day, month and year, each in a box of its own; the value is a list of the three texts as typed.

    `autocomplete="bday"` marks a person's own date of birth.
    """

    use_fieldset = True

    def __init__(self, attrs: dict[str, Any] | None = None, *, autocomplete: str = "") -> None:
        self.autocomplete = autocomplete
        super().__init__({part: forms.TextInput() for part in PARTS}, attrs)

    def decompress(self, value: date | None) -> list[str]:
        """Return the three texts of a date, or three empty ones."""
        return [str(value.day), str(value.month), str(value.year)] if value else ["", "", ""]


class Counted(forms.Textarea):
    """A long text with a limit: the count appears once `threshold` per cent of it is used.

    The browser does not stop the typing (pasted text would be cut silently): set the field's `max_length` too.
    """

    def __init__(self, limit: int, *, threshold: int = 75, rows: int = 8, attrs: dict[str, Any] | None = None) -> None:
        self.limit = limit
        self.threshold = threshold
        super().__init__({"rows": rows, **(attrs or {})})
