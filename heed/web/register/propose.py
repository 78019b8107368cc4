"""Proposing an entry, from a report or from a concern."""

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from heed.casework.cases.queries import involved
from heed.casework.cases.states import Part
from heed.incidents import queries as incidents
from heed.incidents.queries import Incident, Person
from heed.people.agencies.queries import book_for
from heed.people.public.changes import add_person, add_place
from heed.register.markers import rules
from heed.register.markers.changes import propose as propose_entry
from heed.register.markers.queries import Marker, persons_like, visible_to
from heed.web import kept
from heed.web.asked import Asked
from heed.web.duties.places import entry_page, report_page
from heed.web.register.proposing import From, Propose
from heed.web.show import show

SENT = "proposed"
"""The session's key: token of a form → reference of the entry that came of it: a second press makes no second one."""
ROOM = 10


def from_report(request: Asked, reference: str) -> HttpResponse:
    """Propose from a report, whose facts are cited by their day."""
    incident = get_object_or_404(incidents.visible_to(request.user), case__reference=reference)
    return _propose(request, incident)


def from_concern(request: Asked) -> HttpResponse:
    """Propose from a concern of one’s own, with dated facts."""
    return _propose(request, None)


def _propose(request: Asked, incident: Incident | None) -> HttpResponse:
    before = request.session.get(SENT, {}).get(request.POST.get("token", ""))
    if before:
        return _on(request, before)
    rules.may_propose(request.user, incident).require()
    form = kept.form(request, Propose, begun=_begun(request, incident))
    if form.is_valid():
        marker = _save(request, form, incident)
        request.session[SENT] = dict(
            [*request.session.get(SENT, {}).items(), (form.sent_token, marker.case.reference)][-ROOM:]
        )
        messages.success(request, _("Saved. The entry was proposed. Nobody is warned until it has been decided."))
        return _on(request, marker.case.reference)
    back = report_page(incident.case.reference) if incident else "/"
    return show(request, "register/propose.html", form=form, incident=incident, back=back)


def _begun(request: Asked, incident: Incident | None) -> From:
    agency = request.user.agency
    begun = From(book_for(agency), lambda name: persons_like(agency, name))
    if incident is None:
        return begun
    subjects = [each.person for each in involved(incident.case) if each.part == Part.SUBJECT and each.person]
    named = {each.pk: each for each in subjects if each.name}
    place = (incident.place.lines, incident.place.postcode) if incident.place else ("", "")
    return From(begun.book, begun.find, list(named.values()), incident.happened_at is not None, place)


@transaction.atomic
def _save(request: Asked, form: Propose, incident: Incident | None) -> Marker:
    """Add the person, where they are new, and the entry about them; both or neither."""
    person = form.person() or (_added(request, form) if form.of_person() else None)
    return propose_entry(request.stamp, form.proposal(person), incident=incident)


def _added(request: Asked, form: Propose) -> Person:
    sent, agency = form.cleaned_data, request.user.agency
    place = add_place(agency=agency, lines=sent["address"], postcode=sent["postcode"])
    return add_person(request.stamp, agency=agency, name=sent["name"], born_on=sent["born_on"], place=place)


def _on(request: Asked, reference: str) -> HttpResponse:
    """Go to the entry; home, where its proposer may not open it."""
    seen = visible_to(request.user).filter(case__reference=reference).exists()
    return redirect(entry_page(reference) if seen else "home")
