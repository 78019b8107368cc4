"""An address as it is typed, brought into flat, number, street, building and town."""

import re
from functools import lru_cache
from typing import Final, NamedTuple

from heed.matching.names import words

KINDS: Final = {
    short: long
    for long, shorts in {
        "road": "road rd raod", "street": "street st str strt", "avenue": "avenue ave av avn", "close": "close cl clo",
        "drive": "drive dr drv", "lane": "lane ln la", "gardens": "gardens gdns gdn garden grdns",
        "crescent": "crescent cres cresc crsnt cr", "court": "court ct crt", "place": "place pl plc",
        "square": "square sq", "terrace": "terrace terr ter tce tr trc", "way": "way wy", "grove": "grove gr grv gro",
        "hill": "hill", "park": "park pk prk", "walk": "walk wlk wk", "view": "view vw", "row": "row",
        "mews": "mews mws", "rise": "rise ri", "green": "green grn", "parade": "parade pde", "croft": "croft",
        "wharf": "wharf", "yard": "yard yd", "gate": "gate gte", "bank": "bank", "vale": "vale", "mount": "mount mt",
        "meadow": "meadow meadows mdw mdws", "field": "field fields fld", "quay": "quay", "circuit": "circuit cct",
        "heights": "heights hts", "lodge": "lodge ldg", "estate": "estate est", "end": "end", "drove": "drove",
    }.items()
    for short in shorts.split()
}  # fmt: skip
FLATS: Final = frozenset(
    {"flat", "flt", "apartment", "apt", "apartments", "unit", "room", "rm", "fl", "appt", "bedsit"}
)
HOUSES: Final = {"hse": "house", "cott": "cottage", "ctg": "cottage", "bldg": "building", "bldgs": "buildings",
                 "fm": "farm", "twrs": "towers", "twr": "tower", "hs": "house"}  # fmt: skip
NUMBER: Final = re.compile(r"\d+[a-z]?$")
RANGE: Final = re.compile(r"\b(\d+)\s*[-–/]\s*(\d+)\b")
NOISE: Final = frozenset(
    {"no", "number", "the", "of", "and", "floor", "ground", "first", "second", "top", "at", "near"}
)
SPLIT_LETTER: Final = re.compile(r"\b(\d+)\s+([a-f])\b")


class Address(NamedTuple):
    """The parts of an address in plain words; what it does not tell is ""."""

    flat: str = ""
    number: str = ""
    street: str = ""
    kind: str = ""
    building: str = ""
    town: str = ""


@lru_cache(maxsize=20_000)
def read_address(text: str) -> Address:
    """Return the parts of an address from which the postcode is taken out already."""
    lines = [line for part in re.split(r"[,;\n]", text) if (line := _line(part))]
    flat, number, before, after = _numbered(lines)
    street, kind, rest = _street(after) if number else _unnumbered(lines, flat)
    building = " ".join(HOUSES.get(word, word) for word in before) if number else rest[0] if rest else ""
    town = " ".join(rest if number else rest[1:])
    return Address(flat, number, street, kind, building, town)


def _line(part: str) -> list[str]:
    """Return the words of one line, “12 a” joined and “12-14” as its first number."""
    text = SPLIT_LETTER.sub(r"\1\2", RANGE.sub(r"\1 ", part.casefold()) if "flat" not in part.casefold() else part)
    return [word for word in words(text) if word not in NOISE]


def _numbered(lines: list[list[str]]) -> tuple[str, str, list[str], list[list[str]]]:
    """Return flat, house number, the words before the number, and the lines after it."""
    flat = ""
    before: list[str] = []
    for at, line in enumerate(lines):
        place = 0
        while place < len(line):
            word = line[place]
            if word in FLATS and place + 1 < len(line) and not flat:
                flat, place = line[place + 1], place + 2
                continue
            if NUMBER.match(word):
                following = line[place + 1] if place + 1 < len(line) else ""
                if not flat and NUMBER.match(following):
                    flat = word
                else:
                    return flat, word, before, [line[place + 1 :], *lines[at + 1 :]]
            else:
                before.append(word)
            place += 1
    return flat, "", before, []


def _street(lines: list[list[str]]) -> tuple[str, str, list[str]]:
    """Return the street's name, its kind (road, close …), and the words after it; the number stood before it."""
    told = [line for line in lines if line]
    if not told:
        return "", "", []
    line, rest = told[0], [word for each in told[1:] for word in each]
    end = _kind_at(line)
    if end:
        return " ".join(line[:end]), KINDS[line[end]], line[end + 1 :] + rest
    cut = len(line) if rest or len(line) <= 2 else 2
    return " ".join(line[:cut]), "", line[cut:] + rest


def _kind_at(line: list[str]) -> int:
    """Return where the word road, street … stands; 0 where none does. The first word is never it."""
    places = [place for place, word in enumerate(line) if place and word in KINDS]
    if not places:
        return 0
    # “Park Road” and “Mill Hill Lane”: of words side by side the last is the kind.
    last = places[0]
    while last + 1 in places:
        last += 1
    return last


def _unnumbered(lines: list[list[str]], flat: str) -> tuple[str, str, list[str]]:
    """Return street, kind and [building, town …] of an address without a number."""
    told = [[word for word in line if word not in FLATS and word != flat] for line in lines]
    told = [line for line in told if line]
    for at, line in enumerate(told):
        end = _kind_at(line)
        if end and (at or end > 2 or len(told) == 1):
            start = max(end - 1, 0) if not at and end > 2 else 0
            house = [*(word for each in told[:at] for word in each), *line[:start]]
            rest = [*line[end + 1 :], *(word for each in told[at + 1 :] for word in each)]
            building = " ".join(HOUSES.get(word, word) for word in house)
            return " ".join(line[start:end]), KINDS[line[end]], [building, *rest]
    if not told:
        return "", "", []
    building = " ".join(HOUSES.get(word, word) for word in told[0])
    return "", "", [building, *(word for each in told[1:] for word in each)]
