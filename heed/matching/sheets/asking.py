"""The rows of a list as questions: each bad row is named with its line, the rest are asked."""

from collections.abc import Mapping, Sequence
from typing import Final

from heed.matching.days import UNKNOWN, read_day
from heed.matching.faces import Told
from heed.matching.lists import BadRow, Rows
from heed.matching.one_box import read_line
from heed.matching.sheets.guessing import PARTS, SEVERAL
from heed.matching.sheets.reading import LONGEST, BadFile, Line, Table

NEEDED: Final = frozenset({"name", "given", "surname", "address", "postcode", "telephone", "email", "uprn", "line"})
WHOLE: Final = ("name", "given", "surname", "born", "address", "postcode", "telephone", "email", "uprn")


def columns_by(table: Table, told: Mapping[str, Sequence[str]]) -> tuple[str, ...]:
    """Return what each column holds, as somebody says: part → the names of its columns. Raises BadFile."""
    found = ["" for _column in table.header]
    names = [name.casefold() for name in table.header]
    for part, columns in told.items():
        if part not in PARTS:
            raise BadFile(f"A column cannot hold “{part}”, only one of: {', '.join(PARTS)}.")
        for column in columns:
            if column.casefold() not in names:
                raise BadFile(f"The list has no column “{column}”. Its columns are: {', '.join(table.header)}.")
            found[names.index(column.casefold())] = part
    _check(found)
    return tuple(found)


def _check(columns: Sequence[str]) -> None:
    """Refuse columns from which nothing can be asked, or that tell one thing twice."""
    if not NEEDED & set(columns):
        raise BadFile("No column holds a name or an address, so there is nothing to ask. Say which columns do.")
    twice = sorted({part for part in columns if part and part not in SEVERAL and columns.count(part) > 1})
    if twice:
        raise BadFile(f"More than one column is said to hold: {', '.join(twice)}.")


def questions(table: Table, columns: Sequence[str]) -> Rows[Told]:
    """Return a question for each row, named by its id, else by its line. Raises BadFile where nothing can be asked."""
    _check(columns)
    found: Rows[Told] = Rows()
    for line in table.lines:
        parts = _parts(line, columns)
        wrong = _wrong(line, parts, len(table.header))
        if wrong:
            found.bad.append(BadRow(line.number, wrong))
            continue
        if parts["born"] and read_day(parts["born"]) == UNKNOWN:
            found.bad.append(BadRow(line.number, f"“{parts['born']}” is no date that can be read; the rest was used"))
            parts["born"] = ""
        told = Told(**{part: parts[part] for part in WHOLE})
        found.rows.append(_with_line(told, parts["line"]))
        found.names.append(parts["id"] or str(line.number))
    return found


def _parts(line: Line, columns: Sequence[str]) -> dict[str, str]:
    """Return what a row tells of each part, joined where several columns make it up."""
    told: dict[str, list[str]] = {part: [] for part in PARTS}
    for part, cell in zip(columns, line.cells, strict=False):
        if part and cell:
            told[part].append(cell)
    return {part: ", ".join(cells) for part, cells in told.items()}


def _wrong(line: Line, parts: Mapping[str, str], columns: int) -> str:
    """Return why a row cannot be asked; "" where it can."""
    if any(len(cell) > LONGEST for cell in line.cells):
        return f"it has a field of more than {LONGEST:,} letters"
    if any(line.cells[columns:]):
        return f"it has {len(line.cells)} fields where the first line names {columns}"
    if not any(parts[part] for part in (*NEEDED, "born")):
        return "it asks nothing: every field is empty"
    return ""


def _with_line(told: Told, line: str) -> Told:
    """Return the question with what its line tells, where nothing else does."""
    if not line:
        return told
    read = read_line(line)
    named = told.name or told.given or told.surname
    return Told(
        name=told.name if named else read.name, given=told.given, surname=told.surname, born=told.born or read.born,
        address=told.address or read.address, postcode=told.postcode or read.postcode,
        telephone=told.telephone or read.telephone, email=told.email or read.email, uprn=told.uprn,
    )  # fmt: skip
