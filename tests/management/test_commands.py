"""Every command that Heed adds: found by Django, with help in a sentence, an example, and an exit code that tells."""

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command, get_commands, load_command_class
from django.core.management.base import BaseCommand

from heed.main import COMMANDS
from heed.people.agencies.models import Agency
from tests.make import Make
from tests.towns import Town

OURS = tuple(name for name in COMMANDS if name != "manage")
WITH_ACTIONS = {"index": ("rebuild",), "ledger": ("verify",),
                "policy": ("check", "explain", "compare", "coverage", "try", "reference"),
                "staff": ("import",),
                "system": ("register", "list", "end")}  # fmt: skip


def command(name: str) -> BaseCommand:
    return load_command_class("heed", name)


def help_of(name: str, action: str = "") -> str:
    """Return what `heed NAME ACTION --help` writes."""
    parser = command(name).create_parser("heed", name)
    if action:
        [actions] = [each for each in parser._actions if each.dest == "action"]
        parser = actions.choices[action]  # type: ignore[index]  # a parser for each action
    return parser.format_help()


def test_the_commands_of_heed_are_those_of_its_documentation() -> None:
    assert {name for name, app in get_commands().items() if app == "heed"} == set(OURS)


@pytest.mark.parametrize("name", OURS)
def test_a_command_says_what_it_does_in_a_sentence(name: str) -> None:
    said = command(name).help
    assert said.endswith(".")
    assert said[0].isupper()
    assert said.splitlines()[0] in " ".join(help_of(name).split()) + said


@pytest.mark.parametrize(("name", "action"), [(name, each) for name, all_of_it in WITH_ACTIONS.items()
                                              for each in all_of_it])  # fmt: skip
def test_an_action_has_help_and_an_example_that_can_be_typed(name: str, action: str) -> None:
    said = help_of(name, action)
    example = said.partition("example:")[2].strip().splitlines()[0].strip()
    assert example.startswith(f"heed {name} {action}"), said


@pytest.mark.parametrize("name", OURS)
def test_a_command_without_what_it_needs_says_so(name: str) -> None:
    if name in WITH_ACTIONS:
        with pytest.raises(CommandError, match="action"):
            call_command(name)
    elif name == "setup":
        with pytest.raises(CommandError, match="required"):
            call_command(name)


@pytest.mark.django_db
def test_a_sound_ledger_is_said_to_be_so() -> None:
    Make().agency()
    out = StringIO()
    call_command("ledger", "verify", stdout=out)
    assert "The ledger is as it was written." in out.getvalue()


@pytest.mark.parametrize(("words", "code"), [
    (("check", "default"), 0), (("explain", "cafcass"), 0), (("coverage",), 0), (("reference",), 0),
    (("compare", "default", "cumbria"), 0), (("try", "default", "incident.report"), 0),
    (("explain", "nowhere"), 2), (("check", "gone.toml"), 2), (("try", "default", "incident.explode"), 2),
    (("try", "default", "incident.report", "violence=perhaps"), 2),
])  # fmt: skip
def test_policy_leaves_with_a_code_that_tells(words: tuple[str, ...], code: int) -> None:
    out = StringIO()
    if code:
        with pytest.raises(SystemExit) as left:
            call_command("policy", *words, stdout=out)
        assert left.value.code == code
    else:
        call_command("policy", *words, stdout=out)
    assert out.getvalue().strip()


@pytest.mark.django_db
@pytest.mark.parametrize(("text", "code"), [
    ("name,email,service,team\nWren,wren@example.org,Housing,Visiting team\n", 0),
    ("name,email,service,team\nWren,wren,Housing,Visiting team\n", 1),
])  # fmt: skip
def test_staff_are_imported_or_not_and_the_code_says_which(town: Town, tmp_path: Path, text: str, code: int) -> None:
    path = tmp_path / "staff.csv"
    path.write_text(text, encoding="utf-8")
    out = StringIO()
    if code:
        with pytest.raises(SystemExit) as left:
            call_command("staff", "import", str(path), "--agency", town.agency.word, stdout=out)
        assert left.value.code == code
    else:
        call_command("staff", "import", str(path), "--agency", town.agency.word, stdout=out)
    assert ("Imported" in out.getvalue()) is (code == 0)
    with pytest.raises(SystemExit) as nowhere:
        call_command("staff", "import", str(path), "--agency", "nowhere", stdout=StringIO())
    assert nowhere.value.code == 2


@pytest.mark.django_db
@pytest.mark.parametrize(("options", "said"), [
    ({"policy": "nowhere"}, "nowhere"),
    ({"administrator": ["One Person <one@example.org>"]}, "two"),
    ({"word": "Not A Word"}, "Not A Word"),
])  # fmt: skip
def test_setup_refuses_what_cannot_be_in_a_sentence_and_makes_nothing(options: dict[str, object], said: str) -> None:
    before = Agency.objects.count()
    right = {"word": "newmere", "name": "Hartmere Council", "policy": "default",
             "administrator": ["Ada Fenwick <ada@example.org>", "Tom Ashdown <tom@example.org>"]}  # fmt: skip
    with pytest.raises(CommandError, match=said):
        call_command("setup", **{**right, **options}, stdout=StringIO())
    assert Agency.objects.count() == before
