"""Writes about look-ups: each one is recorded before it is answered, also where nothing was found."""

import hashlib
import secrets
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Final

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from heed.access.decisions import Refused
from heed.access.models import System
from heed.access.queries import digest_of as digest_of_secret
from heed.access.states import Role
from heed.checks import rules
from heed.checks.answers.queries import Answer, Asked, Possible, search
from heed.checks.models import Badge, Found, LookUp
from heed.checks.queries import holding, refused_today, who_to_ask
from heed.checks.states import Purpose, Unbriefed
from heed.ledger.chain import Fact
from heed.ledger.changes import record
from heed.ledger.stamp import Stamp
from heed.notices.changes import tell
from heed.notices.states import Notice
from heed.people.agencies.models import Agency, User
from heed.people.agencies.stamps import Signed
from heed.people.public.changes import note_warned, rebuild_index
from heed.register.markers.models import Marker
from heed.register.markers.queries import warns_of
from heed.register.markers.states import Status
from heed.training.states import State

GOOD_FOR: Final = timedelta(minutes=5)
"""An answer lives one screen: after that another system must ask again (N10)."""


class NotChecked(Exception):
    """The index could not be asked, so nothing is known; another system hears that Heed could not check."""


@dataclass(frozen=True, slots=True)
class Told:
    """What another system is told, until when, and the reference by which it shows it until then."""

    markers: list[Marker]
    possible: list[Possible]
    until_at: datetime
    reference: str


def check(stamp: Signed, *, purpose: Purpose, asked: Asked, reason: str = "", urgent: str = "") -> Answer:
    """Answer whether there is a warning, for the short form alone; recorded with purpose and what was asked (N1, N2).

    Refused where too little was said, where many in an hour are not explained, and where there were too many today;
    data protection is told of the last, in a transaction of its own that the refusal does not take back. Refused too
    where a briefing is asked for and not in date; `urgent`, why it cannot wait, is answered once (EHC-17).
    """
    rules.may_look_up(stamp.user).require()
    urgent = urgent.strip()
    unbriefed = _unbriefed(stamp, asked, urgent)
    urgent = urgent if unbriefed == Unbriefed.URGENT else ""
    return _look(stamp, _Question(purpose, asked, reason.strip(), unbriefed=unbriefed, urgent=urgent))[1]


def _unbriefed(stamp: Signed, asked: Asked, urgent: str) -> str:
    """Return why they are answered whose briefing is not in date; nothing where it is, or need not be."""
    standing = rules.lacks_briefing(stamp.user, stamp.at)
    if standing is None:
        return ""
    rules.may_unbriefed(stamp.user, standing, stamp.at, digest_of(asked)).require()
    if standing.state == State.GRACE:
        return Unbriefed.GRACE
    if not urgent:
        raise Refused(_("Your briefing on the register has run out. Renew it, or say why this cannot wait."))
    return Unbriefed.URGENT


@transaction.atomic
def _remember(lookup: LookUp, stamp: Signed) -> tuple[str, datetime]:
    reference, until_at = secrets.token_urlsafe(24), stamp.at + GOOD_FOR
    Badge.objects.filter(until_at__lt=stamp.at).delete()
    Badge.objects.create(lookup=lookup, digest=digest_of_secret(reference), until_at=until_at)
    return reference, until_at


def answer(stamp: Signed, system: System, *, purpose: Purpose, asked: Asked, reason: str = "") -> Told:
    """Answer another system that asks for this user: what the user would be shown, for some minutes (N10).

    The user's own limits hold, and the system's. Refused as a look-up is, and where the policy keeps warnings here.
    Raises NotChecked, once the question is kept, where nothing can be said.
    """
    rules.may_ask_from_elsewhere(system, stamp.user, stamp.at).require()
    row, found = _look(stamp, _Question(purpose, asked, reason.strip(), system))
    if not found.checked:
        raise NotChecked
    reference, until_at = _remember(row, stamp)
    return Told(found.shown, found.possible, until_at, reference)


@dataclass(frozen=True, slots=True)
class _Question:
    purpose: Purpose
    asked: Asked
    reason: str = ""
    system: System | None = None
    unbriefed: str = ""
    urgent: str = ""


def _look(stamp: Signed, question: _Question) -> tuple[LookUp, Answer]:
    rules.may_look_up(stamp.user).require()
    rules.enough(question.asked).require()
    more = rules.may_look_up_more(stamp.user, stamp.at)
    if more and question.system:
        more = rules.may_answer_more(question.system, stamp.at)
    if not more:
        _stop(stamp, question)
        raise rules.TooMany(more.reason)
    if rules.must_explain(stamp.user, stamp.at) and not question.reason:
        raise rules.TooMany(_("You have looked up a lot within an hour. Say why."))
    return _answer(stamp, question)


@transaction.atomic
def _answer(stamp: Signed, question: _Question) -> tuple[LookUp, Answer]:
    found = search(stamp.user, question.asked, stamp.at)
    row = _keep(stamp, question, unchecked=not found.checked, size=found.size)
    Found.objects.bulk_create(
        [
            *(Found(lookup=row, marker=marker) for marker in found.shown),
            *(Found(lookup=row, marker=each.marker, possible=True, why=each.why[:500]) for each in found.possible),
            *(Found(lookup=row, marker=marker, hidden=True, owner_told=False) for marker in found.hidden),
        ]
    )
    _note(stamp, row, "register.look-up", _came_back(found))
    return row, replace(found, lookup=row.pk)


@transaction.atomic
def tell_owner(stamp: Stamp, found: int) -> None:
    """Tell the owner that the subject of an entry asked about it, once (R6).

    A job does it, not the look-up: what is hidden must take no longer to answer than what is not there.
    """
    if Found.objects.filter(pk=found, owner_told=False).update(owner_told=True):
        case = Found.objects.select_related("marker__case__agency").get(pk=found).marker.case
        link = f"/register/{case.reference}/looks"
        tell(stamp, who_to_ask(case.agency, stamp.at), Notice.LOOKS, reference=case.reference, link=link)


def _came_back(found: Answer) -> dict[str, Fact]:
    """Return what came back, as the ledger keeps it; that nothing could be said is another thing than nothing."""
    facts: dict[str, Fact] = {"found": frozenset(str(marker.pk) for marker in found.shown)}
    if found.possible:
        facts["possible"] = frozenset(str(each.marker.pk) for each in found.possible)
    return facts if found.checked else {"checked": False}


@transaction.atomic
def renew_index() -> int:
    """Make the index anew, where it is of another version or was lost; return how many rows it has."""
    live = Marker.objects.filter(status=Status.LIVE).select_related(
        "place", "person__place", "person__household__place"
    )
    for marker in live.iterator():
        note_warned(marker.pk, *warns_of(marker))
    return rebuild_index()


@transaction.atomic
def _stop(stamp: Signed, question: _Question) -> None:
    """Record that nothing was looked for, and tell data protection, once a day."""
    first = not refused_today(stamp.user, stamp.at)
    row = _keep(stamp, question, refused=True)
    _note(stamp, row, "register.refuse-look-up", {})
    if first:
        tell(stamp, _protection(stamp.user.agency, stamp), Notice.LOOKS, link="/register")


def _protection(agency: Agency, stamp: Stamp) -> list[User]:
    """Return data protection; health and safety where nobody is that."""
    return holding(agency, Role.DPO, stamp.at) or holding(agency, Role.HEALTH_AND_SAFETY, stamp.at)


def _keep(stamp: Signed, question: _Question, **more: bool | int) -> LookUp:
    """Keep what was asked, cut to what its columns hold: a line may hold more of one thing than a box would."""
    asked = question.asked
    return LookUp.objects.create(
        agency=stamp.user.agency,
        asked_by=stamp.user,
        asked_at=stamp.at,
        purpose=question.purpose,
        name=asked.name[:200],
        address=asked.address,
        postcode=asked.postcode[:10],
        born_on=asked.born_on,
        reference=asked.reference,
        born=asked.born[:30],
        telephone=asked.telephone[:40],
        email=asked.email[:254],
        reason="" if more.get("refused") else question.reason,
        unbriefed=question.unbriefed,
        urgent=question.urgent,
        system=question.system,
        digest=digest_of(asked),
        **more,
    )


def digest_of(asked: Asked) -> str:
    """Return a keyed code of what was asked: it answers “was this asked?” when the words are gone, to nobody else."""
    key = hashlib.sha256(b"heed look-up\0" + settings.LEDGER_KEY.encode()).digest()
    return hashlib.blake2b(asked.told().encode(), key=key, digest_size=32).hexdigest()


def _note(stamp: Signed, row: LookUp, verb: str, more: dict[str, Fact]) -> None:
    facts: dict[str, Fact] = {"purpose": str(row.purpose), **more}
    if row.system_id:
        facts["system"] = row.system_id
    if row.unbriefed:
        facts["unbriefed"] = str(row.unbriefed)
    record(stamp, verb=verb, chain=f"agency:{row.agency_id}", thing=f"lookup:{row.pk}", facts=facts)
