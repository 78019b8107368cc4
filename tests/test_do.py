"""The two commands of the README: what they skip, what they refuse, what they say."""

import subprocess
import sys
from pathlib import Path

import pytest

import do


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(do, "ROOT", tmp_path)
    monkeypatch.setattr(do, "VENV", tmp_path / ".venv")
    (tmp_path / ".venv").mkdir()
    return tmp_path


def test_work_is_done_again_only_when_a_file_changes_or_its_result_is_gone(place: Path) -> None:
    source, result = place / "source", place / "result"
    source.write_text("one")
    done: list[str] = []

    def work() -> None:
        done.append(source.read_text())
        result.write_text("made")

    for step in ("first", "again", "changed", "lost"):
        if step == "changed":
            source.write_text("two")
        if step == "lost":
            result.unlink()
        do.once("work", [source], result, work)

    assert done == ["one", "two", "two"]


def test_work_that_fails_is_done_again(place: Path) -> None:
    tries: list[int] = []

    def work() -> None:
        tries.append(1)
        if len(tries) == 1:
            raise SystemExit("no network")

    with pytest.raises(SystemExit):
        do.once("work", [], place, work)
    do.once("work", [], place, work)

    assert len(tries) == 2


def test_a_command_that_fails_stops_with_its_name() -> None:
    with pytest.raises(SystemExit, match=r"This failed .*: .* -c raise SystemExit"):
        do.run(sys.executable, "-c", "raise SystemExit(3)")
    with pytest.raises(SystemExit, match="Could not start no-such-program"):
        do.run("no-such-program")


@pytest.mark.parametrize(("words", "code"), [([], 0), (["--help"], 0), (["tset"], 2)])
def test_help_is_what_a_wrong_word_gets_too(words: list[str], code: int) -> None:
    command = [sys.executable, do.__file__, *words]
    answer = subprocess.run(command, capture_output=True, text=True, check=False)

    assert answer.returncode == code
    assert "python3 do.py demo" in answer.stdout


def test_what_a_check_printed_is_shown_and_its_last_line_kept(capfd: pytest.CaptureFixture[str]) -> None:
    passed, line = do.follow("pytest itself", (sys.executable, "-m", "pytest", "--version"), {})

    assert passed
    assert line.startswith("pytest itself            pytest 9")
    assert "--- pytest itself\npytest 9" in capfd.readouterr().out


def test_a_failing_check_is_told_so() -> None:
    passed, line = do.follow("a check", (sys.executable, "-c", "raise SystemExit(1)"), {})

    assert not passed
    assert line.split() == ["a", "check", "FAILED", "in", "0s"]


@pytest.mark.parametrize(("databases", "long", "parts"), [
    (["sqlite", "postgres"], "", ["sqlite 1/2", "postgres 2/2"]),
    (["sqlite", "postgres"], "1", ["sqlite 1/1", "postgres 1/1"]),
    (["postgres"], "", ["postgres 1/1"]),
])  # fmt: skip
def test_two_databases_share_the_matrix_and_one_asks_all_of_it(
    databases: list[str], long: str, parts: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HEED_LONG", long)
    code = "import os; print(os.environ['HEED_TEST_DATABASE'], os.environ['HEED_TEST_PART'])"

    ran = do.follow_on(databases, (sys.executable, "-c", code, "pytest"))

    assert [passed for passed, _line in ran] == [True] * len(databases)
    assert [line[24:].strip() for _passed, line in ran] == parts
