"""What the guide to writing a policy shows is so: its pieces make a policy without faults, its answers are given."""

import io
import shlex
from collections.abc import Iterator
from pathlib import Path

import pytest

from heed.cli import policy
from tests.docs.generated import ROOT
from tests.docs.pages import blocks

GUIDE = ROOT / "docs" / "how-to" / "write-your-policy.md"
ASSEMBLED = "\n".join(blocks(GUIDE, "toml"))
ANSWERS = [block.split("\n", 1) for block in blocks(GUIDE, "console")]
[FAULT] = [block.strip() for block in blocks(GUIDE, "text")]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of somebody who has followed the guide."""
    (tmp_path / "hartmere.toml").write_text(ASSEMBLED, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def ask(*words: str) -> str:
    """Return what `heed policy` answers to these words."""
    parser = policy.Action()
    policy.add_arguments(parser)
    out = io.StringIO()
    policy.handle(vars(parser.parse_args(list(words))), out)
    return out.getvalue()


def stretches(shown: str) -> Iterator[str]:
    """Give the runs of lines between lines of “…”, which stand for whatever is left out."""
    yield from (part.strip("\n") for part in f"\n{shown}\n".split("\n…\n") if part.strip())


@pytest.mark.parametrize(("command", "shown"), ANSWERS, ids=[command for command, _ in ANSWERS])
def test_the_command_answers_what_the_guide_shows(command: str, shown: str, folder: Path) -> None:
    answer = ask(*shlex.split(command)[3:])

    rest = answer
    for part in stretches(shown):
        assert part in rest
        rest = rest.partition(part)[2]
    assert "…" in shown or answer == shown


def test_the_guide_asks_check_try_and_compare() -> None:
    assert [command.split()[:4] for command, _ in ANSWERS] == [
        ["$", "heed", "policy", action] for action in ("check", "try", "compare")
    ]


def test_a_misspelt_post_gives_the_fault_that_the_guide_shows(folder: Path) -> None:
    spoilt = ASSEMBLED.replace("senior-manager", "senoir-manager", 1)
    (folder / "hartmere.toml").write_text(spoilt, encoding="utf-8")

    assert ask("check", "hartmere.toml").splitlines()[0] == FAULT
