"""Where a statement stands, and the verbs by which it is asked for and given."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy
from django.utils.translation import gettext_noop as _

from heed.casework.cases.states import Move
from heed.policy.vocabulary import Verb


class Status(TextChoices):
    """Where a statement stands."""

    ASKED = "asked", gettext_lazy("Asked for")
    GIVEN = "given", gettext_lazy("Given")


INVITE = Move(
    Verb(
        "statement.invite",
        _("invite a witness to give a statement"),
        _("A witness was invited to give a statement"),
        clauses=("CUM-12",),
    ),
    (),
    Status.ASKED,
)
GIVE = Move(
    Verb(
        "statement.give",
        _("give a statement as a witness"),
        _("A witness gave a statement"),
        clauses=("CUM-12", "EHC-4"),
        shared=True,
    ),
    (Status.ASKED, Status.GIVEN),
    Status.GIVEN,
)
MOVES = (INVITE, GIVE)
VERBS = tuple(move.verb for move in MOVES)
