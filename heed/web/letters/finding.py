"""Finding a letter for somebody who may know of it, and going back afterwards."""

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect

from heed.casework.cases.queries import done_already
from heed.documents.letters import queries as letters
from heed.documents.letters.queries import Letter
from heed.incidents import queries, rules
from heed.incidents.queries import Incident
from heed.web.asked import Asked
from heed.web.letters.shown import home_of


def report_of(request: Asked, reference: str) -> Incident:
    """Return the report, if the reader acts on it and sees whom it is about; absent and forbidden look alike (N9)."""
    incident = get_object_or_404(queries.visible_to(request.user), case__reference=reference)
    seen = rules.sight(request.user, incident)
    if not (seen.acts and seen.story and seen.subject):
        raise Http404
    return incident


def letter_of(incident: Incident, pk: int) -> Letter:
    """Return a letter of the report."""
    letter = letters.of_case(incident.case).filter(pk=pk).first()
    if letter is None:
        raise Http404
    return letter


def pressed_before(request: Asked, incident: Incident) -> bool:
    """Return whether this very form was acted on already: a second press, the back button."""
    return request.method == "POST" and done_already(incident.case, request.POST.get("token"))


def back(request: Asked, letter: Letter) -> HttpResponse:
    """Go back to the letter; home, where its reader saw it only because of what they have done just now."""
    try:
        report_of(request, letter.case.reference)
    except Http404:
        return redirect("home")
    return redirect(home_of(letter))
