"""Rows as a CSV file that a spreadsheet opens without running anything."""

import csv
import io
from collections.abc import Iterable
from typing import Final

FORMULA: Final = ("=", "+", "-", "@", "\t")
"""With these a spreadsheet takes a field for a formula."""


def as_csv(rows: Iterable[Iterable[str]]) -> str:
    """Return the rows as CSV; a field that could be a formula begins with an apostrophe, and none with a space."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerows([_plain(cell) for cell in row] for row in rows)
    return out.getvalue()


def _plain(cell: str) -> str:
    line = cell.replace("\r", " ").lstrip(" ")  # a lone carriage return would break the row
    return f"'{line}" if line.startswith(FORMULA) else line
