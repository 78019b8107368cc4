"""Why a score is what it is: the parts of the sum, each with a sentence. The parts sum to the score exactly."""

from dataclasses import dataclass
from typing import Final

from heed.matching.comparing import Levels
from heed.matching.levels import MISSING, Birth, House, Line, Post, Word
from heed.matching.scoring import points, size_points
from heed.matching.weights import Weights

WORDS: Final[dict[int, str]] = {
    Word.OTHER: "another {}", Word.FAINT: "{} only faintly alike", Word.INITIAL: "same initial of the {}",
    Word.SIMILAR: "similar {}", Word.SOUND: "{} that sounds the same", Word.LETTER: "{} one letter off",
    Word.SECOND: "{} the same in part", Word.EQUIVALENT: "another form of the same {}", Word.SAME: "same {}",
}  # fmt: skip
BIRTHS: Final[dict[int, str]] = {
    Birth.GENERATION: "born a generation apart", Birth.OTHER: "another date of birth",
    Birth.NEAR_YEAR: "born within two years",
    Birth.SAME_YEAR: "same year of birth, another day", Birth.PART_YEAR: "same year of birth, the day is not known",
    Birth.TWO_PARTS: "date of birth the same in two of three parts",
    Birth.PART_MONTH: "same month and year of birth, the day is not known", Birth.DIGIT: "date of birth one digit off",
    Birth.SWAPPED: "same date of birth with day and month swapped", Birth.DEFAULT: "same date of birth, a 1 January",
    Birth.SAME: "same date of birth",
}  # fmt: skip
POSTS: Final[dict[int, str]] = {
    Post.OTHER: "another postcode",
    Post.AREA: "another postcode of the same area",
    Post.OUTWARD: "same postcode district",
    Post.SECTOR: "nearly the same postcode",
    Post.LETTER: "postcode one letter off",
    Post.SAME: "same postcode",
}
LINES: Final[dict[int, str]] = {
    Line.OTHER: "another street", Line.FAINT: "street only faintly alike", Line.SIMILAR: "similar street",
    Line.NEAR: "nearly the same street", Line.SAME: "same street",
}  # fmt: skip
TOWNS: Final[dict[int, str]] = {
    Line.OTHER: "another town", Line.FAINT: "town only faintly alike", Line.SIMILAR: "similar town",
    Line.NEAR: "nearly the same town", Line.SAME: "same town",
}  # fmt: skip
WHOLES: Final[dict[int, str]] = {
    MISSING: "address not known on both sides",
    **dict.fromkeys(range(3), "addresses not alike as a whole"),
    **dict.fromkeys(range(3, 6), "addresses alike as a whole"),
    6: "addresses nearly the same as a whole",
    7: "addresses the same as a whole",
}
HOUSES: Final = {House.OTHER: "another {}", House.NEAR: "nearly the same {}", House.SAME: "same {}"}
ORDER: Final = {0: "names the other way round", 1: "names in the same order"}
TOGETHER: Final = "{} count more together"
NOUNS: Final = {"surname": "surname", "given": "first name", "number": "house number", "flat": "flat",
                "telephone": "telephone number", "email": "e-mail address", "uprn": "property number"}  # fmt: skip
TOLD: Final = {"birth": Birth.SAME, "given": Word.SAME, "surname": Word.SAME, "street": Line.SAME, "number": House.SAME,
               "flat": House.SAME, "postcode": Post.SAME, "telephone": House.SAME, "email": House.SAME,
               "uprn": House.SAME}  # fmt: skip
"""What is told of a likeness, in this order where it agrees as well, and the best level of each."""


@dataclass(frozen=True, slots=True)
class Reason:
    """One part of the sum: its word, its level (-1: not known), a sentence, and what it adds in thousandths."""

    word: str
    level: int
    sentence: str
    points: int


def explain(weights: Weights, levels: Levels, entries: int) -> tuple[Reason, ...]:
    """Return the parts of one pair's score (levels of length 1), of which the points sum to the score exactly."""
    one = {name: column[:1] for name, column in levels.items()}
    found = [
        Reason("start", 0, "before anything is compared", weights.start),
        Reason("size", entries, "the more entries, the likelier a chance", -size_points(entries)),
        Reason("asked", int(one["asked"][0]), "the fields that were asked", int(weights.asked[one["asked"][0]])),
    ]
    for part in weights.parts:
        level = int(one[part.over[0]][0])
        found.append(Reason(part.word, level, sentence(part.word, level), int(points(part, one)[0])))
    return tuple(found)


def sentence(word: str, level: int) -> str:
    """Return in plain English what a level of a part says."""
    if word in NOUNS and level == MISSING:
        return f"{NOUNS[word]} not known on both sides"
    if word in ("surname", "given"):
        return WORDS[Word(level)].format(NOUNS[word])
    if word == "flat" and level == House.NEAR:
        return "flat told on one side only"
    if word in NOUNS:
        return HOUSES[House(level)].format(NOUNS[word])
    told = {
        "birth": {**BIRTHS, MISSING: "date of birth not known on both sides"},
        "postcode": {**POSTS, MISSING: "postcode not known on both sides"},
        "street": {**LINES, MISSING: "street not known on both sides"},
        "order": {**ORDER, MISSING: "no name to compare"},
        "town": {**TOWNS, MISSING: "town not known on both sides"},
        "whole": WHOLES,
        "place": {0: "a person", 1: "a property"},
    }
    return told[word][level] if word in told else TOGETHER.format(word)


def told_of(reasons: tuple[Reason, ...]) -> list[str]:
    """Return what speaks for and against, what agrees best first: “same date of birth”, “surname one letter off”."""
    told = [each for word in TOLD for each in reasons if each.word == word and each.level != MISSING]
    return [each.sentence for each in sorted(told, key=lambda each: -each.level / TOLD[each.word])]
