"""What an agreement and a share can be, every way they can change, and the verbs of partners."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy
from django.utils.translation import gettext_noop as _

from heed.casework.cases.states import Move
from heed.policy.vocabulary import Fact, Kind, Verb


class Standing(TextChoices):
    """Where an agreement stands. It lets anything be seen only while LIVE, and only between its days."""

    LIVE = "live", gettext_lazy("In force")
    ENDED = "ended", gettext_lazy("Ended")


class Status(TextChoices):
    """Where a share stands. Only LIVE shows anything to anybody."""

    ASKED = "asked", gettext_lazy("Waits for a second person")
    LIVE = "live", gettext_lazy("Shared")
    REFUSED = "refused", gettext_lazy("Not shared")
    WITHDRAWN = "withdrawn", gettext_lazy("Withdrawn, deletion not confirmed")
    CONFIRMED = "confirmed", gettext_lazy("Withdrawn, deletion confirmed")


class Why(TextChoices):
    """Why something is shared no longer."""

    WITHDRAWN = "withdrawn", gettext_lazy("it was withdrawn")
    AGREEMENT = "agreement", gettext_lazy("the agreement was over")
    ENTRY = "entry", gettext_lazy("the entry was over")
    TERM = "term", gettext_lazy("its time was over")


WHY = Fact("why", Kind.CHOICE, "it is shared no longer because", words=tuple(Why.values))
HOW = Fact("by_partner", Kind.YES_NO, "the partner confirmed it themselves")
EHC_16 = ("EHC-16",)


def _verb(name: str, do: str, done: str, of: str = "case", *facts: Fact) -> Verb:
    decides = name in ("share.ask", "share.agree", "share.refuse")
    return Verb(name, do, done, facts, EHC_16, of, decides=decides, shared=name == "share.confirm")


ADD = _verb("partner.add", _("add a partner organisation"), _("A partner organisation was added"), "agency")
SIGN = Move(_verb("agreement.sign", _("put an agreement on file"), _("An agreement was put on file")), (), "live")
END = Move(_verb("agreement.end", _("end the agreement"), _("The agreement was ended")), ("live",), "ended")
NEAR_REVIEW = Move(
    _verb("agreement.near-review", _("notice that the agreement is to be reviewed"),
          _("The agreement is to be reviewed")),
    ("live",),
    None,
)  # fmt: skip
REVIEW = Move(_verb("agreement.review", _("review the agreement"), _("The agreement was reviewed")), ("live",), None)
ASK = Move(_verb("share.ask", _("ask to share it with a partner"), _("Sharing with a partner was asked for")), (),
           "asked")  # fmt: skip
AGREE = Move(_verb("share.agree", _("agree that it is shared"), _("It was shared with a partner")), ("asked",), "live")
REFUSE = Move(_verb("share.refuse", _("refuse to share it"), _("It was not shared")), ("asked",), "refused")
WITHDRAW = Move(
    _verb("share.withdraw", _("withdraw what is shared"), _("What was shared was withdrawn"), "case", WHY),
    ("live",),
    "withdrawn",
)
LAPSE = Move(
    _verb("share.lapse", _("let what is shared end"), _("What was shared ended by itself"), "case", WHY),
    ("live",),
    "withdrawn",
)
CONFIRM = Move(
    _verb("share.confirm", _("confirm that the partner deleted it"), _("The partner confirmed that it was deleted"),
          "case", HOW),
    ("withdrawn",),
    "confirmed",
)  # fmt: skip
MOVES = (SIGN, NEAR_REVIEW, REVIEW, END, ASK, AGREE, REFUSE, WITHDRAW, LAPSE, CONFIRM)
VERBS = (ADD, *(move.verb for move in MOVES))
