"""A whole policy in plain English."""

import pytest

from heed.policy.explain import Chapter, Line, chapters, explain
from heed.policy.load import load, shipped, shipped_ids
from heed.policy.source import Source
from tests.policy.conftest import BASE

MORE = """
[statement]
text = "We do not accept it."
clause = "CUM-2"

[reporting]
in-doubt = "Report it."
after = "Your manager rings you."
clause = "CAF-3"
draft-kept = "14 days"
time-limit = "1 year"

[plan]
clause = "CAF-5"
review = "3 months"

[notices]
reminders = false

[[support]]
id = "health"
title = "Occupational health"
about = "A nurse looks at it."
clause = "CUM-10"
agreement = true

[[response]]
id = "injunction"
title = "Injunction"
clause = "CAF-6"
needs = "Legal advice first."

[[route]]
id = "colleague"
who = "A colleague"
to = "Go to human resources."
clause = "CAM-1"
"""


def test_a_policy_as_text(base, vocabulary):
    text = explain(load([base], vocabulary))

    assert text.startswith(
        "Test Council: Safe at work (version 1)\n======================================\n\nWhat this is\n"
    )
    assert (
        "violence: Violence (CAF-16).\n  - Asks: Was anybody hurt?\n  - What to do now: If somebody is violent\n"
        in text
    )
    assert max(map(len, text.splitlines())) <= 100


def test_the_chapters_of_a_policy(vocabulary):
    text = BASE.replace("[police]", MORE + "\n[police]\ntrue-vision = true", 1).replace(
        'version = "1"', 'version = "1"\nclosed = [2026-12-29]\nabout = "For everybody."'
    )
    found = {chapter.heading: chapter.lines for chapter in chapters(load([Source("test.toml", text)], vocabulary))}

    assert list(found) == [
        "What this is", "Who is who", "What can be reported", "What is owed", "What is owed regularly", "The police",
        "Support that is offered", "What can be done about the person responsible", "What goes elsewhere",
        "What to do now", "Reports and plans",
    ]  # fmt: skip
    assert [line.text for line in found["What this is"]] == [
        "For everybody.",
        "Working days are Monday to Friday, from 9am to 5pm, without the bank holidays of England and Wales.",
        "Closed besides: 29 December 2026.",
        "We do not accept it. (CUM-2)",
    ]
    assert [line.text for line in found["The police"]] == [
        "The police are told only if the person affected agrees (CAF-8).",
        "They are always told when a threat was made against a particular person.",
        "True Vision is offered as another way to report.",
    ]
    assert found["Support that is offered"] == (
        Line("health", "Occupational health: A nurse looks at it. (CUM-10)", ("Only with the person's agreement.",)),
    )
    assert found["What can be done about the person responsible"] == (
        Line("injunction", "Injunction (CAF-6).", ("Legal advice first.",)),
    )
    assert found["What goes elsewhere"] == (Line("colleague", "A colleague: Go to human resources. (CAM-1)"),)
    assert [line.text for line in found["Reports and plans"]] == [
        "In doubt: Report it.",
        "After reporting: Your manager rings you.",
        "What happened can be reported no later than 1 year after it happened.",
        "An unfinished report is kept for 14 days (CAF-3).",
        "An action plan is looked at again after 3 months (CAF-5).",
        "No reminders go out.",
    ]


def test_what_a_policy_says_nothing_about_has_no_chapter(base, vocabulary):
    headings = [chapter.heading for chapter in chapters(load([base], vocabulary))]

    assert headings == [
        "What this is", "Who is who", "What can be reported", "What is owed", "What is owed regularly", "The police",
        "What to do now", "Reports and plans",
    ]  # fmt: skip


@pytest.mark.parametrize("policy", shipped_ids())
def test_every_duty_of_a_shipped_policy_is_explained(policy: str, vocabulary):
    book = load(shipped(policy), vocabulary)
    owed: list[Chapter] = [one for one in chapters(book) if one.heading.startswith("What is owed")]

    assert sorted(line.id for chapter in owed for line in chapter.lines) == sorted(book.duties)
