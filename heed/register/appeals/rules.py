"""Who records an appeal, names its panel, comments, sits and decides. Every refusal says why."""

from collections.abc import Sequence
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from heed.access.decisions import YES, Decision, no
from heed.access.queries import reach
from heed.access.states import Can
from heed.casework.cases.states import NAMED, Move, Part
from heed.people.agencies.models import User
from heed.people.agencies.queries import book_for
from heed.register.appeals import states
from heed.register.appeals.models import Appeal
from heed.register.appeals.queries import (
    acknowledged_at,
    comment_of,
    empty_seats,
    is_open,
    letters_on,
    of_marker,
    seat_of,
    touched,
    waits_for_comment,
)
from heed.register.markers.models import Marker
from heed.register.markers.queries import concerned, falls_to, parts
from heed.register.markers.states import Status


def may_receive(user: User, marker: Marker) -> Decision:
    """Record an appeal: whoever sees the whole register, so that it does not hang on who decided on the entry."""
    if marker.status != Status.LIVE:
        return no(_("This entry is not on the register, so there is nothing to appeal against."))
    if set(NAMED) & parts(user, marker):
        return no(_("You are named in this case, so somebody else must do this."))
    found = of_marker(marker)
    if found is not None and is_open(found):
        return no(_("An appeal against this entry is open already."))
    if reach(user).can(Can.READ_REGISTER):
        return YES
    return no(_("Tell the owner of the register that somebody appeals. They, health and safety or data protection "
                "record it."))  # fmt: skip


def may_see(user: User, appeal: Appeal) -> Decision:
    """See the appeal and its papers: its panel while it is theirs, and those who see the whole register."""
    if Part.SUBJECT in parts(user, appeal.marker):
        return no(_("You are named in this case, so somebody else must do this."))
    if reach(user).can(Can.READ_REGISTER) or seat_of(user, appeal) is not None:
        return YES
    return no(_("Only the panel, and those who see the whole register, see an appeal."))


def fits(appeal: Appeal, move: Move) -> Decision:
    """Return whether the appeal is in a state for the verb."""
    if not is_open(appeal):
        return no(_("This appeal is not open any more."))
    if appeal.status not in move.sources:
        return no(_("This cannot be done while the appeal is “%(status)s”.") % {"status": appeal.status_words})
    return YES


def _keeps(user: User, appeal: Appeal, move: Move) -> Decision:
    fit = fits(appeal, move)
    if not fit:
        return fit
    if set(NAMED) & parts(user, appeal.marker):
        return no(_("You are named in this case, so somebody else must do this."))
    if reach(user).can(Can.KEEP_REGISTER) or move.verb.name in falls_to(user, appeal.marker):
        return YES
    return no(_("Only the owner of the register can do this."))


def may_acknowledge(user: User, appeal: Appeal) -> Decision:
    """Tell the person that the appeal has come: whoever keeps the register, where no letter has to say it."""
    if acknowledged_at(appeal) is not None:
        return no(_("The person has been told already."))
    decision = _keeps(user, appeal, states.ACKNOWLEDGE)
    if decision and letters_on(book_for(appeal.marker.case.agency), states.RECEIVE.verb.name):
        return no(_("Your policy has a letter say that the appeal has come. Write that letter."))
    return decision


def may_name_panel(user: User, appeal: Appeal) -> Decision:
    """Name the panel: whoever keeps the register, until one of the panel has said how they see it."""
    if any(seat.view for seat in appeal.seats.all()):
        return no(_("One of the panel has said how they see it, so the panel stays as it is."))
    return _keeps(user, appeal, states.NAME_PANEL)


def may_withdraw(user: User, appeal: Appeal) -> Decision:
    """Record that whoever appealed does so no longer."""
    return _keeps(user, appeal, states.WITHDRAW)


def may_sit(users: Sequence[User], appeal: Appeal) -> Decision:
    """Be the panel: enough people of the body, each another, none of whom had a part in the entry (EHC-9)."""
    if len({user.pk for user in users}) < appeal.size:
        return no(ngettext("A panel has %(count)d member at least.", "A panel has %(count)d members at least.",
                           appeal.size) % {"count": appeal.size})  # fmt: skip
    return _had_no_part(users, appeal)


def _had_no_part(users: Sequence[User], appeal: Appeal) -> Decision:
    if any(user.agency_id != appeal.marker.case.agency_id or not user.is_active for user in users):
        return no(_("Everybody on the panel must work here."))
    barred = touched(appeal.marker, but=appeal)
    names = ", ".join(user.name for user in users if user.pk in barred)
    if names:
        return no(_("These had a part in the entry, so they cannot sit on the panel: %(names)s.") % {"names": names})
    return YES


def may_step_down(user: User, appeal: Appeal) -> Decision:
    """Leave the panel because of a tie: each of it, until it is decided."""
    fit = fits(appeal, states.STEP_DOWN)
    if not fit:
        return fit
    return YES if seat_of(user, appeal) else no(_("Only the panel does this."))


def may_fill(user: User, appeal: Appeal) -> Decision:
    """Name who takes the place of whoever stepped down: whoever keeps the register."""
    if not empty_seats(appeal):
        return no(_("Nobody of the panel has stepped down."))
    return _keeps(user, appeal, states.FILL)


def may_join(users: Sequence[User], appeal: Appeal) -> Decision:
    """Take the places of who stepped down: one for each, none of whom sits on it already or had a part (EHC-9)."""
    if len({user.pk for user in users}) != len(empty_seats(appeal)):
        return no(ngettext("Name %(count)d person, one for each empty seat.",
                           "Name %(count)d people, one for each empty seat.",
                           len(empty_seats(appeal))) % {"count": len(empty_seats(appeal))})  # fmt: skip
    if any(seat_of(user, appeal) for user in users):
        return no(_("Whoever sits on the panel already cannot take a second seat."))
    return _had_no_part(users, appeal)


def may_comment(user: User, appeal: Appeal) -> Decision:
    """Say what one thinks of the appeal: the employee concerned, once."""
    fit = fits(appeal, states.COMMENT)
    if not fit:
        return fit
    if user not in concerned(appeal.marker):
        return no(_("Only the employee concerned is asked what they think of an appeal."))
    if comment_of(appeal) is not None:
        return no(_("What you said is on the page already."))
    return YES


def may_view(user: User, appeal: Appeal, at: datetime) -> Decision:
    """Say how one sees it: each of the panel, once the employee concerned has had their say or their time."""
    return _of_panel(user, appeal, states.VIEW, at)


def _of_panel(user: User, appeal: Appeal, move: Move, at: datetime) -> Decision:
    fit = fits(appeal, move)
    if not fit:
        return fit
    if seat_of(user, appeal) is None:
        return no(_("Only the panel does this."))
    if user.pk in touched(appeal.marker, but=appeal):
        return no(_("You have a part in this entry by now, so somebody else must sit on the panel."))
    if waits_for_comment(appeal, at):
        return no(_("The employee concerned has been asked what they think and still has time to say it."))
    return YES


def may_decide(user: User, appeal: Appeal, at: datetime) -> Decision:
    """Record what the panel decided: whoever chairs it, when each of them has said how they see it."""
    seat = seat_of(user, appeal)
    if seat is not None and not seat.chairs and appeal.status in states.SEATED:
        return no(_("Whoever chairs the panel records what it decided."))
    return _of_panel(user, appeal, states.DECIDE, at)


def may_come_to(outcome: str, appeal: Appeal) -> Decision:
    """Come to this outcome: most of the panel see it so."""
    views = [seat.view for seat in appeal.seats.all()]
    if 2 * views.count(outcome) > len(views):
        return YES
    return no(_("Most of the panel do not see it so. Talk again: each of you can change how you see it."))
