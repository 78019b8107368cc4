"""Writes about partners: one function a verb. What is withdrawn shows nothing from the next request on."""

import secrets
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from heed.access.decisions import Refused
from heed.casework.cases.changes import look, open_case
from heed.casework.cases.models import Note
from heed.casework.moves import befall, take
from heed.ledger.changes import record
from heed.ledger.stamp import Stamp
from heed.notices.changes import invite, tell
from heed.notices.states import Notice
from heed.partners import rules, states
from heed.partners.models import Agreement, Organisation, Share
from heed.partners.queries import changed, over, people_of, shown_to, to_chase, to_forget, to_review, why_over
from heed.partners.states import Status, Why
from heed.people.agencies import changes as people
from heed.people.agencies.models import Agency, User
from heed.people.agencies.stamps import Signed
from heed.register.markers.models import Marker
from heed.register.markers.queries import today


@transaction.atomic
def add_partner(stamp: Signed, *, name: str, works: str, closeness: str = "") -> Organisation:
    """Add a partner organisation; `closeness` says why its people come close to those on the register, if they do."""
    rules.may_keep_partners(stamp.user).require()
    host = stamp.user.agency
    body = people.add_body(stamp, word=f"partner-{secrets.token_hex(8)}", name=name, zone=host.zone)
    found = Organisation.objects.create(
        body=body, host=host, works=works, closeness=closeness.strip(), added_at=stamp.at, added_by=stamp.user
    )
    record(stamp, verb=states.ADD.name, chain=f"agency:{host.pk}", thing=f"organisation:{found.pk}")
    return found


@transaction.atomic
def add_person(stamp: Signed, organisation: Organisation, *, name: str, email: str) -> User:
    """Let somebody sign in for a partner, by a one-time link that goes to their own address."""
    rules.may_sign(stamp.user, organisation).require()
    user = people.add_user(stamp, team=organisation.body.teams.get(parent=None), email=email, name=name)
    invite(stamp, user=user)
    return user


@transaction.atomic
def end_person(stamp: Signed, organisation: Organisation, user: User) -> None:
    """End somebody's access: their very next request is refused."""
    rules.may_sign(stamp.user, organisation).require()
    if user.agency_id != organisation.body_id:
        raise Refused(_("They belong to another organisation."))
    people.end_user(stamp, user=user)


@dataclass(frozen=True, slots=True)
class Terms:
    """What an agreement says."""

    signed_here: str
    signed_there: str
    signed_on: date
    indemnity: str
    may_see: str
    jobs: str
    kept_where: str
    from_on: date
    until_on: date
    review_on: date


@transaction.atomic
def sign(stamp: Signed, organisation: Organisation, terms: Terms) -> Agreement:
    """Put a signed agreement on file: from its first day on entries can be shared by it."""
    rules.may_sign(stamp.user, organisation).require()
    values = {name: getattr(terms, name) for name in Terms.__slots__}
    if not all(values.values()):
        raise Refused(_("An agreement says who signed it, what it covers, and from when to when."))
    if not (terms.signed_on <= terms.from_on <= terms.until_on and terms.review_on <= terms.until_on):
        raise Refused(_("It is signed before it begins, and reviewed before it ends."))
    agreement = Agreement.objects.create(
        case=open_case(stamp, team=stamp.user.agency.teams.get(parent=None)), organisation=organisation,
        closeness=organisation.closeness, status=states.Standing.LIVE, recorded_at=stamp.at, recorded_by=stamp.user,
        **values,
    )  # fmt: skip
    take(states.SIGN, agreement, stamp, case=agreement.case, given={})
    return agreement


@transaction.atomic
def look_ahead(stamp: Stamp, *, agency_id: int) -> int:
    """Ask for the review of agreements that is due within a month, once for each day of review; return how many."""
    found = to_review(Agency.objects.select_for_update().get(pk=agency_id), stamp.at)
    for agreement in found:
        agreement.looked_ahead_on = agreement.review_on
        agreement.save(update_fields=["looked_ahead_on"])
        befall(states.NEAR_REVIEW, agreement, stamp, case=agreement.case, given={})
    return len(found)


@transaction.atomic
def review(stamp: Signed, agreement: Agreement, *, review_on: date, text: str, token: str | None = None) -> None:
    """Say that an agreement was gone through and still holds, and when it is gone through again (EHC-16)."""
    rules.may_review_agreement(stamp.user, agreement).require()
    rules.may_be_reviewed_on(agreement, review_on, today(agreement.case.agency, stamp.at)).require()
    if not text.strip():
        raise Refused(_("Say what was gone through."))
    if take(states.REVIEW, agreement, stamp, case=agreement.case, given={}, text=text, token=token):
        agreement.review_on = review_on
        agreement.save(update_fields=["review_on"])


@transaction.atomic
def end_agreement(stamp: Signed, agreement: Agreement) -> int:
    """End an agreement; all that is shared by it is withdrawn in the same moment. Return how much that was."""
    rules.may_end_agreement(stamp.user, agreement).require()
    agreement.ended_at, agreement.ended_by = stamp.at, stamp.user
    agreement.save(update_fields=["ended_at", "ended_by"])
    take(states.END, agreement, stamp, case=agreement.case, given={})
    shares = list(agreement.shares.filter(status=Status.LIVE).select_related("case__agency", "agreement__organisation"))
    for share in shares:
        _withdraw(stamp, share, Why.AGREEMENT, "", None)
    return len(shares)


@transaction.atomic
def ask(stamp: Signed, marker: Marker, agreement: Agreement, *, reason: str, until_on: date) -> Share:
    """Ask to share an entry with a partner, saying why they need it; a second person decides."""
    rules.may_ask(stamp.user, marker).require()
    if not reason.strip():
        raise Refused(_("Say why they need it."))
    if Share.objects.filter(agreement=agreement, marker=marker, status__in=[Status.ASKED, Status.LIVE]).exists():
        raise Refused(_("It is shared with this partner already, or waits to be."))
    share = Share(
        agreement=agreement, marker=marker, reason=reason.strip(), status=Status.ASKED, until_on=until_on,
        asked_at=stamp.at, asked_by=stamp.user,
    )  # fmt: skip
    _within(share, stamp)
    share.case = open_case(stamp, team=marker.case.team)
    share.save(force_insert=True)
    take(states.ASK, share, stamp, case=share.case, given={})
    return share


def _within(share: Share, stamp: Stamp) -> None:
    rules.may_share_until(share, today(share.marker.case.agency, stamp.at)).require()


@transaction.atomic
def decide(stamp: Signed, share: Share, *, agree: bool, text: str = "", token: str | None = None) -> None:
    """Agree or refuse as the second person; the partner sees it from now on, and hears that there is something."""
    rules.may_decide(stamp.user, share).require()
    if agree:
        _within(share, stamp)
    share.decided_at, share.decided_by = stamp.at, stamp.user
    share.save(update_fields=["decided_at", "decided_by"])
    move = states.AGREE if agree else states.REFUSE
    if take(move, share, stamp, case=share.case, given={}, text=text, token=token) and agree:
        tell(stamp, people_of(share.agreement.organisation), Notice.SHARED, link="/shared")


@transaction.atomic
def withdraw(stamp: Signed, share: Share, *, text: str, token: str | None = None) -> None:
    """Take back what is shared: from the next request on nobody of the partner sees it (B34)."""
    rules.may_withdraw(stamp.user, share).require()
    _withdraw(stamp, share, Why.WITHDRAWN, text, token)


def _withdraw(stamp: Signed, share: Share, why: Why, text: str, token: str | None) -> None:
    _mark(stamp, share, why)
    take(states.WITHDRAW, share, stamp, case=share.case, given={}, facts={"why": why.value}, text=text, token=token)
    _ask_deletion(stamp, share)


def _mark(stamp: Stamp, share: Share, why: Why) -> None:
    share.withdrawn_at, share.withdrawn_by_id, share.why, share.chased_at = stamp.at, stamp.by, why, stamp.at
    share.save(update_fields=["withdrawn_at", "withdrawn_by", "why", "chased_at"])


def _ask_deletion(stamp: Stamp, share: Share) -> None:
    users = people_of(share.agreement.organisation)
    tell(stamp, users, Notice.DELETE, reference=share.case.reference, link="/shared")


@transaction.atomic
def confirm(stamp: Signed, share: Share, *, text: str = "", token: str | None = None) -> None:
    """Confirm that every copy was deleted: the partner themselves, or the owner who heard it from them."""
    rules.may_confirm(stamp.user, share).require()
    by_partner = share.agreement.organisation.body_id == stamp.user.agency_id
    if not by_partner and not text.strip():
        raise Refused(_("Say who told you, and how."))
    share.confirmed_at, share.confirmed_by = stamp.at, stamp.user
    share.save(update_fields=["confirmed_at", "confirmed_by"])
    take(states.CONFIRM, share, stamp, case=share.case, given={}, facts={"by_partner": by_partner}, text=text,
         token=token)  # fmt: skip


@transaction.atomic
def show(stamp: Signed) -> list[Share]:
    """Return what a partner's user sees just now; each entry that is shown is on record as a look at it."""
    shares = shown_to(stamp.user, stamp.at)
    for share in shares:
        look(stamp, case=share.marker.case, thing=f"share:{share.pk}")
    return shares


@transaction.atomic
def lapse(stamp: Stamp, *, agency_id: int) -> int:
    """Let end what shows nothing any more, and ask for its deletion; return how much that was."""
    agency = Agency.objects.get(pk=agency_id)
    found = over(agency, stamp.at)
    for share in found:
        why = why_over(share, today(agency, stamp.at)) or Why.TERM
        _mark(stamp, share, why)
        befall(states.LAPSE, share, stamp, case=share.case, given={"why": why.value})
        _ask_deletion(stamp, share)
    return len(found)


@transaction.atomic
def tell_changed(stamp: Stamp, *, agency_id: int) -> int:
    """Tell partners that what is shared with them has changed, whoever changed it; return how many shares."""
    found = changed(Agency.objects.select_for_update().get(pk=agency_id), stamp.at)  # one worker tells
    for share in found:
        share.told_at = stamp.at
        share.save(update_fields=["told_at"])
        users = people_of(share.agreement.organisation)
        tell(stamp, users, Notice.CHANGED_SHARE, reference=share.case.reference, link="/shared")
    return len(found)


@transaction.atomic
def chase(stamp: Stamp, *, agency_id: int) -> int:
    """Ask again whoever has not confirmed a deletion for two working days; return how many shares (B36)."""
    found = to_chase(Agency.objects.get(pk=agency_id), stamp.at)
    for share in found:
        share.chased_at = stamp.at
        share.save(update_fields=["chased_at"])
        _ask_deletion(stamp, share)
    return len(found)


@transaction.atomic
def forget(stamp: Stamp, *, agency_id: int) -> int:
    """Delete why something was shared, once the entry itself was erased; return how many."""
    found = list(to_forget(Agency.objects.get(pk=agency_id)))
    for share in found:
        share.reason = ""
        share.save(update_fields=["reason"])
        Note.objects.filter(case=share.case_id).update(text="", answers={})
        record(stamp, verb="marker.erase", chain=f"case:{share.case_id}", thing=f"share:{share.pk}")
    return len(found)
