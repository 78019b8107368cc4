"""What a policy that keeps a register cannot leave out or get wrong."""

import pytest

from heed.policy.check import check
from heed.policy.source import Source
from heed.policy.vocabulary import Vocabulary
from tests.policy.conftest import BASE

POSTS = """
[posts.register-owner]
title = "Register owner"
role = "register-owner"
of = "agency"
"""
REGISTER = """
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
"""
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
    ('child-term = "6 months"', 'child-term = "3 years"', "“child-term” is longer than “longest”."),
])  # fmt: skip
def test_a_register_that_nobody_could_keep_fairly_is_refused(
    old: str, new: str, message: str, vocabulary: Vocabulary
) -> None:
    assert said(BASE + POSTS + REGISTER.replace(old, new) + LISTS, vocabulary) == [message]


def test_a_body_that_keeps_none_needs_none_of_it(vocabulary: Vocabulary) -> None:
    assert said(BASE + '\n[register]\nkept = false\nclause = ["EHC-1"]\n', vocabulary) == []
