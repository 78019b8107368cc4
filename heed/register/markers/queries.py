"""Reads about entries of the register, named for the question they answer."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Prefetch, Q, QuerySet

from heed.casework.board.queries import open_on
from heed.casework.cases.models import Note
from heed.casework.cases.queries import involved, parts_of
from heed.casework.cases.states import Part
from heed.incidents.models import Incident
from heed.people.agencies.models import Agency, User
from heed.people.agencies.queries import book_for
from heed.people.public.models import Person, Place
from heed.policy.book import Book
from heed.policy.register import Control, Factor, Hazard
from heed.policy.vocabulary import Given
from heed.register.markers.models import Announcement, Answer, Marker, Source, Whereabouts
from heed.register.markers.states import About, Status
from heed.workdays import deadline

__all__ = ["Announcement", "Answer", "Marker", "Source", "Whereabouts"]  # doors name these types, and touch no tables
WAITING = (Status.PROPOSED, Status.COUNTERSIGNED, Status.RETURNED)


def today(agency: Agency, at: datetime) -> date:
    """Return the day at the agency: entries end when its day does."""
    return book_for(agency).calendar.day_of(at)


def visible_to(user: User) -> QuerySet[Marker]:
    """Return the entries whose case the user may open, with what every page of an entry needs."""
    entries = Marker.objects.visible_to(user)
    return entries.select_related(
        "case__agency", "case__team", "person__place", "place", "incident__case", "proposed_by", "countersigned_by",
        "decided_by", "silence_by", "silence_agreed_by",
    )  # fmt: skip


def whole(user: User, reference: str) -> Marker | None:
    """Return the entry of this reference, if the user may open it, with its sources, addresses and answers."""
    entries = visible_to(user).filter(case__reference=reference)
    return entries.prefetch_related(
        Prefetch("sources", Source.objects.select_related("incident__case", "added_by").order_by("happened_on", "pk")),
        Prefetch("whereabouts", Whereabouts.objects.select_related("place").order_by("pk")),
        Prefetch("answers", Answer.objects.select_related("answered_by").order_by("round", "pk")),
        Prefetch("announcements", Announcement.objects.select_related("announced_by").order_by("announced_at")),
    ).first()


def waiting_for(user: User) -> QuerySet[Marker]:
    """Return what waits to be countersigned or decided and the user may open, what is due soonest first."""
    return visible_to(user).filter(status__in=WAITING).order_by("proposed_at", "pk")


def listed(user: User, day: date, *, past: bool = False) -> QuerySet[Marker]:
    """Return the register as its owner goes through it: what ends soonest first; or what has ended, newest first."""
    entries = visible_to(user)
    if past:
        return entries.filter(Q(status=Status.ENDED) | Q(status=Status.LIVE, ends_on__lt=day)).order_by(
            "-ends_on", "pk"
        )
    return entries.filter(status=Status.LIVE, ends_on__gte=day).order_by("ends_on", "pk")


def of_incident(user: User, incident: Incident) -> list[Marker]:
    """Return the entries that came out of a report, as far as the user may open them."""
    return list(visible_to(user).filter(incident=incident).order_by("proposed_at"))


def given_of(marker: Marker) -> Given:
    """Return the facts of an entry as policy asks about them."""
    return {
        "about": str(marker.about),  # a plain word, also of an entry that was made just now
        "child": marker.child,
        "hazards": frozenset(marker.hazards),
        "do_not_inform": marker.silence_agreed_by_id is not None,
    }


def timeline(marker: Marker) -> list[Note]:
    """Return what was done with the entry, oldest first."""
    return list(Note.objects.filter(case=marker.case).select_related("by").order_by("at", "pk"))


def concerned(marker: Marker) -> list[User]:
    """Return the employees whose version is asked for: those who were affected (EHC-4)."""
    people = involved(marker.case)
    return [each.user for each in people if each.part == Part.VICTIM and each.user]


def version_of(marker: Marker) -> Note | None:
    """Return the version of the employee concerned, or that they gave none; None while it has not come."""
    return Note.objects.filter(case=marker.case, verb="marker.give-version").select_related("by").first()


def waits_for_version(marker: Marker, at: datetime) -> bool:
    """Return whether the decision still waits for the version of the employee concerned."""
    if not concerned(marker) or version_of(marker) is not None:
        return False
    book = book_for(marker.case.agency)
    return at < deadline(book.register.version_wait, marker.proposed_at, book.calendar)


def falls_to(user: User, marker: Marker) -> frozenset[str]:
    """Return the verbs of the entry's open duties that fall to the user, or of which they were told."""
    owed = open_on(marker.pk)
    return frozenset(duty.verb for duty in owed if any(each.user == user.pk for each in duty.held))


def parts(user: User, marker: Marker) -> frozenset[Part]:
    """Return the parts that the user has in the entry's case."""
    return parts_of(marker.case, user)


def hazards_for(book: Book, about: str) -> list[Hazard]:
    """Return what an entry about a person or a place can warn of."""
    return [each for each in book.hazards.values() if each.of in (about, "both")]


def factors_for(book: Book, about: str) -> list[Factor]:
    """Return what must be answered about a person or a place."""
    return [each for each in book.factors.values() if each.of in (about, "both")]


def controls_of(book: Book, marker: Marker) -> list[Control]:
    """Return what the entry asks of visitors, in the order of the policy; a control that policy dropped is left out."""
    return [each for word, each in book.controls.items() if word in marker.controls]


@dataclass(frozen=True, slots=True)
class Short:
    """The short form of an entry, in plain sentences: what it warns of, what to do, until when. Never the story."""

    about: str  # "person" or "place": not which
    hazards: list[str]
    controls: list[str]
    ends_on: date | None


def short_form(marker: Marker) -> Short:
    """Return the short form of an entry."""
    book = book_for(marker.case.agency)
    hazards = [book.hazards[word].title.text() for word in marker.hazards if word in book.hazards]
    controls = [each.title.text() for each in controls_of(book, marker)]
    return Short(marker.about, hazards, [*controls, *filter(None, [marker.advice])], marker.ends_on)


def answers_of(marker: Marker, round_: int, step: str) -> dict[str, str]:
    """Return the answers that were given at this step, factor → text."""
    return {each.factor: each.text for each in marker.answers.all() if each.round == round_ and each.step == step}


def latest_answers(marker: Marker) -> dict[str, Answer]:
    """Return the newest answer to each factor."""
    return {each.factor: each for each in marker.answers.order_by("answered_at", "pk")}


def persons_like(agency: Agency, words: str, limit: int = 10) -> list[Person]:
    """Return persons whom the agency knows and whose name or another name holds all of these words."""
    found = Person.objects.filter(agency=agency, known="fully").select_related("place")
    for word in words.split():
        found = found.filter(Q(name__icontains=word) | Q(aliases__name__icontains=word))
    return list(found.distinct().order_by("name", "pk")[:limit]) if words.split() else []


def of_person(marker: Marker) -> str:
    """Return the name, or the address, that the entry is about; empty once that has been deleted."""
    if marker.about == About.PERSON:
        return marker.person.name if marker.person else ""
    return str(marker.place) if marker.place else ""


def longest_on(marker: Marker, at: datetime) -> date:
    """Return the last day that the policy allows for an entry that is decided or renewed now (EHC-11)."""
    book = book_for(marker.case.agency)
    term = book.register.child_term if marker.child else book.register.longest
    return _as_before(marker, book.calendar.day_of(deadline(term, at, book.calendar)))


def _as_before(marker: Marker, day: date) -> date:
    """Return the day, no later than the end that the entry had on an earlier register, until it is decided on here."""
    return min(day, marker.earlier_ends_on) if marker.earlier_ends_on and marker.decided_at is None else day


def places_of(marker: Marker) -> list[Place]:
    """Return every address at which the entry warns: the property's, the person's own, and where else they are."""
    return _places(marker, [each.place for each in marker.whereabouts.all()])


def _places(marker: Marker, further: list[Place]) -> list[Place]:
    person = marker.person
    home = person.household.place if person and person.household else None
    found = [marker.place, person.place if person else None, home, *further]
    return list(dict.fromkeys(place for place in found if place is not None))


def warns_of(marker: Marker) -> tuple[list[Person], list[Place]]:
    """Return by whom and by which addresses a check finds the entry: those who live with its person too."""
    person = marker.person
    # Asked anew: who has just corrected the entry may have read the addresses before.
    further = [each.place for each in marker.whereabouts.select_related("place").order_by("pk")]
    if person is None:
        return [], _places(marker, further)
    together = list(Person.objects.filter(household=person.household_id)) if person.household_id else []
    return list(dict.fromkeys([person, *together])), _places(marker, further)


def usual_on(marker: Marker, at: datetime) -> date:
    """Return the day on which an entry that is decided or renewed now ends as a rule."""
    book = book_for(marker.case.agency)
    term = book.register.child_term if marker.child else book.register.term
    return _as_before(marker, book.calendar.day_of(deadline(term, at, book.calendar)))
