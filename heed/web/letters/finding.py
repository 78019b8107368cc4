"""Finding what a letter is on (a report, or an entry of the register) for somebody who may know of its letters."""

from dataclasses import dataclass, field

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from heed.casework.cases.queries import done_already
from heed.casework.cases.states import PLACES, Sort
from heed.documents.letters import queries as letters
from heed.documents.letters.queries import Case, Letter, Person
from heed.incidents import queries as reports
from heed.incidents.rules import sight
from heed.policy.vocabulary import Given
from heed.register.markers import queries as entries
from heed.register.markers.queries import Marker
from heed.register.telling.rules import may_read_letters
from heed.web.asked import Asked
from heed.web.letters.shown import home_of

WORDS = "|".join(PLACES.values())


class Home:
    """The first word of an address: of a report’s letters, or of an entry’s."""

    regex = WORDS

    def to_python(self, value: str) -> Sort:
        """Return what the word stands for."""
        return next(sort for sort, word in PLACES.items() if word == value)

    def to_url(self, value: str) -> str:
        """Return the word for an address."""
        return PLACES[Sort(value)]


@dataclass(frozen=True, slots=True)
class Desk:
    """Where letters are written: the case, what policy may ask about it, and the entry where it is one."""

    case: Case
    given: Given = field(default_factory=dict)
    marker: Marker | None = None

    @property
    def caption(self) -> str:
        """What stands above the heading of its pages."""
        words = _("Entry {reference}") if self.marker else _("Report {reference}")
        return words.format(reference=self.case.reference)

    def may_be_to(self, person: Person) -> bool:
        """Return whether a letter can go to this person: one about an entry never to others of its report."""
        return self.marker is None or self.marker.person_id in (None, person.pk)

    @property
    def letters(self) -> str:
        """The path of the page of its letters."""
        return f"{self.case.page}/letters"


def desk_of(request: Asked, home: Sort, reference: str) -> Desk:
    """Return the report or entry, if the reader may read its letters; absent and forbidden look alike (N9)."""
    found = _entry(request, reference) if home is Sort.ENTRY else _report(request, reference)
    if found is None:
        raise Http404
    return found


def _report(request: Asked, reference: str) -> Desk | None:
    """Return the report, if the reader acts on it and sees whom it is about."""
    incident = reports.visible_to(request.user).filter(case__reference=reference).first()
    if incident is None:
        return None
    seen = sight(request.user, incident)
    whole = seen.acts and seen.story and seen.subject
    return Desk(incident.case, reports.given_of(incident)) if whole else None


def _entry(request: Asked, reference: str) -> Desk | None:
    marker = entries.whole(request.user, reference)
    if marker is None or marker.erased_at or not may_read_letters(request.user, marker):
        return None
    return Desk(marker.case, entries.given_of(marker), marker)


def letter_of(desk: Desk, pk: int) -> Letter:
    """Return a letter of the report or entry."""
    letter = letters.of_case(desk.case).filter(pk=pk).first()
    if letter is None:
        raise Http404
    return letter


def pressed_before(request: Asked, desk: Desk) -> bool:
    """Return whether this very form was acted on already: a second press, the back button."""
    return request.method == "POST" and done_already(desk.case, request.POST.get("token"))


def back(request: Asked, letter: Letter) -> HttpResponse:
    """Go back to the letter; home, where its reader saw it only because of what they have done just now."""
    try:
        desk_of(request, Sort(letter.case.sort), letter.case.reference)
    except Http404:
        return redirect("home")
    return redirect(home_of(letter))
