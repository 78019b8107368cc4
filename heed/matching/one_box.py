"""One line as somebody about to knock types it: name, date of birth, address, postcode and so on are told apart.

“mr imran nawas 1/9/57 93 egwick terr” is a name, a date and an address. What can be told for certain by its form goes
out first; of what is left, a house number or a word such as “flat” or “street” says where the address begins.
"""

import re
from typing import Final

from heed.matching.addresses import FLATS, KINDS
from heed.matching.days import MONTHS, UNKNOWN, read_day
from heed.matching.faces import Told
from heed.matching.postcodes import WRITTEN

EMAIL: Final = re.compile(r"\b[\w.+-]+@[\w-]+(?:\.[\w-]+)+\b")
TELEPHONE: Final = re.compile(
    r"(?:\+|\b00)\s?44[\s()-]?(?:\(0\))?(?:[\s-]?\d){9,10}\b|(?<![\d/.-])0\d(?:[\s-]?\d){8,9}\b"
)
_MONTH: Final = "|".join(sorted(MONTHS, key=len, reverse=True))
DATES: Final = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"\b\d{4}-\d{1,2}-\d{1,2}\b",
        r"\b\d{1,2}\s?[/.-]\s?\d{1,2}\s?[/.-]\s?(?:\d{4}|\d{2})\b",
        rf"\b\d{{1,2}}(?:st|nd|rd|th)?(?:\s+of)?[\s-]*(?:{_MONTH})\b[\s,.-]*(?:\d{{4}}|\d{{2}})\b",
        rf"\b(?:{_MONTH})\s+\d{{4}}\b",
        r"\b(?:19|20)\d{6}\b|\b\d{4}(?:19|20)\d{2}\b",
        r"(?<![/.-])\b(?:19[1-9]\d|20[0-2]\d)\b(?![/.-])",
    )
)
BORN: Final = re.compile(r"\b(?:d\.?o\.?b\.?|born(?:\s+on|\s+in)?|date of birth)(?![a-z])[\s:]*", re.IGNORECASE)
SPACES: Final = re.compile(r"\s+")
HOUSES: Final = frozenset({"the", "house", "cottage", "farm", "mill", "lodge", "hall", "barn", "court", "towers"})


def read_line(text: str) -> Told:
    """Return the parts of the line; a part that it does not tell is ""."""
    rest, email = _taken(EMAIL, text)
    rest, telephone = _taken(TELEPHONE, rest)
    rest, born = _date(rest)
    rest, postcode = _last(rest)
    name, address = _split(BORN.sub(" ", rest))
    return Told(name=name, born=born, address=address, postcode=postcode, telephone=telephone, email=email)


def _taken(pattern: re.Pattern[str], text: str) -> tuple[str, str]:
    """Return the text without the first match, and the match."""
    found = pattern.search(text)
    return (f"{text[: found.start()]} {text[found.end() :]}", found.group()) if found else (text, "")


def _date(text: str) -> tuple[str, str]:
    for pattern in DATES:
        for found in pattern.finditer(text):
            before, after = text[: found.start()], text[found.end() :]
            if read_day(found.group()) != UNKNOWN and not _numbers_a_house(pattern, after):
                return f"{before} {after}", found.group()
    return text, ""


def _numbers_a_house(pattern: re.Pattern[str], after: str) -> bool:
    """Say whether what looks like a year stands before a street: “1957 London Road”."""
    return pattern is DATES[-1] and any(word in KINDS for word in _words(after)[1:4])


def _last(text: str) -> tuple[str, str]:
    """Return the text without its last postcode, and that postcode as it was typed."""
    found = list(WRITTEN.finditer(text))
    return (f"{text[: found[-1].start()]}, {text[found[-1].end() :]}", found[-1].group()) if found else (text, "")


def _split(text: str) -> tuple[str, str]:
    """Return the name and the address."""
    parts = [part for each in re.split(r"[,;\n]", text) if (part := SPACES.sub(" ", each).strip(" .-"))]
    for at, part in enumerate(parts):
        begins = _begins(part, first=at == 0)
        if begins >= 0:
            words = part.split(" ")
            name = [*parts[:at], " ".join(words[:begins])]
            address = [" ".join(words[begins:]), *parts[at + 1 :]]
            return _joined(name), _joined(address)
    return ", ".join(parts), ""


def _begins(part: str, *, first: bool) -> int:
    """Return at which word of a part the address begins; -1 where the part tells none.

    At its first number or word for a flat; else with the street that it ends in, if enough stands before for a name.
    """
    words = _words(part)
    for at, word in enumerate(words):
        if word[:1].isdigit() or (word in FLATS and at + 1 < len(words)):
            return at
    if not first and (HOUSES & set(words) or any(word in KINDS for word in words[1:])):
        return 0
    if first and words[:1] == ["the"]:
        return 0
    streets = [at for at, word in enumerate(words) if word in KINDS]
    # “Colin Hill” and “Colin James Green” are names; “colin marlpit egwick terrace” is more than one.
    return streets[-1] - 1 if streets and streets[-1] >= 3 else -1


def _words(part: str) -> list[str]:
    return [word.strip(".,'’()").casefold() for word in part.split(" ")]


def _joined(parts: list[str]) -> str:
    return ", ".join(part for part in parts if part)
