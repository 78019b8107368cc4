"""What everybody is briefed on who has access to the register: what they read, what they are asked, how long it holds.

A question is there so that nobody passes without having read: a wrong answer is told with the reason, and can be
given again at once.
"""

from dataclasses import dataclass
from datetime import date

from heed.policy.text import SILENT, Text
from heed.workdays import Duration, Unit

TWO_YEARS = Duration(24, Unit.MONTHS)


@dataclass(frozen=True, slots=True)
class Topic:
    """A part of the briefing: its heading and its paragraphs."""

    head: Text
    says: tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """One possible answer to a question of the briefing."""

    word: str
    label: Text


@dataclass(frozen=True, slots=True)
class BriefingQuestion:
    """A question about the briefing: `right` is the word of its right answer, `because` says why that is right."""

    word: str
    ask: Text
    options: tuple[Answer, ...]
    right: str
    because: Text


@dataclass(frozen=True, slots=True)
class BriefingTerms:
    """The briefing. A policy without one asks for none."""

    title: Text = SILENT
    topics: tuple[Topic, ...] = ()
    questions: tuple[BriefingQuestion, ...] = ()
    lasts: Duration = TWO_YEARS
    remind: tuple[Duration, ...] = ()  # how long before it runs out
    grace: Duration | None = None  # for how long look-ups are answered still once it has run out
    starts: date | None = None  # from which day on look-ups depend on it; from the beginning where that is left out
    clauses: tuple[str, ...] = ()

    @property
    def held(self) -> bool:
        """Whether there is a briefing at all."""
        return bool(self.questions)


NO_BRIEFING = BriefingTerms()
