"""One draw of the generator: a register, questions about people on it and off it, and the truth."""

import random
from dataclasses import dataclass, replace
from datetime import date, timedelta

from benchmarks.matching import channels
from benchmarks.matching.world import NOW, Being, Home, World
from heed.matching.equivalents import equivalents
from heed.matching.faces import Entry, Told

FIELDS = {
    "all": 0.28, "name+dob": 0.28, "name+address": 0.16, "name+postcode": 0.10, "address": 0.11, "name": 0.05,
    "name+year": 0.02,
}  # fmt: skip
# The rates of a Mix in its order, each as (least, most).
PRIORS = ((0.05, 0.45), (0.02, 0.2), (0.5, 1.0), (0.0, 0.12), (0.0, 0.05), (0.0, 0.06), (0.02, 0.2), (0.02, 0.25),
          (0.0, 0.15), (0.0, 0.06), (0.1, 0.4), (0.0, 0.5), (0.03, 0.2), (0.0, 0.15), (0.1, 0.9))  # fmt: skip
FAMILY = ("stranger", "sibling", "twin", "namesake", "parent", "neighbour", "successor", "same house")

LIKELY = (25, 8, 15, 10, 20, 12, 10)


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


@dataclass(slots=True)
class Draw:
    """A register (entry i is entries[i]; live or not) and questions."""

    entries: list[Entry]
    live: list[bool]
    questions: list[Question]


def draw(seed: int, entries: int, on: int, off: int, mix: Mix | None = None) -> Draw:
    """Return one draw of the sizes said."""
    rng = random.Random(seed)
    mix = mix or Mix.drawn(rng)
    world = World(rng, int(entries * 2.3) + off * 2 + 200)
    maker = _Maker(rng, mix, world)
    people, strangers = listed_and_not(rng, world, entries)
    made = [maker.entry(each) for each in people]
    live = [rng.random() > 0.05 for _each in made]
    alive = [at for at in range(entries) if live[at]]
    asked = [maker.about(people[at], at, made[at]) for at in (rng.choice(alive) for _each in range(on))]
    asked += [maker.off(rng.choice(strangers), [people[at] for at in alive]) for _each in range(off)]
    return Draw(made, live, asked)


def listed_and_not(rng: random.Random, world: World, entries: int) -> tuple[list[Being], list[Being]]:
    """Return who is on the register, seldom two of one household, and people of other households."""
    households: dict[int, list[Being]] = {}
    for each in world.people:
        households.setdefault(id(each.home), []).append(each)
    shuffled = list(households.values())
    rng.shuffle(shuffled)
    listed: list[Being] = []
    at = 0
    while len(listed) < entries:
        listed += rng.sample(shuffled[at], min(len(shuffled[at]), 1 + (rng.random() < 0.06)))
        at += 1
    return listed[:entries], [each for household in shuffled[at:] for each in household]


class _Maker:
    def __init__(self, rng: random.Random, mix: Mix, world: World) -> None:
        self.rng, self.mix, self.world = rng, mix, world

    def chance(self, rate: float) -> bool:
        return self.rng.random() < rate

    def entry(self, being: Being) -> Entry:
        """Return what the register says: a snapshot, with what its clerk did not know or mistyped."""
        if self.chance(self.mix.places):
            return Entry(addresses=((being.home.written(), being.home.postcode),), place=True)
        given = being.given + (f" {being.middle}" if being.middle and self.chance(0.5) else "")
        surname = self.slip(being.surname, 0.05)
        born = "" if self.chance(self.mix.no_birth) else being.born.isoformat()
        if born and self.chance(0.03):
            born = date(being.born.year, 1, 1).isoformat()
        elif born and self.chance(0.02):
            born = str(being.born.year)
        aliases = []
        if being.maiden and self.chance(0.3):
            aliases.append(f"{being.given} {being.maiden}".title())
        if self.chance(self.mix.alias):
            aliases.append(f"{channels.nickname(self.rng, being.given, 1)} {being.surname}".title())
        home = self.without(being.home) if self.chance(0.1) else (being.home.written(), being.home.postcode)
        return Entry(given.title(), surname.title(), born, tuple(aliases), (home,))

    def without(self, home: Home) -> tuple[str, str]:
        """Return an address that lacks something."""
        return self.rng.choice(
            ((home.written(), ""), ("", home.postcode), ("", ""), (f"{home.street}, {home.town}", home.postcode))
        )

    def slip(self, text: str, rate: float) -> str:
        """Return the text, sometimes with an error."""
        if not text or not self.chance(rate):
            return text
        return self.rng.choice((channels.thumbed, channels.heard, channels.heard, channels.read))(self.rng, text)

    def about(self, being: Being, at: int, entry: Entry) -> Question:
        """Return a question about somebody on the register, at another date than the entry's."""
        if entry.place:
            return self.question(being, at, "address", {"property"})
        wrong: set[str] = set()
        if self.chance(self.mix.moved):
            wrong.add("moved")
            being = self.world.moved(being)
        if being.woman and self.chance(self.mix.married):
            wrong.add("married")
            being = replace(being, surname=self.world.surname(being.origin), maiden=being.surname)
        return self.question(being, at, self.fitting(entry, wrong), wrong)

    def fitting(self, entry: Entry, wrong: set[str]) -> str:
        """Return fields of which the entry has one besides the name, mostly: nobody asks by what was never known."""
        fields = self.fields()
        gone = "moved" in wrong or not any(entry.addresses[0])
        if fields == "address" and gone:
            return "name+dob"
        if (fields in ("name+address", "name+postcode") and gone) or (fields == "name+dob" and not entry.born):
            return fields if self.chance(0.3) else "all"
        return fields

    def off(self, stranger: Being, listed: list[Being]) -> Question:
        """Return a question about somebody who is not on it: often a stranger, sometimes family of an entry."""
        kind = self.rng.choices(FAMILY[1:], LIKELY)[0] if self.chance(self.mix.family) else "stranger"
        being = stranger if kind == "stranger" else self.relation(kind, self.rng.choice(listed))
        fields = self.fields()
        # What nobody could tell apart is not asked: who lives there now by the address, a son by his father's name.
        if kind in ("successor", "same house", "twin", "sibling") and fields == "address":
            fields = "name+address"
        if kind in ("parent", "namesake") and fields not in ("all", "name"):
            fields = "name+dob"
        return self.question(being, -1, fields, {kind})

    def fields(self) -> str:
        return self.rng.choices(tuple(FIELDS), tuple(FIELDS.values()))[0]

    def relation(self, kind: str, being: Being) -> Being:
        """Return somebody who is easily taken for this one."""
        rng, world = self.rng, self.world
        age = (NOW - being.born).days // 365
        other = world.being(being.origin, being.surname, being.home, max(1, age + rng.randint(-6, 6)), None)
        while other.given == being.given:
            other.given = world.given(being.origin, woman=other.woman)
        if kind == "sibling" and self.chance(0.5):
            return world.moved(other)
        if kind == "twin":
            other.born = being.born
        if kind in ("namesake", "parent"):
            years = rng.randint(19, 38) * rng.choice((-1, 1)) if kind == "parent" else rng.randint(-40, 40)
            born = being.born + timedelta(days=years * 365 + rng.randint(1, 360))
            other = replace(
                other, given=being.given, middle="", woman=being.woman, born=min(born, NOW - timedelta(days=300))
            )
            return other if kind == "parent" and self.chance(0.7) else world.moved(other)
        if kind in ("neighbour", "successor", "same house"):
            other.surname = world.surname(being.origin)
        if kind == "neighbour":
            near = [home for home in world.by_street[being.home.street + being.home.postcode] if home != being.home]
            other.home = rng.choice(near) if near else replace(being.home, number="161")
        return other

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
        if surname and self.chance(self.mix.one_box):
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
