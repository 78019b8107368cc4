"""Composes a report: which story, in whose voice, about whom."""

from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from heed.demo.answering import PLACES, Answers
from heed.demo.chance import Chance
from heed.demo.doers import Doer, Doers
from heed.demo.names import Names, address
from heed.demo.texts import Story, feelings, roads, stories
from heed.demo.town import Crew, Town
from heed.incidents.changes import Told
from heed.people.agencies.models import User

WORDS: Final = {
    "m": {"he": "he", "him": "him", "his": "his", "He": "He", "Him": "Him", "His": "His"},
    "f": {"he": "she", "him": "her", "his": "her", "He": "She", "Him": "Her", "His": "Her"},
}
VOICES: Final = (
    ("I am writing this down for {given}, who asked me to. In {given}’s words: “", "”"),
    ("{given} told me this and does not want to fill in a form. As near as I can to what was said: “", "”"),
    ("Reported for {given} after we talked. {given}’s own account: “", "”"),
    ("{given} is too upset to write and has read this through. “", "” That is all of it."),
)


@dataclass(frozen=True, slots=True)
class Tale:
    """A report as it is to be sent, and what those who act on it call the person and the matter."""

    told: Told
    doer: Doer
    who: str
    matter: str


class Teller:
    """Tells reports for one agency, and tells no story twice while there are others."""

    def __init__(self, town: Town, chance: Chance, names: Names) -> None:
        self.town, self.chance = town, chance.of("stories")
        self.doers = Doers(self.chance, names)
        self.lately: deque[str] = deque(maxlen=60)
        self.met: set[tuple[int, int]] = set()  # (employee, person) of the reports so far

    def kinds(self) -> list[str]:
        """Return the kinds of the agency's policy that there are stories for."""
        return [word for word in self.town.book.kinds if word in stories()]

    def story_fits(self, kind: str, crew: Crew) -> bool:
        """Return whether there is a story of this kind that may happen to the team."""
        return any(fits(story, crew) for story in stories()[kind])

    def story(self, kind: str, crew: Crew) -> Story:
        """Return a story of this kind that may happen to this team, one that was not told lately."""
        fit = [story for story in stories()[kind] if fits(story, crew)]
        fresh = [story for story in fit if story.text not in self.lately]
        lately = list(self.lately)
        chosen = self.chance.one(fresh) if fresh else min(fit, key=lambda story: lately.index(story.text))
        if chosen.text in self.lately:
            self.lately.remove(chosen.text)
        self.lately.append(chosen.text)
        return chosen

    def tale(self, story: Story, crew: Crew, victim: User, reporter: User, at: datetime) -> Tale:
        """Return the report as it is sent; `at` is when it happened."""
        doer = self.doers.of(story, crew)
        colleague = self.chance.one([user for user in crew.people if user not in (victim, reporter)])
        slots = self._slots(crew, doer, colleague)
        kinds = [story.kind, *(word for word in story.also if word in self.town.book.kinds)]
        answering = Answers(self.chance, self.town.book, story, kinds, again=self._again(victim, doer))
        answers = answering.given(slots)
        facts = answering.facts(doer, answers, on_behalf=victim != reporter)
        lines, postcode = self._place(story, crew, slots["road"])
        told = Told(
            kinds=kinds,
            story=self._voice(story.text.format_map(slots), victim, reporter),
            facts=facts,
            feeling="" if victim != reporter else self._feeling(facts),
            happened_at=None if facts["concern"] else at,
            time_known=not facts["concern"] and self.chance.often(0.9),
            address=lines,
            postcode=postcode,
            victims=[victim],
            witnesses=[colleague] if "{colleague}" in story.text and facts["others_affected"] else [],
            subjects=doer.subjects,
            strands=story.strands,
            hostility=story.hostility.format_map(slots),
            answers=answers,
        )
        called = doer.subjects[0].name if doer.subjects else ""
        who = doer.member.name.formal if doer.fact == "known" and doer.member else called
        return Tale(told, doer, who or "the person", slots["matter"])

    def _again(self, victim: User, doer: Doer) -> bool:
        """Return whether the two have met in a report before, and remember that they have."""
        if doer.member is None or doer.fact != "known":
            return False
        pair = (victim.pk, doer.member.person.pk)
        again = pair in self.met
        self.met.add(pair)
        return again

    def _slots(self, crew: Crew, doer: Doer, colleague: User) -> dict[str, str]:
        """Return what fills a story's gaps."""
        return {
            **WORDS[doer.sex],
            "who": doer.spoken,
            "Who": doer.spoken[0].upper() + doer.spoken[1:],
            "matter": self.chance.one(crew.sheet.matters),
            "office": crew.sheet.office,
            "road": self.chance.one(roads()),
            "colleague": self.town.names[colleague.pk].given,
        }

    def _voice(self, text: str, victim: User, reporter: User) -> str:
        """Return the story in the reporter's own voice, or as somebody else told it to them."""
        if victim == reporter:
            return text
        before, after = self.chance.one(VOICES)
        inside = text.replace("“", "‘").replace("”", "’")
        return f"{before.format(given=self.town.names[victim.pk].given)}{inside}{after}"

    def _feeling(self, facts: Mapping[str, Any]) -> str:
        """Return how it made them feel, in a sentence; some leave it empty."""
        if facts["concern"]:
            return self.chance.one(feelings()["worried"])
        how = "threatened" if facts.get("felt_threatened") else "upset"
        there = feelings()[f"{how}-there"] if facts["channel"] == "in-person" else []
        return self.chance.one([*feelings()[how], *there])

    def _place(self, story: Story, crew: Crew, road: str) -> tuple[str, str]:
        """Return where it was, where that is a place: its lines and its postcode."""
        town, area = self.town.sheet.town, self.town.sheet.post
        if story.at == "court":
            return f"Family Court, {town}", f"{area} 1AA"
        if story.at in ("office", "school"):
            return crew.sheet.address, f"{area} 1AA"
        lines, postcode = address(self.chance, area)
        if story.at == "home-visit":
            return f"{lines.split()[0]} {road}, {town}", postcode
        return (f"{road}, {town}", "") if story.at == "street" else ("", "")


def fits(story: Story, crew: Crew) -> bool:
    """Return whether the story can be one of this team's."""
    needed = PLACES[story.at][2]
    return (not story.tags or bool(story.tags & crew.sheet.tags)) and (not needed or bool(needed & crew.sheet.tags))
