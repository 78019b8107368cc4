"""What the columns of somebody's own list hold, guessed by what they are called, else by what stands in them.

A guess is shown to whoever brought the list, and they may say otherwise.
"""

import re
from collections.abc import Callable, Mapping
from typing import Final

from heed.matching.contacts import read_email
from heed.matching.postcodes import WRITTEN
from heed.matching.sheets.reading import Table

PARTS: Final = (
    "id", "name", "given", "surname", "born", "address", "postcode", "telephone", "email", "uprn", "line",
)  # fmt: skip
"""What a column can hold; `line` is all of it as it comes, name and date and address in one."""
SEVERAL: Final = frozenset({"address", "line"})
"""Parts that several columns may make up: address line 1, line 2, town."""
CALLED: Final[Mapping[str, str]] = {
    "id": r"id|ref|reference|case( id| no| number| ref(erence)?)?|customer (id|no|number|ref)|query id|uid|key|number",
    "given": r"given( names?)?|first ?names?|fore ?names?|christian name",
    "surname": r"surname|last ?name|family ?name|second name",
    "born": r"(d ?o ?b|date of birth|birth ?(date|day)|born( on)?)",
    "postcode": r"post ?code|post code|pcode|zip( code)?",
    "telephone": r"(tele)?phone( (no|number))?|tel( (no|number))?|mobile( (no|number))?|contact number",
    "email": r"e ?mail( address)?",
    "uprn": r"uprn|property reference( number)?",
    "address": r"(home |property |visit |site |full )?address( ?line)?( ?\d)?|street( name)?|house( (name|no|number))?|"
               r"road|town|city|locality|county|location|property|premises|where|add(r)? ?\d|line ?\d",
    "name": r"(full |customer |client |tenant |resident |person |service user |patient )?name|customer|client|tenant|"
            r"resident|service user|patient|who|person|contact|visiting|occupier|householder",
    "line": r"summary|subject|title|details|appointment|description|visit|job|event",
}  # fmt: skip
ENOUGH: Final = 0.6
"""The share of a column's fields that must look like a part for the column to hold it."""
LOOKED_AT: Final = 200


def guess(table: Table) -> tuple[str, ...]:
    """Return what each column holds, "" where it holds nothing to ask about; each part once, addresses apart.

    Where neither a name nor an address can be made out, the columns are read as one line each.
    """
    found = ["" for _column in table.header]
    for part, pattern in CALLED.items():
        for at, name in enumerate(table.header):
            free = part in SEVERAL or part not in found
            if not found[at] and free and re.fullmatch(pattern, _plain(name)):
                found[at] = part
    for part, looks in (("postcode", _is_postcode), ("email", _is_email)):
        shares = [0.0 if found[at] else _share(table, at, looks) for at in range(len(found))]
        if part not in found and max(shares) >= ENOUGH:
            found[shares.index(max(shares))] = part
    whole = {"name", "surname", "address", "postcode"} & set(found)
    if whole and not table.calendar:
        return tuple("" if part == "line" else part for part in found)
    if "line" in found or whole:
        return tuple(found)
    return tuple(part or ("line" if any(table.column(at)) else "") for at, part in enumerate(found))


def _plain(name: str) -> str:
    """Return the name of a column as words: “Post_Code:” is post code, “firstName” is first name."""
    parted = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name)
    return " ".join(re.findall(r"[a-z]+|\d+", parted.casefold().replace("'s", "")))


def _share(table: Table, at: int, looks: Callable[[str], bool]) -> float:
    """Return which share of a column's first fields looks so."""
    values = [value for value, _number in zip(table.column(at), range(LOOKED_AT), strict=False)]
    return sum(map(looks, values)) / len(values) if values else 0.0


def _is_postcode(value: str) -> bool:
    return bool(WRITTEN.fullmatch(value))


def _is_email(value: str) -> bool:
    return "@" in value and bool(read_email(value))
