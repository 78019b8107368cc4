"""`heed staff import`: whole, not at all, or only looked at."""

import json
from argparse import ArgumentParser
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command

from heed.cli.staff import add_arguments, handle
from heed.ledger.models import Entry
from heed.people.agencies.models import Holding, User
from tests.make import Make

pytestmark = pytest.mark.django_db
GOOD = (
    "name,email,service,team,post\n"
    "Asha Rao,asha@example.org,Housing,Visiting team,\n"
    "Ben Okafor,ben@example.org,Housing,Visiting team,line-manager\n"
)
BAD = GOOD + "Cal Winter,nobody,Housing,,line-manger\n"
NOTHING = ["new", "changed", "same"]


def run(*words: str) -> tuple[int, str]:
    parser, out = ArgumentParser(), StringIO()
    add_arguments(parser)
    return handle(vars(parser.parse_args(words)), out), out.getvalue()


@pytest.fixture
def file(tmp_path: Path, make: Make) -> Path:
    make.agency()
    path = tmp_path / "staff.csv"
    path.write_text(GOOD, encoding="utf-8")
    return path


def test_a_good_file_is_imported_and_its_posts_only_proposed(file: Path) -> None:
    said = "New team: Housing / Visiting team\nImported: 2 new, 0 changed, 0 as they were.\n"
    assert run("import", str(file), "--agency", "hartmere") == (0, said)
    assert sorted(User.objects.values_list("name", flat=True)) == ["Asha Rao", "Ben Okafor"]
    assert [(one.user.name, one.agreed_at) for one in Holding.objects.all()] == [("Ben Okafor", None)]
    assert set(Entry.objects.filter(verb="staff.import").values_list("door", "by")) == {("cli:staff", None)}


def test_a_dry_run_says_what_would_be_done_and_does_nothing(file: Path) -> None:
    said = "New team: Housing / Visiting team\nWould be imported: 2 new, 0 changed, 0 as they were. Nothing was done.\n"
    assert run("import", str(file), "--agency", "hartmere", "--dry-run") == (0, said)
    assert User.objects.count() == 0


@pytest.mark.parametrize("how", [[], ["--dry-run"]])
def test_every_bad_row_is_named_and_nothing_half_imported(file: Path, how: list[str]) -> None:
    file.write_text(BAD, encoding="utf-8")
    assert run("import", str(file), "--agency", "hartmere", *how) == (1, (
        "line 4: The team is empty.\n"
        "line 4: “nobody” is not an e-mail address.\n"
        "line 4: Your policy has no post “line-manger”. Did you mean “line-manager”?\n"
        "3 things to put right; nothing was imported.\n"
    ))  # fmt: skip
    assert User.objects.count() == 0


def test_a_second_import_changes_nothing(file: Path) -> None:
    run("import", str(file), "--agency", "hartmere")
    assert run("import", str(file), "--agency", "hartmere") == (0, "Imported: 0 new, 0 changed, 2 as they were.\n")
    assert Holding.objects.count() == 1


def test_for_programs(file: Path) -> None:
    code, text = run("import", str(file), "--agency", "hartmere", "--json")
    assert (code, json.loads(text)) == (0, {
        "imported": True, "new": 2, "changed": 0, "same": 0, "teams": ["Housing / Visiting team"], "troubles": [],
    })  # fmt: skip
    file.write_text("name\n", encoding="utf-8")
    code, text = run("import", str(file), "--agency", "hartmere", "--json", "--dry-run")
    found = json.loads(text)
    assert (code, found["imported"], [one["line"] for one in found["troubles"]]) == (1, False, [1, 1, 1])


def test_a_wrong_question(file: Path) -> None:
    said = "There is no agency “hartmeer”. It is the word that `heed setup` was given.\n"
    assert run("import", str(file), "--agency", "hartmeer") == (2, said)
    code, text = run("import", str(file.with_name("lost.csv")), "--agency", "hartmere")
    assert (code, text.startswith("The file cannot be read: ")) == (2, True)


def test_the_command_leaves_with_the_code(file: Path) -> None:
    file.write_text(BAD, encoding="utf-8")
    with pytest.raises(SystemExit) as left:
        call_command("staff", "import", str(file), "--agency=hartmere", stdout=StringIO())
    assert left.value.code == 1
