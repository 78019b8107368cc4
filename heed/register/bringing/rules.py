"""Who brings in an earlier register. Every refusal says why."""

from django.utils.translation import gettext as _

from heed.access.decisions import Decision, no
from heed.access.queries import reach
from heed.access.states import Can
from heed.people.agencies.models import User
from heed.people.agencies.queries import book_for
from heed.register.markers.rules import may_propose


def may_bring_in(user: User) -> Decision:
    """Bring in an earlier register: who sees all of this one, and proposes, but does not decide, what comes in."""
    may = reach(user)
    if book_for(user.agency).register.kept and may.can(Can.KEEP_REGISTER):
        return no(_("Whoever decides on the entries does not bring them in. Ask health and safety to do it."))
    proposes = may_propose(user)
    if proposes and not may.can(Can.READ_REGISTER):
        return no(_("Only somebody who sees the whole register brings one in. Ask health and safety to do it."))
    return proposes
