"""What somebody reads who was told of an entry that was a mistake: only they, and without whom it was about."""

from datetime import date

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from heed.mistakes import changes
from heed.mistakes.queries import Telling, told_to
from heed.mistakes.states import Way
from heed.register.markers.queries import short_form
from heed.web.asked import Asked
from heed.web.show import show


@require_safe
def mistake(request: Asked, reference: str) -> HttpResponse:
    telling = get_object_or_404(told_to(request.user, request.stamp.at), reference=reference)
    changes.read(request.stamp, telling)
    marker = telling.mistake.marker
    return show(
        request, "mistakes/mistake.html", reference=reference, about=marker.about, mistake=telling.mistake,
        ended_at=marker.ended_at, hazards=short_form(marker).hazards, ways=ways_of(telling),
        host=marker.case.agency, of_partner=request.user.agency_id != marker.case.agency_id,
    )  # fmt: skip


def ways_of(telling: Telling) -> list[tuple[str, date]]:
    """Return how they came to know of it and on which day last, in sentences."""
    return [(str(way.label), date.fromisoformat(telling.ways[way])) for way in Way if way in telling.ways]
