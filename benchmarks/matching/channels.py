"""How what is asked comes to differ from what is written: heard, read, thumbed, exported, told by a neighbour."""

import random
import re
from collections.abc import Callable
from datetime import date

from heed.matching.equivalents import equivalents

KEYS = (
    "q:wa w:qes e:wrd r:etf t:ryg y:tuh u:yij i:uok o:ipl p:ol a:qsz s:adwx d:sfec f:dgrv g:fhtb h:gjyn j:hkum k:jli "
    "l:kop z:xas x:zcs c:xvd v:cbf b:vng n:bmh m:nk"
)
NEAR_KEYS = dict(each.split(":") for each in KEYS.split())
HEARD_AS = (
    "ph:f ck:k ee:ea ie:y y:i c:k k:c s:z z:s sh:ch th:t v:w w:v ou:u oo:u ai:ay ei:i ll:l tt:t nn:n ss:s d:t b:p m:n "
    "e:a o:u kh:k q:k j:y gh:g dd:d ae:ay ey:y er:ar"
)
HEARD = [tuple(each.split(":")) for each in HEARD_AS.split()]
READ_AS = "rn:m m:rn u:n n:u a:o o:a cl:d i:l l:i e:c v:u h:b r:n t:l g:y"
READ = [tuple(each.split(":")) for each in READ_AS.split()]
MISREAD_DIGITS = {"1": "7", "7": "1", "3": "8", "8": "3", "5": "6", "6": "5", "0": "6", "9": "4", "4": "9", "2": "7"}
SHORT = {"Road": "Rd", "Street": "St", "Avenue": "Ave", "Close": "Cl", "Drive": "Dr", "Lane": "Ln", "Gardens": "Gdns",
         "Crescent": "Cres", "Court": "Ct", "Place": "Pl", "Terrace": "Terr", "Grove": "Gr"}  # fmt: skip
Change = Callable[[random.Random, str], str]


def thumbed(rng: random.Random, text: str) -> str:
    """Return the text with one slip of a thumb."""
    if len(text) < 3:
        return text
    at = rng.randrange(1, len(text))
    kind = rng.randrange(4)
    if kind == 0:
        return text[:at] + text[at + 1 :]
    if kind == 1:
        return text[:at] + text[at] + text[at:]
    if kind == 2 and at < len(text) - 1:
        return text[:at] + text[at + 1] + text[at] + text[at + 2 :]
    return text[:at] + rng.choice(NEAR_KEYS.get(text[at].lower(), "e")) + text[at + 1 :]


def heard(rng: random.Random, text: str) -> str:
    """Return the text as somebody spells it who only heard it."""
    return _swapped(rng, text, HEARD)


def read(rng: random.Random, text: str) -> str:
    """Return the text as somebody types it from handwriting."""
    return _swapped(rng, text, READ)


def _swapped(rng: random.Random, text: str, pairs: list[tuple[str, ...]]) -> str:
    low = text.lower()
    fitting = [(a, b, found.start()) for a, b in pairs for found in re.finditer(a, low) if found.start() or len(a) > 1]
    if not fitting:
        return thumbed(rng, text)
    a, b, at = rng.choice(fitting)
    return low[:at] + b + low[at + len(a) :]


def nickname(rng: random.Random, given: str, known: float) -> str:
    """Return another form of a first name; with 1 - known one that no table has."""
    others = equivalents(given)
    if others and rng.random() < known:
        return rng.choice(others)
    return (
        given[: rng.randint(3, 4)] + rng.choice(("", "y", "ie", "a")) if len(given) > 4 else given + rng.choice("yie")
    )


def wrong_day(rng: random.Random, born: date) -> str:
    """Return a date of birth that is not quite right, as day/month/year."""
    day, month, year = born.day, born.month, born.year
    kind = rng.randrange(8)
    if kind <= 1 and day <= 12:
        day, month = month, day
    elif kind == 2:
        return misread_digit(rng, f"{day:02}/{month:02}/{year}")
    elif kind == 3:
        year += rng.choice((-10, -2, -1, 1, 2, 10))
    elif kind == 4:
        day = max(1, min(28, day + rng.choice((-10, -1, 1, 10))))
    elif kind == 7:  # somebody else's, or a guess
        day, month, year = rng.randint(1, 28), rng.randint(1, 12), year + rng.randint(-12, 12)
    elif kind == 5:
        month = rng.randint(1, 12)
    else:
        year = year - year % 100 + int(f"{year % 100:02}"[::-1])
    return f"{day:02}/{month:02}/{year}"


def misread_digit(rng: random.Random, text: str) -> str:
    """Return the text with one digit taken for one that looks like it."""
    places = [at for at, letter in enumerate(text) if letter in MISREAD_DIGITS]
    if not places:
        return text
    at = rng.choice(places)
    other = MISREAD_DIGITS[text[at]] if rng.random() < 0.6 else rng.choice("0123456789")
    return text[:at] + other + text[at + 1 :]


def written_day(rng: random.Random, born: date) -> str:
    """Return a date in one of the ways in which people type it."""
    forms = ("%d/%m/%Y", "%d/%m/%y", "%Y-%m-%d", "%d.%m.%Y", "%d %b %Y", "%d %B %Y", "%d%m%Y", "%d-%m-%Y")
    form = rng.choice(forms)
    if form == "%d/%m/%y" and not 1931 <= born.year <= 2026:
        form = "%d/%m/%Y"
    return born.strftime(form)


def postcode_wrong(rng: random.Random, postcode: str) -> str:
    """Return a postcode with a slip in it, or another of the same district."""
    kind = rng.randrange(4)
    if kind == 0:
        return misread_digit(rng, postcode)
    if kind == 1:
        return postcode[:-1] + rng.choice("ABDEFGHJLNPQRSTUWXYZ")
    if kind == 2:
        return postcode[:-2] + postcode[-1] + postcode[-2]
    return postcode.split(maxsplit=1)[0] + f" {rng.randint(1, 9)}" + "".join(rng.choices("ABDEFGHJLNPQRSTUWXYZ", k=2))


def loose_postcode(rng: random.Random, postcode: str) -> str:
    """Return a right postcode in another writing."""
    kind = rng.randrange(5)
    made = (postcode, postcode.replace(" ", ""), postcode.lower(), postcode.lower().replace(" ", ""))
    return made[kind] if kind < 4 else postcode.replace("0", "O").replace("1", "I")


def shortened(rng: random.Random, address: str) -> str:
    """Return an address with Rd for Road and the like."""
    for long, short in SHORT.items():
        if rng.random() < 0.7:
            address = address.replace(f" {long}", f" {short}")
    return address
