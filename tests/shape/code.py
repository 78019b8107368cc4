"""What the code may not do, wherever it stands."""

import ast
import re
from pathlib import Path

from tests.shape.source import calls, classes, dotted, excused, functions, imported, name_of, parsed, python

# --- time ------------------------------------------------------------------------------------------------------------

READS_CLOCK = re.compile(
    r"(^|\.)(datetime\.(now|utcnow|today)|date\.today|timezone\.now|functions\.Now"
    r"|time\.(time|time_ns|localtime|gmtime|ctime|strftime))$"
)
MEASURES = re.compile(r"(^|\.)time\.(monotonic|monotonic_ns|perf_counter|perf_counter_ns|process_time|sleep)$")
MAY_WAIT: dict[str, str] = {}
"""File → why it must wait or measure a span (never a moment)."""


def only_the_clock_reads_the_time(root: Path) -> list[str]:
    return [
        f"{name_of(root, path, node)}: {said}"
        for path in python(root, "heed")
        if path.relative_to(root / "heed").parts[0] != "clock"
        for node, said in _mentions(parsed(path))
        if READS_CLOCK.search(said) or said in ("auto_now", "auto_now_add", "localtime()", "localdate()")
    ]


def waiting_has_a_reason(root: Path) -> list[str]:
    found = {
        name_of(root, path): f"{name_of(root, path, node)}: {said}"
        for path in python(root, "heed")
        for node, said in _mentions(parsed(path))
        if MEASURES.search(said)
    }
    return excused(root, found, MAY_WAIT)


def _mentions(tree: ast.Module) -> list[tuple[ast.AST, str]]:
    """Return every chain of names, imported name, keyword argument and call without arguments."""
    chains = [(node, dotted(node)) for node in ast.walk(tree) if isinstance(node, ast.Attribute)]
    words = [(call, word.arg or "") for call in calls(tree) for word in call.keywords]
    bare = [(call, dotted(call.func).rpartition(".")[2] + "()") for call in calls(tree) if not call.args]
    return [*chains, *imported(tree), *words, *bare]


# --- hidden ways -----------------------------------------------------------------------------------------------------


def imports_stand_at_the_top(root: Path) -> list[str]:
    return [
        f"{name_of(root, path, node)}: an import inside {function.name}"
        for path in [*python(root, "heed", "tests"), *root.glob("*.py")]
        for function in functions(parsed(path))
        for node in ast.walk(function)
        if isinstance(node, ast.Import | ast.ImportFrom)
    ]


def no_signals(root: Path) -> list[str]:
    return [
        f"{name_of(root, path, node)}: {name}"
        for path in python(root, "heed")
        for node, name in imported(parsed(path))
        if re.search(r"\bsignals?\b|\bdjango\.dispatch\b", name) and not name.startswith("signal")
    ]


def no_save_override(root: Path) -> list[str]:
    return [
        f"{name_of(root, path, part)}: {kind.name}.{part.name}"
        for path in python(root, "heed")
        for kind in classes(parsed(path))
        for part in kind.body
        if isinstance(part, ast.FunctionDef) and part.name in ("save", "asave")
    ]


def doors_touch_no_tables(root: Path) -> list[str]:
    return [
        f"{name_of(root, path, node)}: {dotted(node)}"
        for path in [*python(root, "heed/web", "heed/cli", "heed/api"), *(root / "heed").glob("jobs*.py")]
        for node in ast.walk(parsed(path))
        if isinstance(node, ast.Attribute) and node.attr in ("objects", "_default_manager")
    ]


OUTSIDE = re.compile(
    r"(smtplib|requests|http\.client|urllib\.request|socket|notifications_python_client|django\.core\.mail)\b"
)
MAY_REACH_OUT = ("notices", "documents", "access")


def few_floors_reach_out(root: Path) -> list[str]:
    """Services outside are touched where messages, files and sign-in live, and nowhere else."""
    return [
        f"{name_of(root, path, node)}: {name}"
        for path in python(root, "heed")
        if path.relative_to(root / "heed").parts[0] not in MAY_REACH_OUT
        for node, name in imported(parsed(path))
        if OUTSIDE.match(name)
    ]


# --- writing ---------------------------------------------------------------------------------------------------------

WRITES = ("save", "create", "bulk_create", "bulk_update", "get_or_create", "update_or_create", "aupdate", "acreate")
MAY_WRITE: dict[str, str] = {
    "heed/documents/files/repainting.py": "writes a picture to its output, and no row",
    "heed/documents/letters/paper/word.py": "saves a Word document into memory, and touches no table",
}
"""File → why it writes and is not a changes.py or moves.py."""


def only_changes_write(root: Path) -> list[str]:
    found = {
        name_of(root, path): f"{name_of(root, path, call)}: .{call.func.attr}(…)"
        for path in python(root, "heed")
        if path.name not in ("changes.py", "moves.py")
        for call in calls(parsed(path))
        if isinstance(call.func, ast.Attribute) and _writes(call, call.func.attr)
    }
    return excused(root, found, MAY_WRITE)


def _writes(call: ast.Call, name: str) -> bool:
    """A queryset's `update` takes keywords only and its `delete` nothing; those of a dict, a set or a hash do not."""
    if name == "update":
        return bool(call.keywords) and not call.args
    return name in WRITES or (name == "delete" and not call.args and not call.keywords)


# --- words -----------------------------------------------------------------------------------------------------------

EMPTY_WORDS = {"service", "services", "manager", "managers", "helper", "helpers", "util", "utils", "common", "core",
               "handler", "handlers", "process", "processor", "data", "info", "misc"}  # fmt: skip
JOBS = {"line", "senior", "service", "manager", "managers", "head", "of"}
"""Words of job titles, which a function may ask about: `line_manager_of`, `services_below`."""
THEIRS = (
    "handle",
    "receive_data_chunk",
    "get_context_data",
    "process_view",
    "process_exception",
    "process_template_response",
)
"""Names that the framework calls."""


def names_say_something(root: Path) -> list[str]:
    """No module, class or function is called helper, utils, service …; the job titles manager and service may be."""
    found = []
    for path in python(root, "heed"):
        if path.stem in EMPTY_WORDS:
            found.append(f"{name_of(root, path)}: {path.stem}")
        for node in [*classes(parsed(path)), *functions(parsed(path))]:
            words = [word.lower() for word in re.findall(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])", node.name)]
            jobs = len(words) > 1 and isinstance(node, ast.FunctionDef)
            if node.name not in THEIRS and set(words) & (EMPTY_WORDS - JOBS if jobs else EMPTY_WORDS):
                found.append(f"{name_of(root, path, node)}: {node.name}")
    return found


SHOWN = ("label", "hint", "help_text", "legend", "caption", "empty_label", "heading")


def pages_speak_through_gettext(root: Path) -> list[str]:
    """Words that a reader sees are not plain strings in the pages' code."""
    return [
        f"{name_of(root, path, word.value)}: {word.arg}={word.value.value!r}"
        for path in python(root, "heed/web")
        for call in calls(parsed(path))
        for word in call.keywords
        if word.arg in SHOWN and isinstance(word.value, ast.Constant) and re.search(r"\w", str(word.value.value or ""))
    ]


# --- excuses and make-believe ----------------------------------------------------------------------------------------

# Written in two parts, because this file is looked at too.
SILENCERS = re.compile(r"#\s*(noqa|type: ignore|pragma: no cover|nosec)(\S*)(?P<reason>.*)")


def silence_has_a_reason(root: Path) -> list[str]:
    return [
        f"{name_of(root, path)}:{number}: {line.strip()}"
        for path in [*python(root, "heed", "tests", "benchmarks"), *root.glob("*.py")]
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1)
        if (match := SILENCERS.search(line)) and len(re.findall(r"\w+", re.sub(r"\[.*?\]", "", match["reason"]))) < 2
    ]


def tests_make_nothing_believe(root: Path) -> list[str]:
    """Real code in tests: no mocks."""
    return [
        f"{name_of(root, path, node)}: {said}"
        for path in python(root, "tests")
        for node, said in [*imported(parsed(path)), *_arguments(parsed(path))]
        if said == "mocker" or re.match(r"(unittest\.)?mock\b|pytest_mock\b", said)
    ]


def _arguments(tree: ast.Module) -> list[tuple[ast.AST, str]]:
    return [(argument, argument.arg) for function in functions(tree) for argument in function.args.args]
