"""Addresses as letters need them: whether one is whole, fits the window, and is the same as another."""

import re
import unicodedata
from collections.abc import Iterable, Iterator

from django.utils.translation import gettext as _

from heed.documents.letters.checks.mistakes import Mistake

POSTCODE = re.compile(r"\b([A-Z]{1,2}[0-9][A-Z0-9]?)\s*([0-9][A-Z]{2})\b", re.IGNORECASE)
EMAIL = re.compile(r"[^\s@<>]+@[^\s@<>]+\.[^\s@<>]{2,}")
MOST_LINES, LONGEST = 6, 42  # what the window of a DL envelope shows


def lines_of(address: str) -> list[str]:
    """Return the lines of an address as typed, without empty ones and spaces around them."""
    return [" ".join(line.split()) for line in address.splitlines() if line.strip()]


def key_of(address: str) -> str:
    """Return what makes two ways of writing one address the same: its letters and digits, in one case."""
    plain = unicodedata.normalize("NFKD", address).casefold()
    return "".join(letter for letter in plain if letter.isalnum())[:400]


def same(one: str, other: str) -> bool:
    """Return whether two texts are the same address."""
    return bool(key_of(one)) and key_of(one) == key_of(other)


def postcode_in(text: str) -> str:
    """Return the last postcode in a text, as Royal Mail writes it; empty where there is none."""
    found = POSTCODE.findall(text)
    return f"{found[-1][0]} {found[-1][1]}".upper() if found else ""


def in_address(address: str, name: str) -> Iterator[Mistake]:
    """Yield what is wrong with the address of a letter that goes by post."""
    lines = lines_of(address)
    if not lines:
        yield _mistake("no-address", _("Enter the address, a line to a line"))
        return
    if EMAIL.search(address):
        yield _mistake("address-is-email", _("Enter the address of a house, not an e-mail address"))
        return
    if not postcode_in(lines[-1]):
        yield _mistake("no-postcode", _("End the address with its postcode, on the last line"))
    elif len(lines) < 2:
        yield _mistake("short-address", _("Enter the whole address: the street above the postcode"))
    if len(lines) > MOST_LINES:
        most = _("Write the address in {most} lines, or the window of the envelope does not show all of it")
        yield _mistake("many-lines", most.format(most=MOST_LINES))
    long = next((line for line in lines if len(line) > LONGEST), "")
    if long:
        yield _mistake("long-line", _("Write “{line}” on two lines: it is too wide for the window").format(line=long))
    if any(same(line, name) for line in lines):
        yield _mistake("name-in-address", _("Leave the name out of the address: the letter puts it above"))
    if not any(letter.isdigit() for line in lines[:-1] for letter in line) and len(lines) == 2:
        yield _mistake("no-house", _("Enter the number or the name of the house as well"))


def in_email(email: str, colleagues: Iterable[str]) -> Iterator[Mistake]:
    """Yield what is wrong with the address of a letter that goes by e-mail; it must not be a colleague's."""
    if not EMAIL.fullmatch(email.strip()):
        yield Mistake("no-email", _("Enter the e-mail address that the person gave us for letters"), "to_email")
    elif email.strip().casefold() in {one.casefold() for one in colleagues}:
        yield Mistake("email-of-colleague", _("This is the e-mail address of somebody who works here"), "to_email")


def _mistake(code: str, sentence: str) -> Mistake:
    return Mistake(code, sentence, "to_address")
