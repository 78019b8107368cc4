"""Reads about reports, named for the question they answer."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Exists, OuterRef, Prefetch, QuerySet

from heed.access.queries import reach, stand_in
from heed.casework.cases.models import Case, Involvement, Note
from heed.casework.cases.queries import involved
from heed.casework.cases.states import Part
from heed.casework.duties.models import Duty
from heed.casework.plans.states import Status as PlanStatus
from heed.incidents import states
from heed.incidents.models import Draft, Incident, KindOf
from heed.incidents.rules import Sight
from heed.matching import faces_of
from heed.matching.levels import Word
from heed.people.agencies.models import Team, User
from heed.people.agencies.queries import book_for
from heed.people.index.queries import Hit, in_short, likest, pool_of
from heed.people.public.models import Person
from heed.people.public.queries import entry_of
from heed.people.public.states import Known
from heed.policy.play import implied
from heed.policy.vocabulary import Given
from heed.prepared import Prepared

__all__ = ["Draft", "Incident", "Involvement", "Note", "Person"]  # doors name these types, and touch no tables


def visible_to(user: User) -> QuerySet[Incident]:
    """Return the reports whose existence the user may know of, with what every page of a report needs."""
    return Incident.objects.visible_to(user).select_related("case__agency", "case__team", "reported_by", "place")


def _whole(
    everything: bool, *, reference: Any, user: Any, agency: Any, teams: Any, lent: Any, principals: Any
) -> QuerySet[Incident]:
    reader = stand_in(user, agency, teams, everything=everything, lent=lent, principals=principals)
    reports = visible_to(reader).filter(case__reference=reference)
    return reports.select_related("hostility", "case__plan__victim_signed_by", "case__plan__manager_signed_by")


WHOLE: Prepared[Incident] = Prepared(_whole)


def whole(user: User, reference: str) -> Incident | None:
    """Return the report of this reference, if the user may know of it, with its plan and what it says of hostility."""
    within = reach(user)
    lent = within.lent if within.lent and within.lent.teams else None
    found = WHOLE(
        within.everything,
        reference=reference,
        user=user.pk,
        agency=user.agency_id,
        teams=tuple(sorted(within.teams)),
        lent=tuple(sorted(lent.teams)) if lent else (),
        principals=tuple(sorted(lent.principals)) if lent else (),
    )
    return found[0] if found else None


def given_of(incident: Incident) -> Given:
    """Return the facts of a report as policy asks about them, with those that its kinds imply."""
    stated = {name: frozenset(value) if isinstance(value, list) else value for name, value in incident.facts.items()}
    return implied(book_for(incident.case.agency), stated)


def listed(reports: QuerySet[Incident]) -> QuerySet[Incident]:
    """Put a list of reports newest first, with what it shows of each; what is owed is counted for one page of it."""
    return reports.select_related("case__team", "reported_by").order_by("-case__opened_at", "-pk")


@dataclass(frozen=True, slots=True)
class Narrow:
    """What narrows a list of reports; what is empty narrows nothing. `until` is the first moment that is too late."""

    reference: str = ""
    status: str = ""
    kind: str = ""
    severity: str = ""
    team: int | None = None
    owed: str = ""  # open | late
    since: datetime | None = None
    until: datetime | None = None


def narrowed(reports: QuerySet[Incident], by: Narrow, at: datetime) -> QuerySet[Incident]:
    """Keep the reports that fit."""
    columns = {
        "status": by.status,
        "severity": by.severity,
        "case__team": by.team,
        "case__reference__contains": by.reference.strip().upper(),
        "case__opened_at__gte": by.since,
        "case__opened_at__lt": by.until,
    }
    reports = reports.filter(**{column: value for column, value in columns.items() if value})
    if by.kind:
        reports = reports.filter(Exists(KindOf.objects.filter(incident=OuterRef("pk"), word=by.kind)))
    if by.owed:
        duties = Duty.objects.late(at) if by.owed == "late" else Duty.objects.open()
        reports = reports.filter(Exists(duties.filter(case=OuterRef("pk"))))
    return reports


def everything(user: User) -> QuerySet[Incident]:
    """Return every report that the user may see, newest first."""
    return listed(visible_to(user))


def reported_by(user: User) -> QuerySet[Incident]:
    """Return the reports that the user made or that are about them, newest first."""
    mine = Involvement.objects.filter(user=user, part__in=(Part.REPORTER, Part.VICTIM)).values("case")
    return listed(visible_to(user).filter(case__in=mine))


def of_teams(user: User, teams: Iterable[int]) -> QuerySet[Incident]:
    """Return the reports of these teams that the user may see, newest first."""
    return listed(visible_to(user).filter(case__team__in=list(teams)))


DRAFTS: Prepared[Draft] = Prepared(lambda *, user: Draft.objects.filter(user=user, incident=None).order_by("-saved_at"))


def drafts_of(user: User) -> list[Draft]:
    """Return the reports that the user has begun and not sent, newest first."""
    return DRAFTS(user=user.pk)


@dataclass(frozen=True, slots=True)
class Own:
    """One of somebody's own reports, as home shows it."""

    reference: str
    reported_at: datetime
    status: str
    facts: Mapping[str, Any]


def _recent(many: int, *, user: Any) -> QuerySet[Any, Any]:
    mine = Involvement.objects.filter(user=user, part__in=(Part.REPORTER, Part.VICTIM)).values("case")
    reports = Incident.objects.filter(case__in=mine).order_by("-reported_at", "-pk")
    return reports.values_list("case__reference", "reported_at", "status", "facts")[:many]


RECENT: Prepared[Any] = Prepared(_recent)


def recent(user: User, many: int) -> list[Own]:
    """Return the newest reports that the user made or that are about them (everybody sees their own)."""
    return [Own(*row) for row in RECENT(many, user=user.pk)]


def offered(incident: Incident) -> list[str]:
    """Return the words of the support that was offered so far."""
    notes = Note.objects.filter(case=incident.case, verb=states.OFFER_SUPPORT.verb.name)
    found = [word for answers in notes.values_list("answers", flat=True) for word in answers.get("offered", ())]
    return sorted(set(found))


NOTES: Prepared[Note] = Prepared(
    lambda *, case: Note.objects.filter(case=case).select_related("by").order_by("at", "pk")
)


def sent_before(user: User, reference: str, token: str) -> bool:
    """Return whether the user has sent the form of this token on the report before, also where they read it no more."""
    if not token or "\0" in token:  # none of ours, and PostgreSQL cannot be asked for it
        return False
    return Note.objects.filter(case__reference=reference, token=token, by=user).exists()


def timeline(incident: Incident, seen: Sight, reader: User) -> list[Note]:
    """Return what was done, oldest first; the words of a note only for those it is meant for, and who wrote it."""
    notes = NOTES(case=incident.pk)
    for note in notes:
        if not _reads(note, seen) and note.by_id != reader.pk:
            note.text, note.answers = "", {}
    return notes


def _reads(note: Note, seen: Sight) -> bool:
    if note.audience == "reporter":
        return seen.own or (seen.acts and seen.story)
    return seen.support if note.audience == "support" else seen.acts and seen.story


def draft_of(user: User, key: str) -> Draft | None:
    """Return the user's own draft of this key, sent ones too; None for one that is thrown away or somebody else's."""
    return Draft.objects.filter(user=user, key=key).select_related("incident__case").first()


@dataclass(frozen=True, slots=True)
class Proposal:
    """Somebody known to the body whom a report may describe, and why in words. Never more than a proposal."""

    involvement: Involvement
    person: Person
    score: int
    why: str


def proposals(incident: Incident, at_most: int = 5) -> list[Proposal]:
    """Return known persons whom the report may describe, likeliest first; for those who act on it, never the form."""
    described = [each for each in involved(incident.case) if each.part == Part.SUBJECT and each.person]
    unknown = [each for each in described if each.person and each.person.known == Known.PARTLY]
    if not unknown:
        return []
    decided = _rejected(incident)
    found = [
        (each, hit.pk, hit) for each in unknown for hit in _resembling(each.person) if (each.pk, hit.pk) not in decided
    ]
    likely = sorted(found, key=lambda each: -each[2].score)[:at_most]
    known = Person.objects.filter(known=Known.FULLY).select_related("place")
    persons = known.in_bulk([pk for _each, pk, _hit in likely])
    return [Proposal(each, persons[pk], hit.score, in_short(hit.reasons)) for each, pk, hit in likely if pk in persons]


def _resembling(person: Person | None) -> list[Hit]:
    """Return the persons of the index who may be the one described: likelier than not, or of the same name."""
    if person is None:
        return []
    pools = [pool_of(person.agency_id, warned=warned) for warned in (False, True)]
    found = likest(pools, faces_of(entry_of(person))[0])
    return [
        each for each in found if not each.is_place and each.pk != person.pk and (each.score > 0 or _namesake(each))
    ]


def _namesake(hit: Hit) -> bool:
    levels = {each.word: each.level for each in hit.reasons}
    return min(levels["surname"], levels["given"]) >= Word.LETTER


def _rejected(incident: Incident) -> set[tuple[int, int]]:
    """Return (involvement, person) of what somebody decided already."""
    notes = Note.objects.filter(case=incident.case, verb=states.IDENTIFY.verb.name).values_list("answers", flat=True)
    return {(answers["involvement"], answers["person"]) for answers in notes}


def kinds_in(reports: QuerySet[Incident]) -> list[str]:
    """Return the kinds that occur in these reports, for a filter."""
    return sorted(set(KindOf.objects.filter(incident__in=reports).values_list("word", flat=True)))


STEP_VERBS = frozenset(move.verb.name for move in states.STEPS)


def nameless(team: Team, since: datetime) -> list[tuple[Incident, list[str], str]]:
    """Return a team's reports since a moment for its meeting: report, verbs done, how its plan stands (N7).

    Restricted reports are left out; what is shown of the others is nothing of who it was or who did it.
    """
    found = Incident.objects.filter(case__team=team, case__sensitivity="normal", reported_at__gte=since)
    steps = Prefetch("case__notes", Note.objects.filter(verb__in=STEP_VERBS).order_by("at", "pk"))
    reports = found.select_related("case__plan").prefetch_related(steps).order_by("-case__opened_at")
    return [(each, _verbs(each.case), _plan_words(each.case)) for each in reports]


def _verbs(case: Case) -> list[str]:
    return list(dict.fromkeys(note.verb for note in case.notes.all()))


def _plan_words(case: Case) -> str:
    plan = getattr(case, "plan", None)
    return str(PlanStatus(plan.status).label) if plan else ""
