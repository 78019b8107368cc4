"""Whom a letter gives away: names, e-mail addresses, telephone numbers and whereabouts of others, found in its words.

It errs towards finding: “May” at the beginning of a sentence is found where a May is named in the case. The writer
then says so, and a second person agrees.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from heed.documents.letters.checks.addresses import EMAIL, POSTCODE, key_of, postcode_in

TELEPHONE = re.compile(r"(?<![\w-])\+?\(?\d[\d\s()./-]{7,}\d(?![\w-])")
WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
TITLES = {"mr", "mrs", "ms", "miss", "mx", "dr", "prof", "sir", "dame", "rev", "cllr", "lord", "lady", "holder", "of"}
SHORTEST = 3  # letters of a name's part that is looked for by itself


@dataclass(frozen=True, slots=True)
class Other:
    """Somebody who is not to be found in the letter: what they are in the case, and what would give them away."""

    part: str  # "person affected": as the reader reads it
    name: str = ""
    emails: tuple[str, ...] = ()
    telephones: tuple[str, ...] = ()
    addresses: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Found:
    """Words in a letter that give somebody away: `part` is empty where nobody in the case is known to have them."""

    words: str
    part: str = ""

    @property
    def key(self) -> str:
        """What the writer picks, and the second person agrees to."""
        return key_of(self.words)


def gives_away(text: str, others: Iterable[Other], *, ours: str = "", recipient: str = "") -> tuple[Found, ...]:
    """Return what in the text gives somebody away, each thing once.

    `ours` is what may stand in every letter (the letterhead, how to reach us, who signs), `recipient` the name and
    address of whom it goes to: nothing of that is found.
    """
    found = dict[str, Found]()
    bare = EMAIL.sub(" ", text)
    for other in others:
        for words in (*_names(bare, other.name, recipient), *_contacts(text, other, ours, recipient)):
            found.setdefault(key_of(words), Found(words, other.part))
    for words in _strangers(text, f"{ours}\n{recipient}"):
        found.setdefault(key_of(words), Found(words))
    return tuple(found.values())


def _names(text: str, name: str, recipient: str) -> Iterator[str]:
    """Yield the whole name in whatever case, or else parts of it that are written with a capital."""
    parts = [part for part in WORD.findall(name) if part.casefold() not in TITLES]
    if not parts:
        return
    joined = r"[\s,.’'-]+".join(map(re.escape, parts))
    whole = re.search(rf"(?<!\w){joined}(?!\w)", text, re.IGNORECASE)
    if whole and len("".join(parts)) >= SHORTEST and key_of(whole[0]) != key_of(recipient.splitlines()[0] if recipient
                                                                                 else ""):  # fmt: skip
        yield whole[0]
    theirs = {part.casefold() for part in WORD.findall(recipient)}
    for part in parts:
        if len(part) < SHORTEST or part.casefold() in theirs:
            continue
        spelled = rf"(?<!\w)(?:{re.escape(part)}|{re.escape(part.capitalize())}|{re.escape(part.upper())})(?!\w)"
        single = re.search(spelled, text)
        if single and not (whole and whole.start() <= single.start() < whole.end()):
            yield single[0]


def _contacts(text: str, other: Other, ours: str, recipient: str) -> Iterator[str]:
    for email in other.emails:
        if email and email.casefold() in text.casefold() and email.casefold() not in ours.casefold():
            yield email
    numbers = {_digits(found): found for found in TELEPHONE.findall(text)}
    for telephone in other.telephones:
        if len(_digits(telephone)) > 6 and _digits(telephone) in numbers:
            yield numbers[_digits(telephone)].strip()
    written = key_of(text)
    for address in other.addresses:
        street, postcode = address.splitlines()[0] if address else "", postcode_in(address)
        if len(key_of(street)) > 5 and key_of(street) in written and key_of(street) not in key_of(recipient):
            yield street
        if postcode and key_of(postcode) in written and key_of(postcode) not in key_of(recipient + ours):
            yield postcode


def _strangers(text: str, known: str) -> Iterator[str]:
    """Yield e-mail addresses, telephone numbers and postcodes that are not the body's own or the recipient's."""
    for email in EMAIL.findall(text):
        if email.rstrip(".,;:!?)").casefold() not in known.casefold():
            yield email.rstrip(".,;:!?)")
    digits = {_digits(one) for one in TELEPHONE.findall(known)}
    for number in TELEPHONE.findall(text):
        if _digits(number) not in digits and len(_digits(number)) > 8:
            yield number.strip()
    postcodes = {key_of(f"{one}{two}") for one, two in POSTCODE.findall(known)}
    for one, two in POSTCODE.findall(text):
        if key_of(f"{one}{two}") not in postcodes:
            yield f"{one} {two}"


def _digits(text: str) -> str:
    digits = "".join(letter for letter in text if letter.isdigit())
    return f"0{digits[2:]}" if digits.startswith("44") and len(digits) > 10 else digits
