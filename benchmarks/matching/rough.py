"""Questions that went through several bad hands: more than one thing is wrong, in more than one field."""

import random
from dataclasses import replace

from benchmarks.matching import channels
from heed.matching.faces import Told

SLIPS = (channels.thumbed, channels.thumbed, channels.heard, channels.read)


def roughened(rng: random.Random, told: Told, worst: float) -> Told:
    """Return the question with each of its fields spoilt at a rate of at most `worst`, which is drawn."""
    rate = rng.uniform(0.1, worst)

    def spoilt(text: str) -> str:
        return _spoilt(rng, text) if text and rng.random() < rate else text

    given, surname, name = spoilt(told.given), spoilt(told.surname), spoilt(told.name)
    if rng.random() < 0.08:
        given, surname = surname, given
    born = channels.misread_digit(rng, told.born) if rng.random() < rate * 0.7 else told.born
    address = _address(rng, told.address, rate) if told.address else ""
    postcode = told.postcode
    if postcode and rng.random() < rate:
        postcode = channels.postcode_wrong(rng, postcode) if " " in postcode else channels.thumbed(rng, postcode)
    if address and rng.random() < 0.05:
        postcode = ""
    return replace(told, given=given, surname=surname, name=name, born=born, address=address, postcode=postcode)


def _spoilt(rng: random.Random, text: str) -> str:
    """Return a name with one, two or three slips, or a blank too many or too few."""
    if rng.random() < 0.08 and len(text) > 5:
        at = rng.randint(2, len(text) - 2)
        return text.replace(" ", "") if " " in text else f"{text[:at]} {text[at:]}"
    for _slip in range(rng.choice((1, 1, 1, 2, 2, 3))):
        text = rng.choice(SLIPS)(rng, text)
    return text


def _address(rng: random.Random, text: str, rate: float) -> str:
    """Return an address with lines in another order, words or its number lost, misspelt."""
    words = text.split(" ")
    for at, word in enumerate(words):
        if rng.random() < rate * 0.5 and len(word) > 2:
            words[at] = channels.misread_digit(rng, word) if word[0].isdigit() else rng.choice(SLIPS)(rng, word)
    if rng.random() < rate * 0.5 and len(words) > 2:
        del words[rng.randrange(len(words))]
    lines = " ".join(words).split(",")
    if len(lines) > 1 and rng.random() < rate * 0.4:
        rng.shuffle(lines)
    return ",".join(line.strip() for line in lines)
