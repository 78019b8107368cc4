"""Rows as CSV, in which no spreadsheet finds a formula."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from heed.matching.sheets.writing import FORMULA, as_csv


@pytest.mark.parametrize("cell", ["=1+1", "+44", "-x", "@SUM(A1)", "\t=1", " =1", "\r=1"])
def test_a_formula_is_text(cell: str) -> None:
    assert next(csv.reader(io.StringIO(as_csv([[cell]]), newline=""))) == ["'" + cell.lstrip(" \r")]


@given(st.lists(st.lists(st.text(alphabet=st.characters(exclude_characters="\x00\n\r", codec="utf-8")), min_size=2)))
def test_what_was_written_is_read_again(rows: list[list[str]]) -> None:
    found = list(csv.reader(io.StringIO(as_csv(rows), newline="")))
    assert [[cell.removeprefix("'") for cell in row] for row in found] == [
        [cell.lstrip(" ").removeprefix("'") for cell in row] for row in rows
    ]
    assert [cell for row in found for cell in row if cell.startswith(FORMULA)] == []
