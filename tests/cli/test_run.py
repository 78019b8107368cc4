"""`heed run` and `heed work`, as real programs."""

import os
import signal
import subprocess
import time
import urllib.error
import urllib.request
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

from heed import clock
from heed.notices.models import Message
from heed.notices.states import Status
from tests.programs import end, free_port, newest, running, start

pytestmark = pytest.mark.django_db(transaction=True)
PATIENCE = 60


def wait_for(what, seconds=PATIENCE):
    """Return what the question answers as soon as it answers something."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        if found := what():
            return found
        time.sleep(0.1)
    pytest.fail(f"{what} came to nothing in {seconds} seconds")


def children(program):
    """Return the ids of the program's children, with their command lines."""
    found = {}
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            parent = path.read_text().rpartition(")")[2].split()[1]
            words = (path.parent / "cmdline").read_text().split("\0")
        except OSError:
            continue  # it has just ended
        if int(parent) == program.pid:
            found[int(path.parent.name)] = words
    return found


def worker_of(program):
    return next((number for number, words in children(program).items() if "work" in words), None)


def get(port, path="/health"):
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}{path}", timeout=10) as answer:
            return answer.status
    except urllib.error.HTTPError as answer:
        answer.close()
        return answer.code
    except OSError:
        return None


def test_run_serves_and_works_starts_a_dead_worker_again_and_ends_whole():
    port = free_port()
    with running("run", "--migrate", "--port", str(port), "--web-workers", "1", HEED_DEMO="1") as program:
        wait_for(lambda: get(port) == 200)
        first = wait_for(lambda: worker_of(program))
        os.kill(first, signal.SIGKILL)
        second = wait_for(lambda: (found := worker_of(program)) and found != first and found)
        assert second != first
        assert get(port) == 200
        whole = children(program)
        assert len(whole) == 2
        assert end(program) == 0
    assert [number for number in whole if Path(f"/proc/{number}").exists()] == []
    assert get(port) is None


def test_what_run_started_ends_when_run_itself_is_killed():
    port = free_port()
    with running("run", "--migrate", "--port", str(port), "--web-workers", "1", HEED_DEMO="1") as program:
        wait_for(lambda: get(port) == 200)
        started = children(program)
        assert len(started) == 2
        end(program, signal.SIGKILL)
        wait_for(lambda: not any(Path(f"/proc/{number}").exists() for number in started))


def test_run_says_why_the_web_server_cannot_start():
    port = free_port()
    with running(
        "run", "--migrate", "--port", str(port), "--host", "192.0.2.1", "--no-worker", HEED_DEMO="1"
    ) as program:
        assert program.wait(PATIENCE) == 1  # gunicorn tries five times


def test_run_refuses_a_database_of_another_version(settings):
    settings.DEMO = True
    MigrationRecorder(connection).record_unapplied(*newest())
    try:
        with pytest.raises(CommandError, match=r"not of this version of Heed. Run `heed run --migrate`."):
            call_command("run")
    finally:
        MigrationRecorder(connection).record_applied(*newest())


def test_run_refuses_in_words_when_nothing_is_set(tmp_path):
    program = start("run", output=subprocess.PIPE)
    said, _ = program.communicate(timeout=PATIENCE)
    assert program.returncode == 1
    assert said.startswith("CommandError: Heed is not set up to be used for real:\n  - ")
    assert "Traceback" not in said


def test_work_once_does_what_has_come_due_and_ends(make, tmp_path):
    asha = make.user("Asha Rowan", make.team(make.agency()))
    make.user("Ben Carrow", asha.team, post="line-manager")
    make.report(asha, clock.now())
    program = start("work", "--once", HEED_DATA=str(tmp_path))
    assert program.wait(PATIENCE) == 0
    assert set(Message.objects.values_list("status", flat=True)) == {Status.SENT}
    assert len(list((tmp_path / "mail").glob("*.eml"))) == Message.objects.count()


def test_work_ends_when_it_is_told_to_and_waits_for_a_database_that_is_away(tmp_path):
    gone = {"DATABASE_URL": f"sqlite:///{tmp_path}/heed.sqlite3"}  # a database without any tables
    with running("work", output=subprocess.PIPE, **gone) as program:
        assert program.stdout is not None
        assert "The database cannot be used: OperationalError" in program.stdout.readline()
        assert program.poll() is None
        assert end(program) == 0


@pytest.mark.parametrize("command", ["run", "work"])
def test_help_has_an_example(command, capsys):
    with pytest.raises(SystemExit, match="0"):
        call_command(command, "--help")
    assert f"example:\n  heed {command}" in capsys.readouterr().out
