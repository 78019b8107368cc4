"""What an action plan can be: drawn up, agreed by one, agreed by both, sent back, changed and agreed again."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy
from django.utils.translation import gettext_noop as _

from heed.casework.cases.states import Move
from heed.policy.vocabulary import Verb


class Status(TextChoices):
    """Where a plan stands; who has signed is in its own columns."""

    PROPOSED = "proposed", gettext_lazy("To be agreed")
    AGREED = "agreed", gettext_lazy("Agreed")
    SENT_BACK = "sent-back", gettext_lazy("Sent back")


PROPOSE = Move(
    Verb(
        "plan.propose",
        _("draw up an action plan"),
        _("An action plan was proposed"),
        clauses=("CAF-5", "CUM-8"),
        shared=True,
    ),
    (),
    Status.PROPOSED,
)
AGREE = Move(
    Verb(
        "plan.agree",
        _("agree the action plan"),
        _("The action plan was agreed"),
        clauses=("CAF-5", "CUM-8"),
        shared=True,
    ),
    (Status.PROPOSED,),
    Status.AGREED,
)
SEND_BACK = Move(
    Verb("plan.send-back", _("send the action plan back"), _("The action plan was sent back"), clauses=("CUM-8",)),
    (Status.PROPOSED,),
    Status.SENT_BACK,
)
CHANGE = Move(
    Verb("plan.change", _("change the action plan"), _("The action plan was changed"), clauses=("CAF-5",), shared=True),
    (Status.PROPOSED, Status.AGREED, Status.SENT_BACK),
    Status.PROPOSED,
)
DO_LINE = Move(Verb("plan.do-line", _("do what the action plan says"), _("A line of the action plan was done")))
MOVES = (PROPOSE, AGREE, SEND_BACK, CHANGE, DO_LINE)
VERBS = tuple(move.verb for move in MOVES)
