"""Load a policy: sources in, a book out, or every fault that keeps it from being one."""

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from heed.policy.book import Book
from heed.policy.build import build
from heed.policy.chain import chain
from heed.policy.faults import Fault, PolicyFaults, nearest
from heed.policy.meaning import meaning
from heed.policy.source import SHIPPED, Source, parse, policy_ids, read
from heed.policy.vocabulary import Vocabulary

CLAUSES = Path(__file__).with_name("clauses.toml")


def load(sources: Sequence[Source], vocabulary: Vocabulary) -> Book:
    """Return the policy of the first source; the others are those that it extends. PolicyFaults with all faults.

    Loading again what was loaded before costs next to nothing: books are remembered by the content of their sources.
    """
    book, faults = assemble(sources, vocabulary)
    if book is None:
        raise PolicyFaults(faults)
    return book


def assemble(sources: Sequence[Source], vocabulary: Vocabulary) -> tuple[Book | None, tuple[Fault, ...]]:
    """Return the policy of the first source, or None and all faults. Examples are not run here."""
    return _assembled(tuple(sources), _Known(vocabulary, len(vocabulary.verbs)))


@dataclass(frozen=True, slots=True)
class _Known:
    """A vocabulary as it is now; it can only grow, so that its size tells whether it is still the same."""

    vocabulary: Vocabulary
    size: int

    def __hash__(self) -> int:
        return hash((id(self.vocabulary), self.size))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Known) and other.vocabulary is self.vocabulary and other.size == self.size


@lru_cache(maxsize=64)
def _assembled(sources: tuple[Source, ...], known: _Known) -> tuple[Book | None, tuple[Fault, ...]]:
    found = chain(sources[0], sources)
    faults = [*found.all_faults(), *meaning(found, known.vocabulary, clauses())]
    if faults or not found.whole:
        return None, tuple(sorted(set(faults)))
    return build(found, known.vocabulary, clauses()), ()


@cache
def clauses() -> dict[str, str]:
    """Return the clauses of the five documents, id → summary in our words."""
    rows = tomllib.loads(CLAUSES.read_text(encoding="utf-8"))["clause"]
    return {row["id"]: row["summary"] for row in rows}


def shipped_ids() -> tuple[str, ...]:
    """Return the ids of the policies that come with Heed, `default` first."""
    return tuple(sorted(policy_ids(), key=lambda one: (one != "default", one)))


def shipped(policy: str) -> tuple[Source, ...]:
    """Return a policy that comes with Heed, by its id, and those that it extends (KeyError with the nearest id)."""
    if policy not in shipped_ids():
        near = nearest(policy, shipped_ids())
        raise KeyError(f"No policy “{policy}” comes with Heed." + (f" Did you mean “{near}”?" if near else ""))
    path = SHIPPED / f"{policy}.toml"
    return with_parents(Source(path.name, read(path).text))


def with_parents(source: Source, among: Sequence[Source] = ()) -> tuple[Source, ...]:
    """Return the source and those that it extends, found among these or else among the shipped ones."""
    found, seen = [source], {parse(source).policy}
    by_id = {parse(one).policy: one for one in reversed(among)}
    while (parent := parse(found[-1]).extends) and parent not in seen:
        seen.add(parent)
        if parent in by_id:
            found.append(by_id[parent])
        elif parent in shipped_ids():
            found.append(Source(f"{parent}.toml", read(SHIPPED / f"{parent}.toml").text))
        else:
            break
    return tuple(found)
