"""One draw of the generator: a register, questions about people on it and off it, and the truth."""

import random
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta

from benchmarks.matching import channels
from benchmarks.matching.typing_in import Mix, Question, Typist
from benchmarks.matching.world import NOW, Being, Home, World
from heed.matching.faces import Entry

FIELDS = {
    "all": 0.28, "name+dob": 0.28, "name+address": 0.16, "name+postcode": 0.10, "address": 0.11, "name": 0.05,
    "name+year": 0.02,
}  # fmt: skip
FAMILY = ("stranger", "sibling", "twin", "namesake", "parent", "neighbour", "successor", "same house")

LIKELY = (30, 6, 20, 6, 22, 8, 8)


@dataclass(slots=True)
class Draw:
    """A register (entry i is entries[i]; live or not) and questions."""

    entries: list[Entry]
    live: list[bool]
    questions: list[Question]


def draw(seed: int, entries: int, on: int, off: int, fields: Mapping[str, float] = FIELDS) -> Draw:
    """Return one draw of the sizes said, its mix of errors drawn, its questions giving fields in such parts."""
    rng = random.Random(seed)
    mix = Mix.drawn(rng)
    world = World(rng, int(entries * 2.3) + off * 2 + 200)
    maker = _Maker(rng, mix, world)
    maker.parts = fields
    people, strangers = listed_and_not(rng, world, entries)
    made = [maker.entry(each) for each in people]
    live = [rng.random() > 0.05 for _each in made]
    alive = [at for at in range(entries) if live[at]]
    asked = [maker.about(people[at], at, made[at]) for at in (rng.choice(alive) for _each in range(on))]
    listed = [people[at] for at in alive]
    asked += [maker.off(rng.choice(strangers), listed) for _each in range(off)]
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


class _Maker(Typist):
    """Makes entries and questions."""

    parts: Mapping[str, float] = FIELDS

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
        return self.rng.choices(tuple(self.parts), tuple(self.parts.values()))[0]

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
            other.home = world.unlisted(being.home)
        return other
