"""Whether a letter can be written: it names fields that there are, and each choice has a name of its own."""

from collections.abc import Iterator
from dataclasses import replace

from heed.policy.chain import Chain
from heed.policy.entries import Entry
from heed.policy.facts import Facts, Place, check_conditions
from heed.policy.faults import Fault, listed, nearest
from heed.policy.letters import FIELDS, Does, Part, Sort, names_in
from heed.policy.text import Text

OURS = ("person_name", "body", "reference", "writer_name", "writer_post")
"""What greeting and closing may name."""


def check_letter(entry: Entry, facts: Facts) -> Iterator[Fault]:
    """Yield what is wrong with a letter that is well written."""
    yield from _after(entry, facts)
    yield from _fields(entry, ("subject",), entry.get("subject"), FIELDS)
    for key in ("body", "easy"):
        seen = set[str]()
        for number, part in enumerate(entry.get(key, ())):
            yield from _part(entry, (key, number), part, seen)
    for name, text in entry.get("usual", {}).items():
        yield from _usual(entry, name, text)


def check_letterhead(entry: Entry) -> Iterator[Fault]:
    """Yield what is wrong with greeting and closing: nothing but a few fields is known there."""
    for key in ("greeting", "closing"):
        yield from _fields(entry, (key,), entry.get(key), OURS)


def check_duty_letter(entry: Entry, chain: Chain, facts: Facts) -> Iterator[Fault]:
    """Yield a fault where a duty names a letter that there is not, or a verb that has nothing to do with letters."""
    letter, do = entry.get("letter"), entry.get("do")
    if letter is None:
        return
    if do in facts.vocabulary and "letter" not in facts.of(do):
        yield entry.fault(("letter",), f"{do} is not done to a letter.", "no “letter”, or “do = "
                          "\"letter.send\"”")  # fmt: skip
    if letter not in chain.of("letter"):
        known = chain.of("letter")
        message = f"There is no letter “{letter}”."
        yield entry.fault(("letter",), message, "a letter of this policy", nearest(letter, known))


def _after(entry: Entry, facts: Facts) -> Iterator[Fault]:
    after, when = entry.get("after"), entry.get("after-when", ())
    if after is None and when:
        yield entry.fault(("after-when",), "“after-when” says nothing without “after”.", "“after” with a verb")
    if after is not None and after not in facts.vocabulary:
        near = nearest(after, facts.vocabulary.verbs)
        yield entry.fault(("after",), f"There is no verb “{after}”.", "a verb of the program", near)
    elif after is not None:
        yield from check_conditions(entry, "after-when", when, (after,), facts)


def _part(entry: Entry, place: Place, part: Part, seen: set[str]) -> Iterator[Fault]:
    if part.id in seen:
        yield entry.fault((*place, part.does.value), f"The name “{part.id}” is used twice in one letter.", "another")
    seen.update([part.id] if part.id else [])
    for number, text in enumerate(part.texts):
        within: Place = {Does.HEAD: ("head",), Does.LIST: ("list", number), Does.MAY: ("text",)}.get(part.does, ())
        yield from _fields(entry, (*place, *within), text, FIELDS)
    if part.does is Does.CHOOSE and len(part.of) < 2:
        yield entry.fault((*place, "of"), f"“{part.id}” leaves nothing to choose.", "two alternatives or more")
    words = [one.word for one in part.of]
    for number, one in enumerate(part.of):
        if one.word in words[:number]:
            yield entry.fault((*place, "of", number, "word"), f"The word “{one.word}” is used twice.", "another word")
        yield from _fields(entry, (*place, "of", number, "text"), one.text, FIELDS)


def _usual(entry: Entry, name: str, text: Text) -> Iterator[Fault]:
    asked = [one.name for one in FIELDS.values() if one.sort in (Sort.LINE, Sort.TEXT)]
    if name not in asked:
        message = f"There are no usual words for “{name}”."
        yield entry.fault(("usual", name), message, "a field that is written", nearest(name, asked))
    elif any(len(one) > FIELDS[name].most for _lang, one in text.by_language):
        yield entry.fault(("usual", name), f"“{name}” is too long.", f"{FIELDS[name].most} characters at most")


def _fields(entry: Entry, place: Place, text: Text | None, known: object) -> Iterator[Fault]:
    """Yield a fault at each field that is not known, at the very place where it stands, and at a brace too many."""
    names = [name for name in FIELDS if name in tuple(known)] if isinstance(known, tuple) else list(FIELDS)
    for _lang, one in text.by_language if text else ():
        for name in names_in(one):
            if name not in names:
                fault = entry.fault(place, f"There is no field “{name}”.", _expected(names), nearest(name, names))
                yield _at(entry, fault, f"{{{name}}}")
        left = one
        for name in names_in(one):
            left = left.replace(f"{{{name}}}", "", 1)
        if "{" in left or "}" in left:
            fault = entry.fault(place, "There is a brace too many.", "a field in braces, such as {person_name}")
            yield _at(entry, fault, "{" if "{" in left else "}")


def _expected(names: list[str]) -> str:
    return f"a field: {listed(names)}" if len(names) < 9 else "a field of the closed list"


def _at(entry: Entry, fault: Fault, written: str) -> Fault:
    """Return the fault where these letters first stand at or after its line."""
    lines = entry.file.source.text.split("\n")
    for number in range(fault.line - 1, len(lines)):
        begin = fault.column - 1 if number == fault.line - 1 else 0
        column = lines[number].find(written, begin)
        if column >= 0:
            return replace(fault, line=number + 1, column=column + 1)
    return fault
