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


@pytest.mark.parametrize(("on", "do", "fits"), [
    ("incident.report", "marker.propose", True),
    ("incident.report", "plan.propose", True),
    ("incident.report", "letter.send", True),
    ("letter.send", "incident.debrief", True),
    ("marker.add", "appeal.decide", True),
    ("marker.add", "marker.propose", True),
    ("incident.report", "appeal.decide", False),
    ("marker.add", "incident.debrief", False),
    ("share.withdraw", "marker.propose", False),
    ("agreement.near-review", "share.confirm", False),
])  # fmt: skip
def test_a_duty_is_owed_on_what_its_verb_is_done_on(on: str, do: str, vocabulary, *, fits: bool):
    text = BASE.replace('do = "incident.debrief"', f'do = "{do}"').replace('on = "incident.report"', f'on = "{on}"', 1)
    never = f"{do} is never done on what {on} happens to, so nobody can fulfil this duty."
    assert (never in [fault.message for fault in check([Source("test.toml", text)], vocabulary)]) is not fits


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


# A duty with a fault of form (the first), and what else is wrong with it: all of it is said in the same run.
FORM = ('because = "Nobody is left alone with it."', "because = 5", 49)
BESIDE = {
    "a rung's unknown post": (
        'to = "health-and-safety" }', 'to = "safety" }', 57,
        "The escalation leads nowhere: there is no post “safety”."),
    "a rung that leads back": (
        'to = "health-and-safety" }', 'to = "line-manager" }', 57,
        "The escalation leads back to “line-manager”, who knows already."),
    "an unknown post": (
        'owed-by = "line-manager"\ndo = "incident.debrief"', 'owed-by = "manager"\ndo = "incident.debrief"', 53,
        "There is no post “manager”."),
    "an unknown verb": (
        'do = "incident.debrief"', 'do = "incident.debreif"', 54, "There is no verb “incident.debreif”."),
    "a verb that opens it again": (
        'do = "incident.debrief"', 'do = "incident.report"', 54,
        "Doing incident.report opens the duty again, so it never ends."),
    "an unknown clause": ('"CAM-4", "CAM-13"', '"CAM-4", "CAM-99"', 48, "There is no clause “CAM-99”."),
    "an unknown fact": (
        'unless = { concern = true }', 'unless = { concerned = true }', 52,
        "incident.report states no fact “concerned”."),
    "a word that a fact does not know": (
        'kinds = "violence" }', 'kinds = "violense" }', 51, "The fact “kinds” knows no word “violense”."),
    "a reminder before it opens": (
        'remind = ["1 working day before"]', 'remind = ["4 working days before"]', 56,
        "A reminder 4 working days before comes before the duty opens, as it is due within 2 working days."),
    "an example without an end": (
        "due = 2026-04-08T17:00:00+01:00", "opens = true", 60, "The example does not say what comes of it."),
    "another fault of form": ('within = "2 working days"', 'within = "soon"', 55, "“within” cannot be “soon”."),
}  # fmt: skip


@pytest.mark.parametrize("name", BESIDE)
def test_a_fault_of_form_hides_nothing_else_that_is_wrong_with_a_duty(name: str, vocabulary):
    old, new, line, message = BESIDE[name]
    assert (BASE.count(old), BASE.count(FORM[0])) == (1, 1)
    text = BASE.replace(FORM[0], FORM[1]).replace(old, new)

    found = [(fault.line, fault.message) for fault in check([Source("test.toml", text)], vocabulary)]

    assert sorted(found) == sorted([(FORM[2], "“because” cannot be 5."), (line, message)])


@pytest.mark.parametrize(("rungs", "said"), [
    ('[{ after = "soon", to = "safety" }]', [
        "“after” cannot be “soon”.", "The escalation leads nowhere: there is no post “safety”."]),
    ('[{ to = "safety" }]', [
        "A rung with “after” and “to” lacks “after”.", "The escalation leads nowhere: there is no post “safety”."]),
    ('[{ after = "1 hour", to = 5 }]', ["“to” cannot be 5."]),
    ('[{ after = "1 hour", to = "x", too = "y" }]', [
        "A rung with “after” and “to” has no key “too”.", "The escalation leads nowhere: there is no post “x”."]),
    ('"health-and-safety"', ["“escalate” cannot be “health-and-safety”."]),
    ('["health-and-safety"]', ["“escalate” cannot be “health-and-safety”."]),
    ("[]", []),
])  # fmt: skip
def test_a_ladder_that_is_ill_written_still_names_its_posts(rungs: str, said: list[str], vocabulary):
    text = BASE.replace('[{ after = "4 working hours", to = "health-and-safety" }]', rungs)

    assert sorted(fault.message for fault in check([Source("test.toml", text)], vocabulary)) == sorted(said)


@pytest.mark.parametrize(("old", "new", "line", "message"), [
    ('up = "health-and-safety"', 'up = "safety"', 13, "There is no post “safety”."),
    ('charts = ["get-out"]', 'charts = ["get-in"]', 32, "There is no chart “get-in”."),
    ("implies = { violence = true }", "implies = { violent = true }", 33, "incident.report states no fact “violent”."),
])  # fmt: skip
def test_a_fault_of_form_in_a_post_or_a_kind_hides_nothing_either(
    old: str, new: str, line: int, message: str, vocabulary
):
    form = 'title = "Line manager"' if "up" in old else 'title = "Violence"'
    text = BASE.replace(form, "title = 5").replace(old, new)

    found = {(fault.line, fault.message) for fault in check([Source("test.toml", text)], vocabulary)}

    assert found == {(10 if "up" in old else 29, "“title” cannot be 5."), (line, message)}
