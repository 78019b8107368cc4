"""Postcodes as they are typed and misread: found in a line, brought to one form, letters and digits put right."""

import re
from functools import lru_cache
from typing import Final

WRITTEN: Final = re.compile(r"\b([a-z]{1,2}[0-9oi][0-9a-z]?)\s*([0-9oilsb][abd-hjlnp-uw-z0]{2})\b", re.IGNORECASE)
OUTWARD: Final = re.compile(r"[a-z]{1,2}[0-9][0-9a-z]?$")
INWARD: Final = 3
TO_DIGIT: Final = str.maketrans("oilszb", "011528")
TO_LETTER: Final = str.maketrans("01582", "oisbz")
SHORT, LONG = 5, 7
AT_THE_END: Final = re.compile(r"[,\s]*\b([A-Za-z]{1,2}\d[A-Za-z\d]?\s*\d[A-Za-z]{2})\s*$")
MOST: Final = 300
"""Letters of an address; no longer one is kept."""
Address = tuple[str, str]
"""Lines and postcode."""


@lru_cache(maxsize=20_000)
def joined_postcode(text: str) -> str:
    """Return “Wv8 9XP”, “WV89XP” and “WV8 9XP.” as wv89xp; what is no British postcode only folded."""
    plain = "".join(letter for letter in text.casefold() if letter.isascii() and letter.isalnum())
    if not SHORT <= len(plain) <= LONG or plain.isdigit():
        return plain
    outward, inward = plain[:-INWARD], plain[-INWARD:]
    mended = _outward(outward) + inward[0].translate(TO_DIGIT) + inward[1:].translate(TO_LETTER)
    return mended if OUTWARD.match(mended[:-INWARD]) and mended[-INWARD].isdigit() else plain


def _outward(text: str) -> str:
    """Return the first half with a letter where one must stand and a digit where one must."""
    first = text[0].translate(TO_LETTER)
    if len(text) == 2:
        return first + text[1].translate(TO_DIGIT)
    if len(text) == 4:
        return first + text[1].translate(TO_LETTER) + text[2].translate(TO_DIGIT) + text[3]
    if text[1].isdigit():
        return first + text[1:]
    return first + text[1] + text[2].translate(TO_DIGIT)


def split_off(text: str) -> tuple[str, str]:
    """Return the text without the last postcode in it, and that postcode joined, or the text as it was and ""."""
    found = list(WRITTEN.finditer(text))
    if not found:
        return text, ""
    last = found[-1]
    return f"{text[: last.start()]} {text[last.end() :]}", joined_postcode(last.group())


def address_and_postcode(line: str) -> Address:
    """Return an address as its lines and its postcode; the latter is empty where the line does not end in one."""
    found = AT_THE_END.search(line)
    if found is None:
        return line.strip()[:MOST], ""
    return line[: found.start()].strip(" ,")[:MOST], " ".join(found[1].upper().split())


def outward(postcode: str) -> str:
    """Return the first half of a joined postcode; the whole of one that has no second half."""
    return postcode[:-INWARD] if len(postcode) >= SHORT and not postcode.isdigit() else postcode


def area(postcode: str) -> str:
    """Return the letters that a postcode begins with, or the first two digits of one of digits."""
    return postcode[:2] if postcode[:1].isdigit() else postcode[: 2 if postcode[1:2].isalpha() else 1]
