"""Read a verb, facts and a moment as people type them, for playing “what would follow if …”."""

from collections.abc import Iterable
from datetime import datetime

from heed.policy.book import Book
from heed.policy.faults import listed, nearest
from heed.policy.vocabulary import Fact, Given, Kind, Verb

YES_NO = {"yes": True, "true": True, "no": False, "false": False}
Value = bool | str | int | frozenset[str]


def asked_verb(book: Book, word: str) -> Verb:
    """Return the verb of this name. ValueError with the nearest one if there is none."""
    if word not in book.verbs:
        raise ValueError(f"There is no verb “{word}”.{_meant(nearest(word, book.verbs))}")
    return book.verbs[word]


def asked_facts(book: Book, verb: Verb, words: Iterable[str]) -> Given:
    """Return the facts written as `weapon=yes` or `kinds=stalking,verbal-abuse`.

    ValueError with one sentence for each that is wrong, naming the nearest right word.
    """
    found, wrong = dict[str, Value](), list[str]()
    for pair in words:
        name, _, value = pair.partition("=")
        fact = verb.fact(name.strip())
        if fact is None:
            near = nearest(name.strip(), [one.name for one in verb.facts])
            wrong.append(f"{verb.name} states no fact “{name.strip()}”.{_meant(near)}")
            continue
        try:
            found[fact.name] = asked_value(book, fact, value.strip())
        except ValueError as error:
            wrong.append(str(error))
    if wrong:
        raise ValueError("\n".join(wrong))
    return found


def asked_value(book: Book, fact: Fact, value: str) -> Value:
    """Return a value of the fact as it was typed. ValueError with the nearest right word where it has no such value."""
    if fact.kind is Kind.YES_NO:
        if value.lower() not in YES_NO:
            raise ValueError(f"The fact “{fact.name}” is yes or no, not “{value}”.")
        return YES_NO[value.lower()]
    if fact.kind is Kind.NUMBER:
        if not value.isdecimal() or len(value) > 9:
            raise ValueError(f"The fact “{fact.name}” is a number, not “{value}”.")
        return int(value)
    words = [one.strip() for one in value.split(",")] if fact.kind is Kind.CHOICES else [value]
    known = known_words(book, fact)
    for word in words:
        if word not in known:
            near = nearest(word, known)
            expected = "" if near else f" It knows {listed(sorted(known), 'and')}."
            raise ValueError(f"The fact “{fact.name}” knows no word “{word}”.{_meant(near)}{expected}")
    return frozenset(words) if fact.kind is Kind.CHOICES else value


def known_words(book: Book, fact: Fact) -> tuple[str, ...]:
    """Return the words that a choice can be under this policy."""
    named = {"kind": book.kinds, "support": book.support, "response": book.responses, "letter": book.letters}
    return tuple(named[fact.words_from]) if fact.words_from in named else fact.words


def asked_moment(book: Book, text: str) -> datetime:
    """Return a moment written as 2026-04-02T16:30, which without an offset is in the body's own time zone."""
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        raise ValueError(f"“{text}” is not a moment; write one such as 2026-04-02T16:30.") from None
    if not 2000 <= moment.year <= 2100:
        raise ValueError(f"“{text}” is out of reach; write a moment from 2000 to 2100.")
    return moment if moment.tzinfo else book.calendar.moment(moment)


def _meant(near: str) -> str:
    return f" Did you mean “{near}”?" if near else ""
