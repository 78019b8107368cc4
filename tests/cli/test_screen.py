"""`heed screen`: two files in, one out, no database."""

from argparse import ArgumentParser
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from heed.cli.screen import add_arguments, handle
from tests.matching.test_lists import QUERIES, REGISTER


def run(*words: str) -> tuple[int, str]:
    parser, out = ArgumentParser(), StringIO()
    add_arguments(parser)
    return handle(vars(parser.parse_args(words)), out), out.getvalue()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "register.csv").write_text(REGISTER, "utf-8")
    (tmp_path / "list.csv").write_text(QUERIES, "utf-8")
    return tmp_path


def words(folder: Path, *more: str) -> tuple[str, ...]:
    return (
        str(folder / "list.csv"),
        "--register",
        str(folder / "register.csv"),
        "--out",
        str(folder / "out.csv"),
        *more,
    )


def test_a_list_is_screened_and_what_is_found_is_written(folder: Path) -> None:
    code, said = run(*words(folder))
    assert (code, said) == (
        0, f"1 rows against 2 live entries: 1 alerts, 0 to review. Written to {folder / 'out.csv'}.\n")  # fmt: skip
    header, row = (folder / "out.csv").read_text("utf-8").splitlines()
    query, entry, score, tier = row.split(",")
    assert (header, query, entry, tier) == ("query_id,entry_id,score,tier", "q1", "e1", "alert")
    assert float(score) > 0


def test_an_entry_that_is_not_live_never_comes_back(folder: Path) -> None:
    (folder / "list.csv").write_text(QUERIES + "q2,Colin Marsh,,,1980-02-03,,\n", "utf-8")
    run(*words(folder))
    assert "e2" not in (folder / "out.csv").read_text("utf-8")


def test_only_tiers_may_be_asked_for(folder: Path) -> None:
    (folder / "list.csv").write_text(QUERIES + "q2,Imran Khan,,,,,\n", "utf-8")
    run(*words(folder))
    everything = (folder / "out.csv").read_text("utf-8").splitlines()
    run(*words(folder, "--tiers-only"))
    assert [row for row in everything if not row.endswith(",")] == (folder / "out.csv").read_text("utf-8").splitlines()
    assert len(everything) == 3


def test_bad_rows_are_named_and_the_rest_is_done(folder: Path) -> None:
    (folder / "list.csv").write_text(QUERIES + "q2,,,,,,\n", "utf-8")
    code, said = run(*words(folder))
    assert code == 1
    assert said.startswith(f"{folder / 'list.csv'}, line 3: it asks nothing: every field is empty.\n1 rows against 2 ")


@pytest.mark.parametrize(
    ("name", "text"), [("list.csv", "nothing\n"), ("register.csv", REGISTER[9:]), ("list.csv", None)]
)
def test_a_file_that_cannot_be_used_is_refused_in_a_sentence(folder: Path, name: str, text: str | None) -> None:
    if text is None:
        (folder / name).unlink()
    else:
        (folder / name).write_text(text, "utf-8")
    code, said = run(*words(folder))
    assert (code, said.startswith("Nothing was screened. "), name in said) == (2, True, True)


def test_processes_change_no_answer(folder: Path) -> None:
    rows = "".join(f"x{at},Imran Nawa{'zs'[at % 2]},,,{1 + at % 28}/9/57,,\n" for at in range(4500))
    (folder / "list.csv").write_text(QUERIES + rows, "utf-8")
    made = []
    for number in ("1", "2"):
        run(*words(folder, "--processes", number))
        made.append((folder / "out.csv").read_bytes())
    assert made[0] == made[1]


def test_the_command_leaves_with_its_exit_code(folder: Path) -> None:
    with pytest.raises(SystemExit) as left:
        call_command(
            "screen", str(folder / "no.csv"), register=str(folder / "register.csv"), out=str(folder / "out.csv")
        )
    assert left.value.code == 2
    with pytest.raises(CommandError):
        call_command("screen")
