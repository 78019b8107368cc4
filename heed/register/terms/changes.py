"""Writes about terms: review, renew, end, correct; and what happens by itself: an end that comes near, and comes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from django.db import transaction
from django.utils.translation import gettext as _

from heed.access.decisions import Refused
from heed.access.queries import administrators
from heed.casework.cases.models import Note
from heed.casework.duties.changes import overtake
from heed.casework.moves import befall
from heed.documents.evidence.changes import erase as erase_items
from heed.documents.letters.changes import erase as erase_letters
from heed.documents.letters.models import BlockedAddress
from heed.documents.statements.changes import forget as forget_statements
from heed.ledger.changes import record
from heed.ledger.stamp import Stamp
from heed.notices.changes import tell
from heed.notices.states import Notice
from heed.people.agencies.models import Agency, Holding
from heed.people.agencies.queries import book_for
from heed.people.agencies.stamps import Signed
from heed.people.public.changes import add_place, forget
from heed.register.holds.models import Hold
from heed.register.holds.states import END as END_HOLD
from heed.register.markers import states
from heed.register.markers.changes import inform, keep_answers, require_answers, show_in_checks, step
from heed.register.markers.models import Marker, Whereabouts
from heed.register.markers.queries import given_of, longest_on, today
from heed.register.markers.rules import may_stand_until
from heed.register.markers.states import About, At, Ending, Outcome
from heed.register.terms import rules
from heed.register.terms.models import Sweep
from heed.register.terms.queries import near_end, over, standing, to_erase

SHARE: Final = 0.05
FEW: Final = 3
GONE: Final = "…"
JUMP: Final = timedelta(days=1)
"""What is unusual for one sweep: over a twentieth of the register (but a few may always go), or a day without one."""


@dataclass(frozen=True, slots=True)
class Reviewed:
    """What a review comes to: each factor answered anew, and a new end where the entry is renewed."""

    outcome: Outcome
    answers: Mapping[str, str]
    reason: str
    ends_on: date | None = None


@transaction.atomic
def review(stamp: Signed, marker: Marker, reviewed: Reviewed, *, token: str | None = None) -> None:
    """Review an entry: renew it with a new end, end it now, or let it end on its day (EHC-12 to EHC-14)."""
    rules.may_review(stamp.user, marker).require()
    require_answers(marker, reviewed.answers)
    renews = reviewed.outcome is Outcome.RENEW
    longest = longest_on(marker, stamp.at)
    if renews:
        if reviewed.ends_on is None:
            raise Refused(_("Say until when it is to stand."))
        may_stand_until(reviewed.ends_on, longest, today(marker.case.agency, stamp.at)).require()
    facts = {"outcome": reviewed.outcome.value}
    if not step(states.REVIEW, marker, stamp, facts=facts, text=reviewed.reason, token=token):
        return
    marker.renewals += 1
    keep_answers(stamp, marker, reviewed.answers, At.REVIEW)
    if renews:
        marker.ends_on, marker.longest_on, marker.looked_ahead_on = reviewed.ends_on, longest, None
    marker.save(update_fields=["renewals", "ends_on", "longest_on", "looked_ahead_on"])
    if renews:
        step(states.RENEW, marker, stamp)
    elif reviewed.outcome is Outcome.END:
        end_now(stamp, marker, Ending.NO_RISK, reviewed.reason)


@transaction.atomic
def end(stamp: Signed, marker: Marker, *, why: Ending, text: str, token: str | None = None) -> None:
    """End an entry before its day; it stops warning at once."""
    rules.may_end(stamp.user, marker, why).require()
    end_now(stamp, marker, why, text, token)


@transaction.atomic
def end_now(stamp: Signed, marker: Marker, why: Ending, text: str, token: str | None = None) -> None:
    """End an entry on a decision that has been made: a review’s, an appeal panel’s, its keeper’s."""
    marker.ended_at, marker.ending = stamp.at, why
    marker.save(update_fields=["ended_at", "ending"])
    step(states.END, marker, stamp, facts={"why": why.value}, text=text, token=token)
    show_in_checks(marker)
    inform(stamp, marker)


@dataclass(frozen=True, slots=True)
class Corrected:
    """What is right instead; what is None stays. `further` are all further addresses of a person, as (lines, code)."""

    hazards: Sequence[str] | None = None
    controls: Sequence[str] | None = None
    advice: str | None = None
    further: Sequence[tuple[str, str]] | None = None
    ends_on: date | None = None


@transaction.atomic
def correct(stamp: Signed, marker: Marker, right: Corrected, *, text: str, token: str | None = None) -> None:
    """Put facts of an entry right: a person’s right, and everybody’s safety. Its story keeps what was told before."""
    rules.may_correct(stamp.user, marker).require()
    put_right(stamp, marker, right, text=text, token=token)


@transaction.atomic
def put_right(stamp: Signed, marker: Marker, right: Corrected, *, text: str, token: str | None = None) -> None:
    """Change facts of an entry on a decision that has been made: its keeper’s, or an appeal panel’s."""
    if not step(states.CORRECT, marker, stamp, text=text, token=token):
        return
    for column in ("hazards", "controls"):
        words = getattr(right, column)
        if words is not None:
            setattr(marker, column, sorted(set(words)))
    marker.advice = marker.advice if right.advice is None else right.advice
    if not marker.hazards or not (marker.controls or marker.advice):
        raise Refused(_("An entry says what it warns of and what staff should do."))
    marker.ends_on = right.ends_on or marker.ends_on
    marker.save(update_fields=["hazards", "controls", "advice", "ends_on"])
    if right.further is not None and marker.about == About.PERSON:
        before = [each.place for each in marker.whereabouts.select_related("place")]
        marker.whereabouts.all().delete()
        for lines, postcode in right.further:
            place = add_place(agency=marker.case.agency, lines=lines, postcode=postcode)
            if place:
                Whereabouts.objects.get_or_create(marker=marker, place=place)
        show_in_checks(marker)
        forget(places=before)
    inform(stamp, marker)


@transaction.atomic
def look_ahead(stamp: Stamp, *, agency_id: int, limit: int = 100) -> int:
    """Notice which entries end soon; policy says who reviews them by when. Return how many."""
    agency = Agency.objects.get(pk=agency_id)
    if not book_for(agency).register.kept:
        return 0
    found = list(near_end(agency, stamp.at)[:limit])
    for marker in found:
        marker.looked_ahead_on = marker.ends_on
        marker.save(update_fields=["looked_ahead_on"])
        befall(states.NEAR_END, marker, stamp, case=marker.case, given=given_of(marker))
    return len(found)


@transaction.atomic
def take_off(stamp: Stamp, *, agency_id: int) -> int:
    """Take off the entries whose day is over; return how many. They have not been shown since that day ended.

    1. Lock the agency's row: one worker sweeps.
    2. Where more would go than is usual, or the clock has moved on by more than a day since last time, stop and ask a
       person (B28); nothing goes until one has said that it may.
    3. Else end each, and note the time.
    """
    agency = Agency.objects.get(pk=agency_id)
    row, _created = Sweep.objects.select_for_update().get_or_create(agency=agency, defaults={"swept_at": stamp.at})
    found = list(over(agency, stamp.at))
    many = len(found) > max(FEW, SHARE * standing(agency))
    jump = stamp.at - row.swept_at > JUMP
    allowed = row.allowed_at is not None and timedelta() <= stamp.at - row.allowed_at <= JUMP
    if found and (many or jump) and not allowed:
        _halt(stamp, row, "many" if many else "jump")
        return 0
    for marker in found:
        marker.ended_at, marker.ending = stamp.at, Ending.LAPSED
        marker.save(update_fields=["ended_at", "ending"])
        befall(states.LAPSE, marker, stamp, case=marker.case, given=given_of(marker))
        show_in_checks(marker)
    row.swept_at, row.halted_at, row.why, row.allowed_by, row.allowed_at = stamp.at, None, "", None, None
    row.save()
    return len(found)


def _halt(stamp: Stamp, row: Sweep, why: str) -> None:
    """Stop, and tell those who can look into it; once."""
    if row.halted_at is not None:
        return
    row.halted_at, row.why = stamp.at, why
    row.save(update_fields=["halted_at", "why"])
    owner = book_for(row.agency).register.decided_by
    keepers = Holding.objects.live(stamp.at).filter(post__team__agency=row.agency, post__word=owner)
    users = [each.user for each in keepers.select_related("user")]
    tell(stamp, [*users, *administrators(row.agency_id, stamp.at)], Notice.HALTED, link="/register")


@transaction.atomic
def let_go_on(stamp: Signed) -> None:
    """Say that entries may be taken off although they are many: somebody has looked at the clock and the register."""
    rules.may_let_go_on(stamp.user).require()
    agency = stamp.user.agency_id
    Sweep.objects.filter(agency=agency, halted_at__isnull=False).update(allowed_by=stamp.user, allowed_at=stamp.at)
    record(stamp, verb="register.let-go-on", chain=f"agency:{agency}", thing=f"agency:{agency}")


@transaction.atomic
def erase_ended(stamp: Stamp, *, agency_id: int, limit: int = 100) -> int:
    """Delete the personal data of entries that have ended (EHC-13); return how many. A tombstone keeps count."""
    found = list(to_erase(Agency.objects.get(pk=agency_id), stamp.at)[:limit])
    for marker in found:
        _erase(stamp, marker)
    return len(found)


def _erase(stamp: Stamp, marker: Marker) -> None:
    """Leave that there was an entry, from when to when and by whose decision; nothing of whom it was about.

    Its own letters and files go with it (B26); those of the report that it rested on are kept there, for its own time.
    So are the person and the addresses, where anything but this entry refers to them.
    """
    persons = [marker.person] if marker.person else []
    places = [each.place for each in marker.whereabouts.select_related("place")]
    places += [marker.place] if marker.place else []
    marker.sources.all().delete()
    marker.whereabouts.all().delete()
    marker.answers.all().delete()
    marker.announcements.update(reason="")
    erase_letters(stamp, marker.case)
    erase_items(stamp, marker.case.evidence.all())
    forget_statements(marker.case)
    # The story of the entry goes with it; the report that it rested on keeps its own, and its own time.
    Note.objects.filter(case=marker.case).update(text="", answers={})
    marker.case.involvements.filter(user=None).delete()
    if Hold.objects.filter(marker=marker).update(reason=GONE):
        overtake(stamp, case=marker.case, verb=END_HOLD.verb.name)  # of one that nobody agreed to in its week
    marker.person, marker.place = None, None
    marker.welfare, marker.advice, marker.grounds, marker.silence_reason = "", "", "", ""
    marker.erased_at = stamp.at
    marker.save()
    forget(persons, places, along=[BlockedAddress])
    record(stamp, verb="marker.erase", chain=marker.case.chain, thing=f"marker:{marker.pk}")
