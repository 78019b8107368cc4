"""Who is briefed. Every refusal says why."""

from django.utils.translation import gettext as _

from heed.access.decisions import YES, Decision, no
from heed.people.agencies.models import User
from heed.people.agencies.queries import book_for


def may_brief(user: User) -> Decision:
    """Read the briefing and answer its questions: everybody whose body's policy has one (EHC-17)."""
    if book_for(user.agency).briefing.held:
        return YES
    return no(_("The policy of your organisation has no briefing."))
