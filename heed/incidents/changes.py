"""Writes about reports: one function a verb; steps, which are all alike, go through `step`."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from heed.access.decisions import Refused
from heed.casework.cases.changes import involve, open_case
from heed.casework.cases.models import Audience, Involvement
from heed.casework.cases.queries import done_already, lock, victims
from heed.casework.cases.states import Move, Part, Sensitivity
from heed.casework.duties.changes import hand_to, refresh_case
from heed.casework.moves import take
from heed.documents.evidence.changes import hand_over
from heed.incidents import rules, states
from heed.incidents.models import Draft, Hostility, Incident, KindOf
from heed.incidents.queries import given_of
from heed.incidents.states import Status
from heed.notices.changes import tell
from heed.notices.states import Notice
from heed.people.agencies.models import Team, User
from heed.people.agencies.queries import book_for
from heed.people.agencies.stamps import Signed
from heed.people.public.changes import add_place, describe
from heed.people.public.models import Person
from heed.policy.vocabulary import Given


@dataclass(frozen=True, slots=True)
class Described:
    """Somebody responsible, as the reporter told it: a person from their own caseload, or a description."""

    person: Person | None = None
    name: str = ""
    description: str = ""
    more: Mapping[str, str] = field(default_factory=dict)  # age_band, telephone, email, employer


@dataclass(frozen=True, slots=True)
class Told:
    """A whole report as it was told. `facts` are those of `incident.report`; `answers` what the kinds ask."""

    kinds: Sequence[str]
    story: str
    facts: Mapping[str, Any] = field(default_factory=dict)
    feeling: str = ""
    happened_at: datetime | None = None
    time_known: bool = True
    address: str = ""
    postcode: str = ""
    victims: Sequence[User] = ()
    victim_names: Sequence[str] = ()
    witnesses: Sequence[User] = ()
    witness_names: Sequence[str] = ()
    subjects: Sequence[Described] = ()
    strands: Sequence[str] = ()
    hostility: str = ""
    answers: Mapping[str, Any] = field(default_factory=dict)


@transaction.atomic
def report(stamp: Signed, told: Told, *, draft: Draft | None = None) -> Incident:
    """Send a report: the case, who has which part, the incident; policy decides what is owed because of it.

    Sending the same draft again returns the report that it became (B10).
    """
    rules.may_report(stamp.user).require()
    if draft is not None:
        draft = Draft.objects.select_for_update().get(pk=draft.pk)
        if draft.incident_id:
            return Incident.objects.get(pk=draft.incident_id)
    incident = _lay_down(stamp, told)
    given = given_of(incident)
    own = {name: given[name] for name in given if name != "kinds"} | {"kinds": frozenset(told.kinds)}
    take(states.REPORT, incident, stamp, case=incident.case, given=given, facts=own, audience=Audience.REPORTER)
    if draft is not None:
        hand_over(stamp, draft.key, incident.case)
        draft.incident, draft.answers = incident, {}
        draft.save(update_fields=["incident", "answers"])
    return incident


def _lay_down(stamp: Signed, told: Told) -> Incident:
    """Write the rows of a report."""
    book = book_for(stamp.user.agency)
    restricted = any(book.kinds[word].sensitive for word in told.kinds)
    team = told.victims[0].team if told.victims else stamp.user.team
    case = open_case(stamp, team=team, sensitivity=Sensitivity.RESTRICTED if restricted else Sensitivity.NORMAL)
    involve(stamp, case=case, part=Part.REPORTER, user=stamp.user)
    for part, users, names in (
        (Part.VICTIM, told.victims, told.victim_names),
        (Part.WITNESS, told.witnesses, told.witness_names),
    ):
        for user in users:
            involve(stamp, case=case, part=part, user=user)
        for name in names:
            involve(stamp, case=case, part=part, name=name)
    for subject in told.subjects:
        person = subject.person or describe(
            stamp, agency=case.agency, name=subject.name, description=subject.description, **subject.more
        )
        involve(stamp, case=case, part=Part.SUBJECT, person=person)
    incident = Incident.objects.create(
        case=case,
        status=Status.REPORTED,
        reported_by=stamp.user,
        reported_at=stamp.at,
        happened_at=told.happened_at,
        time_known=told.time_known,
        place=add_place(agency=case.agency, lines=told.address, postcode=told.postcode),
        story=told.story,
        feeling=told.feeling,
        facts={**told.facts, "kinds": sorted(told.kinds)},
        answers=dict(told.answers),
    )
    KindOf.objects.bulk_create(KindOf(incident=incident, word=word) for word in sorted(set(told.kinds)))
    if told.strands or told.hostility:
        Hostility.objects.create(incident=incident, strands=list(told.strands), words=told.hostility)
    return incident


def _take(move: Move, incident: Incident, stamp: Signed, **more: Any) -> bool:
    return take(move, incident, stamp, case=incident.case, given=given_of(incident), **more)


def _tell_own(stamp: Signed, incident: Incident, notice: Notice) -> None:
    """Tell the reporter and the person affected that something moved."""
    users = [incident.reported_by, *victims(incident.case)]
    tell(stamp, users, notice, reference=incident.case.reference, link=f"/reports/{incident.case.reference}")


@transaction.atomic
def step(
    stamp: Signed, incident: Incident, move: Move, *, facts: Given | None = None, text: str = "",
    answers: Mapping[str, Any] | None = None, token: str | None = None,
) -> None:  # fmt: skip
    """Do one of the steps: record it, fulfil the duty that asked for it, open what policy says follows."""
    rules.may_step(stamp.user, incident, move).require()
    audience = audience_of(move)
    taken = _take(move, incident, stamp, facts=facts, text=text, answers=answers, audience=audience, token=token)
    severity = (facts or {}).get("severity")
    if taken and severity:
        incident.severity = str(severity)
        incident.save(update_fields=["severity"])


def audience_of(move: Move) -> Audience:
    """Return who reads what is written at a step."""
    if move in states.SUPPORTING:
        return Audience.SUPPORT
    return Audience.REPORTER if move is states.KEEP_INFORMED else Audience.CASE


@transaction.atomic
def add(stamp: Signed, incident: Incident, *, text: str, token: str | None = None) -> None:
    """Add to a report; the original stays as it was told."""
    rules.may_add(stamp.user, incident).require()
    _take(states.ADD, incident, stamp, text=text, audience=Audience.REPORTER, token=token)


@transaction.atomic
def return_(stamp: Signed, incident: Incident, *, text: str, token: str | None = None) -> None:
    """Send a report back for correction, saying what is missing; the reporter is told."""
    rules.may_act(stamp.user, incident, states.RETURN).require()
    if _take(states.RETURN, incident, stamp, text=text, audience=Audience.REPORTER, token=token):
        _tell_own(stamp, incident, Notice.RETURNED)


@transaction.atomic
def correct(stamp: Signed, incident: Incident, *, text: str, token: str | None = None) -> None:
    """Correct a report that was sent back: the correction stands beside the original."""
    rules.may_correct(stamp.user, incident).require()
    _take(states.CORRECT, incident, stamp, text=text, audience=Audience.REPORTER, token=token)


@transaction.atomic
def dispute(stamp: Signed, incident: Incident, *, text: str, token: str | None = None) -> None:
    """Say that it is not resolved; a closed report is open again, and policy says who must look at it."""
    rules.may_dispute(stamp.user, incident).require()
    if not _take(states.DISPUTE, incident, stamp, text=text, audience=Audience.REPORTER, token=token):
        return
    if incident.status == Status.CLOSED:
        _take(states.REOPEN, incident, stamp, audience=Audience.REPORTER)
        incident.closed_at = None
        incident.save(update_fields=["closed_at"])


@transaction.atomic
def declare_tie(stamp: Signed, incident: Incident, *, text: str, token: str | None = None) -> None:
    """Say that one knows somebody in the report (R2): from now on others decide on it."""
    rules.may_declare_tie(stamp.user, incident).require()
    if _take(states.DECLARE_TIE, incident, stamp, text=text, token=token):
        involve(stamp, case=incident.case, part=Part.TIE, user=stamp.user)
        refresh_case(stamp, case=incident.case)


@transaction.atomic
def give(stamp: Signed, incident: Incident, *, team: Team, text: str, token: str | None = None) -> None:
    """Hand a report over to another team (N8): its managers look after it from now on, and owe what is still open.

    Whoever saw it only because they managed the team that had it sees it no more. Both who reported it and the person
    affected hear.
    """
    rules.may_hand_over(stamp.user, incident).require()
    if team.agency_id != incident.case.agency_id or team.pk == incident.case.team_id:
        raise Refused(_("Choose another team of your organisation."))
    to = {"to_team": team.called}
    if not _take(states.HAND_OVER, incident, stamp, text=text, answers=to, audience=Audience.REPORTER, token=token):
        return
    hand_to(stamp, case=incident.case, team=team)
    _tell_own(stamp, incident, Notice.PROGRESS)


@transaction.atomic
def close(stamp: Signed, incident: Incident, *, outcome: str, text: str, token: str | None = None) -> None:
    """Close a report with its outcome; refused while the policy's minimum is not done."""
    lock(incident.case)
    if done_already(incident.case, token):  # it may have been reopened since, so nothing of it may be touched
        return
    rules.may_close(stamp.user, incident).require()
    incident.closed_at = stamp.at
    incident.save(update_fields=["closed_at"])
    facts: Given = {"outcome": outcome}
    _take(states.CLOSE, incident, stamp, facts=facts, text=text, audience=Audience.REPORTER, token=token)
    _tell_own(stamp, incident, Notice.PROGRESS)


@transaction.atomic
def reopen(stamp: Signed, incident: Incident, *, text: str, token: str | None = None) -> None:
    """Reopen a closed report."""
    rules.may_act(stamp.user, incident, states.REOPEN).require()
    if _take(states.REOPEN, incident, stamp, text=text, audience=Audience.REPORTER, token=token):
        incident.closed_at = None
        incident.save(update_fields=["closed_at"])
        _tell_own(stamp, incident, Notice.PROGRESS)


@transaction.atomic
def identify(
    stamp: Signed, incident: Incident, *, involvement: Involvement, person: Person, confirmed: bool,
    token: str | None = None,
) -> None:  # fmt: skip
    """Decide whether a description in the report is a known person. Deciding is human; matching only proposed it."""
    rules.may_act(stamp.user, incident, states.IDENTIFY).require()
    if involvement.case_id != incident.pk or person.agency_id != incident.case.agency_id:
        raise Refused("That person does not belong to this report.")
    facts: Given = {"confirmed": confirmed}
    whom = {"person": person.pk, "involvement": involvement.pk}
    if _take(states.IDENTIFY, incident, stamp, facts=facts, answers=whom, token=token) and confirmed:
        involvement.person = person
        involvement.save(update_fields=["person"])
        refresh_case(stamp, case=incident.case)
