"""Conditions over the facts that a verb states: equality, any-of and at-least. There is no expression language."""

from dataclasses import dataclass

from heed.policy.vocabulary import Given

Value = bool | str | int | frozenset[str]


@dataclass(frozen=True, slots=True)
class Condition:
    """Something that must be so: the fact is one of `any_of` (or has one of them in it), or at the least `at_least`."""

    fact: str
    any_of: tuple[bool | str | int, ...] = ()
    at_least: int | None = None

    def holds(self, given: Given) -> bool:
        """Return whether it is so. A fact that nobody stated makes no condition true."""
        value = given.get(self.fact)
        if value is None:
            return False
        if self.at_least is not None:
            return isinstance(value, int) and not isinstance(value, bool) and value >= self.at_least
        if isinstance(value, str | bool | int):
            return any(type(value) is type(one) and value == one for one in self.any_of)
        return any(one in value for one in self.any_of)
