"""Invented names, addresses and numbers."""

import unicodedata
from dataclasses import dataclass

from heed.demo.chance import Chance
from heed.demo.texts import heritages, roads


@dataclass(frozen=True, slots=True)
class Name:
    """Somebody's name, and whether they go by he (m) or she (f)."""

    given: str
    family: str
    sex: str

    def __str__(self) -> str:
        return f"{self.given} {self.family}"

    @property
    def formal(self) -> str:
        """As one writes of a stranger: Mr Draycott."""
        return f"{'Mr' if self.sex == 'm' else 'Ms'} {self.family}"

    @property
    def mailbox(self) -> str:
        """What stands before the @ of an e-mail address."""
        plain = unicodedata.normalize("NFKD", f"{self.given}.{self.family}").encode("ascii", "ignore").decode()
        return "".join(letter for letter in plain.lower().replace(" ", "-") if letter.isalnum() or letter in ".-")


class Names:
    """Gives out names, each at most once."""

    def __init__(self, chance: Chance) -> None:
        self.chance = chance
        self.given: set[str] = set()
        self.shares = {word: float(heritage["share"]) for word, heritage in heritages().items()}

    def new(self, sex: str = "") -> Name:
        """Return a name that nobody has yet."""
        while True:
            heritage = heritages()[self.chance.weighed(self.shares)]
            which = sex or self.chance.one("mf")
            first = self.chance.one(heritage["male" if which == "m" else "female"])
            # In a mixed country some families are mixed too.
            family = heritages()[self.chance.weighed(self.shares)] if self.chance.often(0.08) else heritage
            name = Name(first, self.chance.one(family["family"]), which)
            if str(name) not in self.given:
                self.given.add(str(name))
                return name


def telephone(chance: Chance) -> str:
    """Return a number from the ranges that Ofcom keeps for fiction."""
    digits = chance.number(0, 999)
    return f"07700 900{digits:03d}" if chance.often(0.7) else f"01632 960{digits:03d}"


def address(chance: Chance, area: str) -> tuple[str, str]:
    """Return the lines of an address and its postcode, in a postcode area that does not exist."""
    letters = "".join(chance.one("ABDEFGHJLNPQRSTUWXYZ") for _ in range(2))
    return f"{chance.number(1, 140)} {chance.one(roads())}", f"{area} {chance.number(1, 9)}{letters}"
