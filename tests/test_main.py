"""`heed` itself: its help, its commands, and a word that is none of them."""

import re

import pytest
from django.core.management import get_commands, load_command_class

from heed.main import COMMANDS, main

OURS = sorted(name for name, app in get_commands().items() if app == "heed")


@pytest.mark.parametrize("words", [[], ["help"], ["-h"], ["--help"]])
def test_heed_alone_says_what_each_command_does_with_an_example(words: list[str], capsys) -> None:
    assert main(words) == 0
    said = capsys.readouterr().out
    told = re.findall(r"^  (\S+) +[A-Z].*\.\n +heed (\S+)", said, re.MULTILINE)
    assert told == [(name, name) for name in COMMANDS]


def test_every_command_is_told_of() -> None:
    assert {*OURS, "demo", "manage"} == {*COMMANDS}


@pytest.mark.parametrize("name", OURS)
def test_each_command_has_help_with_an_example_of_itself(name: str) -> None:
    told = load_command_class("heed", name).create_parser("heed", name).format_help()
    assert re.search(rf"^examples?:\n  heed {name}", told, re.MULTILINE)


@pytest.mark.parametrize(("word", "said"), [
    ("polcy", "There is no command “polcy”. Did you mean “heed policy”?"),
    ("migrate", "There is no command “migrate”. `heed --help` lists the commands."),
])  # fmt: skip
def test_an_unknown_command_is_answered_with_the_nearest_one(word: str, said: str, capsys) -> None:
    assert main([word]) == 2
    assert capsys.readouterr().err == f"{said} Django's own commands run as `heed manage <command>`.\n"


def test_djangos_own_commands_run_under_manage(capsys) -> None:
    assert main(["manage", "check", "--tag", "urls"]) == 0
    assert capsys.readouterr().out == "System check identified no issues (0 silenced).\n"
