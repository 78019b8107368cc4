"""Writes about look-ups: each one is recorded before it is answered, also where nothing was found."""

import hashlib

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from heed.access.decisions import Refused
from heed.access.states import Role
from heed.checks import rules
from heed.checks.models import Found, LookUp
from heed.checks.queries import Asked, holding, refused_today, search, who_to_ask
from heed.checks.states import Purpose
from heed.ledger.changes import record
from heed.ledger.stamp import Stamp
from heed.notices.changes import tell
from heed.notices.states import Notice
from heed.people.agencies.models import Agency, User
from heed.people.agencies.stamps import Signed
from heed.register.markers.models import Marker


def look_up(stamp: Signed, *, purpose: Purpose, asked: Asked, reason: str = "") -> list[Marker]:
    """Return the live entries that fit, for the short form alone; recorded with purpose and what was asked (N1, N2).

    Refused where too little was said, where many in an hour are not explained, and where there were too many today;
    data protection is told of the last, in a transaction of its own that the refusal does not take back.
    """
    rules.may_look_up(stamp.user).require()
    rules.enough(asked).require()
    more = rules.may_look_up_more(stamp.user, stamp.at)
    if not more:
        _stop(stamp, purpose, asked)
    more.require()
    if rules.must_explain(stamp.user, stamp.at) and not reason.strip():
        raise Refused(_("You have looked up a lot within an hour. Say why."))
    return _answer(stamp, purpose, asked, reason)


@transaction.atomic
def _answer(stamp: Signed, purpose: Purpose, asked: Asked, reason: str) -> list[Marker]:
    answer = search(stamp.user, asked, stamp.at)
    row = _keep(stamp, purpose, asked, reason=reason.strip())
    Found.objects.bulk_create(
        [
            *(Found(lookup=row, marker=marker) for marker in answer.shown),
            *(Found(lookup=row, marker=marker, hidden=True) for marker in answer.hidden),
        ]
    )
    shown = frozenset(str(marker.pk) for marker in answer.shown)
    _note(stamp, row, "register.look-up", {"purpose": purpose.value, "found": shown})
    for marker in answer.hidden:  # R6: told of nothing, and the owner hears that they asked
        link = f"/register/{marker.case.reference}/looks"
        tell(stamp, who_to_ask(stamp.user.agency, stamp.at), Notice.LOOKS, reference=marker.case.reference, link=link)
    return answer.shown


@transaction.atomic
def _stop(stamp: Signed, purpose: Purpose, asked: Asked) -> None:
    """Record that nothing was looked for, and tell data protection, once a day."""
    first = not refused_today(stamp.user, stamp.at)
    row = _keep(stamp, purpose, asked, refused=True)
    _note(stamp, row, "register.refuse-look-up", {"purpose": purpose.value})
    if first:
        tell(stamp, _protection(stamp.user.agency, stamp), Notice.LOOKS, link="/register")


def _protection(agency: Agency, stamp: Stamp) -> list[User]:
    """Return data protection; health and safety where nobody is that."""
    return holding(agency, Role.DPO, stamp.at) or holding(agency, Role.HEALTH_AND_SAFETY, stamp.at)


def _keep(stamp: Signed, purpose: Purpose, asked: Asked, *, reason: str = "", refused: bool = False) -> LookUp:
    return LookUp.objects.create(
        agency=stamp.user.agency,
        asked_by=stamp.user,
        asked_at=stamp.at,
        purpose=purpose,
        name=asked.name,
        address=asked.address,
        postcode=asked.postcode,
        born_on=asked.born_on,
        reference=asked.reference,
        reason=reason,
        refused=refused,
        digest=digest_of(asked),
    )


def digest_of(asked: Asked) -> str:
    """Return a keyed code of what was asked: it answers “was this asked?” when the words are gone, to nobody else."""
    key = hashlib.sha256(b"heed look-up\0" + settings.LEDGER_KEY.encode()).digest()
    return hashlib.blake2b(asked.told().encode(), key=key, digest_size=32).hexdigest()


def _note(stamp: Signed, row: LookUp, verb: str, facts: dict[str, str | frozenset[str]]) -> None:
    record(stamp, verb=verb, chain=f"agency:{row.agency_id}", thing=f"lookup:{row.pk}", facts=facts)
