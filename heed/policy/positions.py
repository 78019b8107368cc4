"""Where things stand in a TOML file: the line and column of every key and value, which tomllib does not say."""

import tomllib
from dataclasses import dataclass, field

import tree_sitter_toml
from tree_sitter import Language, Node, Parser

Path = tuple[str | int, ...]
Place = tuple[int, int]
"""Line and column, both counted from 1."""

TOML = Language(tree_sitter_toml.language())


@dataclass(slots=True)
class Positions:
    """The places of keys and of values, by path: `("duty", 0, "escalate", 1, "to")`."""

    lines: list[str]
    keys: dict[Path, Place] = field(default_factory=dict)
    values: dict[Path, Place] = field(default_factory=dict)

    def of_key(self, path: Path) -> Place:
        """Return where the key stands, or else the nearest thing around it."""
        return self.keys.get(path) or self.of_value(path)

    def of_value(self, path: Path) -> Place:
        """Return where the value stands, or else the nearest thing around it."""
        for length in range(len(path), 0, -1):
            found = self.values.get(path[:length]) or self.keys.get(path[:length])
            if found:
                return found
        return (1, 1)

    def note(self, places: dict[Path, Place], path: Path, node: Node) -> None:
        """Remember where the node starts, unless the path is known already (the first place is the one to show)."""
        row, column = node.start_point.row, node.start_point.column
        before = self.lines[row].encode(errors="replace")[:column] if row < len(self.lines) else b""
        places.setdefault(path, (row + 1, len(before.decode(errors="ignore")) + 1))


def locate(text: str) -> Positions:
    """Return the places of everything in a TOML text, as far as it can be parsed."""
    positions = Positions(text.split("\n"))
    tables: dict[Path, int] = {}
    for node in Parser(TOML).parse(text.encode(errors="replace")).root_node.named_children:
        if node.type == "pair":
            _pair(node, (), positions)
        elif node.type in ("table", "table_array_element"):
            _table(node, positions, tables)
    return positions


def _table(node: Node, positions: Positions, tables: dict[Path, int]) -> None:
    """Note a `[table]` or `[[table]]` with its pairs; a name inside an array of tables means its last element."""
    header, *pairs = node.named_children
    words = _words(header)
    path: Path = ()
    for number, word in enumerate(words, 1):
        path = (*path, word)
        if number < len(words) and path in tables:
            path = (*path, tables[path])
    positions.note(positions.keys, path, node)
    if node.type == "table_array_element":
        tables[path] = tables.get(path, -1) + 1
        path = (*path, tables[path])
    elif path in tables:
        path = (*path, tables[path])
    positions.note(positions.keys, path, node)
    for pair in pairs:
        if pair.type == "pair":
            _pair(pair, path, positions)


def _pair(node: Node, path: Path, positions: Positions) -> None:
    key, *values = node.named_children
    for word in _words(key):
        path = (*path, word)
        positions.note(positions.keys, path, key)
    for value in values:
        _value(value, path, positions)


def _value(node: Node, path: Path, positions: Positions) -> None:
    if node.type == "comment":
        return
    positions.note(positions.values, path, node)
    if node.type == "inline_table":
        for pair in node.named_children:
            if pair.type == "pair":
                _pair(pair, path, positions)
    elif node.type == "array":
        for number, item in enumerate(one for one in node.named_children if one.type != "comment"):
            _value(item, (*path, number), positions)


def _words(node: Node) -> tuple[str, ...]:
    """Return the words of a key, dotted or not, quoted or bare."""
    if node.type == "dotted_key":
        return tuple(word for child in node.named_children for word in _words(child))
    text = (node.text or b"").decode(errors="replace")
    if node.type == "quoted_key":
        try:
            return tuple(tomllib.loads(f"{text} = 0"))
        except ValueError:
            return (text,)
    return (text,)
