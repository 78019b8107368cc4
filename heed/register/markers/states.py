"""What an entry on the register can be, every way it can change, and the facts each gives to policy."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy
from django.utils.translation import gettext_noop as _

from heed.casework.cases.states import Move
from heed.policy.vocabulary import Fact, Kind, Verb


class Status(TextChoices):
    """Where an entry stands. Only LIVE warns anybody, and only until the day it ends."""

    PROPOSED = "proposed", gettext_lazy("Waiting to be countersigned")
    COUNTERSIGNED = "countersigned", gettext_lazy("Waiting for the decision")
    RETURNED = "returned", gettext_lazy("More was asked for")
    LIVE = "live", gettext_lazy("On the register")
    REFUSED = "refused", gettext_lazy("Not put on the register")
    WITHDRAWN = "withdrawn", gettext_lazy("Withdrawn before a decision")
    ENDED = "ended", gettext_lazy("No longer on the register")


class About(TextChoices):
    """What an entry is about."""

    PERSON = "person", gettext_lazy("A person")
    PLACE = "place", gettext_lazy("A property")


class Decision(TextChoices):
    """What the owner of the register decides."""

    ADD = "add", gettext_lazy("Put it on the register")
    REFUSE = "refuse", gettext_lazy("Do not put it on the register")


class Outcome(TextChoices):
    """What a review comes to."""

    RENEW = "renew", gettext_lazy("Renew it, with a new end date")
    END = "end", gettext_lazy("End it now")
    LAPSE = "lapse", gettext_lazy("Let it end on its day")


class Ending(TextChoices):
    """Why an entry is no longer on the register."""

    LAPSED = "lapsed", gettext_lazy("Its time was over")
    NO_RISK = "no-risk", gettext_lazy("There is no risk any more")
    APPEAL = "appeal", gettext_lazy("An appeal was upheld")
    MISTAKEN = "mistaken", gettext_lazy("It was about the wrong person or property")
    MOVED = "moved", gettext_lazy("The danger has left the property")


def endings(about: str) -> tuple[Ending, ...]:
    """Why a keeper of the register may end an entry; that an appeal is upheld, its panel says; time needs nobody."""
    return (Ending.NO_RISK, Ending.MISTAKEN, *([Ending.MOVED] if about == About.PLACE else []))


class At(TextChoices):
    """When the factors were answered."""

    COUNTERSIGN = "countersign", gettext_lazy("when it was countersigned")
    DECIDE = "decide", gettext_lazy("when it was decided")
    REVIEW = "review", gettext_lazy("when it was reviewed")


YES_NO, CHOICE, CHOICES = Kind.YES_NO, Kind.CHOICE, Kind.CHOICES
FACTS = (
    Fact("about", CHOICE, "the entry is about", words=tuple(About.values)),
    Fact("child", YES_NO, "it is about a child"),
    Fact("hazards", CHOICES, "it warns of", words_from="hazard"),
    Fact("do_not_inform", YES_NO, "a second person agreed that they are not told"),
)
DECIDING = frozenset({
    "countersign", "decide", "add", "refuse", "ask", "agree-silence", "review", "renew", "end", "correct", "move",
})  # fmt: skip


def _move(
    word: str, do: str, done: str, sources: tuple[Status, ...], target: Status | None, *facts: Fact, clauses: str = ""
) -> Move:
    name, given = f"marker.{word}", FACTS + facts
    return Move(Verb(name, do, done, given, tuple(clauses.split()), decides=word in DECIDING), sources, target)


WAITING = (Status.PROPOSED, Status.COUNTERSIGNED)
OPEN = (*WAITING, Status.RETURNED)
LIVE = (Status.LIVE,)
NOW = (*OPEN, *LIVE)

# fmt: off
PROPOSE = _move("propose", _("propose an entry for the register"), _("An entry was proposed"), (), Status.PROPOSED,
    clauses="EHC-1 EHC-2 EHC-4")
GIVE_VERSION = _move("give-version", _("give your own version"),
    _("The employee concerned gave their version, or chose not to"), OPEN, None,
    Fact("declined", YES_NO, "they chose not to"), clauses="EHC-4")
COUNTERSIGN = _move("countersign", _("countersign the proposal"), _("The proposal was countersigned"),
    (Status.PROPOSED,), Status.COUNTERSIGNED, clauses="EHC-4")
ASK = _move("ask", _("ask for more"), _("More was asked for"), WAITING, Status.RETURNED, clauses="EHC-2")
AMEND = _move("amend", _("add what was asked for"), _("What was asked for was added"), (Status.RETURNED,),
    Status.PROPOSED, clauses="EHC-2")
WITHDRAW = _move("withdraw", _("withdraw the proposal"), _("The proposal was withdrawn"), OPEN, Status.WITHDRAWN)
DECIDE = _move("decide", _("decide whether it goes on the register"), _("It was decided on the proposal"),
    (Status.COUNTERSIGNED,), None, Fact("decision", CHOICE, "the decision was", words=tuple(Decision.values)),
    clauses="EHC-3 EHC-4 EHC-6")
ADD = _move("add", _("put it on the register"), _("It was put on the register"), (Status.COUNTERSIGNED,), Status.LIVE,
    clauses="EHC-1 EHC-11")
REFUSE = _move("refuse", _("refuse to put it on the register"), _("It was not put on the register"),
    (Status.COUNTERSIGNED,), Status.REFUSED, clauses="EHC-6")
PROPOSE_SILENCE = _move("propose-silence", _("propose not to tell the person"),
    _("It was proposed not to tell the person"), (Status.COUNTERSIGNED, *LIVE), None, clauses="EHC-10")
AGREE_SILENCE = _move("agree-silence", _("agree that the person is not told"),
    _("A second person agreed that the person is not told"), (Status.COUNTERSIGNED, *LIVE), None, clauses="EHC-10")
REVIEW_SILENCE = _move("review-silence", _("look again at whether the person must not be told"),
    _("It was looked at again whether the person is told"), LIVE, None, clauses="EHC-10")
BREAK_SILENCE = _move("break-silence", _("tell the person after all"), _("The person is told after all"),
    LIVE, None, clauses="EHC-8 EHC-10")
ANNOUNCE = _move("announce", _("tell staff who need it that there is a new entry"),
    _("Staff were told that there is a new entry"), LIVE, None, clauses="EHC-7")
NEAR_END = _move("near-end", _("notice that the entry ends soon"), _("The entry ends soon"), LIVE, None,
    clauses="EHC-12")
REVIEW = _move("review", _("review the entry"), _("The entry was reviewed"), LIVE, None,
    Fact("outcome", CHOICE, "the review came to", words=tuple(Outcome.values)), clauses="EHC-6 EHC-12")
RENEW = _move("renew", _("renew the entry"), _("The entry was renewed, with a new end date"), LIVE, None,
    clauses="EHC-13 EHC-14")
END = _move("end", _("end the entry"), _("The entry was ended"), LIVE, Status.ENDED,
    Fact("why", CHOICE, "it ended because", words=tuple(Ending.values)), clauses="EHC-11")
LAPSE = _move("lapse", _("let the entry end"), _("The entry’s time was over"), LIVE, Status.ENDED,
    clauses="EHC-11 EHC-13")
CORRECT = _move("correct", _("put a fact of the entry right"), _("A fact of the entry was put right"), NOW, None,
    clauses="EHC-2")
MOVE = _move("move", _("say that the person has moved"), _("The person has moved"), NOW, None, clauses="EHC-2")
# fmt: on
MOVES = (
    PROPOSE,
    GIVE_VERSION,
    COUNTERSIGN,
    ASK,
    AMEND,
    WITHDRAW,
    DECIDE,
    ADD,
    REFUSE,
    PROPOSE_SILENCE,
    AGREE_SILENCE,
    REVIEW_SILENCE,
    BREAK_SILENCE,
    ANNOUNCE,
    NEAR_END,
    REVIEW,
    RENEW,
    END,
    LAPSE,
    CORRECT,
    MOVE,
)  # fmt: skip
VERBS = tuple(move.verb for move in MOVES)
