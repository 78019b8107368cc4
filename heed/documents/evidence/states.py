"""What an item of evidence can be, and every verb that can be done to it."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy
from django.utils.translation import gettext_noop as _

from heed.casework.cases.states import Move
from heed.documents.files.kinds import SORTS
from heed.policy.vocabulary import Fact, Kind, Verb


class Status(TextChoices):
    """Where an item stands."""

    CHECKING = "checking", gettext_lazy("Being checked for viruses")
    KEPT = "kept", gettext_lazy("Kept")
    HARMFUL = "harmful", gettext_lazy("Not kept: the virus scanner found something harmful")
    REMOVED = "removed", gettext_lazy("Removed")


class AddedAs(TextChoices):
    """As what somebody added an item."""

    AFFECTED = "affected", gettext_lazy("person affected")
    REPORTER = "reporter", gettext_lazy("reporter")
    WITNESS = "witness", gettext_lazy("witness")
    ACTING = "acting", gettext_lazy("acts on it")


LIVE = (Status.CHECKING, Status.KEPT)
ADDED = (
    Fact("sort", Kind.CHOICE, "what was added is a", words=SORTS),
    Fact("added_as", Kind.CHOICE, "it was added by the", words=tuple(AddedAs.values)),
)
# fmt: off
ADD = Move(Verb("evidence.add", _("add photos or files"), _("A file was added as evidence"), ADDED,
    ("CAM-20", "CUM-12", "EHC-4"), shared=True))
TAKE_BACK = Move(Verb("evidence.take-back", _("take back a file that you added"),
    _("A file was taken back by whoever added it"), shared=True), LIVE, Status.REMOVED)
ASK_REMOVAL = Move(Verb("evidence.ask-removal", _("ask for a file to be removed"), _("It was asked to remove a file"),
    shared=True), LIVE)
AGREE_REMOVAL = Move(Verb("evidence.agree-removal", _("agree that a file is removed"), _("A file was removed"),
    decides=True), LIVE, Status.REMOVED)
REFUSE_REMOVAL = Move(Verb("evidence.refuse-removal", _("refuse to have a file removed"),
    _("It was decided that a file stays"), decides=True), LIVE)
MOVES = (ADD, TAKE_BACK, ASK_REMOVAL, AGREE_REMOVAL, REFUSE_REMOVAL)

# What is only recorded: nobody moves anything by it on the timeline.
VIEW = Verb("evidence.view", _("open a file"), _("A file was opened"))
DAMAGED = Verb("evidence.damaged", _("see that a file is damaged"), _("A file was found to be damaged or missing"))
CHECK = Verb("evidence.check", _("check a file for viruses"), _("A file was checked for viruses"))
TURN_AWAY = Verb("evidence.turn-away", _("turn a harmful file away"), _("A harmful file was turned away"))
ERASE = Verb("evidence.erase", _("erase a file"), _("A file was erased"))
# fmt: on
VERBS = (*(move.verb for move in MOVES), VIEW, DAMAGED, CHECK, TURN_AWAY, ERASE)
