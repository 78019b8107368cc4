"""Writes about legal holds: placed, agreed to, looked at again, ended."""

from django.db import transaction
from django.utils.translation import gettext as _

from heed.access.decisions import Refused
from heed.people.agencies.stamps import Signed
from heed.register.holds import rules, states
from heed.register.holds.models import Hold
from heed.register.holds.queries import hold_on, needs_no_second
from heed.register.markers.changes import step
from heed.register.markers.models import Marker


@transaction.atomic
def hold(stamp: Signed, marker: Marker, *, text: str, token: str | None = None) -> None:
    """Keep the entry from deletion from now on; who is neither legal nor data protection needs a second person (B27).

    It goes on warning, or goes on warning nobody, as without a hold.
    """
    rules.may_hold(stamp.user, marker).require()
    if not text.strip():
        raise Refused(_("Say why it must be kept."))
    alone = needs_no_second(stamp.user, stamp.at)
    if step(states.HOLD, marker, stamp, facts={"alone": alone}, text=text, token=token):
        Hold.objects.create(marker=marker, reason=text, asked_by=stamp.user, asked_at=stamp.at, alone=alone)


@transaction.atomic
def agree(stamp: Signed, marker: Marker, *, text: str = "", token: str | None = None) -> None:
    """Agree as a second person."""
    rules.may_agree(stamp.user, marker).require()
    if step(states.AGREE, marker, stamp, text=text, token=token):
        Hold.objects.filter(marker=marker, ended_at=None).update(agreed_by=stamp.user)


@transaction.atomic
def review(stamp: Signed, marker: Marker, *, text: str, token: str | None = None) -> None:
    """Look again, and leave it at the hold, with the reason of today."""
    rules.may_review(stamp.user, marker).require()
    step(states.REVIEW, marker, stamp, text=text, token=token)


@transaction.atomic
def end(stamp: Signed, marker: Marker, *, text: str, token: str | None = None) -> None:
    """End the hold. What is over already is deleted when entries are next gone through, within minutes."""
    rules.may_end(stamp.user, marker).require()
    found = hold_on(marker)
    if found is not None and step(states.END, marker, stamp, text=text, token=token):
        found.ended_by, found.ended_at = stamp.user, stamp.at
        found.save(update_fields=["ended_by", "ended_at"])
