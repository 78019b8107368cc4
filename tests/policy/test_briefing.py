"""What a policy says of the briefing: read, explained, compared, and refused where nobody could pass it."""

from datetime import date

import pytest

from heed.policy.briefing import NO_BRIEFING
from heed.policy.check import check
from heed.policy.compare import compare
from heed.policy.explain import explain
from heed.policy.load import load, shipped, shipped_ids
from heed.policy.source import Source
from heed.policy.vocabulary import VOCABULARY, Vocabulary
from tests.policy.conftest import BASE

BRIEFING = """
[briefing]
title = "Briefing"
clause = "EHC-17"
lasts = "2 years"

[[briefing.topic]]
head = "Hearsay"
says = ["Facts, never hearsay."]

[[briefing.question]]
word = "hearsay"
ask = "Is hearsay enough?"
options = [{ word = "yes", label = "Yes" }, { word = "no", label = "No" }]
right = "no"
because = "An entry rests on facts."
"""


def faults(old: str, new: str, vocabulary: Vocabulary) -> list[str]:
    assert old in BRIEFING
    return [fault.message for fault in check([Source("test.toml", BASE + BRIEFING.replace(old, new))], vocabulary)]


def test_it_is_read_with_all_it_says(vocabulary: Vocabulary) -> None:
    terms = load([Source("test.toml", BASE + BRIEFING)], vocabulary).briefing

    [topic], [question] = terms.topics, terms.questions
    assert (str(terms.title), str(terms.lasts)) == ("Briefing", "2 years")
    assert (str(topic.head), [str(one) for one in topic.says]) == ("Hearsay", ["Facts, never hearsay."])
    assert (question.word, str(question.ask), question.right) == ("hearsay", "Is hearsay enough?", "no")
    assert [(one.word, str(one.label)) for one in question.options] == [("yes", "Yes"), ("no", "No")]
    assert (str(question.because), terms.clauses, terms.held) == ("An entry rests on facts.", ("EHC-17",), True)


def test_without_the_section_there_is_none(vocabulary: Vocabulary) -> None:
    assert load([Source("test.toml", BASE)], vocabulary).briefing == NO_BRIEFING
    assert not NO_BRIEFING.held


@pytest.mark.parametrize(("old", "new", "said"), [
    ('right = "no"', 'right = "maybe"', "“maybe” is none of the answers."),
    (', { word = "no", label = "No" }', "", "“hearsay” needs two or more answers, each with a word of its own."),
    ('{ word = "no", label', '{ word = "yes", label',
     "“hearsay” needs two or more answers, each with a word of its own."),
    ('right = "no"\n', "", "A question with “word”, “ask”, “options”, “right” and “because” lacks “right”."),
    ('lasts = "2 years"\n', "", "[briefing] lacks “lasts”."),
])  # fmt: skip
def test_what_nobody_could_pass_is_refused(vocabulary: Vocabulary, old: str, new: str, said: str) -> None:
    assert said in faults(old, new, vocabulary)


def test_two_questions_of_one_name_are_refused(vocabulary: Vocabulary) -> None:
    twice = BRIEFING + BRIEFING[BRIEFING.index("[[briefing.question]]") :]

    said = [fault.message for fault in check([Source("test.toml", BASE + twice)], vocabulary)]

    assert said == ["“hearsay” names two questions."]


@pytest.mark.parametrize("part", ["topic", "question"])
def test_a_briefing_says_something_and_asks_something(vocabulary: Vocabulary, part: str) -> None:
    head, *rest = BRIEFING.split("\n[[briefing.")
    kept = [f"\n[[briefing.{one}" for one in rest if not one.startswith(part)]
    text = BASE + head + f"{part} = []\n" + "".join(kept)

    said = [fault.message for fault in check([Source("test.toml", text)], vocabulary)]

    assert said == [f"A briefing needs at least one [[briefing.{part}]]."]


def test_it_is_explained_with_what_it_asks(vocabulary: Vocabulary) -> None:
    said = explain(load([Source("test.toml", BASE + BRIEFING)], vocabulary))

    assert "Briefing (EHC-17): it holds for 2 years." in said
    assert "Nobody looks up without it who does not keep the register." in said
    assert "- Hearsay" in said
    assert "- Is hearsay enough?" in said


def test_it_says_from_when_it_counts_and_how_long_after_it_ran_out(vocabulary: Vocabulary) -> None:
    more = BRIEFING.replace(
        "lasts =", 'remind = ["1 month before", "1 week before"]\ngrace = "14 days"\nstarts = 2026-09-01\nlasts ='
    )
    book = load([Source("test.toml", BASE + more)], vocabulary)

    assert (str(book.briefing.grace), book.briefing.starts) == ("14 days", date(2026, 9, 1))
    assert [str(wait) for wait in book.briefing.remind] == ["1 month", "1 week"]
    assert "A reminder goes out 1 month before and 1 week before it runs out." in " ".join(explain(book).split())
    assert (
        "From 1 September 2026 on, nobody looks up without it who does not keep the register; once it has run out, for "
        "14 days more with a notice."
    ) in " ".join(explain(book).split())


def test_what_changes_of_it_is_told(vocabulary: Vocabulary) -> None:
    old = load([Source("test.toml", BASE + BRIEFING)], vocabulary)
    changed = BRIEFING.replace("2 years", "1 year").replace("Is hearsay", "Is rumour")
    new = load([Source("test.toml", BASE + changed)], vocabulary)

    [change] = compare(old, new)

    answers = "(yes “Yes” and no “No”; right: no, because “An entry rests on facts.”)"
    assert change.sentence == (
        f"In [briefing], questions: “Is rumour enough?” {answers} instead of “Is hearsay enough?” {answers} "
        "and lasts: 1 year instead of 2 years."
    )


@pytest.mark.clause("EHC-17")
def test_east_herts_asks_everybody_every_two_years_about_policy_review_and_security() -> None:
    terms = load(shipped("east-herts"), VOCABULARY).briefing

    assert (str(terms.lasts), str(terms.grace), terms.clauses) == ("2 years", "14 days", ("EHC-17",))
    assert [str(wait) for wait in terms.remind] == ["1 month", "1 week"]
    assert [str(one.head) for one in terms.topics] == [
        "What the register is for", "How an entry is decided, reviewed and ended", "Keeping it secure"
    ]  # fmt: skip
    assert [(one.word, one.right) for one in terms.questions] == [
        ("hearsay", "no"), ("lapse", "ends"), ("copies", "nowhere")
    ]  # fmt: skip


def test_no_other_shipped_policy_asks_for_one() -> None:
    held = [policy for policy in shipped_ids() if load(shipped(policy), VOCABULARY).briefing.held]

    assert held == ["east-herts"]
