"""Reads about what was settled: what may be settled still, what was said before, the same answer once more."""

from collections.abc import Iterable
from datetime import datetime

from django.db.models import QuerySet

from heed.casework.cases.models import Case
from heed.checks.answers.queries import Answer, Asked, Possible, settling
from heed.checks.models import Found, LookUp
from heed.checks.settling.models import Settled
from heed.people.agencies.models import User
from heed.register.markers.models import Marker
from heed.register.markers.queries import today

__all__ = ["Settled"]  # doors name this type, and touch no tables


def to_settle(user: User, pk: int, at: datetime) -> Found | None:
    """Return what their own look-up said may be meant, if it is live and may be shown to them still."""
    own = Found.objects.filter(pk=pk, lookup__asked_by=user, possible=True, marker__in=_showable(user, at))
    return own.select_related("lookup__agency", "marker__case").first()


def said_before(digest: str, markers: Iterable[Marker]) -> dict[int, list[Settled]]:
    """Return what was said of this question and each of these entries, by anybody, newest first."""
    rows = Settled.objects.filter(digest=digest, marker__in=[each.pk for each in markers]).select_related("said_by")
    found: dict[int, list[Settled]] = {}
    for row in rows.order_by("-said_at", "-pk"):
        found.setdefault(row.marker_id, []).append(row)
    return found


def said_of(marker: Marker) -> list[Settled]:
    """Return what was said of the entry and questions that resembled it, newest first, for its owner."""
    return list(Settled.objects.filter(marker=marker).select_related("said_by").order_by("-said_at", "-pk"))


def rows_of(lookup: int) -> dict[int, int]:
    """Return by each entry that may be meant the row in which the look-up says so."""
    return dict(Found.objects.filter(lookup=lookup, possible=True).values_list("marker", "pk"))


def asked_in(row: LookUp) -> Asked:
    """Return what was asked, as it is kept."""
    return Asked(row.name, row.born_on, row.address, row.postcode, row.reference, row.born, row.telephone, row.email)


def once_more(user: User, row: LookUp, at: datetime) -> Answer:
    """Return the answer to their look-up once more, of which only what is still live is shown."""
    known = {each.marker_id: each for each in Found.objects.filter(lookup=row, hidden=False)}
    entries = _showable(user, at).filter(pk__in=known).order_by("case__reference")
    entries = entries.select_related("case__agency", "person__place", "person__household__place", "place")
    asked, answer = asked_in(row), Answer(size=row.size, lookup=row.pk)
    for marker in entries.prefetch_related("person__aliases", "whereabouts__place"):
        if known[marker.pk].possible:
            answer.possible.append(Possible(marker, known[marker.pk].why, settling(marker, asked)))
        else:
            answer.shown.append(marker)
    answer.possible.sort(key=lambda each: known[each.marker.pk].pk)  # as they stood
    return answer


def _showable(user: User, at: datetime) -> QuerySet[Marker]:
    live = Marker.objects.live(today(user.agency, at)).filter(case__agency=user.agency_id)
    return live.exclude(case__in=Case.objects.about(user))
