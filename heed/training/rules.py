"""Who is briefed, and who must be. Every refusal says why."""

from datetime import datetime

from django.utils.translation import gettext as _

from heed.access.decisions import YES, Decision, no
from heed.access.queries import reach
from heed.access.states import Can
from heed.people.agencies.models import User
from heed.people.agencies.queries import book_for


def may_brief(user: User) -> Decision:
    """Read the briefing and answer its questions: everybody whose body's policy has one (EHC-17)."""
    if book_for(user.agency).briefing.held:
        return YES
    return no(_("The policy of your organisation has no briefing."))


def must_be_briefed(user: User, at: datetime) -> bool:
    """Return whether a look-up of the user depends on their briefing just now (EHC-17).

    Those who see the whole register keep it, or watch how it is kept: a warning is never kept from them.
    """
    book = book_for(user.agency)
    terms = book.briefing
    if not terms.held or (terms.starts and book.calendar.day_of(at) < terms.starts):
        return False
    return not reach(user).can(Can.READ_REGISTER)


def may_see_briefed(user: User) -> Decision:
    """See who is briefed: those who see the whole register, where the policy has a briefing (EHC-17)."""
    may = may_brief(user)
    if not may or reach(user).can(Can.READ_REGISTER):
        return may
    return no(_("Only those who see the whole register see who is briefed."))
