"""The entries of one policy file, each read by its section's keys, with everything that does not fit them."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from heed.policy.faults import Fault, listed, nearest
from heed.policy.positions import Path
from heed.policy.schema import SECTIONS, Form, Section
from heed.policy.shapes import Spot, shown, table
from heed.policy.source import File, Source, parse


@dataclass(frozen=True, eq=False, slots=True)
class Entry:
    """One entry of a section: where it stands, and its values by key (None where it was faulty).

    A faulty entry keeps what could be read of it, so that all that is wrong with it is told in one run.
    """

    section: str
    id: str
    file: File
    path: Path
    values: dict[str, Any] | None
    parts: dict[str, Any] = field(default_factory=dict)  # of a faulty entry: the values that could be read
    unread: frozenset[str] = frozenset()  # of a faulty entry: keys that are wrong, or needed and not there

    def get(self, key: str, default: Any = None) -> Any:
        """Return the value of a key, or the default where it is left out (or wrong)."""
        return (self.parts if self.values is None else self.values).get(key, default)

    def settled(self, *keys: str) -> bool:
        """Return whether each of these keys was read, or rightly left out: what is wrong with them is known then."""
        return self.unread.isdisjoint(keys)

    def written(self) -> Any:
        """Return the entry as it stands in the file, whatever it is."""
        found: Any = self.file.values
        for step in self.path:
            found = found[step]
        return found

    def fault(self, keys: tuple[str | int, ...], message: str, expected: str = "", near: str = "") -> Fault:
        """Return a fault at a place inside this entry."""
        return self.file.fault((*self.path, *keys), message, expected, near)


@dataclass(frozen=True, eq=False, slots=True)
class Entries:
    """All entries of one file, by section and id, and the faults found on the way."""

    file: File
    by_section: dict[str, dict[str, Entry]] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)

    def of(self, section: str) -> dict[str, Entry]:
        """Return the entries of a section by id."""
        return self.by_section.get(section, {})


@lru_cache(maxsize=256)
def entries(source: Source) -> Entries:
    """Return the entries of a policy file; a file that is not TOML has none and one fault."""
    file = parse(source)
    found = Entries(file)
    if file.broken:
        found.faults.append(file.broken)
        return found
    for name, value in file.values.items():
        spot = Spot(file, (name,), found.faults)
        section = SECTIONS.get(name)
        if section is None:
            expected = f"a section: {listed(SECTIONS)}"
            spot.refuse(f"There is no section “{name}”.", expected, nearest(name, SECTIONS), key=True)
            continue
        for entry in _section(name, section, value, spot):
            _add(entry, found)
    if "policy" not in file.values:
        found.faults.append(file.fault((), "The file lacks the section [policy].", "[policy] with its “id”"))
    return found


def _add(entry: Entry, found: Entries) -> None:
    """Keep an entry, unless its id is taken."""
    named = found.by_section.setdefault(entry.section, {})
    taken = named.get(entry.id)
    if taken is None:
        named[entry.id] = entry
        return
    line, _ = taken.file.positions.of_value((*taken.path, "id"))
    message = f"The id “{entry.id}” is used twice for a {entry.section}; the first is on line {line}."
    found.faults.append(entry.fault(("id",), message, "another id"))


def _section(name: str, section: Section, value: Any, spot: Spot) -> Iterator[Entry]:
    shape = table(section.keys, f"[{name}]")
    if section.form is Form.LIST:
        if not isinstance(value, list):
            spot.refuse(f"“{name}” cannot be {shown(value)}.", f"[[{name}]], once for each")
            return
        for number, one in enumerate(value):
            id_ = one.get("id") if isinstance(one, dict) else None
            values = shape.read(one, spot.into(number))
            if isinstance(id_, str):
                yield _entry(name, id_, spot.into(number), values)
    elif not isinstance(value, dict):
        spot.refuse(f"“{name}” cannot be {shown(value)}.", f"a section [{name}]")
    elif section.form is Form.WORDS:
        for word, one in value.items():
            yield _entry(name, word, spot.into(word), shape.read(one, spot.into(word)))
    else:
        yield _entry(name, "", spot, shape.read(value, spot))


def _entry(section: str, id_: str, spot: Spot, values: dict[str, Any] | None) -> Entry:
    """Return an entry; of a faulty one what can be read, key by key."""
    found = Entry(section, id_, spot.file, spot.path, values)
    if values is not None:
        return found
    keys, written = SECTIONS[section].keys, found.written()
    written = written if isinstance(written, dict) else {}
    quiet = Spot(spot.file, spot.path, [])  # what is wrong was said already
    read = {name: key.shape.read(written[name], quiet.into(name)) for name, key in keys.items() if name in written}
    parts = {name: value for name, value in read.items() if value is not None}
    unread = {name for name, key in keys.items() if name not in parts and (key.needed or name in written)}
    meant = {nearest(name, keys) for name in written.keys() - keys.keys()}  # misspelt, rather than left out
    return Entry(section, id_, spot.file, spot.path, None, parts, frozenset(unread | meant))
