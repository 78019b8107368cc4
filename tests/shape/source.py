"""Reading the tree. Every rule is handed a root, so that it can be pointed at a tree with planted faults."""

import ast
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

Rule = Callable[[Path], list[str]]
Function = ast.FunctionDef | ast.AsyncFunctionDef
GENERATED = ("migrations",)
NOT_OURS = ("node_modules", "built", "var", "screenshots", "htmlcov", "__pycache__")


def python(root: Path, *folders: str) -> list[Path]:
    """Return the Python files that people write, under these folders."""
    found = [path for folder in folders for path in (root / folder).rglob("*.py")]
    return sorted(path for path in found if not set(GENERATED) & set(path.relative_to(root).parts))


def templates(root: Path) -> list[Path]:
    return sorted((root / "heed").rglob("templates/**/*.*"))


def written(root: Path) -> Iterator[Path]:
    """Give every file that is ours."""
    for path in sorted(root.iterdir()):
        if path.name in NOT_OURS or (path.name.startswith(".") and path.is_dir() and path.name != ".ci"):
            continue
        if path.is_dir():
            yield from written(path)
        elif path.suffix not in (".pyc", ".mo", ".png"):
            yield path


def parsed(path: Path) -> ast.Module:
    return _parsed(path, path.stat().st_mtime_ns)


@cache
def _parsed(path: Path, _written: int) -> ast.Module:
    return ast.parse(path.read_text("utf-8"), str(path))


def lines(path: Path) -> int:
    return len(path.read_text("utf-8").splitlines())


def name_of(root: Path, path: Path, node: ast.AST | None = None) -> str:
    """Return `heed/clock/__init__.py:12`."""
    return path.relative_to(root).as_posix() + (f":{getattr(node, 'lineno', 0)}" if node else "")


def dotted(node: ast.AST) -> str:
    """Return `datetime.now` for that expression, "" for anything that is no plain chain of names."""
    if isinstance(node, ast.Name):
        return node.id
    if isinstance(node, ast.Attribute):
        before = dotted(node.value)
        return f"{before}.{node.attr}" if before else ""
    return ""


def imported(tree: ast.Module) -> Iterator[tuple[ast.stmt, str]]:
    """Give every imported thing with its whole name: `from time import sleep` is `time.sleep`."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((node, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from ((node, f"{node.module}.{alias.name}") for alias in node.names)


def functions(tree: ast.Module) -> Iterator[Function]:
    return (node for node in ast.walk(tree) if isinstance(node, Function))


def classes(tree: ast.Module) -> Iterator[ast.ClassDef]:
    return (node for node in ast.walk(tree) if isinstance(node, ast.ClassDef))


def calls(tree: ast.Module) -> Iterator[ast.Call]:
    return (node for node in ast.walk(tree) if isinstance(node, ast.Call))


def excused(root: Path, found: dict[str, str], excuses: dict[str, str]) -> list[str]:
    """Return the faults (file → sentence) that have no excuse, and the excuses that nothing needs any more."""
    stale = [f"{path}: no longer needs its excuse; take it off the list" for path in excuses if path not in found]
    return [sentence for path, sentence in found.items() if path not in excuses] + (stale if _real(root) else [])


def _real(root: Path) -> bool:
    """A planted tree lacks the files that the excuses are for."""
    return (root / "pyproject.toml").exists()
