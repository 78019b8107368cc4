"""A policy file together with those that it extends, as one set of entries: the child's replace, `[drop]` removes."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from heed.policy.entries import Entries, Entry, entries
from heed.policy.faults import Fault, nearest
from heed.policy.schema import SECTIONS
from heed.policy.source import File, Source, policy_ids

INHERITED = ("calendar", "zone", "day", "closed")
"""Keys of [policy] that a file need not repeat."""


@dataclass(frozen=True, eq=False, slots=True)
class Chain:
    """The merged entries of a file and its parents. `dropped` says by section and id where an entry was dropped."""

    files: tuple[Entries, ...]  # the file itself first
    by_section: dict[str, dict[str, Entry]] = field(default_factory=dict)
    dropped: dict[str, dict[str, Fault]] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)
    whole: bool = True  # False where a parent is missing or cannot be read

    @property
    def file(self) -> File:
        """The file whose policy it is."""
        return self.files[0].file

    def of(self, section: str) -> Mapping[str, Entry]:
        """Return the entries of a section that hold, by id."""
        return self.by_section.get(section, {})

    def good(self, section: str) -> Iterator[Entry]:
        """Return the entries of a section that could be read."""
        return (entry for entry in self.of(section).values() if entry.values is not None)

    def ever(self, section: str) -> set[str]:
        """Return the ids of a section that hold or were dropped on the way."""
        return {*self.of(section), *self.dropped.get(section, {})}

    def all_faults(self) -> list[Fault]:
        """Return the faults of all its files and of joining them."""
        return [*self.faults, *(fault for one in self.files for fault in one.faults)]


def chain(source: Source, among: Sequence[Source]) -> Chain:
    """Return a file with its parents, which are looked for among these sources."""
    by_id = {entries(one).file.policy: one for one in reversed(among)}
    files, whole, faults = [entries(source)], True, list[Fault]()
    while parent := files[-1].file.extends:
        child = files[-1].file
        known = by_id.get(parent)
        if known is None:
            near = nearest(parent, {*by_id, *policy_ids()} - {child.policy, ""})
            message = f"There is no policy “{parent}” to extend."
            faults.append(child.fault(("policy", "extends"), message, "the id of a policy", near))
        elif parent in [one.file.policy for one in files]:
            message = f"The policy “{parent}” extends itself in the end."
            faults.append(child.fault(("policy", "extends"), message, "a policy that does not extend this one"))
            known = None
        if known is None:
            whole = False
            break
        files.append(entries(known))
    whole = whole and not any(one.file.broken for one in files)
    found = Chain(tuple(files), faults=faults, whole=whole)
    for one in reversed(files):
        _join(one, found)
    return found


def _join(child: Entries, found: Chain) -> None:
    """Drop what the file drops, then put its entries in the place of inherited ones."""
    drop = child.of("drop").get("")
    for section, words in (drop.values or {}).items() if drop else ():
        for number, word in enumerate(words):
            if word not in found.of(section):
                known, place = found.of(section), ("drop", section, number)
                message = f"There is no inherited {section} “{word}” to drop."
                if found.whole:
                    found.faults.append(
                        child.file.fault(place, message, f"an inherited {section}", nearest(word, known))
                    )
                continue
            del found.by_section[section][word]
            place = ("drop", section, number)
            here = child.file.fault(place, f"The {section} “{word}” is dropped here.")
            found.dropped.setdefault(section, {})[word] = here
    for name in SECTIONS.keys() - {"drop"}:
        for entry in child.of(name).values():
            merged = _inherit(entry, found) if name == "policy" else entry
            found.by_section.setdefault(name, {})[entry.id] = merged
            found.dropped.get(name, {}).pop(entry.id, None)


def _inherit(policy: Entry, found: Chain) -> Entry:
    """Return [policy] with what it leaves to its parent."""
    parent = found.of("policy").get("")
    if parent is None or parent.values is None or policy.values is None:
        return policy
    inherited = {key: parent.values[key] for key in INHERITED if key in parent.values}
    return Entry(policy.section, policy.id, policy.file, policy.path, inherited | policy.values)
