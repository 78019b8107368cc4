"""Who keeps agreements, who shares and takes back, and what a partner may do. Every refusal says why."""

from datetime import date

from django.utils.translation import gettext as _

from heed.access.decisions import YES, Decision, no
from heed.access.queries import reach
from heed.access.states import Can
from heed.partners.models import Agreement, Organisation, Share
from heed.partners.states import Standing, Status
from heed.people.agencies.models import User
from heed.register.markers.models import Marker
from heed.register.markers.queries import parts
from heed.register.markers.rules import BARRED
from heed.register.markers.states import Status as Entry


def may_see_partners(user: User) -> Decision:
    """See which partners there are and what is shared with them: who sees the whole register."""
    if reach(user).can(Can.READ_REGISTER):
        return YES
    return no(_("Only those who see the whole register see what is shared with partners."))


def may_keep_partners(user: User) -> Decision:
    """Add partners and their people, put agreements on file, end them: the owner of the register."""
    if reach(user).can(Can.KEEP_REGISTER):
        return YES
    return no(_("Only the owner of the register can do this."))


def may_sign(user: User, organisation: Organisation) -> Decision:
    """Put an agreement on file: never with a partner whose people come close to nobody on the register (EHC-16)."""
    if organisation.host_id != user.agency_id:
        return no(_("The organisation is a partner of another agency."))
    if not organisation.closeness.strip():
        return no(_("Its people are not in close contact with anybody on the register, so nothing can be shared."))
    return may_keep_partners(user)


def may_review_agreement(user: User, agreement: Agreement) -> Decision:
    """Review an agreement that has not been ended: whoever keeps them (EHC-16)."""
    return may_end_agreement(user, agreement)


def may_be_reviewed_on(agreement: Agreement, day: date, today: date) -> Decision:
    """Set the next review: later than today, and within the agreement."""
    if agreement.until_on <= today:
        return no(_("It is over. Put a new agreement on file, or end this one."))
    if not today < day <= agreement.until_on:
        return no(_("The next review is later than today, and no later than the agreement ends."))
    return YES


def may_end_agreement(user: User, agreement: Agreement) -> Decision:
    """End an agreement, and with it everything that is shared by it."""
    if agreement.case.agency_id != user.agency_id or agreement.status != Standing.LIVE:
        return no(_("It has ended already."))
    return may_keep_partners(user)


def _sees(user: User, marker: Marker) -> Decision:
    if marker.case.agency_id != user.agency_id or not reach(user).can(Can.READ_REGISTER):
        return no(_("Only those who see the whole register share an entry."))
    if parts(user, marker) & set(BARRED):
        return no(_("You are named in this case, so somebody else must do this."))
    return YES


def may_ask(user: User, marker: Marker) -> Decision:
    """Ask to share a live entry; a second person agrees, and one of the two owns the register (EHC-16, D2)."""
    if marker.status != Entry.LIVE:
        return no(_("Only an entry that warns now can be shared."))
    return _sees(user, marker)


def may_share_until(share: Share, today: date) -> Decision:
    """Share until a day: within the agreement, and no longer than the entry stands."""
    if not Agreement.objects.live(today).filter(pk=share.agreement_id).exists():
        return no(_("There is no agreement in force with this partner."))
    if not Marker.objects.live(today).filter(pk=share.marker_id).exists():
        return no(_("Only an entry that warns now can be shared."))
    ends_on = share.marker.ends_on
    if share.until_on < today or share.until_on > share.agreement.until_on or not ends_on or share.until_on > ends_on:
        return no(_("It can be shared until the agreement or the entry ends, whichever comes first."))
    return YES


def may_decide(user: User, share: Share) -> Decision:
    """Agree or refuse as the second person; one of the two owns the register."""
    if share.status != Status.ASKED:
        return no(_("This has already been decided."))
    if share.asked_by_id == user.pk:
        return no(_("You asked for this. A second person must agree."))
    if not (reach(user).can(Can.KEEP_REGISTER) or reach(share.asked_by).can(Can.KEEP_REGISTER)):
        return no(_("The owner of the register must be one of the two who share it."))
    return _sees(user, share.marker)


def may_withdraw(user: User, share: Share) -> Decision:
    """Take back what is shared, at once: whoever sees the register."""
    if share.case.agency_id != user.agency_id:
        return no(_("Another agency shares this."))
    if share.status != Status.LIVE:
        return no(_("It is not shared any more."))
    return may_see_partners(user)


def may_confirm(user: User, share: Share) -> Decision:
    """Confirm the deletion: somebody of the partner; or the owner, who heard it from them."""
    if share.status != Status.WITHDRAWN:
        return no(_("Nothing is waiting to be confirmed."))
    if share.agreement.organisation.body_id == user.agency_id:
        return YES
    if share.case.agency_id != user.agency_id:
        return no(_("Another agency shares this."))
    return may_keep_partners(user)
