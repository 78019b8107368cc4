"""Writes about who is told of an entry: staff who need it, and the person, unless two people agreed otherwise."""

from collections.abc import Sequence

from django.db import transaction
from django.utils.translation import gettext as _

from heed.access.decisions import Refused
from heed.notices.changes import tell
from heed.notices.states import Notice
from heed.people.agencies.models import Team
from heed.people.agencies.stamps import Signed
from heed.register.markers import states
from heed.register.markers.changes import step
from heed.register.markers.models import Announcement, Marker
from heed.register.telling import rules
from heed.register.telling.queries import audience


@transaction.atomic
def announce(stamp: Signed, marker: Marker, *, teams: Sequence[Team], reason: str, token: str | None = None) -> int:
    """Tell the staff of these teams that there is a new entry, without saying about whom; return how many (EHC-7)."""
    rules.may_announce(stamp.user, marker).require()
    if not teams or any(team.agency_id != marker.case.agency_id for team in teams):
        raise Refused(_("Choose the teams whose staff need to know."))
    users = audience(teams)
    if step(states.ANNOUNCE, marker, stamp, text=reason, token=token):
        row = Announcement.objects.create(marker=marker, reason=reason, size=len(users), announced_by=stamp.user,
                                          announced_at=stamp.at)  # fmt: skip
        row.teams.set(teams)
        tell(stamp, users, Notice.NEW_ENTRY, link="/register/look-up")
    return len(users)


@transaction.atomic
def propose_silence(stamp: Signed, marker: Marker, *, reason: str, token: str | None = None) -> None:
    """Propose that the person is not told, because telling them would bring on violence (EHC-10)."""
    rules.may_propose_silence(stamp.user, marker).require()
    if step(states.PROPOSE_SILENCE, marker, stamp, text=reason, token=token):
        marker.silence_reason, marker.silence_by = reason, stamp.user
        marker.save(update_fields=["silence_reason", "silence_by"])


@transaction.atomic
def agree_silence(stamp: Signed, marker: Marker, *, text: str = "", token: str | None = None) -> None:
    """Agree as a second person; policy says when the silence is looked at again."""
    rules.may_agree_silence(stamp.user, marker).require()
    marker.silence_agreed_by, marker.letter_owed = stamp.user, False
    if step(states.AGREE_SILENCE, marker, stamp, text=text, token=token):
        marker.save(update_fields=["silence_agreed_by", "letter_owed"])


@transaction.atomic
def review_silence(stamp: Signed, marker: Marker, *, text: str, token: str | None = None) -> None:
    """Look again, and leave it at silence, with the reason of today."""
    rules.may_break_silence(stamp.user, marker).require()
    step(states.REVIEW_SILENCE, marker, stamp, text=text, token=token)


@transaction.atomic
def break_silence(stamp: Signed, marker: Marker, *, text: str = "", token: str | None = None) -> None:
    """Tell the person after all: the letter is owed from now on."""
    rules.may_break_silence(stamp.user, marker).require()
    marker.silence_reason, marker.silence_by, marker.silence_agreed_by, marker.letter_owed = "", None, None, True
    if step(states.BREAK_SILENCE, marker, stamp, text=text, token=token):
        marker.save(update_fields=["silence_reason", "silence_by", "silence_agreed_by", "letter_owed"])
