"""Who did it, as far as a reporter can tell."""

from dataclasses import dataclass
from typing import Final

from heed.demo.chance import Chance
from heed.demo.names import Names, telephone
from heed.demo.texts import Story
from heed.demo.town import Crew, Member
from heed.incidents.changes import Described

LOOKS: Final = (
    "About {age}, {build}, short hair, dark jacket.",
    "{age} or so, {build}, local accent, smelled of drink.",
    "Maybe {age}, {build}, grey hooded top, tattoo on the left hand.",
    "I would say {age}, {build}, glasses, walking with a stick.",
    "{age}, {build}, with a pushchair and two bags.",
)
VOICES: Final = (
    "Sounded about {age}, spoke fast, a slight lisp.",
    "Voice of somebody about {age}, hoarse. A television in the background.",
    "Perhaps {age}, very well spoken. Children in the background.",
)
BANDS: Final = {"25": "18-29", "35": "30-49", "40": "30-49", "50": "50-69", "60": "50-69"}
BUILDS: Final = ("tall and thin", "stocky", "medium height", "heavily built", "slight")
EMPLOYERS: Final = ("Northgate Parcels", "Brightway Cleaning", "Halden Security", "Fenside Taxis")
WRITTEN: Final = ("email", "text", "letter", "social-media", "website")
UNMET: Final = (*WRITTEN, "telephone")
STRANGERS: Final = ("office", "street", "telephone")
"""Where one meets people whom one does not know."""


@dataclass(frozen=True, slots=True)
class Doer:
    """Who did it: the fact, what the report keeps, and how the story speaks of them.

    `member` is who it really was, where the agency knows them: also where the reporter has no more than a first name.
    """

    fact: str  # known | partly-known | unknown | nobody
    subjects: tuple[Described, ...]
    spoken: str  # at first mention
    sex: str
    member: Member | None = None


class Doers:
    """Finds who did it. Some people come up again and again."""

    def __init__(self, chance: Chance, names: Names) -> None:
        self.chance, self.names = chance, names

    def of(self, story: Story, crew: Crew) -> Doer:
        """Return who did it; a story may say how well they are known, or need them to have a name."""
        named = "{who}" in story.text or story.at not in STRANGERS
        shares = {"known": 6.0, "partly-known": 0.0 if named else 2.0, "unknown": 0.0 if named else 3.0}
        fact = str(story.facts.get("abuser", "")) or self.chance.weighed(shares)
        sex = story.sex or self.chance.weighed({"m": 7.0, "f": 3.0})
        member = self._member(crew, sex)
        if fact == "known" and member:
            return Doer(fact, (Described(person=member.person),), member.name.formal, sex, member)
        if fact == "nobody":
            return Doer(fact, (), "nobody", sex)
        return self._described("partly-known" if fact == "known" else fact, sex, story.at, member)

    def _member(self, crew: Crew, sex: str) -> Member | None:
        weights = {number: each.weight for number, each in enumerate(crew.members) if each.name.sex == sex}
        return crew.members[self.chance.weighed(weights)] if weights else None

    def _described(self, fact: str, sex: str, at: str, member: Member | None) -> Doer:
        """Return somebody as they were seen or heard; one in two of those with a first name is on the caseload."""
        heard, man = at in UNMET, "man" if sex == "m" else "woman"
        age = self.chance.one(list(BANDS))
        looks = self.chance.one(VOICES if heard else LOOKS).format(age=age, build=self.chance.one(BUILDS))
        more = {"age_band": BANDS[age]}
        if self.chance.often(0.3 if heard else 0.05):
            more["telephone"] = telephone(self.chance)
        if self.chance.often(0.08):
            more["employer"] = self.chance.one(EMPLOYERS)
        if fact == "partly-known":
            really = member if self.chance.often(0.5) else None
            given = really.name.given if really else self.names.new(sex).given
            spoken = f"somebody who signs as {given}" if at in WRITTEN else f"a {man} who goes by {given}"
            return Doer(fact, (Described(name=given, description=looks, more=more),), spoken, sex, really)
        spoken = f"a {man} who gave no name" if heard else f"a {man} I did not know"
        return Doer(fact, (Described(description=looks, more=more),), spoken, sex)
