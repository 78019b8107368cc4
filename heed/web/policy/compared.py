"""Another policy beside the one that runs: what is wrong with it, or what it would change."""

from collections.abc import Sequence
from dataclasses import dataclass

from heed.people.agencies.queries import book_of, policy_of, sources_of
from heed.people.agencies.stamps import User
from heed.policy.book import Book
from heed.policy.check import check
from heed.policy.compare import Change, compare
from heed.policy.faults import Fault
from heed.policy.load import load, shipped_ids, with_parents
from heed.policy.source import Source, parse
from heed.policy.vocabulary import VOCABULARY


@dataclass(frozen=True, slots=True)
class Compared:
    """A policy with those it extends; its faults, or where it has none its book and what it changes."""

    sources: tuple[Source, ...]
    faults: Sequence[Fault] = ()
    book: Book | None = None
    changes: Sequence[Change] = ()
    runs_already: bool = False

    @property
    def own(self) -> Source:
        """The file itself, without those it extends."""
        return self.sources[0]


def compared(user: User, source: Source) -> Compared:
    """Compare a policy with the one that runs for the user's agency.

    What it extends is one of those that come with Heed, as they are now, or a file that was loaded together with the
    policy that runs.
    """
    runs = policy_of(user.agency)
    now = sources_of(runs)
    own = [one for one in now if parse(one).policy not in shipped_ids()]
    sources = with_parents(source, own)
    faults = check(sources, VOCABULARY)
    if faults:
        return Compared(sources, faults)
    book = load(sources, VOCABULARY)
    same = [one.text for one in sources] == [one.text for one in now]
    return Compared(sources, (), book, compare(book_of(runs), book), same)
