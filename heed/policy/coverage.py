"""Which clauses of the five documents something serves, and which nothing serves yet.

A clause is **served** when something that runs names it and something proves that it does:

- named by an entry of a shipped policy that loads (for a duty that means that its verbs exist), by a verb of the
  program, or by both; and
- proven by a test that is marked with it (`@pytest.mark.clause("CAF-5")`, not skipped and not expected to fail), or,
  where no duty and no verb names it but only what is said (kinds, charts, support and the like), by a page that shows
  that section.

A page shows a section when a view or template under `heed/web` reads it (`policy.charts`, `book.charts`). That says
that people can see the words, not that the words are right.

What is named but not proven is **declared, not proven**; a test alone, with nothing that names the clause, is not
counted. All else is **nothing yet**. A policy that does not load serves nothing.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from heed.policy.book import Book
from heed.policy.evidence import marked_tests, shown_sections
from heed.policy.faults import PolicyFaults
from heed.policy.load import clauses, load, shipped, shipped_ids
from heed.policy.schema import SECTIONS
from heed.policy.vocabulary import Vocabulary

ROOT = Path(__file__).parent.parent.parent
SERVED, DECLARED, NOTHING = "served", "declared, not proven", "nothing yet"


@dataclass(frozen=True, slots=True)
class Named:
    """An entry of a shipped policy that names a clause."""

    policy: str
    section: str
    id: str


@dataclass(frozen=True, slots=True)
class Coverage:
    """What serves one clause, and what proves it."""

    clause: str
    summary: str
    rules: tuple[Named, ...]
    verbs: tuple[str, ...]
    tests: tuple[str, ...]
    pages: tuple[str, ...]

    @property
    def state(self) -> str:
        """Return whether it is served, declared only, or not at all."""
        if not self.rules and not self.verbs:
            return NOTHING
        only_said = not self.verbs and all(one.section != "duty" for one in self.rules)
        return SERVED if self.tests or (only_said and self.pages) else DECLARED

    def to_json(self) -> dict[str, Any]:
        """Return it as plain values."""
        return asdict(self) | {"state": self.state}


def coverage(vocabulary: Vocabulary, root: Path = ROOT) -> tuple[Coverage, ...]:
    """Return each clause with what serves it. Tests and pages are looked for under `root`, where they exist."""
    named = _named(vocabulary)
    tests = marked_tests(root / "tests")
    pages = shown_sections(root / "heed" / "web")
    return tuple(
        Coverage(
            clause=clause,
            summary=summary,
            rules=tuple(named.get(clause, ())),
            verbs=tuple(sorted(verb.name for verb in vocabulary if clause in verb.clauses)),
            tests=tuple(tests.get(clause, ())),
            pages=tuple(sorted({page for one in named.get(clause, ()) for page in pages.get(one.section, ())})),
        )
        for clause, summary in clauses().items()
    )


def _named(vocabulary: Vocabulary) -> dict[str, list[Named]]:
    """Return what shipped policies that load say, by the clauses that it names; inherited entries count once."""
    found = dict[str, list[Named]]()
    for policy in shipped_ids():
        try:
            book = load(shipped(policy), vocabulary)
        except PolicyFaults:
            continue
        inherited = _parent(book, vocabulary)
        for section, declared in SECTIONS.items():
            held = getattr(book, declared.book) if declared.book else {}
            before = getattr(inherited, declared.book) if inherited and declared.book else {}
            entries = held if isinstance(held, Mapping) else {"": held}
            for id_, entry in entries.items():
                if entry == (before.get(id_) if isinstance(before, Mapping) else before):
                    continue
                for clause in getattr(entry, "clauses", ()):
                    found.setdefault(clause, []).append(Named(policy, section, id_))
    return found


def _parent(book: Book, vocabulary: Vocabulary) -> Book | None:
    return load(shipped(book.lineage[1]), vocabulary) if len(book.lineage) > 1 else None
