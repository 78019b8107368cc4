"""Who tells staff of an entry, and who keeps it from the person whom it is about. Every refusal says why."""

from django.utils.translation import gettext as _

from heed.access.decisions import YES, Decision, no
from heed.access.queries import reach
from heed.access.states import Can
from heed.casework.cases.queries import barred_from
from heed.people.agencies.models import User
from heed.register.markers import states
from heed.register.markers.models import Marker
from heed.register.markers.queries import falls_to
from heed.register.markers.rules import fits, may_keep


def may_announce(user: User, marker: Marker) -> Decision:
    """Announce a new entry to staff who need to know that there is one (EHC-7)."""
    return may_keep(user, marker, states.ANNOUNCE)


def may_propose_silence(user: User, marker: Marker) -> Decision:
    """Propose not to tell the person, because telling them would bring on violence (EHC-10)."""
    if marker.silence_agreed_by_id:
        return no(_("It has been agreed already that the person is not told."))
    return may_keep(user, marker, states.PROPOSE_SILENCE)


def may_agree_silence(user: User, marker: Marker) -> Decision:
    """Agree that the person is not told: a second person, who sees the whole register or countersigned it (D2)."""
    if not marker.silence_by_id or marker.silence_agreed_by_id:
        return no(_("Nobody has proposed that, or it has been agreed already."))
    if marker.silence_by_id == user.pk:
        return no(_("You proposed this. A second person must agree."))
    fit = fits(user, marker, states.AGREE_SILENCE)
    if fit and not (reach(user).can(Can.READ_REGISTER) or marker.countersigned_by_id == user.pk):
        return no(_("Health and safety, data protection or whoever countersigned can agree to this."))
    return fit


def may_break_silence(user: User, marker: Marker) -> Decision:
    """Look again at the silence, or tell the person after all."""
    if not marker.silence_agreed_by_id:
        return no(_("The person is being told, so there is no silence to look at."))
    return may_keep(user, marker, states.BREAK_SILENCE)


def may_read_letters(user: User, marker: Marker) -> Decision:
    """Read the letters on an entry: who sees the register, and to whom one of them falls; not who proposed it.

    Nor who countersigns or sits on an appeal: letters say where somebody lives.
    """
    mine = any(verb.startswith("letter.") for verb in falls_to(user, marker))
    reads = mine or reach(user).can(Can.READ_REGISTER)
    if reads and user.pk not in barred_from(marker.case, deciding=False):
        return YES
    return no(_("Only the owner of the register, and those to whom one of its letters falls, deal with them."))
