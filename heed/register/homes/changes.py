"""Writes about moves: the person’s old address is closed, and every entry about them warns where they live now."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from heed.access.decisions import Refused
from heed.documents.letters.changes import block_address
from heed.documents.letters.rules import may_deal
from heed.notices.changes import tell
from heed.notices.states import Notice
from heed.people.agencies.stamps import Signed
from heed.people.public.changes import add_place
from heed.people.public.changes import move as move_person
from heed.register.homes import rules
from heed.register.homes.queries import standing_of
from heed.register.markers import states
from heed.register.markers.changes import inform, show_in_checks, step
from heed.register.markers.models import Marker
from heed.register.markers.queries import today
from heed.register.markers.states import Status
from heed.register.telling.queries import were_told


@dataclass(frozen=True, slots=True)
class Moved:
    """When somebody left where they lived, and where to; without an address that is not known."""

    left_on: date
    lines: str = ""
    postcode: str = ""


@transaction.atomic
def move(stamp: Signed, marker: Marker, moved: Moved, *, text: str, token: str | None = None) -> None:
    """Say that the person has moved; `text` says how that is known. From now on nothing warns of them where they lived.

    Who lives there now is not wronged, and who lived with them stays. Every entry about the person moves with them,
    whoever was told hears that it has changed, and no letter of these entries goes to the old address any more.
    """
    rules.may_move(stamp.user, marker).require()
    person = marker.person
    if person is None:
        raise Refused(_("That person is not known here."))
    if not text.strip():
        raise Refused(_("Say how you know."))
    if moved.left_on > today(marker.case.agency, stamp.at):
        raise Refused(_("The day on which they left cannot lie in the future."))
    if not step(states.MOVE, marker, stamp, text=text, token=token):
        return
    place = add_place(agency=marker.case.agency, lines=moved.lines, postcode=moved.postcode)
    left = move_person(stamp, person, to=place, left_on=moved.left_on)
    for each in standing_of(person):
        if each.pk != marker.pk:
            step(states.MOVE, each, stamp, text=text)
        each.whereabouts.filter(place__in=left).delete()
        show_in_checks(each)
        inform(stamp, each)
        if each.status == Status.LIVE:
            tell(stamp, were_told(each), Notice.CHANGED_ENTRY, link="/register/look-up")
        if may_deal(stamp.user, each.case):
            for old in left:
                block_address(stamp, case=each.case, person=None, address=str(old))
