"""A PostgreSQL of our own for the length of a test run: started here, reached through a folder, gone afterwards."""

import os
import pwd
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from do import find_postgres

# Without a vacuum that would note how empty the tables are between tests, queries are planned as for tables in use.
FAST = ("fsync=off", "synchronous_commit=off", "full_page_writes=off", "autovacuum=off")


@contextmanager
def cluster(*, durable: bool = False) -> Iterator[str]:
    """Start a server with an empty database `heed`; give its DATABASE_URL; stop it and delete everything at the end.

    `durable` keeps what makes an answer survive a crash; all other tests are better off without.
    """
    programs = find_postgres()
    if programs is None:
        raise RuntimeError("No PostgreSQL is installed. On Debian: apt-get install postgresql")
    owner = _owner()
    # Not below the run's own folder: a socket's path may have 107 letters at most.
    home = Path(tempfile.mkdtemp(prefix="heed-pg-"))
    shutil.chown(home, owner)
    data = home / "data"
    subprocess.run(
        [programs / "initdb", "-D", data, "-U", "heed", "--auth=trust", "-E", "UTF8", "--locale=C", "--no-sync"],
        check=True, capture_output=True, user=owner, cwd=home,
    )  # fmt: skip
    settings = ("listen_addresses=", f"unix_socket_directories={home}", "timezone=UTC", *(() if durable else FAST))
    options = [word for setting in settings for word in ("-c", setting)]
    with (home / "log").open("w") as log:
        server = subprocess.Popen(
            [programs / "postgres", "-D", data, *options], stdout=log, stderr=log, user=owner, cwd=home
        )
    try:
        _wait_for(programs, home, server)
        subprocess.run([programs / "createdb", "-h", home, "-U", "heed", "heed"], check=True)
        yield f"postgres://heed@/heed?host={home}"
    finally:
        server.send_signal(2)  # fast shutdown: connections are cut
        server.wait(30)
        shutil.rmtree(home, ignore_errors=True)


def _owner() -> str:
    """PostgreSQL refuses to run as root; an account that every machine with it has will do."""
    if os.geteuid() != 0:
        return pwd.getpwuid(os.geteuid()).pw_name
    known = {entry.pw_name for entry in pwd.getpwall()}
    return "postgres" if "postgres" in known else "nobody"


def _wait_for(programs: Path, home: Path, server: subprocess.Popen[bytes]) -> None:
    for _ in range(300):
        ready = subprocess.run([programs / "pg_isready", "-q", "-h", home, "-d", "postgres"], check=False)
        if ready.returncode == 0:
            return
        if server.poll() is not None:
            break
        time.sleep(0.1)
    raise RuntimeError("PostgreSQL did not start:\n" + (home / "log").read_text())
