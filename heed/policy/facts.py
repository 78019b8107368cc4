"""The facts that verbs state and the words that each knows under one policy, and whether a file uses them right."""

from collections.abc import Generator, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from heed.policy.chain import Chain
from heed.policy.conditions import Condition
from heed.policy.entries import Entry
from heed.policy.faults import Fault, listed, nearest
from heed.policy.vocabulary import Fact, Kind, Vocabulary

Place = tuple[str | int, ...]
EXPECTED = {
    Kind.YES_NO: "true or false",
    Kind.CHOICE: "one of its words",
    Kind.CHOICES: "one of its words",
    Kind.NUMBER: "a number",
}


@dataclass(frozen=True, eq=False, slots=True)
class Facts:
    """What the verbs of the program state, under one policy."""

    vocabulary: Vocabulary
    chain: Chain

    def of(self, verb: str) -> dict[str, Fact]:
        """Return the facts of a verb by name; an unknown verb states none."""
        return {fact.name: fact for fact in self.vocabulary[verb].facts} if verb in self.vocabulary else {}

    def near(self, verb: str, name: str) -> str:
        """Return the fact of the verb that was probably meant."""
        return nearest(name, self.of(verb))

    def words(self, fact: Fact) -> set[str]:
        """Return the words that a fact can have; also those of inherited entries that were dropped on the way."""
        return self.chain.ever(fact.words_from) if fact.words_from else set(fact.words)


def check_conditions(
    entry: Entry, key: str, conditions: Iterable[Condition], verbs: Iterable[str], facts: Facts
) -> Iterator[Fault]:
    """Yield a fault for each condition on a fact that a verb does not state, or on a word that it does not know."""
    for condition in conditions:
        fact = yield from _stated(entry, (key, condition.fact), condition.fact, verbs, facts)
        if fact is None:
            continue
        if condition.at_least is not None and fact.kind is not Kind.NUMBER:
            message = f"The fact “{fact.name}” is not a number, so that nothing can be “at-least”."
            yield entry.fault((key, fact.name), message, EXPECTED[fact.kind])
        for value in condition.any_of:
            yield from _value(entry, (key, fact.name), fact, value, facts)


def check_given(
    entry: Entry, place: Place, given: Mapping[str, Any], verbs: Iterable[str], facts: Facts
) -> Iterator[Fault]:
    """Yield a fault for each given fact that a verb does not state, or whose value it cannot have."""
    for name, value in given.items():
        fact = yield from _stated(entry, (*place, name), name, verbs, facts)
        if fact is None:
            continue
        if isinstance(value, frozenset) is not (fact.kind is Kind.CHOICES):
            expected = "a list of its words" if fact.kind is Kind.CHOICES else EXPECTED[fact.kind]
            yield entry.fault((*place, name), f"The fact “{name}” cannot have this value.", expected)
            continue
        for one in sorted(value) if isinstance(value, frozenset) else [value]:
            yield from _value(entry, (*place, name), fact, one, facts)


def _stated(
    entry: Entry, place: Place, name: str, verbs: Iterable[str], facts: Facts
) -> Generator[Fault, None, Fact | None]:
    """Yield a fault for each known verb that does not state the fact, and return the fact if all of them do."""
    found: Fact | None = None
    for verb in verbs:
        if verb not in facts.vocabulary:
            return None
        found = facts.of(verb).get(name)
        if found is None:
            near = facts.near(verb, name)
            expected = "one of its facts" if facts.of(verb) else "no condition, as it states no facts"
            yield entry.fault(place, f"{verb} states no fact “{name}”.", expected, near)
            return None
    return found


def _value(entry: Entry, place: Place, fact: Fact, value: bool | str | int, facts: Facts) -> Iterator[Fault]:
    right = {Kind.YES_NO: bool, Kind.NUMBER: int}.get(fact.kind, str)
    if type(value) is not right:
        yield entry.fault(place, f"The fact “{fact.name}” cannot be {_shown(value)}.", EXPECTED[fact.kind])
    elif isinstance(value, str):
        known = facts.words(fact)
        if value not in known:
            expected = listed(f"“{word}”" for word in sorted(known)) if 0 < len(known) <= 9 else EXPECTED[fact.kind]
            message = f"The fact “{fact.name}” knows no word “{value}”."
            yield entry.fault(place, message, expected, nearest(value, known))


def _shown(value: bool | str | int) -> str:
    return str(value).lower() if isinstance(value, bool) else f"“{value}”" if isinstance(value, str) else str(value)
