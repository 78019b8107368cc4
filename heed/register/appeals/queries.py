"""Reads about appeals: the one that an entry has, who could sit on its panel, whose comment is awaited."""

from datetime import date, datetime
from typing import Final

from django.db.models import Prefetch, Q, QuerySet
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from heed.casework.cases.models import Note
from heed.casework.cases.queries import involved
from heed.documents.letters import queries as letters
from heed.ledger.models import Entry
from heed.people.agencies.models import Agency, Holding, User
from heed.people.agencies.queries import book_for
from heed.policy.book import Book
from heed.register.appeals.models import Appeal, Seat
from heed.register.appeals.states import DECIDE, OPEN, RECEIVE, SEATED
from heed.register.markers.models import Marker
from heed.register.markers.queries import concerned
from heed.register.markers.states import Status
from heed.workdays import deadline

__all__ = ["Appeal", "Seat"]  # doors name these types, and touch no tables
PANELS: Final = ("appeal.view", "appeal.hear", "appeal.decide")
"""What a panel does. Who sat on an earlier one is known by their seat."""


def of_marker(marker: Marker) -> Appeal | None:
    """Return the newest appeal against the entry, with its panel, whoever chairs it first."""
    found = Appeal.objects.filter(marker=marker).order_by("-pk")
    return found.select_related("marker__case__agency", "marker__case__team", "recorded_by").prefetch_related(
        Prefetch("seats", Seat.objects.select_related("user").order_by("-chairs", "pk"))
    ).first()  # fmt: skip


def is_open(appeal: Appeal) -> bool:
    """Return whether somebody still waits for an answer; where the entry has ended meanwhile nobody does."""
    return appeal.status in OPEN and appeal.marker.status == Status.LIVE


def sits_on(user: User) -> QuerySet[Appeal]:
    """Return the appeals that wait for the user, who sits on their panel; what is to be answered first comes first."""
    mine = Appeal.objects.filter(seats__user=user, seats__left_at=None, status__in=SEATED, marker__status=Status.LIVE)
    return mine.select_related("marker__case").order_by("answer_due_at")


def seat_of(user: User, appeal: Appeal) -> Seat | None:
    """Return the user's seat on the panel; none once they have stepped down."""
    return next((seat for seat in appeal.seats.all() if seat.user_id == user.pk and seat.left_at is None), None)


def empty_seats(appeal: Appeal) -> list[Seat]:
    """Return the seats whose holders have stepped down, and which nobody has taken yet; the chair's first."""
    return [seat for seat in appeal.seats.all() if seat.left_at is not None]


def has_read(user: User, appeal: Appeal) -> bool:
    """Return whether the user has opened the papers of the appeal, as the ledger has it."""
    looks = Entry.objects.filter(chain=appeal.marker.case.chain, by=user.pk, verb="case.look")
    return looks.filter(thing=f"appeal-papers:{appeal.pk}").exists()


def touched(marker: Marker, *, but: Appeal | None = None) -> frozenset[int]:
    """Return who had a part in the entry or in its report, by id: whoever is named or did anything there (EHC-9).

    What those of the panel of `but` did as its panel does not count.
    """
    cases = [marker.case] + ([marker.incident.case] if marker.incident else [])
    named = {each.user_id for case in cases for each in involved(case) if each.part != "assigned"}
    wrote = set(Note.objects.filter(case__in=cases).exclude(verb__in=PANELS).values_list("by", flat=True))
    earlier = Seat.objects.filter(appeal__marker=marker).exclude(appeal=but).values_list("user", flat=True)
    own = {marker.proposed_by_id, marker.countersigned_by_id, marker.decided_by_id, marker.silence_by_id,
           marker.silence_agreed_by_id}  # fmt: skip
    return frozenset(one for one in named | wrote | own | set(earlier) if one is not None)


def could_sit(marker: Marker, at: datetime, *, but: Appeal | None = None) -> list[User]:
    """Return senior people who had no part in it: holders of posts of a service or of the whole body, by name."""
    posts = Holding.objects.live(at).filter(Q(post__team__level="service") | Q(post__team__parent=None))
    senior = posts.filter(post__team__agency=marker.case.agency_id).exclude(post__role="administrator")
    found = User.objects.filter(pk__in=senior.values("user"), is_active=True).exclude(pk__in=touched(marker, but=but))
    return list(found.select_related("team").order_by("name", "pk"))


def comment_of(appeal: Appeal) -> Note | None:
    """Return what the employee concerned said of the appeal, or that they chose not to; None while it has not come."""
    notes = Note.objects.filter(case=appeal.marker.case, verb="appeal.comment", at__gte=appeal.recorded_at)
    return notes.select_related("by").first()


def waits_for_comment(appeal: Appeal, at: datetime) -> bool:
    """Return whether the panel still waits for what the employee concerned says of it."""
    if not concerned(appeal.marker) or comment_of(appeal) is not None:
        return False
    book = book_for(appeal.marker.case.agency)
    return at < deadline(book.register.version_wait, appeal.recorded_at, book.calendar)


def letters_on(book: Book, verb: str) -> tuple[str, ...]:
    """Return the templates of the letters that a policy has owed once the verb was done."""
    return tuple(rule.letter for rule in book.duties.values() if rule.letter and verb in rule.on)


def letters_owed(appeal: Appeal) -> list[str]:
    """Return the templates of the letters of an appeal that are owed now: that it has come, how it went out."""
    book, case = book_for(appeal.marker.case.agency), appeal.marker.case
    named = [*letters_on(book, RECEIVE.verb.name), *letters_on(book, DECIDE.verb.name)]
    return [template for template in dict.fromkeys(named) if letters.owed(case, template)]


def acknowledged_at(appeal: Appeal) -> datetime | None:
    """Return when the person was told that it has come, by the letter that the policy asks for or in another way."""
    if appeal.acknowledged_at is not None:
        return appeal.acknowledged_at
    templates = letters_on(book_for(appeal.marker.case.agency), RECEIVE.verb.name)
    sent = [each.sent_at for each in letters.gone(appeal.marker.case) if each.template in templates]
    return next((at for at in sent if at and at >= appeal.recorded_at), None)


def words_of(appeal: Appeal) -> dict[str, str | date]:
    """Return what the fields of a letter about an appeal begin with, by field; what is not known yet is left out."""
    day_of = book_for(appeal.marker.case.agency).calendar.day_of
    found: dict[str, str | date] = {
        "appeal_received_on": appeal.received_on,
        "answer_by": day_of(appeal.answer_due_at),
        "outcome_words": appeal.reasons,
    }
    return {name: value for name, value in found.items() if value}


def said_of(appeal: Appeal) -> dict[str, str]:
    """Return what the choices of a letter about an appeal begin with: what was decided, and what follows from it."""
    if appeal.decided_at is None:
        return {}
    ends_on = appeal.marker.ends_on if appeal.marker.status == Status.LIVE else None
    day = letters.in_words(ends_on.isoformat(), get_language()) if ends_on else ""
    follows = _("The note ends on {day}. If it were to stay longer, we would write to you first.").format(day=day)
    return {"outcome": appeal.outcome, "follows": follows if day else ""}


def to_forget(agency: Agency) -> QuerySet[Appeal]:
    """Return the appeals whose entry has been erased, and whose own words are still there (EHC-13)."""
    gone = Appeal.objects.filter(marker__case__agency=agency, marker__erased_at__isnull=False, erased_at__isnull=True)
    return gone.select_related("marker__case").order_by("pk")
