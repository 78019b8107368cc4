"""Every fault that a policy file can have, one at a time, with its file, line, column and sentence."""

import tomllib
from pathlib import Path
from typing import Any

import pytest

from heed.policy.check import check
from heed.policy.entries import entries
from heed.policy.faults import Fault, PolicyFaults, listed, nearest
from heed.policy.load import load
from heed.policy.source import Source, read
from tests.policy.conftest import BASE

CASES = tomllib.loads(Path(__file__).with_name("faults.toml").read_text(encoding="utf-8"))["fault"]


def said(text: str, vocabulary) -> list[str]:
    return [str(fault) for fault in check([Source("test.toml", text)], vocabulary)]


def test_the_policy_that_the_others_break_has_no_faults(base, vocabulary):
    assert check([base], vocabulary) == []


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_each_fault_says_where_it_is_and_what_was_expected(case: dict[str, Any], vocabulary):
    assert BASE.count(case["instead-of"]) == 1

    assert said(BASE.replace(case["instead-of"], case["written"]), vocabulary) == case["says"]


def test_all_faults_are_found_in_one_run(vocabulary):
    text = BASE
    for old, new in (
        ('clause = "CAF-16"', 'clause = "CAF-61"'),
        ('owed-by = "line-manager"\ndo = "incident.debrief"', 'owed-by = "manager"\ndo = "incident.debreif"'),
        ('every = "2 weeks"', 'evry = "2 weeks"'),
    ):
        text = text.replace(old, new)

    assert [(fault.line, fault.column) for fault in check([Source("test.toml", text)], vocabulary)] == [
        (30, 10),
        (53, 11),
        (54, 6),
        (82, 1),
    ]


def test_a_file_that_is_not_toml_does_not_keep_the_others_from_being_checked(base, vocabulary):
    broken = Source("broken.toml", '[policy]\nid = "broken\n')
    other = Source("other.toml", base.text.replace('id = "test"', 'id = "other"').replace("CAM-13", "CAM-99"))

    assert [str(fault) for fault in check([broken, base, other], vocabulary)] == [
        "broken.toml:2:13: This is not TOML: Illegal character '\\n'. Expected valid TOML.",
        "other.toml:48:20: There is no clause “CAM-99”. Expected a known clause. Did you mean “CAM-9”?",
    ]


def test_two_files_with_one_id(base, vocabulary):
    again = Source("again.toml", base.text)

    assert [str(fault) for fault in check([base, again], vocabulary)] == [
        "again.toml:2:6: The policy “test” is in test.toml too. Expected another id."
    ]


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("", Fault("test.toml", 1, 1, "The file lacks the section [policy].", "[policy] with its “id”")),
        ("x = [", Fault("test.toml", 1, 6, "This is not TOML: Invalid value.", "valid TOML")),
        ("a = 1\na = 2\n", Fault("test.toml", 2, 6, "This is not TOML: Cannot overwrite a value.", "valid TOML")),
        (f"x = {'[' * 9000}", Fault("test.toml", 1, 1, "Tables or lists are nested too deeply to be read.")),
    ],
    ids=["empty", "ends early", "key twice", "deep"],
)
def test_what_is_no_policy_at_all(text: str, fault: Fault):
    assert fault in entries(Source("test.toml", text)).faults


def test_a_file_that_is_not_utf8_says_on_which_line(tmp_path, vocabulary):
    path = tmp_path / "latin.toml"
    path.write_bytes('[policy]\nid = "café"\n'.encode("latin-1"))

    assert [str(fault) for fault in check([read(path)], vocabulary)] == [
        f"{path}:2:1: This line is not UTF-8 text. Expected a file saved as UTF-8."
    ]


def test_loading_refuses_with_every_fault(vocabulary):
    text = BASE.replace('clause = "CAF-16"', 'clause = "CAF-61"').replace("[police]", "[polise]")

    with pytest.raises(PolicyFaults) as refused:
        load([Source("test.toml", text)], vocabulary)

    assert [fault.line for fault in refused.value.faults] == [30, 41]


def test_the_nearest_word_is_given_only_when_there_is_one():
    assert nearest("incident.debreif", ["incident.debrief", "incident.report"]) == "incident.debrief"
    assert nearest("zzz", ["incident.debrief"]) == ""
    assert nearest("anything", []) == ""


def test_words_are_listed_as_in_a_sentence():
    assert [listed([]), listed(["a"]), listed("ab"), listed("abc", "and")] == ["", "a", "a or b", "a, b and c"]
