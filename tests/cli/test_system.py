"""`heed system`: register, list, end."""

from argparse import ArgumentParser
from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command

from heed.access.changes import agree_system
from heed.access.models import System
from heed.access.queries import system_with
from heed.cli.system import add_arguments, handle
from tests.towns import NOW, Town

pytestmark = pytest.mark.django_db
REGISTER = ("register", "Case files", "--agency", "hartmere", "--until", "2026-12-31")


@pytest.fixture(autouse=True)
def morning(time_machine: Any) -> None:
    time_machine.move_to(NOW, tick=False)


def run(*words: str) -> tuple[int, str]:
    parser, out = ArgumentParser(), StringIO()
    add_arguments(parser)
    return handle(vars(parser.parse_args(words)), out), out.getvalue()


def test_a_key_is_written_once_and_waits_for_an_administrator(town: Town) -> None:
    code, said = run(*REGISTER, "--most", "9")
    key, rest = said.split("\n", 1)
    assert code == 0
    assert rest == ("Case files can use this key, which is shown once, when an administrator has agreed at /systems.\n")
    assert (key[:5], system_with(key, NOW), System.objects.get().most_an_hour) == ("heed_", None, 9)
    assert run("list", "--agency", "hartmere") == (0, "Case files: waits for agreement, until 2026-12-31\n")
    agree_system(town.make.by(town["ada"], NOW), system=System.objects.get())
    assert run("list", "--agency", "hartmere") == (0, "Case files: asks, until 2026-12-31\n")


def test_it_is_ended_at_once(town: Town) -> None:
    run(*REGISTER)
    assert run("end", "Case files", "--agency", "hartmere") == (0, "Case files may ask no longer.\n")
    assert run("list", "--agency", "hartmere") == (0, "Case files: ended, until 2026-12-31\n")
    assert run("end", "Case files", "--agency", "hartmere") == (
        2, "No system “Case files” asks. `heed system list` lists them.\n")  # fmt: skip


def test_what_cannot_be_is_said_in_a_sentence(town: Town) -> None:
    assert run("list", "--agency", "hartmere") == (0, "No system asks yet.\n")
    nowhere = "There is no agency “nowhere”. It is the word that `heed setup` was given.\n"
    assert run("list", "--agency", "nowhere") == (2, nowhere)
    assert run(*REGISTER[:-1], "2029-12-31") == (2, "A key is good from today on, and for a year at most.\n")
    run(*REGISTER)
    assert run(*REGISTER) == (2, "A system of this name is registered already. End that one first.\n")


def test_a_day_that_is_none_is_refused(town: Town, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        run(*REGISTER[:-1], "soon")
    assert "“soon” is no day; write it as 2027-10-31." in capsys.readouterr().err


def test_django_finds_the_command(town: Town, capsys: pytest.CaptureFixture[str]) -> None:
    call_command("system", "list", "--agency", "hartmere")
    assert capsys.readouterr().out == "No system asks yet.\n"
    with pytest.raises(SystemExit) as left:
        call_command("system", "list", "--agency", "nowhere")
    assert left.value.code == 2
