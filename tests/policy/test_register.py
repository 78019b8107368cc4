"""What a policy that keeps a register cannot leave out or get wrong."""

import pytest

from heed.policy.check import check
from heed.policy.source import Source
from heed.policy.vocabulary import VOCABULARY, Vocabulary
from tests.policy.conftest import BASE

POSTS = """
[posts.register-owner]
title = "Register owner"
role = "register-owner"
of = "agency"
"""
APPEAL = """
[appeal]
clause = "EHC-9"
panel = 3
acknowledged = "2 working days"
heard = "15 working days"
answered = "20 working days"
"""
REGISTER = f"""
[register]
kept = true
clause = ["EHC-1"]
countersigned-by = "health-and-safety"
decided-by = "register-owner"
child-countersigned-by = "health-and-safety"
term = "12 months"
longest = "2 years"
child-term = "6 months"
look-ahead = "3 months"
version-wait = "5 working days"
silence = "3 months"
told = "Our staff."
appeal = "Write to us."
{APPEAL}"""
LISTS = """
[[hazard]]
id = "violence"
title = "Violence"
of = "person"
clause = "EHC-6"

[[control]]
id = "two"
title = "Two people"
clause = "CUM-22"

[[factor]]
id = "likely"
ask = "Is it likely to happen again?"
of = "person"
clause = "EHC-6"
"""
TERMS = ("term", "longest", "child-term", "look-ahead", "version-wait", "silence")


def said(text: str, vocabulary: Vocabulary) -> list[str]:
    return [fault.message for fault in check([Source("test.toml", text)], vocabulary)]


def without(text: str, key: str) -> str:
    return "".join(line for line in text.splitlines(keepends=True) if not line.startswith(f"{key} = "))


def test_a_whole_register_has_no_fault(vocabulary: Vocabulary) -> None:
    assert said(BASE + POSTS + REGISTER + LISTS, vocabulary) == []


@pytest.mark.parametrize("key", [
    "countersigned-by", "decided-by", "child-countersigned-by", *TERMS, "told", "appeal",
])  # fmt: skip
def test_a_register_needs_each_of_these(key: str, vocabulary: Vocabulary) -> None:
    assert said(BASE + POSTS + without(REGISTER, key) + LISTS, vocabulary) == [
        f"A register that is kept needs “{key}”."
    ]


@pytest.mark.parametrize("section", ["hazard", "control", "factor"])
def test_a_register_needs_one_of_each_of_these(section: str, vocabulary: Vocabulary) -> None:
    lists = "\n".join(part for part in LISTS.split("\n\n") if f"[[{section}]]" not in part)
    assert said(BASE + POSTS + REGISTER + lists, vocabulary) == [
        f"A register that is kept needs at least one [[{section}]]."
    ]


@pytest.mark.parametrize(("old", "new", "message"), [
    ('"register-owner"', '"health-and-safety"', "One post would both countersign and decide."),
    ('"register-owner"', '"register-keeper"', "There is no post “register-keeper”."),
    ('\nterm = "12 months"', '\nterm = "25 months"', "“term” is longer than “longest”."),
    ('silence = "3 months"', 'silence = "3 months"\nmistake-shown = "6 days"',
     "“mistake-shown” is shorter than a week."),
    ('silence = "3 months"', 'silence = "3 months"\nlook-ups-kept = "23 hours"',
     "“look-ups-kept” is shorter than a day or longer than a year."),
    ('silence = "3 months"', 'silence = "3 months"\nlook-ups-kept = "13 months"',
     "“look-ups-kept” is shorter than a day or longer than a year."),
    ('child-term = "6 months"', 'child-term = "3 years"', "“child-term” is longer than “longest”."),
])  # fmt: skip
def test_a_register_that_nobody_could_keep_fairly_is_refused(
    old: str, new: str, message: str, vocabulary: Vocabulary
) -> None:
    assert said(BASE + POSTS + REGISTER.replace(old, new) + LISTS, vocabulary) == [message]


def test_a_body_that_keeps_none_needs_none_of_it(vocabulary: Vocabulary) -> None:
    assert said(BASE + '\n[register]\nkept = false\nclause = ["EHC-1"]\n', vocabulary) == []


@pytest.mark.clause("EHC-9")
def test_a_register_needs_an_appeal(vocabulary: Vocabulary) -> None:
    assert said(BASE + POSTS + REGISTER.replace(APPEAL, "") + LISTS, vocabulary) == [
        "A register that is kept needs [appeal]."
    ]


@pytest.mark.parametrize("key", ["panel", "acknowledged", "heard", "answered", "clause"])
def test_an_appeal_needs_each_of_these(key: str, vocabulary: Vocabulary) -> None:
    appeal = without(APPEAL, key)
    assert said(BASE + POSTS + REGISTER.replace(APPEAL, appeal) + LISTS, vocabulary) == [f"[appeal] lacks “{key}”."]


@pytest.mark.clause("EHC-9")
@pytest.mark.parametrize(("old", "new", "message"), [
    ("panel = 3", "panel = 2", "“panel” cannot be 2."),
    ("panel = 3", "panel = 10", "“panel” cannot be 10."),
    ("panel = 3", 'panel = "three"', "“panel” cannot be “three”."),
    ("panel = 3", "panel = true", "“panel” cannot be true."),
    ('heard = "15 working days"', 'heard = "25 working days"', "“heard” is longer than “answered”."),
    ('acknowledged = "2 working days"', 'acknowledged = "1 month"', "“acknowledged” is longer than “heard”."),
])  # fmt: skip
def test_an_appeal_that_could_not_be_heard_fairly_is_refused(
    old: str, new: str, message: str, vocabulary: Vocabulary
) -> None:
    assert said(BASE + POSTS + REGISTER.replace(old, new) + LISTS, vocabulary) == [message]


DUTY = """
[[duty]]
id = "acknowledge"
clause = "EHC-9"
because = "They wait."
on = "appeal.receive"
owed-by = "register-owner"
do = "appeal.acknowledge"
within = "3 working days"
escalate = [{ after = "1 working day", to = "health-and-safety" }]

[[duty.example]]
at = 2026-06-22T10:00:00+01:00
due = 2026-06-25T17:00:00+01:00
"""


LETTER = """
[[letter]]
id = "it-came"
title = "It came"
clause = "EHC-9"
subject = "Your appeal"
body = ["It came. To reach us: {contact}."]
"""
BY_LETTER = DUTY.replace('do = "appeal.acknowledge"', 'do = "letter.send"\nletter = "it-came"') + LETTER


@pytest.mark.clause("EHC-9")
@pytest.mark.parametrize("duty", [DUTY, BY_LETTER])
def test_a_duty_never_allows_more_time_than_was_promised(duty: str) -> None:
    assert said(BASE + POSTS + REGISTER + LISTS + duty, VOCABULARY) == [
        "This duty allows more time than “acknowledged” of [appeal]."
    ]


@pytest.mark.clause("EHC-9")
def test_another_letter_after_an_appeal_was_decided_has_its_own_time() -> None:
    later = BY_LETTER.replace("appeal.receive", "appeal.decide")
    assert said(BASE + POSTS + REGISTER + LISTS + later, VOCABULARY) == []
