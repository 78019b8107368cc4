"""A person's name as it is typed, brought into first names and surname: titles gone, particles joined."""

from functools import lru_cache
from typing import Final, NamedTuple

from heed.matching.names import words

TITLES: Final = frozenset(
    [
        "mr",
        "mrs",
        "ms",
        "miss",
        "mx",
        "dr",
        "prof",
        "professor",
        "sir",
        "dame",
        "rev",
        "reverend",
        "lord",
        "lady",
        "master",
        "mstr",
        "fr",
        "sr",
        "cllr",
        "pc",
        "capt",
        "hon",
        "mister",
        "herr",
        "frau",
        "pan",
        "pani",
        "shri",
        "shrimati",
        "smt",
        "sri",
        "haji",
        "hajji",
        "alhaji",
        "esq",
        "jr",
        "jnr",
        "snr",
        "ii",
        "iii",
        "obe",
        "mbe",
    ]
)
# What a name may have or lack: it says little, and is written together, apart or not at all.
PARTICLES: Final = frozenset(
    [
        "de",
        "da",
        "do",
        "dos",
        "das",
        "del",
        "della",
        "di",
        "du",
        "la",
        "le",
        "les",
        "van",
        "von",
        "der",
        "den",
        "ter",
        "ten",
        "te",
        "af",
        "av",
        "zu",
        "al",
        "el",
        "ul",
        "ud",
        "bin",
        "ibn",
        "ben",
        "bint",
        "binte",
        "binti",
        "ap",
        "ab",
        "ferch",
        "verch",
        "the",
    ]
)
JOINED: Final = frozenset({"o", "mc", "mac", "fitz", "saint"})
MISREAD: Final = str.maketrans("01358", "olesb")
OTHER_NAMES: Final = ("née", "nee", "formerly", "aka", "a.k.a.", "alias", "also known as", "known as", "(", ")")


class Name(NamedTuple):
    """First names and surnames as plain words, in the order in which they were given."""

    given: tuple[str, ...] = ()
    surname: tuple[str, ...] = ()


@lru_cache(maxsize=20_000)
def name_parts(text: str) -> tuple[str, ...]:
    """Return the words of a name: “Mr. Jan-Piet van der Bérg” is jan, piet, berg; “O'Hare” and “O Hare” are ohare."""
    told = [word.translate(MISREAD) if not word.isdigit() else "" for word in words(text.replace("(", " "))]
    told = [word for word in told if word and word not in TITLES]
    kept = [word for word in told if word not in PARTICLES] or told
    joined: list[str] = []
    for word in kept:
        if joined and joined[-1] in JOINED:
            joined[-1] += word
        else:
            joined.append(word)
    return tuple(joined)


@lru_cache(maxsize=20_000)
def read_name(text: str) -> Name:
    """Return a whole name in its parts: the last word is the surname, or what stands before a comma."""
    before, comma, after = text.partition(",")
    if comma and (given := name_parts(after)):
        return Name(given, name_parts(before))
    # A hyphen at the end of a name joins a double surname, which a space would not.
    last = text.rsplit(maxsplit=1)[-1] if text.split() else ""
    parts = name_parts(text)
    double = len(name_parts(last)) if "-" in last else 1
    cut = max(len(parts) - double, min(len(parts) - 1, 1)) if len(parts) > 1 else len(parts)
    return Name(parts[:cut], parts[cut:]) if len(parts) > 1 else Name((), parts)


def split_name(given: str, surname: str) -> Name:
    """Return a name that was given in two boxes."""
    return Name(name_parts(given), name_parts(surname))
