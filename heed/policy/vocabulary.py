"""The closed vocabulary of policy files: the verbs that can happen and the facts each one states.

The floors above declare their verbs here (`heed/models.py` hands them over), so that a policy file can be checked
against what the program can really do. A verb that nobody declared does not exist.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Kind(StrEnum):
    """What sort of answer a fact holds."""

    YES_NO = "yes-no"  # bool
    CHOICE = "choice"  # one word of `words`
    CHOICES = "choices"  # a set of words of `words`; a condition holds when any of its words is in it
    NUMBER = "number"  # int; a condition may say at-least


@dataclass(frozen=True, slots=True)
class Fact:
    """Something a verb states that policy may ask about: a code or a count, never narrative or a name.

    `words` are the allowed words of a choice. `words_from` names the policy section (`kind`, `support`, `response`)
    whose ids are the allowed words, where each body decides them.
    """

    name: str
    kind: Kind
    about: str  # "the person felt threatened": completes "when …"
    words: tuple[str, ...] = ()
    words_from: str = ""


@dataclass(frozen=True, slots=True)
class Verb:
    """Something that can happen, by the one name it has everywhere (`incident.debrief`)."""

    name: str
    do: str  # imperative, completes "somebody must …": "debrief the person affected"
    done: str  # a whole sentence for the timeline: "The person affected was debriefed"
    facts: tuple[Fact, ...] = ()
    clauses: tuple[str, ...] = ()  # clauses of the five policies that the verb itself serves
    of: str = "case"  # what it is done to: case | team | agency (a standing duty's verb is of team or agency)
    decides: bool = False  # it decides about the case: barred to everybody who is named in it (R1, R2)
    shared: bool = False  # the person affected or the reporter does it too, and then it counts for whoever owes it

    def fact(self, name: str) -> Fact | None:
        """Return the fact of this name, or None."""
        return next((fact for fact in self.facts if fact.name == name), None)


@dataclass(slots=True)
class Vocabulary:
    """All verbs of the program, by name."""

    verbs: dict[str, Verb] = field(default_factory=dict)

    def learn(self, verbs: Iterable[Verb]) -> None:
        """Add verbs; a name can be declared once only (ValueError otherwise)."""
        for verb in verbs:
            known = self.verbs.get(verb.name)
            if known is not None and known != verb:
                raise ValueError(f"The verb {verb.name} is declared twice.")
            self.verbs[verb.name] = verb

    def __contains__(self, name: object) -> bool:
        return name in self.verbs

    def __getitem__(self, name: str) -> Verb:
        return self.verbs[name]

    def __iter__(self) -> Iterator[Verb]:
        return iter(self.verbs.values())


Given = Mapping[str, bool | str | int | frozenset[str]]
"""Facts as a verb states them: fact name → value."""

VOCABULARY = Vocabulary()
