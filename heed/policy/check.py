"""Check policy files: every fault of all of them in one run, and every worked example played."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from heed.policy.book import Book, Example, Rule
from heed.policy.chain import chain
from heed.policy.faults import Fault
from heed.policy.load import assemble
from heed.policy.moments import in_words, in_zone
from heed.policy.play import first_round, implied, opens
from heed.policy.source import Source, parse
from heed.policy.vocabulary import Vocabulary
from heed.workdays import deadline


def check(sources: Sequence[Source], vocabulary: Vocabulary) -> list[Fault]:
    """Return all faults of these files, in order of place. A policy that is extended must be among them.

    An example is run under the policy whose file it stands in, as one that extends it may keep other hours.
    """
    faults = set(_same_ids(sources))
    for source in sources:
        others = [one for one in sources if one is not source]
        book, found = assemble([source, *others], vocabulary)
        faults.update(found)
        if book is not None:
            faults.update(_examples(book, source, others))
    return sorted(faults)


def _same_ids(sources: Sequence[Source]) -> Iterator[Fault]:
    named = dict[str, Source]()
    for file in map(parse, sources):
        first = named.setdefault(file.policy, file.source)
        if file.policy and first is not file.source:
            message = f"The policy “{file.policy}” is in {first.name} too."
            yield file.fault(("policy", "id"), message, "another id")


def _examples(book: Book, source: Source, others: Sequence[Source]) -> Iterator[Fault]:
    duties = chain(source, [source, *others]).of("duty")
    for rule in book.duties.values():
        if rule.origin != book.id:
            continue
        for number, example in enumerate(rule.examples):
            due = outcome(book, rule, example)
            if due != example.due:
                place = ("example", number, "due" if example.due else "opens")
                zone = book.calendar.zone
                message = f"The example says that {_said(example.due, zone)}, but {_said(due, zone)}."
                expected = f"“due = {in_zone(due, zone)}”" if due else "“opens = false”"
                yield duties[rule.id].fault(place, message, expected)


def outcome(book: Book, rule: Rule, example: Example) -> datetime | None:
    """Return when the duty of an example is due (UTC), or None if it does not open."""
    if rule.for_:
        return first_round(rule, example.at, book.calendar).due_at
    if not opens(rule, implied(book, example.given)):
        return None
    return deadline(rule.within, example.at, book.calendar)


def _said(due: datetime | None, zone: str) -> str:
    return f"it is due on {in_words(due, zone)}" if due else "nothing is owed"
