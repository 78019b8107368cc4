"""Reads about mistakes: which have not been told yet, who carries what was wrong in their head, who has read it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import NamedTuple

from django.db.models import QuerySet

from heed.casework.cases.models import Involvement, Note
from heed.casework.cases.states import Part
from heed.checks.models import Found
from heed.checks.queries import openings_of
from heed.mistakes.models import Mistake, Telling
from heed.mistakes.states import Way
from heed.notices.models import Message
from heed.notices.states import Notice
from heed.partners.models import Share
from heed.partners.queries import people_of
from heed.people.agencies.models import Agency, User
from heed.people.agencies.queries import book_for
from heed.register.appeals.models import Seat
from heed.register.markers.models import Announcement, Marker
from heed.register.markers.states import END, Ending, Status
from heed.register.telling.queries import audience
from heed.workdays import deadline

__all__ = ["Mistake", "Telling"]  # doors name these types, and touch no tables


class Learnt(NamedTuple):
    """Somebody learnt of an entry: who, how, when, and by which reference they know it."""

    user: User
    way: Way
    at: datetime
    reference: str


@dataclass(slots=True)
class Heard:
    """All that is known of how one person came to know of an entry: way → the last moment."""

    user: User
    reference: str
    ways: dict[Way, datetime] = field(default_factory=dict)


def shown_until(marker: Marker, at: datetime) -> datetime:
    """Return until when those who are told at this moment can read that it was a mistake."""
    book = book_for(marker.case.agency)
    return deadline(book.register.mistake_shown, at, book.calendar)


def to_tell(agency: Agency, at: datetime) -> list[Marker]:
    """Return the entries that ended as mistaken and of which nobody has been told so yet.

    Where the policy’s time was over before anybody could be told (an entry from before this was kept), nobody is.
    """
    gone = Marker.objects.filter(case__agency=agency, status=Status.ENDED, ending=Ending.MISTAKEN, mistake=None)
    found = gone.select_related("case__agency").order_by("pk")
    return [each for each in found if each.ended_at and shown_until(each, each.ended_at) > at]


def who_heard(marker: Marker) -> list[Heard]:
    """Return everybody who may carry the entry in their head, by name; never whoever it was about (R6).

    Whoever ended it as a mistake knows it already.
    """
    barred = set(Involvement.objects.filter(case=marker.case, part=Part.SUBJECT).values_list("user", flat=True))
    barred |= set(Note.objects.filter(case=marker.case, verb=END.verb.name).values_list("by", flat=True))
    found: dict[int, Heard] = {}
    for each in _learnt(marker):
        if each.user.pk in barred:
            continue
        heard = found.setdefault(each.user.pk, Heard(each.user, each.reference))
        heard.ways[each.way] = max(each.at, heard.ways.get(each.way, each.at))
    return sorted(found.values(), key=lambda heard: (heard.user.name, heard.user.pk))


def _learnt(marker: Marker) -> Iterator[Learnt]:
    yield from _shared(marker)  # first: the people of a partner know it by the reference of what was shared
    own = marker.case.reference
    for row in Found.objects.filter(marker=marker, hidden=False).select_related("lookup__asked_by"):
        way = Way.SYSTEM if row.lookup.system_id else Way.LOOKED
        yield Learnt(row.lookup.asked_by, way, row.lookup.asked_at, own)
    for announcement in marker.announcements.prefetch_related("teams"):
        for user in _announced_to(announcement):
            yield Learnt(user, Way.ANNOUNCED, announcement.announced_at, own)
    for opener, at in openings_of(marker):
        if opener is not None:
            yield Learnt(opener, Way.OPENED, at, own)
    yield from _took_part(marker)


def _announced_to(announcement: Announcement) -> list[User]:
    """Return to whom the message went, wherever they work now; who works there now, where it is not known any more."""
    sent = Message.objects.filter(kind=Notice.NEW_ENTRY, made_at=announcement.announced_at,
                                  agency=announcement.marker.case.agency_id)  # fmt: skip
    users = list(User.objects.filter(pk__in=sent.values("to")).order_by("pk"))
    return users or audience(list(announcement.teams.all()))


def _shared(marker: Marker) -> Iterator[Learnt]:
    """Give the people of each partner that was ever shown it: those whom it has now, and those who looked."""
    shares = Share.objects.filter(marker=marker, decided_at__isnull=False).exclude(status="refused")
    for share in shares.select_related("case", "agreement__organisation").order_by("-pk"):
        assert share.decided_at is not None  # asked for above
        body = share.agreement.organisation.body_id
        looked = {user for user, _at in openings_of(marker) if user is not None and user.agency_id == body}
        for user in {*people_of(share.agreement.organisation), *looked}:
            yield Learnt(user, Way.SHARED, share.decided_at, share.case.reference)


def _took_part(marker: Marker) -> Iterator[Learnt]:
    """Give who is named in the entry's case, who did anything on it, and who sat on a panel about it."""
    own = marker.case.reference
    for part in Involvement.objects.filter(case=marker.case, user__isnull=False).select_related("user"):
        if part.user is not None:
            yield Learnt(part.user, Way.PART, part.added_at, own)
    for note in Note.objects.filter(case=marker.case, by__isnull=False).select_related("by"):
        if note.by is not None:
            yield Learnt(note.by, Way.PART, note.at, own)
    for seat in Seat.objects.filter(appeal__marker=marker).select_related("user", "appeal"):
        yield Learnt(seat.user, Way.PART, seat.appeal.recorded_at, own)


def told_to(user: User, at: datetime) -> QuerySet[Telling]:
    """Return the mistakes that the user can read of just now, the newest first."""
    mine = Telling.objects.visible_to(user).filter(mistake__until_at__gt=at)
    return mine.select_related("mistake__marker__case__agency").order_by("-mistake__told_at", "-pk")


def mistake_of(marker: Marker) -> Mistake | None:
    """Return when it was told that the entry was a mistake, and until when that can be read."""
    return Mistake.objects.filter(marker=marker.pk).first()


def tellings_of(marker: Marker) -> Iterable[Telling]:
    """Return who was told that the entry was a mistake, by name."""
    return Telling.objects.filter(mistake=marker.pk).select_related("user__agency").order_by("user__name", "pk")
