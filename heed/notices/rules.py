"""Who may see which messages did not arrive."""

from django.utils.translation import gettext as _

from heed.access.decisions import YES, Decision, no
from heed.access.queries import reach
from heed.access.states import Can
from heed.people.agencies.models import User


def may_see_undelivered(user: User) -> Decision:
    """See whose messages did not arrive: administrators, who keep the addresses. Everybody sees their own."""
    if not reach(user).can(Can.KEEP_STAFF):
        return no(_("Only an administrator sees whose messages did not arrive."))
    return YES
