"""What follows from a verb under a policy. Pure: the same answers open real duties, run examples and serve `try`."""

from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from heed.policy.book import Book, Rule
from heed.policy.vocabulary import Given
from heed.workdays import Calendar, before, deadline


class Climb(NamedTuple):
    """A moment (UTC) at which a post hears that a duty is late."""

    at: datetime
    to: str


@dataclass(frozen=True, slots=True)
class Owed:
    """One duty as it opens: the rule, and its moments (UTC). Reminders that would lie in the past are left out."""

    rule: Rule
    opened_at: datetime
    due_at: datetime
    remind_at: tuple[datetime, ...]
    rungs: tuple[Climb, ...]


def what_follows(book: Book, verb: str, given: Given, at: datetime) -> tuple[Owed, ...]:
    """Return the duties that a verb opens when it states these facts at this moment (aware), soonest first."""
    rules = (rule for rule in book.duties.values() if verb in rule.on and opens(rule, given))
    found = (owed(rule, at, deadline(rule.within, at, book.calendar), book.calendar) for rule in rules)
    return tuple(sorted(found, key=lambda one: one.due_at))


def opens(rule: Rule, given: Given) -> bool:
    """Return whether the facts open the duty: all of `when` hold, and nothing of `unless`."""
    return all(one.holds(given) for one in rule.when) and not any(one.holds(given) for one in rule.unless)


def owed(rule: Rule, opened_at: datetime, due_at: datetime, calendar: Calendar) -> Owed:
    """Return a duty with its reminders and its whole ladder, reckoned from when it is due."""
    reminders = (before(wait, due_at, calendar) for wait in rule.remind)
    rungs = list[Climb]()
    for step in range(len(rule.escalate)):
        climb = next_rung(rule, step, rungs[-1].at if rungs else due_at, calendar)
        rungs.extend([climb] if climb else [])
    return Owed(rule, opened_at, due_at, tuple(sorted(one for one in set(reminders) if one > opened_at)), tuple(rungs))


def next_rung(rule: Rule, step: int, at: datetime, calendar: Calendar) -> Climb | None:
    """Return who hears next, and when: step 0 counts from when it was due, each later one from the step before.

    After the last rung its post hears again at the same interval, until somebody takes note. None without a ladder.
    """
    if not rule.escalate:
        return None
    rung = rule.escalate[min(step, len(rule.escalate) - 1)]
    return Climb(deadline(rung.after, at, calendar), rung.to)


def next_round(rule: Rule, opened_at_first: datetime, done_at: datetime, calendar: Calendar) -> Owed | None:
    """Return the next round of a recurring duty that was done at this moment, or None when it has run its course.

    The next round is due `every` after the last was done, so that nobody waits longer than the policy says; a case
    duty comes round until `lasts` after it first opened, to the day.
    """
    if rule.every is None:
        return None
    due_at = deadline(rule.every, done_at, calendar)
    if rule.lasts is not None:
        end = deadline(rule.lasts, opened_at_first, calendar)
        if calendar.day_of(due_at) > calendar.day_of(end):
            return None
    return owed(rule, done_at, due_at, calendar)


def standing(book: Book, of: str) -> tuple[Rule, ...]:
    """Return the standing duties that each team, service or the agency has."""
    return tuple(rule for rule in book.duties.values() if rule.for_ == of)


def first_round(rule: Rule, at: datetime, calendar: Calendar) -> Owed:
    """Return the first round of a standing duty that starts to stand at this moment (aware).

    It is due by the close of its anchor, or of the first working day from it on that is still to come when it comes
    round; without an anchor within the usual time.
    """
    if rule.anchor is None or rule.every is None:
        return owed(rule, at, deadline(rule.within, at, calendar), calendar)
    day = calendar.opening(rule.anchor)
    while _close_on(day, calendar) <= at:
        day = deadline(rule.every, day, calendar)
    return owed(rule, at, _close_on(day, calendar), calendar)


def _close_on(moment: datetime, calendar: Calendar) -> datetime:
    """Return the closing of the moment's day, or of the next working day after it."""
    day = calendar.day_of(moment)
    return calendar.closing(day if calendar.is_working_day(day) else calendar.next_working_day(day))


def implied(book: Book, given: Given) -> Given:
    """Return the facts together with those that the chosen kinds imply.

    A kind outweighs the answer to a question that another kind asks: who reports violence and, asked about the dog,
    says that it was no threat, has still reported violence. A report is a concern only if all of its kinds are.
    """
    chosen = given.get("kinds", frozenset())
    words = chosen if isinstance(chosen, frozenset) else {str(chosen)}
    kinds = [book.kinds[word] for word in sorted(words) if word in book.kinds]
    found = dict(given)
    for kind in kinds:
        found.update(kind.implies)
    return found | {"concern": all(kind.concern for kind in kinds)} if kinds else found
