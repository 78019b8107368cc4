"""`heed demo`: makes the living organisation if it is not there yet, and runs web server, worker and scheduler."""

import hashlib
import os
from argparse import ArgumentParser, RawDescriptionHelpFormatter
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from pathlib import Path
from socketserver import BaseRequestHandler, TCPServer
from typing import Any, Final

from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import connections

from heed import clock
from heed.cli.run import serve
from heed.demo.filling import FULL, Scale, bind, filled
from heed.demo.halves import fill_in_halves

EXAMPLE: Final = """\
examples:
  heed demo                 at http://localhost:8000, or the next port that is free
  heed demo --fresh         with everything made anew, up to today
"""
TRIES: Final = 20
"""Ports that are tried, one after another."""
STALE: Final = timedelta(days=7)
"""After so long nobody in the demo has done anything, and it is worth making anew."""
SMALL: Final = Scale(reports=2, size=0.3)
MIGRATIONS: Final = Path(__file__).parent.parent / "migrations"

Say = Callable[[str], object]


def add_arguments(parser: ArgumentParser) -> None:
    """Give the parser the options of `heed demo`."""
    parser.formatter_class, parser.epilog = RawDescriptionHelpFormatter, EXAMPLE
    parser.add_argument("--fresh", action="store_true", help="make the demo's people and reports anew")
    parser.add_argument("--port", type=int, default=8000, help="the first port to try (default: %(default)s)")
    parser.add_argument("--host", default="127.0.0.1", help="the address to listen at (default: %(default)s)")
    parser.add_argument("--small", action="store_true", help="make few people and few reports, to be quick")
    parser.add_argument("--no-serve", action="store_true", help="only make it, and end")


def handle(options: Mapping[str, Any], say: Say) -> int:
    """Make what is missing, then serve until told to stop; return the exit code."""
    if not settings.DEMO:
        raise CommandError("The demo keeps apart from a real installation. Start it as `heed demo`.")
    made(say, fresh=options["fresh"], scale=SMALL if options["small"] else FULL)
    if options["no_serve"]:
        return 0
    port = free_port(options["host"], options["port"])
    os.environ["HEED_BASE_URL"] = f"http://localhost:{port}"  # for the programs started below; it stands in messages
    say(f"Open http://localhost:{port} in your browser, and choose who to be. Ctrl+C ends it.")
    return serve(host=options["host"], port=port)


def made(say: Say, *, fresh: bool, scale: Scale = FULL) -> None:
    """See that the demo is there and of this version of Heed; what is not is made."""
    note = settings.DATA / "made"
    known = note.read_text("ascii").split() if note.exists() else []
    if known[:1] == [version()] and not fresh:
        at = datetime.fromisoformat(known[1])
        if clock.now() - at > STALE:
            say(f"This demo's last day is {at:%d %B %Y}. `heed demo --fresh` makes one that goes on until today.")
        return
    note.unlink(missing_ok=True)
    connections.close_all()
    for end in ("", "-wal", "-shm"):
        Path(f"{settings.DATABASES['default']['NAME']}{end}").unlink(missing_ok=True)
    began = clock.now()
    say("Making six invented agencies with their people and eighteen months of reports; about a minute …")
    call_command("migrate", interactive=False, verbosity=0)
    if not filled():
        fill_in_halves(began, say, scale)
        bind(began)
    connections.close_all()
    note.write_text(f"{version()} {began.isoformat()}\n", "ascii")
    say(f"Made in {(clock.now() - began).total_seconds():.0f} seconds.")


def version() -> str:
    """Return what tells one version of the tables from another."""
    digest = hashlib.sha256()
    for path in sorted(MIGRATIONS.glob("[0-9]*.py")):
        digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


def free_port(host: str, first: int) -> int:
    """Return the first port from there on at which nobody listens. CommandError where there is none."""
    for port in range(first, first + TRIES):
        try:
            with Probe((host, port), BaseRequestHandler):
                return port
        except OSError:
            continue
    raise CommandError(
        f"The ports from {first} to {first + TRIES - 1} are all taken. Name another: heed demo --port 9000"
    )


class Probe(TCPServer):
    """Takes a port for a moment; one that was used a moment ago counts as free."""

    allow_reuse_address = True
