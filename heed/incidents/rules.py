"""Who may report, read, act on, return, close and reopen a report. Every refusal says why."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from heed.access.decisions import YES, Decision, no
from heed.access.queries import reach
from heed.access.states import Can, Role, Scope
from heed.casework.board.queries import Brief, open_on
from heed.casework.cases.models import SHUTTING, Involvement
from heed.casework.cases.queries import involved, parts_of
from heed.casework.cases.states import NAMED, Move, Part
from heed.casework.duties.queries import missing_before_close
from heed.incidents import states
from heed.incidents.models import Incident
from heed.incidents.states import Status
from heed.people.agencies.models import User

OWN = (Part.VICTIM, Part.REPORTER)
SUPPORTING = frozenset(move.verb.name for move in states.SUPPORTING)
READING = (Part.MANAGER, Part.ASSIGNED, Part.DECIDED)


@dataclass(frozen=True, slots=True)
class Footing:
    """How somebody stands towards a report, looked up once and asked about often."""

    parts: frozenset[Part]
    speaks: bool  # they are who was affected, or reported it for somebody without an account
    falls: frozenset[str]  # verbs of open duties that fall to them, or of which they were told because they are late
    line: bool  # a line of its action plan falls to them
    manages: bool  # their post reaches it, or that of an absent manager for whom they stand in
    behind: frozenset[Part] = frozenset()  # parts of whom they stand in for, where they manage only as a deputy

    def barred(self, *, deciding: bool) -> bool:
        """Return whether they must not do a verb: deciding is barred to everybody named, the rest to the victim."""
        return bool(self.parts & set(NAMED if deciding else (Part.VICTIM, Part.SUBJECT)))


def footing(
    user: User, incident: Incident, people: Sequence[Involvement] | None = None, owed: Sequence[Brief] | None = None
) -> Footing:
    """Return how the user stands towards the report; `people` and `owed` are its involvements and its open duties."""
    people = involved(incident.case) if people is None else people
    owed = open_on(incident.pk) if owed is None else owed
    parts = frozenset(Part(each.part) for each in people if each.user_id == user.pk)
    alone = not any(each.part == Part.VICTIM and each.user_id for each in people)
    mine = [duty for duty in owed if any(each.user == user.pk for each in duty.held)]
    within, team = reach(user), incident.case.team
    lent = within.lent if within.lends(Can.ACT_ON_REPORTS, team) else None
    behind = frozenset(Part(each.part) for each in people if lent and each.user_id in lent.principals)
    return Footing(
        parts=parts,
        speaks=Part.VICTIM in parts or (Part.REPORTER in parts and alone),
        falls=frozenset(duty.verb for duty in mine if duty.line is None),
        line=any(duty.line is not None for duty in mine),
        manages=within.covers(Can.ACT_ON_REPORTS, team) or (lent is not None and not behind & set(SHUTTING)),
        behind=behind,
    )


@dataclass(frozen=True, slots=True)
class Sight:
    """What somebody who sees a report sees of it (access model, section 4)."""

    own: bool  # it is about them or they reported it
    acts: bool  # they act on it
    story: bool
    answers: bool  # what was answered to the questions of its kinds
    victim: bool
    subject: bool
    support: bool
    hostility: bool  # N5: reporter, manager of record, and who is asked to act on it within their reach


BLIND = Sight(
    own=False, acts=False, story=False, answers=False, victim=False, subject=False, support=False, hostility=False
)
"""Of somebody to whom only a line of the action plan falls: nothing but that line."""


def sight(user: User, incident: Incident, stands: Footing | None = None) -> Sight:
    """Return what the user sees of a report whose existence they may know of."""
    stands = stands or footing(user, incident)
    within, team = reach(user), incident.case.team
    own, assigned = bool(stands.parts & set(OWN)), bool(stands.falls)
    deputy = stands.manages and within.lends(Can.ACT_ON_REPORTS, team)
    reads = own or assigned or deputy or bool(stands.parts & set(READING)) or within.covers(Can.READ_REPORTS, team)
    if stands.line and not reads:
        return BLIND
    by_post = own or stands.manages
    nameless = Role.COMMUNICATIONS in within.roles and not by_post
    only_support = Role.HR in within.roles and not by_post
    asked = assigned if Role.HR in within.roles else bool(stands.falls & SUPPORTING)
    supports = within.covers(Can.READ_SUPPORT, team) or (deputy and within.lends(Can.READ_SUPPORT, team))
    supports = supports or (asked and within.can(Can.READ_SUPPORT))
    of_record = within.covers(Can.ACT_ON_REPORTS, team, at_most=Scope.TEAM)
    of_record = of_record or (deputy and within.lends(Can.ACT_ON_REPORTS, team, at_most=Scope.TEAM))
    named = stands.barred(deciding=False)
    return Sight(
        own=own,
        acts=(stands.manages or assigned) and not named,
        story=not (only_support or nameless),
        answers=not only_support,
        victim=not nameless,
        subject=not (only_support or nameless),
        support=stands.speaks or (supports and not named),
        hostility=own or of_record or (assigned and stands.manages),
    )


def may_report(user: User) -> Decision:
    """Anybody who works for the body reports (CUM-1, CAF-1)."""
    return YES if user.is_active else no(_("Your access has ended. Tell your manager or health and safety."))


def may_act(user: User, incident: Incident, move: Move, stands: Footing | None = None) -> Decision:
    """Do a verb on a report: within reach or because it falls to them, and not named in it."""
    stands = stands or footing(user, incident)
    if stands.barred(deciding=move.verb.decides):
        return no(_("You are named in this report, so somebody else must do this."))
    falls = move.verb.name in stands.falls
    if not falls and move.verb.decides and stands.behind & set(NAMED):
        return no(_("Whom you stand in for is named in this report, so somebody else must do this."))
    if not falls and not stands.manages:
        return no(_("Only the manager of the team, health and safety, or whoever it falls to can do this."))
    if move.sources and incident.status not in move.sources:
        return no(_("This cannot be done while the report is “%(status)s”.") % {"status": incident.status_words})
    return YES


def may_step(user: User, incident: Incident, move: Move, stands: Footing | None = None) -> Decision:
    """Do a step. On a closed report only what is still owed is done."""
    decision = may_act(user, incident, move, stands)
    owed = incident.case.duties.filter(status="open", verb=move.verb.name)
    if decision and incident.status == Status.CLOSED and not owed.exists():
        return no(_("This report is closed. Reopen it to do more."))
    return decision


def may_add(user: User, incident: Incident, stands: Footing | None = None) -> Decision:
    """Add to a report: whoever is named in it or acts on it. An addendum never alters the original."""
    stands = stands or footing(user, incident)
    if stands.parts & {*OWN, Part.WITNESS} or stands.manages or stands.falls:
        return YES
    return no(_("Only people who are part of this report can add to it."))


def may_correct(user: User, incident: Incident, stands: Footing | None = None) -> Decision:
    """Correct a report that was sent back: its reporter, or whoever helps them with it, so that it is not lost."""
    if incident.status != Status.RETURNED:
        return no(_("This report was not sent back for correction."))
    if incident.reported_by_id == user.pk or may_act(user, incident, states.CORRECT, stands):
        return YES
    return no(_("Only the reporter, and the manager who helps them, can correct the report."))


def may_dispute(user: User, incident: Incident, stands: Footing | None = None) -> Decision:
    """Say that it is not resolved: the reporter or the person affected, at any time."""
    parts = stands.parts if stands else parts_of(incident.case, user)
    if parts & set(OWN):
        return YES
    return no(_("Only the reporter and the person affected can say this."))


def may_declare_tie(user: User, incident: Incident, stands: Footing | None = None) -> Decision:
    """Say that one knows somebody in the report (R2): whoever acts on it or could, and is not named in it already."""
    stands = stands or footing(user, incident)
    if stands.parts & set(NAMED):
        return no(_("You are named in this report already, so others decide on it."))
    if stands.manages or stands.falls or stands.parts & set(READING):
        return YES
    return no(_("Only people who act on this report need to say this."))


def may_hand_over(user: User, incident: Incident, stands: Footing | None = None) -> Decision:
    """Hand a report over to another team (N8): whoever manages it and is not named in it; owing a duty is not it."""
    stands = stands or footing(user, incident)
    if stands.manages and not (stands.barred(deciding=True) or stands.behind & set(NAMED)):
        return YES
    return no(_("Only the manager of the team, or health and safety, can hand this report over."))


def may_close(user: User, incident: Incident) -> Decision:
    """Close a report: only when the policy's minimum has been done; the refusal lists what is missing."""
    decision = may_act(user, incident, states.CLOSE)
    if not decision:
        return decision
    if missing_before_close(incident.pk):
        return no(_("Before this report can be closed, your policy asks for more to be done."))
    return YES


def may_list_team(user: User) -> Decision:
    """See the list of a team's reports: who manages one."""
    if not reach(user).can(Can.LIST_TEAM):
        return no(_("Only managers see the list of a team’s reports."))
    return YES


def may_list_all(user: User) -> Decision:
    """See the list of all reports: health and safety."""
    if not reach(user).can(Can.LIST_ALL):
        return no(_("Only the health and safety team sees the list of all reports."))
    return YES
