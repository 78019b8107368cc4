"""What a duty can be, and what can be done to it."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy
from django.utils.translation import gettext_noop as _

from heed.casework.cases.states import Move
from heed.policy.vocabulary import Verb


class Status(TextChoices):
    """A duty is open until its verb is done or it is waived with a reason."""

    OPEN = "open", gettext_lazy("Open")
    DONE = "done", gettext_lazy("Done")
    WAIVED = "waived", gettext_lazy("Waived")


class How(TextChoices):
    """Why a duty falls to somebody, or why they hear of it."""

    HOLDER = "holder", gettext_lazy("holds the post")
    DEPUTY = "deputy", gettext_lazy("stands in for the holder of the post")
    NEXT_UP = "next-up", gettext_lazy("is next up, because nobody who holds the post can do it")
    LAST = "last", gettext_lazy("is health and safety, because nobody else is left")
    OWNER = "owner", gettext_lazy("agreed to do it")
    TOLD = "told", gettext_lazy("was told because it is late")


OPENED = Move(Verb("duty.open", _("open a duty"), _("Something came to be owed"), of="duty"), (), Status.OPEN)
FULFIL = Move(
    Verb("duty.fulfil", _("do what is owed"), _("What was owed was done"), of="duty"), (Status.OPEN,), Status.DONE
)
WAIVE = Move(
    Verb("duty.waive", _("waive what is owed, with a reason"), _("What was owed was waived"), of="duty"),
    (Status.OPEN,),
    Status.WAIVED,
)
REMIND = Move(Verb("duty.remind", _("remind whoever owes it"), _("A reminder went out"), of="duty"), (Status.OPEN,))
ESCALATE = Move(
    Verb("duty.escalate", _("tell whoever is next up"), _("It was late, and the next up were told"), of="duty"),
    (Status.OPEN,),
)
ACKNOWLEDGE = Move(
    Verb(
        "duty.acknowledge",
        _("say that you have seen that it is late"),
        _("Somebody took note that it is late"),
        of="duty",
    ),
    (Status.OPEN,),
)
MOVES = (OPENED, FULFIL, WAIVE, REMIND, ESCALATE, ACKNOWLEDGE)
VERBS = tuple(move.verb for move in MOVES)

# Standing duties of a team: no case, they come round by the calendar (`every`, `for`).
BRIEF_TEAM = Verb(
    "team.brief",
    _("put reports and action plans on the team meeting"),
    _("Reports and action plans were discussed at the team meeting"),
    clauses=("CAF-5",),
    of="team",
)
TALK_WELLBEING = Verb(
    "team.talk-wellbeing",
    _("have the regular conversation about wellbeing with everybody in the team"),
    _("The conversations about wellbeing were held"),
    clauses=("CAM-22",),
    of="team",
)
REMIND_TO_REPORT = Verb(
    "team.remind-to-report",
    _("remind everybody in the team to report"),
    _("Everybody in the team was reminded to report"),
    clauses=("EHC-17", "CAF-2"),
    of="team",
)
CHECK_REGISTER = Verb(
    "team.check-register",
    _("go through the register with health and safety"),
    _("The register was gone through with health and safety"),
    clauses=("EHC-12",),
    of="team",
)
STANDING = (BRIEF_TEAM, TALK_WELLBEING, REMIND_TO_REPORT, CHECK_REGISTER)
