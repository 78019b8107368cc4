"""What `heed policy` answers, as text for people and as values for programs."""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from heed.policy import sentences
from heed.policy.book import Book
from heed.policy.coverage import DECLARED, NOTHING, SERVED, Coverage
from heed.policy.moments import in_words, in_zone
from heed.policy.play import Owed
from heed.policy.vocabulary import Given, Verb


def answer_text(book: Book, verb: Verb, given: Given, at: datetime, follows: Sequence[Owed]) -> str:
    """Return what follows from a verb, in words and in the body's own time."""
    zone = book.calendar.zone
    facts = "".join(f"  {name} = {_fact(value)}\n" for name, value in sorted(given.items()))
    head = f"{book.body} (policy {book.id}, version {book.version})\n"
    head += f"If this happens on {in_words(at, zone)}: {verb.done}.\n{facts}\n"
    if not follows:
        return f"{head}Nothing comes to be owed.\n"
    return head + "\n".join(_duty(book, one) for one in follows)


def _duty(book: Book, one: Owed) -> str:
    rule, zone = one.rule, book.calendar.zone
    lines = [
        f"{rule.id}: {_sentence(sentences.owing(book, rule))}",
        f"  Due: {in_words(one.due_at, zone)}",
        f"  Why: {rule.because} ({', '.join(rule.clauses)})",
        *(f"  Reminder: {in_words(moment, zone)}" for moment in one.remind_at),
        *(f"  If late: {sentences.the_post(book, rung.to)} hears on {in_words(rung.at, zone)}" for rung in one.rungs),
        *(f"  {term}" for term in sentences.terms(book, rule) if not term.startswith("A reminder")),
    ]
    return "".join(f"{line}\n" for line in lines)


def answer_json(book: Book, verb: Verb, given: Given, at: datetime, follows: Sequence[Owed]) -> dict[str, Any]:
    """Return what follows from a verb as plain values; moments carry the offset of the body's own time."""
    zone = book.calendar.zone
    return {
        "policy": book.id,
        "version": book.version,
        "verb": verb.name,
        "at": in_zone(at, zone),
        "given": {name: sorted(value) if isinstance(value, frozenset) else value for name, value in given.items()},
        "duties": [
            {
                "rule": one.rule.id,
                "do": one.rule.do,
                "owed-by": one.rule.owed_by,
                "due": in_zone(one.due_at, zone),
                "clauses": list(one.rule.clauses),
                "because": one.rule.because.text(),
                "remind": [in_zone(moment, zone) for moment in one.remind_at],
                "escalate": [{"at": in_zone(rung.at, zone), "to": rung.to} for rung in one.rungs],
            }
            for one in follows
        ],
    }


def coverage_text(found: Iterable[Coverage]) -> str:
    """Return each clause with what serves it, and the numbers."""
    every = tuple(found)
    numbers = Counter(one.state for one in every)
    parts = [_clause(one) for one in every]
    total = ", ".join(f"{numbers[state]} {state}" for state in (SERVED, DECLARED, NOTHING))
    return "\n".join([*parts, f"{len(every)} clauses: {total}."]) + "\n"


def _clause(one: Coverage) -> str:
    rules = [f"{named.policy}: {named.section}{f' {named.id}' if named.id else ''}" for named in one.rules]
    lines = [f"{one.clause} {one.state}: {one.summary}"]
    for label, words in (("rules", rules), ("verbs", one.verbs), ("tests", one.tests), ("pages", one.pages)):
        lines += [f"  {label}: {'; '.join(words)}"] if words else []
    return "\n".join(lines) + "\n"


def _fact(value: bool | str | int | frozenset[str]) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return ", ".join(sorted(value)) if isinstance(value, frozenset) else str(value)


def _sentence(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}."
