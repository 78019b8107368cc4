"""Where things stand, and what stands in the files around the program."""

import ast
import re
import sys
import tomllib
from importlib.metadata import packages_distributions
from itertools import chain
from pathlib import Path

from tests.shape.source import calls, classes, dotted, excused, imported, name_of, parsed, python, written

# --- rooms -----------------------------------------------------------------------------------------------------------

DOMAINS = (
    "mistakes",
    "partners",
    "checks",
    "register",
    "casework",
    "documents",
    "people",
    "incidents",
    "training",
    "notices",
    "access",
    "ledger",
)
ROOMS = ("__init__", "states", "models", "rules", "queries", "changes")
OTHER_ROOMS: dict[str, str] = {
    "heed/access/decisions.py": "the decision and the refusal, which the rules of every floor give back",
    "heed/casework/moves.py": "the one way in which anything moves; it writes for the packages above",
    "heed/documents/letters/checks": "what is wrong with a letter before it leaves: pure, each mistake with a test",
    "heed/documents/letters/paper": "what a letter looks like: heavy libraries, each in its own file, and no table",
    "heed/documents/files": "files as bytes: judged, painted, scanned, sealed, kept; each touches no table",
    "heed/ledger/chain.py": "the arithmetic of the chain, pure, so that it can be tested without tables",
    "heed/ledger/guards.py": "what the databases themselves refuse, in their own words",
    "heed/ledger/stamp.py": "who, when and through which door: every floor makes or passes it",
    "heed/ledger/verify.py": "walks the whole ledger; neither a query nor a change",
    "heed/register/bringing/rows.py": "what a row of somebody's spreadsheet lacks: pure, each reason with a test",
    "heed/notices/drivers": "the ways in which a message leaves: each touches a service outside and no table",
    "heed/notices/health.py": "asks the database, the worker's beat and the outbox at once; no single table's query",
    "heed/notices/heartbeat.py": "goes to the operator's address, not into the outbox",
    "heed/notices/letters.py": "what a message says, pure",
    "heed/notices/sending.py": "claim, hand over, note: three transactions, where a change is one",
    "heed/people/agencies/stamps.py": "a stamp that knows its user",
}
"""File → why its package needs more than the six. May only shrink."""


def domain_packages_hold_known_files(root: Path) -> list[str]:
    found = {
        _room(root, path): f"{name_of(root, path)}: a domain package holds {', '.join(ROOMS)}"
        for domain in DOMAINS
        for path in python(root, f"heed/{domain}")
        if path.stem not in ROOMS
    }
    return excused(root, found, OTHER_ROOMS)


def _room(root: Path, path: Path) -> str:
    folder = name_of(root, path.parent)
    return folder if folder in OTHER_ROOMS else name_of(root, path)


def tests_mirror_the_program(root: Path) -> list[str]:
    """A test stands where the code that it is about stands."""
    folders = {path.parent.relative_to(root / "tests") for path in python(root, "tests")}
    return [
        f"tests/{folder.as_posix()}: there is no heed/{folder.as_posix()}"
        for folder in sorted(folders)
        if folder.parts
        and folder.parts[0] not in ("docs", "journeys", "matrix", "shape")
        and not _mirrored(root, folder)
    ]


def _mirrored(root: Path, folder: Path) -> bool:
    return (root / "heed" / folder).is_dir() or (root / "heed" / folder).with_suffix(".py").is_file()


def one_migration_line(root: Path) -> list[str]:
    """0001, 0002, 0003 …: no two with one number, none missing."""
    names = sorted(path.stem for path in (root / "heed" / "migrations").glob("[0-9]*.py"))
    numbers = [int(name[:4]) for name in names]
    return [] if numbers == list(range(1, len(numbers) + 1)) else [f"heed/migrations: {', '.join(names)}"]


# --- tables ----------------------------------------------------------------------------------------------------------

SUFFIXES = {"at": ("DateTimeField",), "on": ("DateField",), "by": ("ForeignKey", "BigIntegerField", "IntegerField")}
OTHER_COLUMNS = {"Duty.owed_by": "a post's word, as policy files say it; who that is comes from the holders"}


def columns_are_named_for_what_they_hold(root: Path) -> list[str]:
    """`*_at` is a moment, `*_on` a day, `*_by` a person; and the other way round for moments and days."""
    return [
        f"{name_of(root, path, part)}: {kind.name}.{name} is a {field}"
        for path in python(root, "heed")
        if path.name == "models.py"
        for kind in classes(parsed(path))
        for part in kind.body
        if isinstance(part, ast.Assign) and isinstance(part.value, ast.Call)
        for name in [dotted(part.targets[0])]
        for field in [dotted(part.value.func).rpartition(".")[2]]
        if not _fits(name, field) and f"{kind.name}.{name}" not in OTHER_COLUMNS
    ]


def _fits(name: str, field: str) -> bool:
    suffix = name.rpartition("_")[2]
    if suffix in SUFFIXES and field.endswith(("Field", "Key")):
        return field in SUFFIXES[suffix]
    return field not in ("DateTimeField", "DateField")


# --- routes ----------------------------------------------------------------------------------------------------------


def routes_have_names(root: Path) -> list[str]:
    found, names = [], []
    for path in [*python(root, "heed/web"), *(root / "heed").glob("urls.py")]:
        for call in calls(parsed(path)):
            if dotted(call.func) not in ("path", "re_path") or _included(call):
                continue
            name = next((word.value for word in call.keywords if word.arg == "name"), None)
            if not isinstance(name, ast.Constant):
                found.append(f"{name_of(root, path, call)}: a route without a name")
            else:
                names.append((str(name.value), name_of(root, path, call)))
    once = dict(names)
    return found + [f"{where}: {name} is a route's name already" for name, where in names if once[name] != where]


def _included(call: ast.Call) -> bool:
    return len(call.args) > 1 and isinstance(call.args[1], ast.Call) and dotted(call.args[1].func) == "include"


# --- the files around ------------------------------------------------------------------------------------------------


def locks_name_no_address(root: Path) -> list[str]:
    names = ("requirements*.txt", "package-lock.json", "pylock*.toml", "uv.lock", ".npmrc", "pip.conf")
    return [
        f"{name_of(root, path)}:{number}: {line.strip()}"
        for path in (path for path in written(root) if any(path.match(name) for name in names))
        if path.name != "uv.lock"  # never committed
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1)
        if re.search(r'://|"resolved"|--(extra-)?index-url|--find-links', line)
    ]


# In pieces, because this file is looked at too.
MACHINES = re.compile(r"(?<![\w.])/(root|home/\w+|work/(main|shared|notes|steering|\.)|tmp/\w)[\w/.-]*")


def no_machine_is_named(root: Path) -> list[str]:
    return [
        f"{name_of(root, path)}:{number}: {match[0]}"
        for path in written(root)
        if path.name not in (".git", "uv.lock", "package-lock.json")  # a second checkout has a file of that name
        for number, line in enumerate(path.read_text("utf-8", errors="replace").splitlines(), 1)
        if (match := MACHINES.search(line))
    ]


def dependencies_have_reasons(root: Path) -> list[str]:
    text = (root / "pyproject.toml").read_text("utf-8")
    project = tomllib.loads(text)
    asked = [
        *project["project"].get("dependencies", []),
        *chain.from_iterable(project["project"].get("optional-dependencies", {}).values()),
        *chain.from_iterable(project.get("dependency-groups", {}).values()),
    ]
    return [
        f"pyproject.toml: {wanted} does not say what it is for"
        for wanted in asked
        if not re.search(rf'"{re.escape(wanted)}"\]?,?\s+#\s*\w+', text)
    ]


def imports_are_declared(root: Path) -> list[str]:
    """What the program imports it asks for itself, and does not get by way of another package."""
    project = tomllib.loads((root / "pyproject.toml").read_text("utf-8"))["project"]
    asked = {_distribution(wanted) for wanted in project.get("dependencies", [])}
    come_from = packages_distributions()
    return [
        f"{name_of(root, path, node)}: {name}"
        for path in python(root, "heed")
        for node, name in imported(parsed(path))
        for module in [name.partition(".")[0]]
        if module not in sys.stdlib_module_names and module != "heed"
        if not asked & {_distribution(distribution) for distribution in come_from.get(module, [])}
    ]


def _distribution(wanted: str) -> str:
    return re.split(r"[^\w.-]", wanted)[0].lower().replace("_", "-")


def clauses_exist(root: Path) -> list[str]:
    """A test that proves a clause names one of the 116."""
    known = "".join(path.read_text("utf-8") for path in (root / "heed").rglob("clauses.toml"))
    return [
        f"{name_of(root, path, call)}: there is no clause {said.value!r}"
        for path in python(root, "tests")
        for call in calls(parsed(path))
        if dotted(call.func) == "pytest.mark.clause"
        for said in call.args
        if isinstance(said, ast.Constant) and f'"{said.value!s}"' not in known
    ]
