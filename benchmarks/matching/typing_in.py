"""How somebody types a question: which slips they make, and at which rates."""

import random
from dataclasses import dataclass, replace

from benchmarks.matching import channels
from benchmarks.matching.rough import roughened
from benchmarks.matching.world import Being, Home, World
from heed.matching.equivalents import equivalents
from heed.matching.faces import Told

# The rates of a Mix in its order, each as (least, most).
PRIORS = ((0.05, 0.45), (0.02, 0.2), (0.5, 1.0), (0.0, 0.12), (0.0, 0.05), (0.0, 0.06), (0.02, 0.2), (0.02, 0.25),
          (0.0, 0.15), (0.0, 0.06), (0.08, 0.3), (0.0, 0.5), (0.03, 0.2), (0.0, 0.15), (0.1, 0.9),
          (0.0, 0.3))  # fmt: skip


@dataclass(frozen=True, slots=True)
class Mix:
    """The rates of one draw, each from a wide prior; a result is the mean and the worst of many draws."""

    errors: float  # of fields that are wrong in some way
    nickname: float
    known_nickname: float
    moved: float
    married: float
    swapped: float
    wrong_day: float
    no_birth: float
    middle: float
    initial: float
    family: float  # of the questions off the register
    upper: float
    places: float
    alias: float
    one_box: float
    rough: float  # of the questions that went through several bad hands

    @classmethod
    def drawn(cls, rng: random.Random) -> "Mix":
        """Return rates from the priors."""
        return cls(*(rng.uniform(low, high) for low, high in PRIORS))


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked; the entry that is meant or -1, the fields given, what is wrong with it, the origin of the name."""

    told: Told
    meant: int
    fields: str
    kind: str
    origin: str


class Typist:
    """Types questions about people, at the rates of one mix."""

    def __init__(self, rng: random.Random, mix: Mix, world: World) -> None:
        self.rng, self.mix, self.world = rng, mix, world

    def chance(self, rate: float) -> bool:
        return self.rng.random() < rate

    def slip(self, text: str, rate: float) -> str:
        """Return the text, sometimes with an error."""
        if not text or not self.chance(rate):
            return text
        return self.rng.choice((channels.thumbed, channels.heard, channels.heard, channels.read))(self.rng, text)

    def question(self, being: Being, meant: int, fields: str, wrong: set[str]) -> Question:
        """Return what is typed about somebody, with errors."""
        given, surname = self.names(being, wrong)
        born = self.birth(being, fields, wrong) if fields in ("all", "name+dob", "name+year") else ""
        address, postcode = self.place(being.home, fields, wrong)
        if fields == "address":
            given = surname = ""
        if self.chance(self.mix.upper):
            given, surname, address = given.upper(), surname.upper(), address.upper()
        elif self.chance(0.5):
            given, surname = given.title(), surname.title()
        told = Told("", given, surname, born, address, postcode)
        if self.chance(self.mix.rough):
            wrong.add("rough")
            told = roughened(self.rng, told, 0.9)
        if told.surname and self.chance(self.mix.one_box):
            told = self.in_one_box(told)
        return Question(told, meant, fields, "+".join(sorted(wrong)) or "clean", being.origin)

    def in_one_box(self, told: Told) -> Told:
        """Return the name in one box, sometimes with a title or the surname first."""
        whole = f"{told.given} {told.surname}".strip()
        if told.given and self.chance(0.06):
            whole = f"{told.surname}, {told.given}"
        elif self.chance(0.15):
            whole = f"{self.rng.choice(('Mr', 'Mrs', 'Ms', 'mr', 'Dr.'))} {whole}"
        return replace(told, name=whole, given="", surname="")

    def names(self, being: Being, wrong: set[str]) -> tuple[str, str]:
        given, surname, mix = being.given, being.surname, self.mix
        if self.chance(mix.nickname):
            wrong.add("nickname")
            given = channels.nickname(self.rng, given, mix.known_nickname)
        elif being.middle and self.chance(mix.middle):
            wrong.add("middle")
            given = self.rng.choice((being.middle, f"{given} {being.middle}"))
        elif self.chance(mix.initial):
            wrong.add("initial")
            given = given[0]
        elif self.chance(mix.errors * 0.5):
            wrong.add("given")
            given = self.slip(given, 1)
        others = equivalents(surname)
        if others and self.chance(mix.errors * 0.4):
            wrong.add("spelling")
            surname = self.rng.choice(others)
        elif self.chance(mix.errors * 0.7):
            wrong.add("surname")
            surname = self.slip(surname, 1)
            if self.chance(0.15):
                surname = self.slip(surname, 1)
        if self.chance(mix.swapped):
            wrong.add("swapped")
            given, surname = surname, given
        if self.chance(0.04) and surname != given:
            wrong.add("half a name")
            return ("", surname) if self.chance(0.7) else (given, "")
        return given, surname

    def birth(self, being: Being, fields: str, wrong: set[str]) -> str:
        if fields == "name+year":
            return str(being.born.year)
        if self.chance(self.mix.wrong_day):
            wrong.add("birth")
            return channels.wrong_day(self.rng, being.born)
        if self.chance(0.02):
            wrong.add("default day")
            return f"01/01/{being.born.year}"
        return channels.written_day(self.rng, being.born)

    def place(self, home: Home, fields: str, wrong: set[str]) -> tuple[str, str]:
        rng, address, postcode = self.rng, home.written(), home.postcode
        if fields not in ("all", "name+address", "name+postcode", "address"):
            return "", ""
        if self.chance(self.mix.errors * 0.4):
            wrong.add("postcode")
            postcode = channels.postcode_wrong(rng, postcode)
        else:
            postcode = channels.loose_postcode(rng, postcode)
        if fields == "name+postcode":
            return "", postcode
        return self.address(home, address, postcode, wrong)

    def address(self, home: Home, address: str, postcode: str, wrong: set[str]) -> tuple[str, str]:
        """Return an address with errors, shortened, the postcode beside it, in it or left out."""
        rng = self.rng
        if self.chance(self.mix.errors * 0.5):
            street = channels.thumbed if self.chance(0.5) else channels.heard
            wrong.add("street")
            address = address.replace(home.street, street(rng, home.street))
        if home.number and self.chance(self.mix.errors * 0.15):
            wrong.add("number")
            address = channels.misread_digit(rng, address)
        if self.chance(0.3):
            address = address.rpartition(",")[0] or address
        if self.chance(0.4):
            address = address.replace(",", "")
        if self.chance(0.4):
            address = channels.shortened(rng, address)
        if home.flat and self.chance(0.15):
            wrong.add("no flat")
            address = address.replace(f"Flat {home.flat}", "").strip(" ,")
        if self.chance(0.35):
            return (address, "") if self.chance(0.6) else (f"{address} {postcode}", "")
        return address, postcode
