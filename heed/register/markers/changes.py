"""Writes about entries, from proposal to end: one function a verb, each by the person whom its rule allows."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from heed.access.decisions import Refused
from heed.casework.cases.changes import involve, open_case
from heed.casework.cases.models import Audience
from heed.casework.cases.queries import involved
from heed.casework.cases.states import NAMED, Move, Part, Sort
from heed.casework.duties.changes import fulfil
from heed.casework.moves import take
from heed.incidents.models import Incident
from heed.notices.changes import tell
from heed.notices.states import Notice
from heed.people.agencies.models import User
from heed.people.agencies.queries import book_for
from heed.people.agencies.stamps import Signed
from heed.people.public.changes import add_place, warn
from heed.people.public.models import Person, Place
from heed.register.markers import rules, states
from heed.register.markers.models import Answer, Marker, Source, Whereabouts
from heed.register.markers.queries import concerned, factors_for, given_of, hazards_for, longest_on, today, warns_of
from heed.register.markers.states import About, At, Decision, Status


@dataclass(frozen=True, slots=True)
class Fact:
    """A dated fact that an entry rests on: what was seen or done, on which day. From a report it says itself."""

    happened_on: date
    what: str = ""


@dataclass(frozen=True, slots=True)
class Proposal:
    """What is proposed: about whom or which property, what it warns of, what to do, on what grounds."""

    grounds: str
    hazards: Sequence[str]
    controls: Sequence[str] = ()
    advice: str = ""
    person: Person | None = None
    address: str = ""
    postcode: str = ""
    further: Sequence[tuple[str, str]] = ()  # further addresses of a person: (lines, postcode)
    facts: Sequence[Fact] = ()
    child: bool = False
    welfare: str = ""
    concerned: Sequence[User] = ()  # employees whose version is asked for, where no report names them
    earlier_ends_on: date | None = None  # of what comes from an earlier register
    note: str = ""  # what its history says of that register


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the owner decides: whether it goes on the register, until when, and each factor answered in writing."""

    decision: Decision
    answers: Mapping[str, str] = field(default_factory=dict)
    ends_on: date | None = None
    reason: str = ""


@transaction.atomic
def propose(stamp: Signed, proposal: Proposal, *, incident: Incident | None = None) -> Marker:
    """Propose an entry. From a report its people keep their parts, and its facts are cited, not copied (EHC-2)."""
    rules.may_propose(stamp.user, incident).require()
    _complete(stamp, proposal, incident)
    case = open_case(stamp, team=incident.case.team if incident else stamp.user.team, sort=Sort.ENTRY)
    involve(stamp, case=case, part=Part.REPORTER, user=stamp.user)
    _carry_over(stamp, case, incident)
    for user in proposal.concerned:
        involve(stamp, case=case, part=Part.VICTIM, user=user)
    if proposal.person and not case.involvements.filter(person=proposal.person).exists():
        involve(stamp, case=case, part=Part.SUBJECT, person=proposal.person)
    place = None if proposal.person else _at(stamp, proposal.address, proposal.postcode)
    marker = Marker.objects.create(
        case=case,
        status=Status.PROPOSED,
        about=About.PERSON if proposal.person else About.PLACE,
        person=proposal.person,
        place=place,
        incident=incident,
        child=proposal.child,
        welfare=proposal.welfare,
        hazards=sorted(set(proposal.hazards)),
        controls=sorted(set(proposal.controls)),
        advice=proposal.advice,
        grounds=proposal.grounds,
        earlier_ends_on=proposal.earlier_ends_on,
        proposed_by=stamp.user,
        proposed_at=stamp.at,
    )
    for lines, postcode in proposal.further:
        further = _at(stamp, lines, postcode)
        if further:
            Whereabouts.objects.get_or_create(marker=marker, place=further)
    cite(stamp, marker, proposal.facts, incident)
    step(states.PROPOSE, marker, stamp, text=proposal.note)
    if incident is not None:
        fulfil(stamp, case=incident.case, verb=states.PROPOSE.verb.name)
    tell(stamp, concerned(marker), Notice.VERSION, reference=case.reference, link=f"/register/{case.reference}/version")
    return marker


def _complete(stamp: Signed, proposal: Proposal, incident: Incident | None) -> None:
    """Refuse a proposal that lacks what an entry needs, whichever door it comes through."""
    book = book_for(stamp.user.agency)
    about = About.PERSON if proposal.person else About.PLACE
    known = {hazard.id for hazard in hazards_for(book, about)}
    if not proposal.hazards or not set(proposal.hazards) <= known:
        raise Refused(_("Say what the entry warns of."))
    if not set(proposal.controls) <= set(book.controls) or not (proposal.controls or proposal.advice):
        raise Refused(_("Say what staff should do."))
    if not proposal.grounds.strip():
        raise Refused(_("Say why there is a credible risk."))
    if proposal.person is not None and proposal.person.agency_id != stamp.user.agency_id:
        raise Refused(_("That person is not known here."))
    if proposal.person is None and not (proposal.address or proposal.postcode):
        raise Refused(_("Say who or which property it is about."))
    if not proposal.facts and (incident is None or incident.happened_at is None):
        raise Refused(_("Cite at least one fact with its day: an entry never rests on hearsay."))
    if any(fact.happened_on > today(stamp.user.agency, stamp.at) for fact in proposal.facts):
        raise Refused(_("A fact cannot lie in the future."))
    if proposal.child and not proposal.welfare.strip():
        raise Refused(_("It is about a child: say what the child needs, and who looks after that."))


def _carry_over(stamp: Signed, case: Any, incident: Incident | None) -> None:
    """Give everybody who is named in the report the same part in the entry’s case, so that they stay barred from it."""
    for each in involved(incident.case) if incident else ():
        if each.part in NAMED and (each.user_id or each.person_id or each.name):
            involve(stamp, case=case, part=Part(each.part), user=each.user, person=each.person, name=each.name)


def _at(stamp: Signed, lines: str, postcode: str) -> Place | None:
    return add_place(agency=stamp.user.agency, lines=lines, postcode=postcode)


def cite(stamp: Signed, marker: Marker, facts: Sequence[Fact], incident: Incident | None = None) -> None:
    """Add sources, and keep the day of the newest, without which nothing goes live."""
    rows = [Source(happened_on=fact.happened_on, what=fact.what, marker=marker) for fact in facts]
    if incident is not None and incident.happened_at is not None:
        day = book_for(marker.case.agency).calendar.day_of(incident.happened_at)
        rows.append(Source(happened_on=day, incident=incident, marker=marker))
    for row in rows:
        row.added_by, row.added_at = stamp.user, stamp.at
    Source.objects.bulk_create(rows)
    days = [row.happened_on for row in rows] + ([marker.cited_on] if marker.cited_on else [])
    marker.cited_on = max(days) if days else None
    marker.save(update_fields=["cited_on"])


def step(move: Move, marker: Marker, stamp: Signed, **more: Any) -> bool:
    """Take a move on an entry; False where the form with this token was acted on before."""
    return take(move, marker, stamp, case=marker.case, given=given_of(marker), **more)


@transaction.atomic
def give_version(
    stamp: Signed, marker: Marker, *, text: str = "", declined: bool = False, token: str | None = None
) -> None:
    """Give one’s own version as the employee concerned, or say that one would rather not (EHC-4)."""
    rules.may_give_version(stamp.user, marker).require()
    step(states.GIVE_VERSION, marker, stamp, facts={"declined": declined}, text=text, audience=Audience.REPORTER,
          token=token)  # fmt: skip


@transaction.atomic
def countersign(
    stamp: Signed, marker: Marker, *, answers: Mapping[str, str], text: str = "", token: str | None = None
) -> None:
    """Put a second name to the facts, with each factor answered in writing (EHC-4, EHC-6)."""
    rules.may_countersign(stamp.user, marker).require()
    require_answers(marker, answers)
    if step(states.COUNTERSIGN, marker, stamp, text=text, token=token):
        marker.countersigned_by, marker.countersigned_at = stamp.user, stamp.at
        marker.save(update_fields=["countersigned_by", "countersigned_at"])
        keep_answers(stamp, marker, answers, At.COUNTERSIGN)


@transaction.atomic
def ask(stamp: Signed, marker: Marker, *, text: str, token: str | None = None) -> None:
    """Ask for more before anybody signs or decides."""
    rules.may_ask(stamp.user, marker, stamp.at).require()
    if step(states.ASK, marker, stamp, text=text, token=token):
        inform(stamp, marker)


@transaction.atomic
def amend(
    stamp: Signed, marker: Marker, *, facts: Sequence[Fact] = (), text: str = "", token: str | None = None
) -> None:
    """Add what was asked for; the proposal goes back to be countersigned."""
    rules.may_amend(stamp.user, marker).require()
    if step(states.AMEND, marker, stamp, text=text, token=token):
        cite(stamp, marker, facts)
        marker.countersigned_by, marker.countersigned_at = None, None
        marker.save(update_fields=["countersigned_by", "countersigned_at"])


@transaction.atomic
def withdraw(stamp: Signed, marker: Marker, *, text: str, token: str | None = None) -> None:
    """Withdraw a proposal before the decision."""
    rules.may_withdraw(stamp.user, marker).require()
    step(states.WITHDRAW, marker, stamp, text=text, token=token)


@transaction.atomic
def decide(stamp: Signed, marker: Marker, verdict: Verdict, *, token: str | None = None) -> None:
    """Decide whether it goes on the register; if so it is live from now until its day, and the person is to be told."""
    rules.may_decide(stamp.user, marker, stamp.at).require()
    require_answers(marker, verdict.answers)
    adds = verdict.decision is Decision.ADD
    ends_on, longest = verdict.ends_on, longest_on(marker, stamp.at)
    if adds:
        if ends_on is None:
            raise Refused(_("Say until when it stands on the register."))
        rules.may_stand_until(ends_on, longest, today(marker.case.agency, stamp.at)).require()
    elif not verdict.reason.strip():
        raise Refused(_("Say why it does not go on the register."))
    if not step(states.DECIDE, marker, stamp, facts={"decision": verdict.decision.value}, text=verdict.reason,
                 token=token):  # fmt: skip
        return
    keep_answers(stamp, marker, verdict.answers, At.DECIDE)
    marker.decided_by, marker.decided_at = stamp.user, stamp.at
    marker.ends_on, marker.longest_on = (ends_on, longest) if adds else (None, None)
    marker.letter_owed = adds and not marker.silence_agreed_by_id
    marker.save(update_fields=["decided_by", "decided_at", "ends_on", "longest_on", "letter_owed"])
    step(states.ADD if adds else states.REFUSE, marker, stamp)
    show_in_checks(marker)
    inform(stamp, marker)


def show_in_checks(marker: Marker) -> None:
    """Let checks find a live entry by everybody and everywhere that it warns of; one that is not live by nothing."""
    found = warns_of(marker) if marker.status == Status.LIVE else ([], [])
    warn(case=marker.pk, persons=found[0], places=found[1])


def require_answers(marker: Marker, answers: Mapping[str, str]) -> None:
    """Refuse unless each factor has been answered in writing (EHC-6)."""
    wanted = factors_for(book_for(marker.case.agency), marker.about)
    missing = [factor.ask.text() for factor in wanted if not answers.get(factor.id, "").strip()]
    if missing:
        raise Refused(_("Answer each of the questions in writing: %(missing)s") % {"missing": " ".join(missing)})


def keep_answers(stamp: Signed, marker: Marker, answers: Mapping[str, str], at_step: At) -> None:
    """Keep the answers to the factors of the policy, under the entry’s present round."""
    known = {factor.id for factor in factors_for(book_for(marker.case.agency), marker.about)}
    Answer.objects.bulk_create(
        Answer(marker=marker, round=marker.renewals, step=at_step, factor=factor, text=text.strip(),
               answered_by=stamp.user, answered_at=stamp.at)
        for factor, text in answers.items()
        if factor in known
    )  # fmt: skip


def inform(stamp: Signed, marker: Marker) -> None:
    """Tell who proposed it, and the employee concerned, that something moved."""
    link = f"/register/{marker.case.reference}"
    tell(stamp, [marker.proposed_by, *concerned(marker)], Notice.PROGRESS, reference=marker.case.reference, link=link)
