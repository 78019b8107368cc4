"""What a letter can be, every way in which it changes, and what each tells to policy."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy
from django.utils.translation import gettext_noop as _

from heed.casework.cases.states import Move
from heed.policy.letters import WAYS
from heed.policy.vocabulary import Fact, Kind, Verb


class Status(TextChoices):
    """Where a letter stands."""

    DRAFT = "draft", gettext_lazy("Draft")
    WAITING = "waiting", gettext_lazy("Waits for a second look")
    RELEASED = "released", gettext_lazy("Released, to be sent")
    SENT = "sent", gettext_lazy("Sent")
    RETURNED = "returned", gettext_lazy("Came back")
    WITHDRAWN = "withdrawn", gettext_lazy("Withdrawn")


class Way(TextChoices):
    """How a letter reaches the person."""

    POST = "post", gettext_lazy("By post")
    EMAIL = "email", gettext_lazy("By e-mail, because the person chose that")
    HANDED_OVER = "handed-over", gettext_lazy("Handed over")
    NOTIFY = "notify", gettext_lazy("By post, printed by GOV.UK Notify")


class Size(TextChoices):
    """How large a letter is printed, as the person wishes."""

    STANDARD = "standard", gettext_lazy("As usual")
    LARGE = "large", gettext_lazy("Large print")


LETTER = Fact("letter", Kind.CHOICE, "the letter is", words_from="letter")
WAY = Fact("way", Kind.CHOICE, "the letter goes", words=WAYS)
EDITED = Fact("edited", Kind.YES_NO, "its words were changed in Word")
NAMES = Fact("names", Kind.YES_NO, "it names somebody else on purpose")
AGAIN = Fact("again", Kind.YES_NO, "the same letter had gone to the same person before")


def _move(word: str, do: str, done: str, sources: tuple[str, ...], target: str | None, *facts: Fact,
          clauses: tuple[str, ...] = (), decides: bool = False) -> Move:  # fmt: skip
    verb = Verb(f"letter.{word}", do, done, (LETTER, WAY, *facts), clauses, decides=decides)
    return Move(verb, sources, target)


OPEN = (Status.DRAFT, Status.WAITING)
DRAFT = _move("draft", _("write a letter"), _("A letter was drafted"), (), Status.DRAFT)
CHANGE = _move("change", _("change the draft of a letter"), _("The draft of a letter was changed"), OPEN, Status.DRAFT,
               EDITED)  # fmt: skip
FINISH = _move("finish", _("hand a letter on for a second look"), _("A letter was handed on for a second look"),
               (Status.DRAFT,), Status.WAITING, EDITED, NAMES, AGAIN)  # fmt: skip
SEND_BACK = _move("send-back", _("send a letter back to whoever wrote it"), _("A letter was sent back to its writer"),
                  (Status.WAITING,), Status.DRAFT)  # fmt: skip
RELEASE = _move("release", _("take a second look at a letter and release it"), _("A letter was released"), OPEN,
                Status.RELEASED, EDITED, NAMES, AGAIN, decides=True)  # fmt: skip
SEND = _move("send", _("send the letter, or hand it over"), _("A letter was sent"), (Status.RELEASED,), Status.SENT,
             clauses=("CAM-19", "CAM-32", "EHC-8", "EHC-14"))  # fmt: skip
RETURNED = _move("returned", _("record that a letter came back"), _("A letter came back undelivered"), (Status.SENT,),
                 Status.RETURNED)  # fmt: skip
WITHDRAW = _move("withdraw", _("withdraw a letter before it is sent"), _("A letter was withdrawn"),
                 (*OPEN, Status.RELEASED), Status.WITHDRAWN)  # fmt: skip
MOVES = (DRAFT, CHANGE, FINISH, SEND_BACK, RELEASE, SEND, RETURNED, WITHDRAW)
BLOCK_ADDRESS = Verb(
    "letter.block-address", _("block an address that is out of date"), _("An address was blocked for letters")
)
ERASE = Verb("letter.erase", _("erase a letter"), _("A letter was erased"))
VERBS = (*(move.verb for move in MOVES), BLOCK_ADDRESS, ERASE)
