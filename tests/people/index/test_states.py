"""What may be the same is told in the reader's language: every sentence that matching has is there to be translated."""

from collections.abc import Iterable, Mapping

import pytest
from django.utils import translation

from heed.matching.explaining import BIRTHS, HOUSES, LINES, POSTS, WORDS, Reason, sentence
from heed.matching.levels import MISSING
from heed.people.index.queries import in_short
from heed.people.index.states import SAYINGS

LEVELS: Mapping[str, Iterable[int]] = {
    "birth": BIRTHS, "surname": WORDS, "given": WORDS, "street": LINES, "postcode": POSTS, "number": HOUSES,
    "flat": HOUSES, "telephone": HOUSES, "email": HOUSES, "uprn": HOUSES,
}  # fmt: skip


def reason(word: str, level: int, points: int) -> Reason:
    return Reason(word, level, sentence(word, level), points)


def test_every_sentence_can_be_translated_whole_and_none_is_left_over() -> None:
    assert {sentence(word, int(level)) for word, levels in LEVELS.items() for level in levels} == SAYINGS


def test_what_weighs_most_comes_first_and_what_is_not_known_is_left_out() -> None:
    told = (
        Reason("start", 0, "before anything is compared", 900), reason("surname", 5, 2000), reason("birth", 10, 5000),
        reason("postcode", 0, -700), reason("street", MISSING, 0),
    )  # fmt: skip
    assert in_short(told) == "same date of birth, surname one letter off, another postcode"


def test_nothing_that_could_be_compared_says_nothing() -> None:
    assert in_short((Reason("start", 0, "before anything is compared", 900),)) == ""


@pytest.mark.parametrize("language", ["en", "cy"])
def test_no_language_loses_a_sentence(language: str) -> None:
    with translation.override(language):
        assert in_short((reason("birth", 8, 10), reason("given", 8, 5))).count(", ") == 1
