"""What proves that a clause is served: tests that are marked with it, and pages that show what a policy says."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from heed.policy.schema import SECTIONS

SAID = {section: declared.book for section, declared in SECTIONS.items() if declared.book and section != "duty"}
"""The sections that are shown rather than done, and where a book keeps them."""


def marked_tests(folder: Path) -> dict[str, list[str]]:
    """Return the tests under a folder by the clauses that they are marked with: `tests/a/test_b.py::test_c`."""
    found = dict[str, list[str]]()
    for path in sorted(folder.rglob("test_*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        everywhere = [mark for node in tree.body if _is_pytestmark(node) for mark in _marks(node)]
        for name, marks in _tests(tree, everywhere):
            for clause in _clauses_of(marks):
                found.setdefault(clause, []).append(f"{path.relative_to(folder.parent)}::{name}")
    return found


def _tests(
    tree: ast.Module | ast.ClassDef, marks: list[ast.expr], within: str = ""
) -> Iterator[tuple[str, list[ast.expr]]]:
    for node in tree.body:
        if isinstance(node, ast.ClassDef) and node.name.startswith("Test"):
            yield from _tests(node, [*marks, *node.decorator_list], f"{within}{node.name}::")
        elif isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.name.startswith("test"):
            yield f"{within}{node.name}", [*marks, *node.decorator_list]


def _is_pytestmark(node: ast.stmt) -> bool:
    targets = node.targets if isinstance(node, ast.Assign) else []
    return any(isinstance(target, ast.Name) and target.id == "pytestmark" for target in targets)


def _marks(node: ast.stmt) -> list[ast.expr]:
    value = node.value if isinstance(node, ast.Assign) else None
    return list(value.elts) if isinstance(value, ast.List | ast.Tuple) else [value] if value else []


def _clauses_of(marks: list[ast.expr]) -> list[str]:
    """Return the clauses that the marks name, those of single rows too; none for a test that does not run."""
    said = [ast.unparse(mark.func if isinstance(mark, ast.Call) else mark) for mark in marks]
    if any(one.endswith((".skip", ".skipif", ".xfail")) for one in said):
        return []
    named = [
        argument.value
        for mark in marks
        for call in ast.walk(mark)
        if isinstance(call, ast.Call) and ast.unparse(call.func).endswith("mark.clause")
        for argument in call.args
        if isinstance(argument, ast.Constant) and isinstance(argument.value, str)
    ]
    return list(dict.fromkeys(named))


def shown_sections(folder: Path) -> dict[str, list[str]]:
    """Return the pages that show each section: files that read it as `policy.<section>` or `book.<section>`."""
    texts = {
        str(path.relative_to(folder.parent.parent)): path.read_text(encoding="utf-8")
        for path in sorted([*folder.rglob("*.py"), *folder.rglob("*.html")])
    }
    shown = {section: re.compile(rf"\b(?:policy|book|\))\.{attribute}\b") for section, attribute in SAID.items()}
    return {section: [name for name, text in texts.items() if shown[section].search(text)] for section in SAID}
