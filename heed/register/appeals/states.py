"""What an appeal can be, every way it can change, and the facts each gives to policy."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy
from django.utils.translation import gettext_noop as _

from heed.casework.cases.states import Move
from heed.policy.vocabulary import Fact, Kind, Verb
from heed.register.markers.states import FACTS


class Status(TextChoices):
    """Where an appeal stands. The entry warns all the while."""

    RECEIVED = "received", gettext_lazy("Waits for its panel")
    WITH_PANEL = "with-panel", gettext_lazy("With its panel")
    HEARD = "heard", gettext_lazy("Each of the panel has said how they see it")
    DECIDED = "decided", gettext_lazy("Decided")
    WITHDRAWN = "withdrawn", gettext_lazy("Withdrawn by who appealed")


class How(TextChoices):
    """How an appeal reached us."""

    LETTER = "letter", gettext_lazy("By letter")
    EMAIL = "email", gettext_lazy("By e-mail")
    TELEPHONE = "telephone", gettext_lazy("By telephone")
    IN_PERSON = "in-person", gettext_lazy("In person")


class Outcome(TextChoices):
    """How one of the panel sees it, and what it comes to."""

    STANDS = "stands", gettext_lazy("The entry stands as it is")
    CHANGED = "changed", gettext_lazy("The entry stays, but is changed")
    REMOVED = "removed", gettext_lazy("The entry is removed")


class Tie(TextChoices):
    """Why somebody cannot look at it afresh."""

    KNOWS = "knows", gettext_lazy("I know the person, or somebody close to them")
    WORKS = "works", gettext_lazy("I work closely with the employee concerned, or know them well")
    TOUCHED = "touched", gettext_lazy("I had a part in what happened, or in the entry")
    OTHER = "other", gettext_lazy("Something else")


TIE = Fact("panel_tie", Kind.CHOICE, "the tie of whoever steps down is", words=tuple(Tie.values))
READ = Fact("read_papers", Kind.YES_NO, "they had opened the papers")
SPOKEN = Fact("had_spoken", Kind.YES_NO, "they had said how they see it")
OUTCOME = Fact("appeal_outcome", Kind.CHOICE, "the panel’s decision is", words=tuple(Outcome.values))
BEHALF = Fact("on_behalf", Kind.YES_NO, "somebody else appeals for them")
DECLINED = Fact("declined", Kind.YES_NO, "they chose not to")


def _move(
    word: str, do: str, done: str, sources: tuple[Status, ...], target: Status | None, *facts: Fact,
    shared: bool = False,
) -> Move:  # fmt: skip
    return Move(Verb(f"appeal.{word}", do, done, FACTS + facts, ("EHC-9",), shared=shared), sources, target)


SEATED = (Status.WITH_PANEL, Status.HEARD)
OPEN = (Status.RECEIVED, *SEATED)
# fmt: off
RECEIVE = _move("receive", _("record an appeal against the entry"), _("An appeal was received"), (), Status.RECEIVED,
    BEHALF)
ACKNOWLEDGE = _move("acknowledge", _("tell the person that their appeal has come"),
    _("The person was told that their appeal has come"), OPEN, None)
NAME_PANEL = _move("name-panel", _("name the panel for the appeal"), _("The panel for the appeal was named"),
    (Status.RECEIVED, Status.WITH_PANEL), Status.WITH_PANEL)
COMMENT = _move("comment", _("say what you think of the appeal"),
    _("The employee concerned said what they think of the appeal, or chose not to"), OPEN, None, DECLINED)
VIEW = _move("view", _("say how you see the appeal"), _("One of the panel said how they see it"), SEATED, None)
STEP_DOWN = _move("step-down", _("step down from the panel"), _("One of the panel stepped down"), SEATED,
    Status.WITH_PANEL, TIE, READ, SPOKEN)
FILL = _move("fill-seat", _("name somebody in the place of who stepped down from the panel"),
    _("Somebody took the place of who stepped down"), (Status.WITH_PANEL,), None)
HEAR = _move("hear", _("see that each of the panel says how they see the appeal"),
    _("Each of the panel has said how they see the appeal"), (Status.WITH_PANEL,), Status.HEARD, shared=True)
DECIDE = _move("decide", _("see that the panel decides on the appeal"), _("The panel decided on the appeal"),
    (Status.HEARD,), Status.DECIDED, OUTCOME, shared=True)
WITHDRAW = _move("withdraw", _("record that the appeal was withdrawn"), _("The appeal was withdrawn"), OPEN,
    Status.WITHDRAWN)
# fmt: on
MOVES = (RECEIVE, ACKNOWLEDGE, NAME_PANEL, COMMENT, VIEW, STEP_DOWN, FILL, HEAR, DECIDE, WITHDRAW)
VERBS = tuple(move.verb for move in MOVES)
