"""The policies that come with Heed: each loads, has no fault, and does what its own examples say."""

import re
from dataclasses import replace

import pytest

from heed.policy.book import Book, Example, Rule
from heed.policy.check import check, outcome
from heed.policy.load import clauses, load, shipped, shipped_ids
from heed.policy.vocabulary import VOCABULARY

BODIES = ("default", "cafcass", "cambridgeshire", "cumbria", "cwm-taf", "east-herts")


def own_examples() -> list[tuple[Book, Rule, Example]]:
    books = [load(shipped(policy), VOCABULARY) for policy in BODIES]
    return [
        (book, rule, example)
        for book in books
        for rule in book.duties.values()
        if rule.origin == book.id
        for example in rule.examples
    ]


def test_all_five_bodies_and_the_one_that_joins_them_ship():
    assert shipped_ids() == BODIES


@pytest.mark.parametrize("policy", BODIES)
def test_a_shipped_policy_has_no_fault(policy, vocabulary):
    assert check(shipped(policy), vocabulary) == []


@pytest.mark.parametrize(
    ("book", "rule", "example"),
    [pytest.param(*one, id=f"{one[0].id}-{one[1].id}-{number}") for number, one in enumerate(own_examples())],
)
def test_an_example_comes_out_as_it_says(book: Book, rule: Rule, example: Example):
    assert outcome(book, rule, example) == example.due


@pytest.mark.parametrize("policy", BODIES)
def test_every_duty_of_a_shipped_policy_has_an_example_that_opens_it(policy, vocabulary):
    book = load(shipped(policy), vocabulary)

    assert [rule.id for rule in book.duties.values() if not any(one.due for one in rule.examples)] == []


@pytest.mark.parametrize("policy", BODIES)
def test_every_duty_with_conditions_has_an_example_that_does_not_open_it(policy, vocabulary):
    book = load(shipped(policy), vocabulary)
    conditional = [rule for rule in book.duties.values() if rule.when or rule.unless]

    assert [rule.id for rule in conditional if all(one.due for one in rule.examples)] == []


@pytest.mark.parametrize("policy", BODIES)
def test_an_example_comes_out_otherwise_when_the_duty_is_changed(policy, vocabulary):
    book = load(shipped(policy), vocabulary)
    rule = next(rule for rule in book.duties.values() if rule.when)
    example = next(one for one in rule.examples if one.due)
    never = replace(rule.when[0], any_of=())

    assert outcome(book, replace(rule, when=(never,)), example) is None


def test_the_five_documents_have_116_clauses():
    prefixes = [clause.split("-")[0] for clause in clauses()]

    assert {prefix: prefixes.count(prefix) for prefix in dict.fromkeys(prefixes)} == {
        "CAF": 17,
        "CAM": 32,
        "CWM": 27,
        "EHC": 17,
        "CUM": 23,
    }


def test_a_policy_that_does_not_ship_names_the_nearest():
    with pytest.raises(KeyError, match=re.escape("No policy “cafcas” comes with Heed. Did you mean “cafcass”?")):
        shipped("cafcas")
