"""`heed demo` itself, as a real program: it makes the demo, serves it, and starts at once the second time."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from http.client import HTTPConnection
from pathlib import Path
from socketserver import BaseRequestHandler, TCPServer
from threading import Event

import pytest
from django.core.management import CommandError, call_command

from heed.demo.start import free_port
from tests import programs
from tests.environment import DATABASE

# Whatever the tests run on, the demo has its own SQLite file: once is enough.
once = pytest.mark.skipif(DATABASE != "sqlite", reason="The demo is on SQLite whatever the tests run on.")
PATIENCE = 300  # seconds, on a machine that does much else


@contextmanager
def demo(folder: Path, *words: str) -> Iterator[str]:
    """Run `heed demo` with its files in the folder; give the address that it names."""
    log = folder / "log"
    # A database that somebody has set is none of the demo's business.
    surroundings = programs.surroundings(HEED_DATA=str(folder), DATABASE_URL="postgres://nobody@127.0.0.1:1/none")
    with log.open("w") as output:
        program = subprocess.Popen(
            [sys.executable, "-m", "heed.main", "demo", *words],
            cwd=programs.ROOT, env=surroundings, stdout=output, stderr=subprocess.STDOUT, text=True,
        )  # fmt: skip
        try:
            yield address_in(log, program)
        finally:
            programs.end(program)


def address_in(log: Path, program: "subprocess.Popen[str]") -> str:
    """Return the address once the program has said it."""
    for _ in range(PATIENCE * 5):
        said = [line for line in log.read_text("utf-8").splitlines() if line.startswith("Open http://localhost:")]
        if said:
            return said[0].split()[1].removeprefix("http://")
        assert program.poll() is None, log.read_text("utf-8")
        Event().wait(0.2)
    raise AssertionError(log.read_text("utf-8"))


def first_page(address: str) -> str:
    """Return the page once the server answers."""
    for _ in range(PATIENCE * 5):
        try:
            with closing(HTTPConnection(address, timeout=30)) as connection:
                connection.request("GET", "/sign-in")
                answer = connection.getresponse()
                assert answer.status == 200
                return answer.read().decode()
        except ConnectionError:
            Event().wait(0.2)
    raise AssertionError("The server did not answer.")


@once
def test_it_makes_the_demo_once_and_serves_it_at_a_free_port(tmp_path: Path) -> None:
    with demo(tmp_path, "--small", "--port", "8600") as address:
        first = first_page(address)
        made = (tmp_path / "demo" / "made").read_text()
    port = address.partition(":")[2]
    with Taking(("127.0.0.1", int(port)), BaseRequestHandler), demo(tmp_path, "--small", "--port", port) as elsewhere:
        again = first_page(elsewhere)

    assert "Who would you like to be?" in first
    assert elsewhere != address
    assert (tmp_path / "demo" / "made").read_text() == made
    assert people_of(again) == people_of(first)
    assert not (tmp_path / "heed.sqlite3").exists()


class Taking(TCPServer):
    """Holds a port that was in use a moment ago."""

    allow_reuse_address = True


def people_of(page: str) -> list[str]:
    return [part.partition('"')[0] for part in page.split('name="user" value="')[1:]]


def test_it_runs_only_as_itself() -> None:
    with pytest.raises(CommandError, match="Start it as `heed demo`"):
        call_command("demo")


def test_where_no_port_is_free_it_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("heed.demo.start.TRIES", 1)
    with (
        TCPServer(("127.0.0.1", 0), BaseRequestHandler) as taken,
        pytest.raises(CommandError, match=f"{taken.server_address[1]} are all taken"),
    ):
        free_port("127.0.0.1", taken.server_address[1])
