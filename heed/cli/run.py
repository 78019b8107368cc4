"""`heed run`: the web server and a worker together, each started again when it dies."""

import logging
import signal
import subprocess
import sys
from argparse import ArgumentParser, RawDescriptionHelpFormatter
from collections.abc import Mapping, Sequence
from ctypes import CDLL
from datetime import datetime, timedelta
from threading import Event
from typing import Any, Final

from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connections

from heed import clock
from heed.cli.readiness import hindrances
from heed.notices.changes import beat
from heed.notices.health import migrated

logger = logging.getLogger("heed.run")

EXAMPLE: Final = """\
example:
  heed run --host 127.0.0.1 --port 8000 --web-workers 4
"""
LOOK: Final = 0.5
"""Seconds between looks at whether both are alive."""
FIRST: Final = timedelta(minutes=1)
"""What gives up so soon after the first start does so because of how it was started: a port that is taken, say."""
LONGEST: Final = timedelta(seconds=30)
"""Longest wait before something that dies again and again is started once more."""
PATIENCE: Final = 30
"""Seconds for requests and messages in hand to be finished at the end."""
TELL_ON_PARENTS_DEATH: Final = 1
"""PR_SET_PDEATHSIG of Linux."""


def add_arguments(parser: ArgumentParser) -> None:
    """Give the parser the options of `heed run`."""
    parser.formatter_class, parser.epilog = RawDescriptionHelpFormatter, EXAMPLE
    parser.add_argument("--host", default="127.0.0.1", help="the address to listen at (default: %(default)s)")
    parser.add_argument("--port", type=int, default=8000, help="the port to listen at (default: %(default)s)")
    parser.add_argument("--web-workers", type=int, default=2, help="how many web processes (default: %(default)s)")
    parser.add_argument("--threads", type=int, default=8, help="how many threads in each (default: %(default)s)")
    parser.add_argument("--no-worker", action="store_true", help="no worker: one runs elsewhere as `heed work`")
    parser.add_argument("--migrate", action="store_true", help="bring the database to this version first")


def handle(options: Mapping[str, Any]) -> int:
    """Check, then serve until told to stop; return the exit code. CommandError with what is to be set or done."""
    found = hindrances()
    if found:
        raise CommandError("Heed is not set up to be used for real:\n" + "\n".join(f"  - {each}" for each in found))
    prepare(migrate=options["migrate"])
    names = ("host", "port", "web_workers", "threads")
    return serve(**{name: options[name] for name in names}, worker=not options["no_worker"])


def prepare(*, migrate: bool) -> None:
    """See that the database has the tables of this version. CommandError where it has not."""
    try:
        if migrate:
            call_command("migrate", interactive=False, verbosity=0)
        elif not migrated():
            raise CommandError("The database is not of this version of Heed. Run `heed run --migrate`.")
    except DatabaseError as trouble:
        raise CommandError(f"The database cannot be used: {str(trouble).strip()}") from trouble
    finally:
        connections.close_all()


def serve(*, host: str, port: int, web_workers: int = 2, threads: int = 8, worker: bool = True) -> int:
    """Run the web server and, if wished, a worker, until told to stop; return the exit code."""
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(name)s: %(message)s")
    parts = [Part("web server", _web(f"{host}:{port}", web_workers, threads))]
    if worker:
        beat("starting", clock.now())  # or the first page would say that there is none
        connections.close_all()
        parts.append(Part("worker", [sys.executable, "-m", "heed.main", "work"]))
    stopping = Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda _number, _frame: stopping.set())
    logger.info("Heed is at %s", settings.BASE_URL if settings.HTTPS else f"http://{host}:{port}")
    code = 0
    while not code and not stopping.is_set():
        code = next((failed for part in parts if (failed := part.look())), 0)
        stopping.wait(LOOK)
    for part in parts:
        part.end()
    return code


def _web(bind: str, workers: int, threads: int) -> list[str]:
    """Return the command of the web server."""
    options = {"bind": bind, "worker-class": "gthread", "workers": workers, "threads": threads}
    options |= {"graceful-timeout": PATIENCE - 5, "log-level": "warning", "keep-alive": 5}
    words = [f"--{name}={value}" for name, value in options.items()]
    return [sys.executable, "-m", "gunicorn", *words, "--preload", "--no-control-socket", "heed.wsgi:application"]


class Part:
    """A program that is kept running."""

    def __init__(self, name: str, command: Sequence[str]) -> None:
        self.name = name
        self.command = command
        self.program = self._start()
        self.started_at = self.first_at = clock.now()
        self.wait = timedelta(seconds=1)
        self.died_at: datetime | None = None

    def _start(self) -> subprocess.Popen[bytes]:
        # Nothing here has threads, which is what makes a function between fork and exec unsafe.
        return subprocess.Popen(self.command, preexec_fn=_end_with_parent)  # noqa: S603, PLW1509

    def look(self) -> int:
        """Start it again if it has died; return its exit code where it cannot be started at all, else 0."""
        code, now = self.program.poll(), clock.now()
        if code is None:
            return 0
        if self.died_at is None:
            if code > 0 and now - self.first_at < FIRST:
                return code
            logger.error("The %s ended (%s); it is started again.", self.name, code)
            self.wait = min(self.wait * 2, LONGEST) if now - self.started_at < LONGEST else timedelta(seconds=1)
            self.died_at = now
        if now - self.died_at >= self.wait:
            self.program, self.started_at, self.died_at = self._start(), now, None
        return 0

    def end(self) -> None:
        """Let it finish what it has in hand, and end it."""
        self.program.terminate()
        try:
            self.program.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            self.program.kill()
            self.program.wait()


def _end_with_parent() -> None:
    """Ask to be told to stop when whoever started us is killed, so that nothing is left running unwatched."""
    if sys.platform == "linux":
        CDLL(None).prctl(TELL_ON_PARENTS_DEATH, signal.SIGTERM)
