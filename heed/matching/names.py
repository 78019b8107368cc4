"""Texts and names folded to plain words."""

import unicodedata
from typing import Final

TITLES: Final = frozenset({"mr", "mrs", "ms", "miss", "mx", "dr", "prof", "sir", "dame", "rev"})
# Letters that are letters of their own rather than letters with a mark.
LETTERS: Final = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i"})
APOSTROPHES: Final = str.maketrans("", "", "'’‘`´")


# What becomes of each of the 128 plain letters, so that a text of these alone needs no look at each.
PLAIN: Final = {code: chr(code).lower() if chr(code).isalnum() else " " for code in range(128)} | {
    ord(mark): None for mark in "'`"
}


def words(text: str) -> list[str]:
    """Return the text's words in small plain letters and digits, without marks: "Siân O’Hare" is sian, ohare."""
    if text.isascii():
        return text.translate(PLAIN).split()
    folded = unicodedata.normalize("NFKD", text.casefold().translate(LETTERS).translate(APOSTROPHES))
    plain = "".join(letter for letter in folded if not unicodedata.combining(letter))
    return "".join(letter if letter.isalnum() else " " for letter in plain).split()


def name_words(name: str) -> list[str]:
    """Return a name's words without titles: "Dr. Kim Lee" is kim, lee."""
    return [word for word in words(name) if word not in TITLES]
