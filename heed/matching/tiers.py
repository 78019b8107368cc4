"""What a score means: alert, review or neither. The bars do not move; the score does, with fields given and ln N."""

from typing import Final

from heed.matching.weights import Weights, shipped

ALERT, REVIEW = "alert", "review"


MORE_THAN_A_NAME: Final = 4
"""From this sum on a question gives a date of birth, an address or a postcode (see comparing.fields_asked)."""


def tier_of(score: int, fields: int, weights: Weights | None = None) -> str:
    """Return alert, review or "" for a score in thousandths and the fields that the question gives.

    A score is log-odds less most of ln N with the offset of the fields that were asked in it, so one bar serves every
    question and every register: over many drawn mixes at most 1 question in 1000 about people who are not listed
    reaches `alert`, and at most 5 reach `review`. A name alone reaches neither: it lists namesakes and asks for one
    more fact.
    """
    bars = weights or shipped()
    if fields < MORE_THAN_A_NAME or score < bars.review:
        return ""
    return ALERT if score >= bars.alert else REVIEW
