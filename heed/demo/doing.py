"""What somebody states and writes when they do a step: facts that the policy can ask about, and words that fit them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from heed.demo.chance import Chance
from heed.demo.composing import Tale, Teller
from heed.demo.texts import steps
from heed.incidents.models import Incident
from heed.people.agencies.models import User
from heed.policy.vocabulary import Given

STRONG: Final = frozenset({"counselling", "occupational-health", "victim-support", "away-from-risk", "police-help"})


@dataclass(frozen=True, slots=True)
class Deed:
    """A step as it is done."""

    facts: Given
    text: str
    answers: Mapping[str, Any]


class Scribe:
    """Writes the steps of one report."""

    def __init__(self, teller: Teller, tale: Tale, incident: Incident, victim: str) -> None:
        self.chance: Chance = teller.chance
        self.town = teller.town
        self.incident = incident
        self.slots = {"victim": victim, "matter": tale.matter, "who": tale.who}
        self.known = incident.facts.get("abuser") in ("known", "partly-known")
        self.said: set[str] = set()
        self.offered: list[str] = []

    def words(self, key: str, colleague: str = "") -> str:
        """Return words for a step, not the same twice in one report."""
        return self._chosen(key, colleague)[0]

    def returned(self, colleague: str) -> tuple[str, str]:
        """Return what the manager asks for when they send the report back, and what the reporter replies."""
        pair = self.chance.one(steps()["returns"])
        return pair["ask"], pair["reply"].format(colleague=colleague)

    def _chosen(self, key: str, colleague: str) -> tuple[str, dict[str, Any]]:
        entries = [{"says": entry} if isinstance(entry, str) else dict(entry) for entry in steps()[key]]
        fresh = [entry for entry in entries if entry["says"] not in self.said] or entries
        entry = self.chance.one(fresh)
        self.said.add(entry["says"])
        crew = self.chance.one(list(self.town.names.values())).given
        facts = {name: value for name, value in entry.items() if name != "says"}
        text = str(entry["says"]).format_map({**self.slots, "colleague": colleague or crew})
        return text[0].upper() + text[1:], facts

    def deed(self, word: str, colleague: str, at: datetime, by: User) -> Deed:
        """Return the step of this word ("debrief") as it is done at the moment."""
        choose = getattr(self, f"_{word.replace('-', '_')}", None)
        key, facts, answers = choose(at, by) if choose else (word, {}, {})
        text, more = self._chosen(key, colleague)
        facts = {**facts, **{name: _as_fact(value) for name, value in more.items()}}
        return Deed(facts, text, answers)

    # --- steps whose facts have to be thought about ------------------------------------------------------------------

    def _triage(self, _at: datetime, _by: User) -> tuple[str, dict[str, Any], dict[str, Any]]:
        told = self.incident.facts
        weight = sum(bool(told.get(name)) for name in ("violence", "specific_threat", "weapon", "in_danger", "sexual"))
        weight += 2 * (told.get("injury") in ("medical", "hospital")) + ("physical-violence" in told["kinds"])
        weight += "stalking" in told["kinds"]
        severity = "minor" if weight == 0 else "serious" if weight < 3 else "major"
        severity = "serious" if severity == "minor" and self.chance.often(0.2) else severity
        risk = self.chance.weighed({"low": 3.0 - min(weight, 2), "medium": 1.0 + weight, "high": 0.3 * weight})
        facts = {"severity": severity, "escalation_risk": risk, "plan_needed": self.chance.often(0.2 + 0.2 * weight)}
        return f"triage-{severity}", facts, {}

    def _offer_support(self, _at: datetime, _by: User) -> tuple[str, dict[str, Any], dict[str, Any]]:
        support = list(self.town.book.support)
        self.offered = sorted({*self.chance.some(support, 3), support[0]})
        return "offer-support", {"offered": frozenset(self.offered)}, {}

    def _take_up(self, _at: datetime, _by: User) -> tuple[str, dict[str, Any], dict[str, Any]]:
        taken = self.chance.some(self.offered, 2) if self.offered and self.chance.often(0.55) else []
        return ("take-up-some" if taken else "take-up-none"), {"taken": frozenset(taken)}, {}

    def _decide_investigation(self, _at: datetime, _by: User) -> tuple[str, dict[str, Any], dict[str, Any]]:
        return ("decide-investigation" if self.known else "decide-investigation-unknown"), {}, {}

    def _tell_police(self, at: datetime, by: User) -> tuple[str, dict[str, Any], dict[str, Any]]:
        told, always = self.incident.facts, self.town.book.police.always
        if told.get("police_consent") == "no" and not any(told.get(fact) for fact in always):
            return "tell-police-no-consent", {"told": False, "why_not": "no-consent"}, {}
        serious = any(told.get(name) for name in ("violence", "specific_threat", "crime", "weapon"))
        if not serious and self.chance.often(0.4):
            return "tell-police-not-a-crime", {"told": False, "why_not": "not-a-crime"}, {}
        if told.get("hate") and self.town.book.police.true_vision and self.chance.often(0.5):
            return "tell-police-true-vision", {"told": False, "why_not": "true-vision"}, {}
        number = f"CAD {self.chance.number(100, 999)}/{at:%d%m}"
        answers = {"told_by": by.name, "told_on": at.date().isoformat(), "reference": number}
        return "tell-police-told", {"told": True, "why_not": "told"}, answers

    def _check_pattern(self, _at: datetime, _by: User) -> tuple[str, dict[str, Any], dict[str, Any]]:
        found = bool(self.incident.facts.get("repeated")) or self.chance.often(0.1)
        return ("check-pattern-yes" if found else "check-pattern-no"), {"pattern": found}, {}

    def _consider_marker(self, _at: datetime, _by: User) -> tuple[str, dict[str, Any], dict[str, Any]]:
        told = self.incident.facts
        grave = any(told.get(name) for name in ("weapon", "specific_threat")) or told.get("injury") in (
            "medical",
            "hospital",
        )
        named = self.incident.case.involvements.filter(part="subject", person__known="fully").exists()
        yes = named and self.chance.often(0.85 if grave else 0.35)
        return ("consider-marker-yes" if yes else "consider-marker-no"), {"propose": yes}, {}

    def _tell_employer(self, at: datetime, _by: User) -> tuple[str, dict[str, Any], dict[str, Any]]:
        people = (each.person for each in self.incident.case.involvements.select_related("person") if each.person)
        firm = next((person.employer for person in people if person.employer), "")
        return "tell-employer", {}, {"organisation": firm, "whom": "The area manager", "told_on": at.date().isoformat()}

    def _tell_senior(self, _at: datetime, _by: User) -> tuple[str, dict[str, Any], dict[str, Any]]:
        return "tell-senior", {}, {"whom": "Senior manager and head of service"}

    def _alert_offices(self, _at: datetime, _by: User) -> tuple[str, dict[str, Any], dict[str, Any]]:
        return "alert-offices", {}, {"whom": "Reception here and the neighbouring offices, through their managers"}

    def _alert_agencies(self, _at: datetime, _by: User) -> tuple[str, dict[str, Any], dict[str, Any]]:
        return "alert-agencies", {}, {"whom": "School, health visitor, neighbourhood police"}

    def _brief_police(self, at: datetime, _by: User) -> tuple[str, dict[str, Any], dict[str, Any]]:
        return (
            "brief-police",
            {},
            {"whom": "Duty sergeant", "reference": f"CAD {self.chance.number(100, 999)}/{at:%d%m}"},
        )

    def _refer(self, _at: datetime, _by: User) -> tuple[str, dict[str, Any], dict[str, Any]]:
        return "refer", {}, {"referred_to": "Occupational health"}


def _as_fact(value: Any) -> Any:
    return frozenset(value) if isinstance(value, list) else value
