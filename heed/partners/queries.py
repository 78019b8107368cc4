"""Reads about partners: who they are, what they see just now, what must still be deleted."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Final

from django.db.models import F, Max, QuerySet

from heed.casework.cases.models import Note
from heed.partners.models import Agreement, Organisation, Share
from heed.partners.states import Standing, Status, Why
from heed.people.agencies.models import Agency, User
from heed.people.agencies.queries import book_for
from heed.people.public.models import Place
from heed.register.markers.models import Marker
from heed.register.markers.queries import today
from heed.register.markers.states import CORRECT, MOVE
from heed.workdays import Duration, deadline

__all__ = ["Agreement", "Organisation", "Share"]  # doors name these types, and touch no tables
CHANGES: Final = (CORRECT.verb.name, MOVE.verb.name)
"""Verbs that change what a partner reads of an entry; an appeal that changes one corrects it."""
LOOK_AHEAD: Final = Duration.parse("1 month")
"""How long before its day the review of an agreement is asked for."""
CHASED: Final = Duration.parse("2 working days")
"""How often a partner is asked again whether it has deleted what was withdrawn (B36)."""


def partners_of(agency: Agency) -> QuerySet[Organisation]:
    """Return the agency's partners, by name."""
    return Organisation.objects.filter(host=agency).select_related("body", "host").order_by("body__name", "pk")


def people_of(organisation: Organisation) -> QuerySet[User]:
    """Return who signs in for a partner."""
    return User.objects.filter(agency=organisation.body, is_active=True).order_by("name", "pk")


def agreements_of(organisation: Organisation) -> QuerySet[Agreement]:
    """Return the agreements with a partner, the newest first."""
    return organisation.agreements.select_related("case__agency", "recorded_by", "ended_by").order_by("-pk")


def standing(organisation: Organisation) -> list[Agreement]:
    """Return the agreements with a partner that nobody has ended: also one that begins later, or whose time is over."""
    found = agreements_of(organisation).filter(status=Standing.LIVE)
    return list(found.select_related("organisation__body").order_by("from_on", "pk"))


def agreement_called(user: User, reference: str) -> Agreement | None:
    """Return the agreement of the user's own agency with this reference, unless it was ended."""
    found = Agreement.objects.filter(case__agency=user.agency_id, case__reference=reference, status=Standing.LIVE)
    return found.select_related("case__agency", "organisation__body").first()


def to_review(agency: Agency, at: datetime) -> list[Agreement]:
    """Return the agreements in force that are to be reviewed within a month, and of which that was not said yet."""
    book = book_for(agency)
    soon = book.calendar.day_of(deadline(LOOK_AHEAD, at, book.calendar))
    found = Agreement.objects.live(today(agency, at)).filter(case__agency=agency, review_on__lte=soon)
    return list(found.exclude(looked_ahead_on=F("review_on")).select_related("case__agency").order_by("pk"))


def in_force(agency: Agency, at: datetime) -> QuerySet[Agreement]:
    """Return the agreements by which something can be shared just now."""
    live = Agreement.objects.live(today(agency, at)).filter(case__agency=agency)
    return live.select_related("case__agency", "organisation__body").order_by("organisation__body__name", "pk")


def _whole(shares: QuerySet[Share]) -> QuerySet[Share]:
    return shares.select_related(
        "case__agency", "agreement__organisation__body", "marker__case__agency", "marker__person__place",
        "marker__place", "asked_by__agency", "decided_by", "withdrawn_by", "confirmed_by",
    )  # fmt: skip


def shares_of(user: User) -> QuerySet[Share]:
    """Return what the user's agency shares with anybody, or asks to; the newest first.

    Whoever must not see an entry sees nowhere that it is shared, nor how many are.
    """
    shares = Share.objects.visible_to(user).filter(case__agency=user.agency_id)
    return _whole(shares.filter(marker__in=Marker.objects.visible_to(user).values("pk"))).order_by("-asked_at", "-pk")


def shown_to(user: User, at: datetime) -> list[Share]:
    """Return what a partner's user sees at this very moment, by the day of the agency that shares it."""
    host = host_of(user)
    if host is None:
        return []
    live = Share.objects.visible_to(user).live(today(host, at)).filter(agreement__organisation__body=user.agency_id)
    return list(_whole(live).prefetch_related("marker__whereabouts__place").order_by("case__reference"))


def places_of(marker: Marker) -> list[Place]:
    """Return every address at which an entry warns."""
    own = marker.person.place if marker.person else None
    found = [marker.place, own, *(each.place for each in marker.whereabouts.all())]
    return list(dict.fromkeys(place for place in found if place is not None))


def story_of(share: Share) -> list[Note]:
    """Return what was done with a share, oldest first."""
    return list(Note.objects.filter(case=share.case_id).select_related("by").order_by("at", "pk"))


def host_of(user: User) -> Agency | None:
    """Return the agency whose partner the user belongs to; None for staff."""
    found = Organisation.objects.filter(body=user.agency_id).select_related("host").first()
    return found.host if found else None


def to_confirm(user: User) -> QuerySet[Share]:
    """Return what a partner's user is asked to confirm the deletion of."""
    mine = Share.objects.visible_to(user).filter(agreement__organisation__body=user.agency_id)
    return _whole(mine.filter(status=Status.WITHDRAWN)).order_by("withdrawn_at", "pk")


def why_over(share: Share, day: date) -> Why | None:
    """Return why a share shows nothing on this day; None while it does."""
    if not Marker.objects.live(day).filter(pk=share.marker_id).exists():
        return Why.ENTRY
    if not Agreement.objects.live(day).filter(pk=share.agreement_id).exists():
        return Why.AGREEMENT
    return Why.TERM if share.until_on < day else None


def over(agency: Agency, at: datetime) -> list[Share]:
    """Return what is shared by its status, and shows nothing any more."""
    day = today(agency, at)
    mine = Share.objects.filter(case__agency=agency, status=Status.LIVE)
    return list(_whole(mine.exclude(pk__in=mine.live(day).values("pk"))).order_by("pk"))


def changed(agency: Agency, at: datetime) -> list[Share]:
    """Return what is shared and whose entry was changed since its people saw it or heard of it last."""
    mine = _whole(Share.objects.live(today(agency, at)).filter(case__agency=agency))
    notes = Note.objects.filter(case__in=mine.values("marker"), verb__in=CHANGES)
    last = dict(notes.order_by().values_list("case").annotate(Max("at")))
    return [share for share in mine.order_by("pk") if _known_at(share) < last.get(share.marker_id, _known_at(share))]


def _known_at(share: Share) -> datetime:
    assert share.decided_at is not None  # the database lets nothing be shared without it
    return share.told_at or share.decided_at


def to_chase(agency: Agency, at: datetime) -> list[Share]:
    """Return what was withdrawn and not confirmed, and last asked about two working days ago."""
    waiting = _whole(Share.objects.filter(case__agency=agency, status=Status.WITHDRAWN))
    return [share for share in waiting.order_by("pk") if _again_at(share, agency) <= at]


def _again_at(share: Share, agency: Agency) -> datetime:
    assert share.chased_at is not None  # the database lets nothing be withdrawn without it
    return deadline(CHASED, share.chased_at, book_for(agency).calendar)


def to_forget(agency: Agency) -> Iterable[Share]:
    """Return the shares whose entry was erased, and that still say why they were needed."""
    return Share.objects.filter(case__agency=agency, marker__erased_at__isnull=False).exclude(reason="")
