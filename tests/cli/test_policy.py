"""`heed policy`: what it writes, and the code that it leaves with."""

import json
from argparse import ArgumentParser
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command

from heed.cli.policy import ACTIONS, add_arguments, handle
from heed.policy.load import clauses, shipped_ids
from tests.policy.conftest import BASE


def run(*words: str) -> tuple[int, str]:
    parser, out = ArgumentParser(), StringIO()
    add_arguments(parser)
    return handle(vars(parser.parse_args(words)), out), out.getvalue()


@pytest.fixture
def mine(tmp_path: Path) -> Path:
    path = tmp_path / "mine.toml"
    path.write_text(BASE, encoding="utf-8")
    return path


def test_everything_that_ships_is_checked_when_nothing_is_named():
    assert run("check") == (0, "6 files checked, no faults.\n")


def test_a_file_with_a_fault(mine: Path):
    mine.write_text(BASE.replace("incident.debrief", "incident.debreif"), encoding="utf-8")

    assert run("check", str(mine)) == (
        1,
        (
            f"{mine}:54:6: There is no verb “incident.debreif”. Expected a verb of the program. "
            "Did you mean “incident.debrief”?\n1 file checked, 1 fault.\n"
        ),
    )


def test_a_file_that_extends_one_that_ships_is_checked_with_it(mine: Path):
    mine.write_text('[policy]\nid = "mine"\nextends = "cafcass"\nbody = "Us"\ntitle = "Ours"\nversion = "1"\n', "utf-8")

    assert run("check", str(mine)) == (0, "3 files checked, no faults.\n")


def test_what_cannot_be_read_hides_no_fault_of_another_file(mine: Path):
    mine.write_text(BASE.replace("incident.debrief", "incident.debreif"), encoding="utf-8")
    words = ("check", "gone.toml", str(mine), str(mine.parent), "zzz")
    code, text = run(*words)

    assert code == 2
    assert text.splitlines()[1:] == [
        "gone.toml cannot be read: no such file or directory.",
        f"{mine.parent} cannot be read: is a directory.",
        f"There is no policy “zzz”. These come with Heed: {', '.join(shipped_ids())}.",
        "1 file checked, 1 fault.",
    ]
    assert text.startswith(f"{mine}:54:6: There is no verb “incident.debreif”.")
    code, text = run(*words, "--json")
    told = json.loads(text)
    assert (code, len(told["faults"]), len(told["unread"])) == (2, 1, 3)


def test_faults_for_programs(mine: Path):
    mine.write_text(BASE.replace("incident.debrief", "incident.debreif"), encoding="utf-8")

    code, text = run("check", "--json", str(mine))

    assert (code, json.loads(text)) == (
        1,
        {
            "files": [str(mine)],
            "faults": [
                {
                    "file": str(mine),
                    "line": 54,
                    "column": 6,
                    "message": "There is no verb “incident.debreif”.",
                    "expected": "a verb of the program",
                    "nearest": "incident.debrief",
                }
            ],
        },
    )


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("explain", "cafcas"), "There is no policy “cafcas”. Did you mean “cafcass”?\n"),
        (("check", "zzz"), f"There is no policy “zzz”. These come with Heed: {', '.join(shipped_ids())}.\n"),
        (("check", "gone.toml"), "gone.toml cannot be read: no such file or directory.\n"),
        (("try", "cafcass", "incident.repot"), "There is no verb “incident.repot”. Did you mean “incident.report”?\n"),
        (
            ("try", "cafcass", "incident.report", "weapn=yes"),
            "incident.report states no fact “weapn”. Did you mean “weapon”?\n",
        ),
        (
            ("try", "cafcass", "incident.report", "--at", "noon"),
            "“noon” is not a moment; write one such as 2026-04-02T16:30.\n",
        ),
    ],
)
def test_a_question_that_is_wrong(words: tuple[str, ...], sentence: str):
    assert run(*words) == (2, sentence)


@pytest.mark.parametrize("words", [("explain",), ("compare", "default"), ("try",)])
def test_a_policy_with_faults_is_not_used(words: tuple[str, ...], mine: Path):
    mine.write_text("[policy", encoding="utf-8")
    asked = [*words, str(mine), *(["incident.report"] if words == ("try",) else [])]

    assert run(*asked) == (1, (f"{mine}:1:8: This is not TOML: Expected ']' at the end of a table declaration. "
                              "Expected valid TOML.\n"))  # fmt: skip


def test_a_policy_is_explained():
    code, text = run("explain", "east-herts")

    assert (code, text.splitlines()[0]) == (0, text.splitlines()[0])
    assert text.startswith("East Herts Council: ")


def test_policies_are_compared(mine: Path, tmp_path: Path):
    other = tmp_path / "other.toml"
    other.write_text(BASE.replace('version = "1"', 'version = "2"'), encoding="utf-8")

    assert run("compare", str(mine), str(other)) == (0, "In [policy], version: 2 instead of 1.\n")
    assert run("compare", str(mine), str(mine)) == (0, "Nothing changes.\n")


TRIED = """\
Test Council (policy test, version 1)
If this happens on Thursday 2 April 2026 at 4:30pm: The report was sent.
  concern = no
  kinds = violence
  violence = yes

debrief: The line manager must debrief the person affected within 2 working days.
  Due: Wednesday 8 April 2026 at 5pm
  Why: Nobody is left alone with it. (CAM-4, CAM-13)
  Reminder: Tuesday 7 April 2026 at 5pm
  If late: the health and safety team hears on Thursday 9 April 2026 at 1pm
  The report cannot be closed before it is done.

check-in: The line manager must check in with the person affected within 2 weeks, and again every 2 weeks for 3 months.
  Due: Thursday 16 April 2026 at 4:30pm
  Why: It can weigh on somebody for a long time. (CUM-15)
"""


@pytest.mark.parametrize(
    "words", [("--at", "2026-04-02T16:30", "kinds=violence"), ("kinds=violence", "--at", "2026-04-02T16:30")]
)
def test_what_would_follow_if(words: tuple[str, ...], mine: Path):
    assert run("try", str(mine), "incident.report", *words) == (0, TRIED)


def test_what_would_follow_for_programs(mine: Path):
    code, text = run(
        "try", "--json", str(mine), "incident.report", "violence=yes", "kinds=violence", "--at", "2026-04-02T16:30"
    )
    answer = json.loads(text)

    assert (code, answer["given"]) == (0, {"violence": True, "kinds": ["violence"], "concern": False})
    assert answer["duties"][0] == {
        "rule": "debrief",
        "do": "incident.debrief",
        "owed-by": "line-manager",
        "due": "2026-04-08T17:00:00+01:00",
        "clauses": ["CAM-4", "CAM-13"],
        "because": "Nobody is left alone with it.",
        "remind": ["2026-04-07T17:00:00+01:00"],
        "escalate": [{"at": "2026-04-09T13:00:00+01:00", "to": "health-and-safety"}],
    }


def test_nothing_may_follow(mine: Path):
    code, text = run("try", str(mine), "incident.close", "outcome=resolved")

    assert (code, text.splitlines()[-1]) == (0, "Nothing comes to be owed.")


def test_coverage_ends_with_its_numbers():
    code, text = run("coverage")
    found = json.loads(run("coverage", "--json")[1])

    assert (code, [one["clause"] for one in found["clauses"]]) == (0, list(clauses()))
    assert sum(found["numbers"].values()) == 116
    assert text.splitlines()[-1].startswith(f"116 clauses: {found['numbers']['served']} served, ")


def test_the_reference_is_written():
    code, text = run("reference")

    assert (code, text.partition("\n")[0]) == (0, "# The policy vocabulary")


@pytest.mark.parametrize("action", ACTIONS)
def test_every_action_has_help_and_an_example(action: str, capsys):
    with pytest.raises(SystemExit) as left:
        run(action, "--help")

    assert (left.value.code, f"example:\n  heed policy {action}" in capsys.readouterr().out) == (0, True)


def test_words_that_mean_nothing_are_refused(capsys):
    with pytest.raises(SystemExit) as left:
        run("check", "a=b")

    assert (left.value.code, "unrecognized arguments: a=b" in capsys.readouterr().err) == (2, True)


def test_the_command_leaves_with_the_code(mine: Path):
    out = StringIO()
    call_command("policy", "check", str(mine), stdout=out)
    mine.write_text("x =", encoding="utf-8")

    with pytest.raises(SystemExit) as left:
        call_command("policy", "check", str(mine), stdout=StringIO())

    assert (out.getvalue(), left.value.code) == ("1 file checked, no faults.\n", 1)
