"""Who may look things up, how often, and who sees that they did. Every refusal says why."""

from datetime import datetime, timedelta
from typing import Final

from django.utils.translation import gettext as _

from heed.access.decisions import YES, Decision, Refused, no
from heed.access.models import System
from heed.access.queries import may_still_ask, reach
from heed.access.states import Can
from heed.casework.cases.states import Part
from heed.checks.answers.queries import Asked
from heed.checks.queries import asked_since, asked_through, asked_today, urgent_since
from heed.people.agencies.models import User
from heed.people.agencies.queries import book_for
from heed.register.markers.models import Marker
from heed.register.markers.queries import concerned, falls_to, parts
from heed.training.queries import Standing, standing_of
from heed.training.rules import may_brief, must_be_briefed
from heed.training.states import State

MANY_AN_HOUR: Final = 30
MOST_A_DAY: Final = 100
"""More in an hour must be explained; more in a day are refused, and data protection is told (N2)."""
HOUR: Final = timedelta(hours=1)
AGAIN: Final = timedelta(hours=1)
"""For so long the same urgent question is answered again."""


class TooMany(Refused):
    """Refused because there were so many: a reason is wanted, or nothing is answered any more."""


def may_look_up(user: User) -> Decision:
    """Look up somebody or somewhere, for a purpose: everybody who works for a body that keeps a register."""
    if book_for(user.agency).register.kept:
        return YES
    return no(_("Your organisation keeps no register, so there is nothing to look up."))


def lacks_briefing(user: User, at: datetime) -> Standing | None:
    """Return how the user stands with the briefing, where theirs must be in date and is not; None otherwise (EHC-17).

    Only whether they are answered in Heed depends on it. What another system asks for them does not: it could not be
    told from “nothing found” there.
    """
    if not may_brief(user):
        return None
    standing = standing_of(user, at)
    return standing if standing.state != State.IN_DATE and must_be_briefed(user, at) else None


def may_unbriefed(user: User, standing: Standing, at: datetime, digest: str = "") -> Decision:
    """Be answered though the briefing is not in date: for some days once it has run out, then once, if it is urgent.

    The same question (`digest`) is answered again for an hour: whoever stands at a door may lose the connection.
    """
    if standing.state == State.NEVER or standing.until_at is None:
        return no(_("You have not had the briefing on the register yet. Your organisation asks for it before anybody "
                    "looks up."))  # fmt: skip
    used = None if standing.state == State.GRACE else urgent_since(user, standing.until_at, at)
    if used is None or (used[0] == digest and at - used[1] < AGAIN):
        return YES
    return no(_("Your briefing on the register has run out, and you have had the one urgent answer that there is "
                "without it."))  # fmt: skip


def must_explain(user: User, at: datetime) -> bool:
    """Return whether one more look-up needs a reason, because there were many within an hour (N2)."""
    return asked_since(user, at - HOUR, at) >= MANY_AN_HOUR


def may_look_up_more(user: User, at: datetime) -> Decision:
    """Look up once more today (N2)."""
    if asked_today(user, at) < MOST_A_DAY:
        return YES
    return no(
        _("You have looked up more today than anybody needs to, so Heed has stopped, and data protection was told. "
          "If you must know something now, telephone your manager or health and safety.")
    )  # fmt: skip


def may_ask_from_elsewhere(system: System, user: User, at: datetime) -> Decision:
    """Ask through another system: where the policy has it so, and for somebody who works for the system's agency."""
    if not may_still_ask(system, at) or user.agency_id != system.agency_id:
        return no(_("This system may not ask Heed."))
    if book_for(system.agency).register.elsewhere != "live-badge":
        return no(_("By the policy of your organisation warnings are shown in Heed alone. Look it up there."))
    return YES


def may_answer_more(system: System, at: datetime) -> Decision:
    """Answer the system once more within the hour, whomever it asks for."""
    if asked_through(system, at - HOUR, at) < system.most_an_hour:
        return YES
    return no(_("This system has asked more within an hour than was agreed, so Heed has stopped answering it."))


def enough(asked: Asked) -> Decision:
    """Ask for somebody by name and one more fact, or for an address, or by reference (N1)."""
    if not asked.reference and not asked.names and not asked.has_address:
        return no(_("Enter an address, or a name with one more fact."))
    if asked.reference or asked.has_whole_address:
        return YES
    if asked.names:
        if asked.has_more:
            return YES
        return no(_("Add one more fact: a date of birth, an address or a postcode. A name alone is not enough."))
    return no(_("Add the number of the house, or its postcode."))


def may_see_looks(user: User, marker: Marker) -> Decision:
    """See who looked at an entry: those who see the whole register (N2)."""
    if reach(user).can(Can.READ_REGISTER) and Part.SUBJECT not in parts(user, marker):
        return YES
    return no(_("Only those who see the whole register see who looked."))


def reads_story(user: User, marker: Marker) -> bool:
    """Return whether the user reads all of an entry: who sees the register, and who proposes, countersigns, decides.

    Everybody else who may open it, the employee concerned above all, reads what it warns of and how it stands.
    """
    if reach(user).can(Can.READ_REGISTER) or marker.proposed_by_id == user.pk:
        return True
    if user in concerned(marker):
        return False
    return bool(falls_to(user, marker)) or Part.DECIDED in parts(user, marker)
