"""What follows from a verb, as a page shows it."""

from dataclasses import dataclass

from heed.policy import sentences
from heed.policy.book import Book
from heed.policy.moments import in_words
from heed.policy.play import Owed


@dataclass(frozen=True, slots=True)
class Follows:
    """One duty that would open: what is owed by whom, its moments in words, why, and who hears next."""

    rule: str
    sentence: str
    due: str
    why: str
    clauses: str
    reminders: tuple[str, ...]
    ladder: tuple[str, ...]
    terms: tuple[str, ...]


def follows(book: Book, owed: Owed) -> Follows:
    """Return a duty in words, its moments in the body's own time."""
    rule, zone = owed.rule, book.calendar.zone
    sentence = sentences.owing(book, rule)
    return Follows(
        rule=rule.id,
        sentence=f"{sentence[:1].upper()}{sentence[1:]}.",
        due=in_words(owed.due_at, zone),
        why=rule.because.text(),
        clauses=", ".join(rule.clauses),
        reminders=tuple(in_words(moment, zone) for moment in owed.remind_at),
        ladder=tuple(f"{in_words(rung.at, zone)}: {sentences.the_post(book, rung.to)}" for rung in owed.rungs),
        terms=tuple(one for one in sentences.terms(book, rule) if not one.startswith("A reminder")),
    )
