"""What is told of one person or property, parsed: the one form in which questions and entries are compared.

An entry with several names or addresses has several faces, one for each; it is as alike as its likest face.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from heed.matching.addresses import Address, read_address
from heed.matching.contacts import read_email, read_telephone, read_uprn
from heed.matching.days import UNKNOWN, Day, read_day
from heed.matching.people import Name, read_name, split_name
from heed.matching.postcodes import joined_postcode, split_off

NOBODY: Final = Name()
NOWHERE: Final = Address()


@dataclass(frozen=True, slots=True)
class Face:
    """One name, date of birth, address … in plain words; a property has no name."""

    name: Name = NOBODY
    day: Day = UNKNOWN
    address: Address = NOWHERE
    postcode: str = ""
    telephone: str = ""
    email: str = ""
    uprn: str = ""
    place: bool = False


@dataclass(frozen=True, slots=True)
class Told:
    """What somebody typed, as they typed it; every part may be empty. `name` is a whole name in one box."""

    name: str = ""
    given: str = ""
    surname: str = ""
    born: str = ""
    address: str = ""
    postcode: str = ""
    telephone: str = ""
    email: str = ""
    uprn: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """A person or property on a register. `aliases` are whole names; `addresses` are (address, postcode).

    `name` is a whole name, where it is not told which part of it is the surname.
    """

    given: str = ""
    surname: str = ""
    born: str = ""
    aliases: tuple[str, ...] = ()
    addresses: tuple[tuple[str, str], ...] = ()
    telephones: tuple[str, ...] = ()
    emails: tuple[str, ...] = ()
    uprn: str = ""
    place: bool = False
    name: str = ""


def face_of(told: Told) -> Face:
    """Return what was typed, parsed. A postcode in the address is found there."""
    name = split_name(told.given, told.surname) if told.given or told.surname else read_name(told.name)
    address, postcode = _place(told.address, told.postcode)
    return Face(
        name,
        read_day(told.born) if told.born else UNKNOWN,
        address,
        postcode,
        read_telephone(told.telephone) if told.telephone else "",
        read_email(told.email) if told.email else "",
        read_uprn(told.uprn) if told.uprn else "",
    )


def faces_of(entry: Entry) -> tuple[Face, ...]:
    """Return a face for each name at each address."""
    day = read_day(entry.born) if entry.born else UNKNOWN
    names = [] if entry.place else list(_names(entry))
    places = [_place(*each) for each in entry.addresses] or [_place("", "")]
    found = [
        Face(name, day, address, postcode, telephone, email, read_uprn(entry.uprn), entry.place)
        for name in names or [NOBODY]
        for address, postcode in places
        for telephone in [read_telephone(each) for each in entry.telephones] or [""]
        for email in [read_email(each) for each in entry.emails] or [""]
    ]
    return tuple(dict.fromkeys(found))


def _names(entry: Entry) -> Iterable[Name]:
    """Return the name and every alias; an alias of one word goes with the name's other half."""
    own = read_name(entry.name) if entry.name else split_name(entry.given, entry.surname)
    yield own
    for alias in entry.aliases:
        other = read_name(alias)
        if other.given:
            yield other
        elif other.surname:
            yield Name(other.surname, own.surname)


def _place(address: str, postcode: str) -> tuple[Address, str]:
    rest, found = split_off(address) if address else ("", "")
    return read_address(rest) if rest else NOWHERE, joined_postcode(postcode) if postcode else found


def packed(face: Face) -> str:
    """Return a face in one line that `unpacked` reads."""
    parts = (face.name, face.day, face.address, face.postcode, face.telephone, face.email, face.uprn, int(face.place))
    return json.dumps(parts, ensure_ascii=False, separators=(",", ":"))


def unpacked(line: str) -> Face:
    """Return the face that `packed` made a line of."""
    (given, surname), day, address, postcode, telephone, email, uprn, place = json.loads(line)
    name = Name(tuple(given), tuple(surname))
    return Face(name, Day(*day), Address(*address), postcode, telephone, email, uprn, bool(place))
