"""An invented population: households in streets, families, moves, marriages and births over twenty years."""

import random
import tomllib
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from pathlib import Path

HERE = Path(__file__).parent
NAMES = tomllib.loads((HERE / "names.toml").read_text("utf-8"))
PLACES = tomllib.loads((HERE / "places.toml").read_text("utf-8"))
ORIGINS = tuple(NAMES)
NOW = date(2026, 1, 1)


@dataclass(frozen=True, slots=True)
class Home:
    """Where a household lives."""

    number: str
    flat: str
    house: str
    street: str
    town: str
    postcode: str

    def written(self) -> str:
        """Return the address as an orderly clerk writes it."""
        flat = f"Flat {self.flat}, " if self.flat else ""
        house = f"{self.house}, " if self.house else ""
        number = f"{self.number} " if self.number else ""
        return f"{flat}{house}{number}{self.street}, {self.town}"


@dataclass(slots=True)
class Being:
    """One person, with what they were called and where they lived before."""

    origin: str
    woman: bool
    given: str
    middle: str
    surname: str
    born: date
    home: Home
    maiden: str = ""
    before: Home | None = None
    family: list["Being"] = field(default_factory=list, repr=False)


class World:
    """Everybody, street by street. One seed makes one world."""

    def __init__(self, rng: random.Random, people: int) -> None:
        self.rng = rng
        self.people: list[Being] = []
        self.homes: list[Home] = []

        self.skew = rng.uniform(0.6, 1.1)
        self.tail = rng.uniform(0.15, 0.5)
        self.pools = {origin: _pools(NAMES[origin], self.skew) for origin in ORIGINS}
        self.streets = _street_names()
        while len(self.people) < people:
            self._street()

    def _street(self) -> None:
        rng = self.rng
        name = rng.choice(self.streets) if rng.random() < 0.5 else _composed(rng, PLACES)
        street = f"{name.title()} {rng.choice(PLACES['kinds'].split())}"
        town, area = rng.choice(PLACES["towns"].split()), rng.choice(PLACES["areas"].split())
        code = f"{area}{rng.randint(1, 29)} {rng.randint(1, 9)}{''.join(rng.choices('ABDEFGHJLNPQRSTUWXYZ', k=2))}"
        block = (
            f"{_composed(rng, PLACES).title()} {rng.choice(PLACES['blocks'].split(';'))}" if rng.random() < 0.15 else ""
        )
        rural = rng.random() < 0.08
        size = rng.randint(4, 14)
        houses, flats, names = (
            rng.sample(range(1, 160), size),
            rng.sample(range(1, 60), size),
            PLACES["houses"].split(";"),
        )
        rng.shuffle(names)
        for at in range(size):
            number, flat = str(houses[at]), ""
            if block:
                number, flat = str(houses[0]), str(flats[at])
            elif rng.random() < 0.06:
                number += rng.choice("abc")
            house = names[at] if rural else block if flat else ""
            home = Home("" if rural else number, flat, house, street, town, code)
            self.homes.append(home)

            self._household(home)

    def _household(self, home: Home) -> None:
        rng = self.rng
        origin = rng.choices(ORIGINS, [NAMES[each]["share"] for each in ORIGINS])[0]
        before = rng.choice(self.homes) if rng.random() < 0.5 else None
        surname = self.surname(origin)
        first = self.being(origin, surname, home, rng.randint(18, 90), before)
        family = [first]
        if rng.random() < 0.55:
            married = rng.random() < 0.6
            other = self.being(origin, surname if married else self.surname(origin), home,
                               max(18, _age(first) + rng.randint(-6, 6)), before, woman=not first.woman)  # fmt: skip
            other.maiden = self.surname(origin) if married and other.woman else ""
            family.append(other)
        if _age(first) > 22 and rng.random() < 0.5:
            family += self._children(origin, surname, home, before, first)
        for each in family:
            each.family = [one for one in family if one is not each]
        self.people += family

    def _children(self, origin: str, surname: str, home: Home, before: Home | None, parent: Being) -> list[Being]:
        rng = self.rng
        found: list[Being] = []
        for _child in range(rng.randint(1, 3)):
            child = self.being(origin, surname, home, max(1, _age(parent) - rng.randint(18, 40)), before)
            if found and rng.random() < 0.03:
                child.born = found[-1].born
            elif rng.random() < 0.03:
                child.given = parent.given if child.woman == parent.woman else child.given
            found.append(child)
        return found

    def being(self, origin: str, surname: str, home: Home, age: int, before: Home | None, *,
              woman: bool | None = None) -> Being:  # fmt: skip
        """Return somebody new, born as many years ago as said."""
        rng = self.rng
        woman = rng.random() < 0.5 if woman is None else woman
        given, middle = self.given(origin, woman=woman), self.given(origin, woman=woman) if rng.random() < 0.4 else ""
        born = NOW - timedelta(days=age * 365 + rng.randint(0, 364))
        return Being(origin, woman, given, middle if middle != given else "", surname, born, home, before=before)

    def given(self, origin: str, *, woman: bool) -> str:
        """Return a first name."""
        pool, weights = self.pools[origin]["women" if woman else "men"]
        return self.rng.choices(pool, cum_weights=weights)[0]

    def surname(self, origin: str) -> str:
        """Return a surname, from the list or composed."""
        if self.rng.random() < self.tail:
            return _composed(self.rng, NAMES[origin])
        pool, weights = self.pools[origin]["surnames"]
        return self.rng.choices(pool, cum_weights=weights)[0]

    def moved(self, being: Being) -> Being:
        """Return the person at another address."""
        return replace(being, before=being.home, home=self.unlisted(self.rng.choice(self.homes)))

    def unlisted(self, near: Home) -> Home:
        """Return a home in the same street where nobody of this world lives: few households are on a register."""
        return replace(near, number=str(self.rng.randint(160, 399)), flat="", house="")


def _age(being: Being) -> int:
    return (NOW - being.born).days // 365


def _pools(told: dict[str, str], skew: float) -> dict[str, tuple[list[str], list[float]]]:
    found = {}
    for kind in ("men", "women", "surnames"):
        names = list(dict.fromkeys(told[kind].split()))
        total, running = 0.0, []
        for rank in range(1, len(names) + 1):
            total += rank**-skew
            running.append(total)
        found[kind] = names, running
    return found


def _composed(rng: random.Random, told: dict[str, str]) -> str:
    heads, tails = told["heads"].split(), told["tails"].split()
    middle = rng.choice(("", "", "er", "en", "ing", "a", "i", "o"))
    return rng.choice(heads) + middle + rng.choice(tails)


def _street_names() -> list[str]:
    return str(PLACES["streets"]).split()
