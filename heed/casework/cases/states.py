"""The words of a case: how sensitive it is, and who can have which part in it."""

from dataclasses import dataclass

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from heed.policy.vocabulary import Verb


class Sensitivity(TextChoices):
    """Restricted kinds shrink the circle of readers to those assigned (need-to-know rule N6)."""

    NORMAL = "normal", _("Normal")
    RESTRICTED = "restricted", _("Restricted")


class Sort(TextChoices):
    """What a case carries: it decides by which posts it is read, and where its page is."""

    REPORT = "report", _("Report")
    ENTRY = "entry", _("Entry of the register")


PLACES = {Sort.REPORT: "reports", Sort.ENTRY: "register"}
"""The first word of the address of a case's page."""


class Part(TextChoices):
    """Who has which part in a case; recusal and "the victim never owes it" read this."""

    VICTIM = "victim", _("person affected")
    REPORTER = "reporter", _("reporter")
    WITNESS = "witness", _("witness")
    SUBJECT = "subject", _("person responsible")
    MANAGER = "manager", _("manager of record")
    DECIDED = "decided", _("decided on it")
    ASSIGNED = "assigned", _("asked to act on it")
    TIE = "tie", _("declared a tie")


NAMED = (Part.VICTIM, Part.REPORTER, Part.WITNESS, Part.SUBJECT, Part.TIE)
"""Parts that bar a person from deciding on the case (R1, R2)."""


@dataclass(frozen=True, slots=True)
class Move:
    """One way in which a thing changes: the verb, the states it may start from, the state it leads to.

    `target` None leaves the state as it is; no `sources` means any state.
    """

    verb: Verb
    sources: tuple[str, ...] = ()
    target: str | None = None
