"""Who reviews, ends and corrects an entry, and who lets the deletion of many go on. Every refusal says why."""

from django.utils.translation import gettext as _

from heed.access.decisions import YES, Decision, no
from heed.access.queries import reach
from heed.access.states import Can
from heed.people.agencies.models import User
from heed.register.markers import states
from heed.register.markers.models import Marker
from heed.register.markers.rules import may_keep
from heed.register.markers.states import Ending


def may_review(user: User, marker: Marker) -> Decision:
    """Review an entry (EHC-12)."""
    return may_keep(user, marker, states.REVIEW)


def may_end(user: User, marker: Marker, why: Ending | None = None) -> Decision:
    """End an entry before its day, for a reason that is theirs to give."""
    if why is not None and why not in states.endings(marker.about):
        return no(_("“%(why)s” is not a reason for which this entry can be ended by hand.") % {"why": why.label})
    return may_keep(user, marker, states.END)


def may_correct(user: User, marker: Marker) -> Decision:
    """Put a fact of an entry right."""
    return may_keep(user, marker, states.CORRECT)


def may_let_go_on(user: User) -> Decision:
    """Let a sweep go on that stopped because it would take off more than usual (B28)."""
    if reach(user).can(Can.READ_REGISTER):
        return YES
    return no(_("Only those who see the whole register can do this."))
