"""Who places, agrees to, looks again at and ends a legal hold. Every refusal says why."""

from django.utils.translation import gettext as _

from heed.access.decisions import YES, Decision, no
from heed.access.queries import reach
from heed.access.states import Can
from heed.casework.cases.states import NAMED, Move
from heed.people.agencies.models import User
from heed.register.holds import states
from heed.register.holds.queries import hold_on
from heed.register.markers.models import Marker
from heed.register.markers.queries import falls_to, parts


def may_hold(user: User, marker: Marker) -> Decision:
    """Place a hold: who sees the whole register, while there is still something to keep."""
    fit = _fits(user, marker, states.HOLD)
    if fit and hold_on(marker) is not None:
        return no(_("There is a legal hold on this entry already."))
    return fit


def _fits(user: User, marker: Marker, move: Move) -> Decision:
    if marker.status not in move.sources or marker.erased_at is not None:
        return no(_("There is nothing here that a legal hold could keep."))
    if set(NAMED) & parts(user, marker):
        return no(_("You are named in this case, so somebody else must do this."))
    if reach(user).can(Can.READ_REGISTER) or move.verb.name in falls_to(user, marker):
        return YES
    return no(_("Only those who see the whole register can do this."))


def may_agree(user: User, marker: Marker) -> Decision:
    """Agree to a hold: another person than who placed it."""
    hold = hold_on(marker)
    if hold is None or hold.alone or hold.agreed_by_id:
        return no(_("There is no legal hold here that waits for a second person."))
    if hold.asked_by_id == user.pk:
        return no(_("You placed this legal hold. A second person must agree."))
    return _fits(user, marker, states.AGREE)


def may_review(user: User, marker: Marker) -> Decision:
    """Look again at whether a hold is needed."""
    if hold_on(marker) is None:
        return no(_("There is no legal hold on this entry."))
    return _fits(user, marker, states.REVIEW)


def may_end(user: User, marker: Marker) -> Decision:
    """End a hold; what is over is then deleted within minutes."""
    return may_review(user, marker)
