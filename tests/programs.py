"""Heed's own programs as real processes, on the test's own database (which must be a transactional one)."""

import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import quote

from django.db import connection
from django.db.migrations.loader import MigrationLoader

from tests.environment import DATA

ROOT = Path(__file__).parent.parent


def database_url() -> str:
    """Return the DATABASE_URL of the database that the test uses."""
    known: dict[str, Any] = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{known['NAME']}"
    return f"postgres://{known['USER']}@/{known['NAME']}?host={quote(str(known['HOST']), safe='/')}"


def surroundings(**more: str) -> dict[str, str]:
    """Return the environment of a program: nothing that was set for somebody's own installation."""
    own = {name: value for name, value in os.environ.items() if not name.startswith(("HEED_", "DJANGO_"))}
    return own | {"HEED_DATA": str(DATA), "HEED_STATIC": str(DATA / "static"), "DATABASE_URL": database_url()} | more


def start(*words: str, output: Any = subprocess.DEVNULL, **more: str) -> "subprocess.Popen[str]":
    """Start `heed <words>`."""
    return subprocess.Popen(
        [sys.executable, "-m", "heed.main", *words],
        cwd=ROOT, env=surroundings(**more), stdout=output, stderr=subprocess.STDOUT, text=True,
    )  # fmt: skip


@contextmanager
def running(*words: str, **more: Any) -> Iterator["subprocess.Popen[str]"]:
    """Run `heed <words>` for the length of the block, and end it whatever happens."""
    program = start(*words, **more)
    try:
        yield program
    finally:
        end(program)


def end(program: "subprocess.Popen[str]", number: int = signal.SIGTERM) -> int:
    """Send the signal, wait, and return the exit code."""
    if program.poll() is None:
        program.send_signal(number)
    code = program.wait(60)
    if program.stdout:
        program.stdout.close()
    return code


def free_port() -> int:
    """Return a port that nobody listens at."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        port: int = server.getsockname()[1]
    return port


def newest() -> tuple[str, str]:
    """Return the last migration, as an app and a name."""
    [leaf] = MigrationLoader(connection).graph.leaf_nodes("heed")
    return leaf[0], leaf[1]
