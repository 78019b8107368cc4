"""What changes between two policies, or two versions of one, in sentences."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, fields
from datetime import time
from typing import Any

from heed.policy.book import Book, Option, Rung, Step
from heed.policy.briefing import Answer, BriefingQuestion, Topic
from heed.policy.conditions import Condition
from heed.policy.faults import listed
from heed.policy.moments import clock_time
from heed.policy.schema import SECTIONS, Form
from heed.policy.text import Text

NOUNS = {
    "posts": "post",
    "clause": "clause",
    "kind": "kind",
    "question": "question",
    "chart": "chart",
    "support": "support",
    "response": "response",
    "route": "route",
    "letter": "letter",
    "hazard": "hazard",
    "control": "control",
    "factor": "factor",
    "duty": "duty",
}
LABELS = {
    "for_": "for",
    "waivable": "may be waived",
    "before_close": "must be done before closing",
    "do": "what is owed",
}
UNSAID = ("id", "word", "examples", "origin")
"""Fields that say nothing about what holds."""


@dataclass(frozen=True, slots=True)
class Change:
    """One entry that was added, removed or changed, as a sentence."""

    section: str
    id: str
    what: str  # added | removed | changed
    sentence: str


def compare(old: Book, new: Book) -> list[Change]:
    """Return what changes from the old policy to the new, in the order of the sections."""
    changes = [*_one("policy", "policy", _head(old), _head(new))]
    for section, declared in SECTIONS.items():
        if declared.form is Form.ONE:
            changes += _one(section, section, getattr(old, declared.book, None), getattr(new, declared.book, None))
        else:
            changes += _entries(section, getattr(old, declared.book), getattr(new, declared.book), new)
    return changes


def _head(book: Book) -> dict[str, Any]:
    days = {field.name: getattr(book.calendar, field.name) for field in fields(book.calendar)}
    return {"body": book.body, "title": book.title, "version": book.version, "about": book.about} | days


def _one(section: str, noun: str, old: Any, new: Any) -> Iterator[Change]:
    differences = list(_differences(old, new)) if old is not None and new is not None else []
    if differences:
        yield Change(section, "", "changed", f"In [{noun}], {listed(differences, 'and')}.")


def _entries(section: str, old: Mapping[str, Any], new: Mapping[str, Any], book: Book) -> Iterator[Change]:
    noun = NOUNS[section]
    for one in [*old, *(one for one in new if one not in old)]:
        if one not in new:
            yield Change(section, one, "removed", f"The {noun} {_named(one, old[one], book)} is removed.")
        elif one not in old:
            yield Change(section, one, "added", f"The {noun} {_named(one, new[one], book)} is added.")
        elif differences := list(_differences(old[one], new[one])):
            sentence = f"The {noun} {_named(one, new[one], book)} changes: {'; '.join(differences)}."
            yield Change(section, one, "changed", sentence)


def _named(word: str, entry: Any, book: Book) -> str:
    """Return an entry by its id and by what people call it."""
    if isinstance(entry, str):
        return f"“{word}” ({entry})"
    do = getattr(entry, "do", "")
    said = book.verbs[do].do if do in book.verbs else str(getattr(entry, "title", getattr(entry, "ask", "")))
    return f"“{word}”" + (f" ({said})" if said else "")


def _differences(old: Any, new: Any) -> Iterator[str]:
    before, after = _values(old), _values(new)
    for name in before.keys() | after.keys() if before.keys() != after.keys() else before:
        if name not in UNSAID and before.get(name) != after.get(name):
            label = LABELS.get(name, name.replace("_", " "))
            yield f"{label}: {_said(after.get(name))} instead of {_said(before.get(name))}"


def _values(thing: Any) -> dict[str, Any]:
    if isinstance(thing, dict):
        return thing
    if isinstance(thing, str):
        return {"summary": thing}
    return {field.name: getattr(thing, field.name) for field in fields(thing)}


def _said(value: Any) -> str:
    """Return a value as a sentence can say it."""
    if value in (None, (), ""):
        return "nothing"
    if isinstance(value, dict):
        return _all(f"{name} {_said(one)}" for name, one in sorted(value.items()))
    if isinstance(value, tuple | frozenset):
        return _all(_said(one) for one in (value if isinstance(value, tuple) else sorted(value)))
    return SAYS.get(type(value), str)(value)


def _all(said: Iterable[str]) -> str:
    return listed(said, "and") or "nothing"


def _step(step: Step) -> str:
    return f"“{step.text}”" + (f" then {_said(step.then)}" if step.then else "")


def _question(asked: BriefingQuestion) -> str:
    return f"“{asked.ask}” ({_said(asked.options)}; right: {asked.right}, because “{asked.because}”)"


def _asked(condition: Condition) -> str:
    if condition.at_least is not None:
        return f"at least {condition.at_least}"
    return listed([_said(one) for one in condition.any_of])


SAYS: dict[type, Callable[[Any], str]] = {
    bool: lambda value: "yes" if value else "no",
    Text: lambda text: f"“{text}”" if text else "nothing",
    Option: lambda option: f"{option.word} “{option.label}”",
    Step: _step,
    Topic: lambda topic: f"“{topic.head}”: {_said(topic.says)}",
    Answer: lambda answer: f"{answer.word} “{answer.label}”",
    BriefingQuestion: _question,
    Rung: lambda rung: f"{rung.to} after {rung.after}",
    Condition: lambda condition: f"{condition.fact} {_asked(condition)}",
    time: clock_time,
}
