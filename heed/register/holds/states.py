"""The verbs of a legal hold, and what each tells to policy."""

from django.utils.translation import gettext_noop as _

from heed.casework.cases.states import Move
from heed.policy.vocabulary import Fact, Kind, Verb
from heed.register.markers.states import FACTS, Status

ALONE = Fact("alone", Kind.YES_NO, "legal or data protection placed the hold, so that no second person is needed")
SOURCES = (Status.LIVE, Status.ENDED)


def _move(word: str, do: str, done: str, *facts: Fact, shared: bool = True) -> Move:
    return Move(Verb(f"marker.{word}", do, done, FACTS + facts, ("EHC-13",), shared=shared), SOURCES, None)


# fmt: off
HOLD = _move("hold", _("keep the entry from being deleted (legal hold)"), _("A legal hold was placed"), ALONE,
    shared=False)
AGREE = _move("agree-hold", _("agree to the legal hold"), _("A second person agreed to the legal hold"))
REVIEW = _move("review-hold", _("look again at whether the legal hold is needed"),
    _("The legal hold was looked at again"))
END = _move("end-hold", _("end the legal hold"), _("The legal hold was ended"))
# fmt: on
MOVES = (HOLD, AGREE, REVIEW, END)
VERBS = tuple(move.verb for move in MOVES)
