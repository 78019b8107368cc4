"""Who may report, read, act on, return, close and reopen a report. Every refusal says why."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from heed.access.decisions import YES, Decision, no
from heed.access.queries import reach
from heed.access.states import Can, Role
from heed.casework.cases.queries import barred_from, parts_of
from heed.casework.cases.states import Move, Part
from heed.casework.duties.queries import missing_before_close
from heed.incidents import states
from heed.incidents.models import Incident
from heed.incidents.states import Status
from heed.people.agencies.models import User

OWN = (Part.VICTIM, Part.REPORTER)


@dataclass(frozen=True, slots=True)
class Sight:
    """What somebody who sees a report sees of it (access model, section 4)."""

    own: bool  # it is about them or they reported it
    acts: bool  # they act on it
    story: bool
    victim: bool
    subject: bool
    support: bool
    hostility: bool  # N5: reporter, manager of record, health and safety assigned


def sight(user: User, incident: Incident) -> Sight:
    """Return what the user sees of a report whose existence they may know of."""
    within = reach(user)
    own = bool(parts_of(incident.case, user) & set(OWN))
    managed = within.covers(Can.ACT_ON_REPORTS, incident.case.team)
    assigned = incident.case.duties.filter(status="open", holders__user=user).exists()
    nameless = bool(within.roles & {Role.COMMUNICATIONS}) and not (own or managed)
    only_support = Role.HR in within.roles and not (own or managed)
    return Sight(
        own=own,
        acts=managed or assigned,
        story=not only_support,
        victim=not nameless,
        subject=not only_support,
        support=own
        or within.covers(Can.READ_SUPPORT, incident.case.team)
        or (assigned and within.can(Can.READ_SUPPORT)),
        hostility=own or managed,
    )


def may_report(user: User) -> Decision:
    """Anybody who works for the body reports (CUM-1, CAF-1)."""
    return YES if user.is_active else no(_("Your access has ended. Tell your manager or health and safety."))


def may_act(user: User, incident: Incident, move: Move) -> Decision:
    """Do a verb on a report: within reach or because it falls to them, and not named in it."""
    verb = move.verb
    if user.pk in barred_from(incident.case, deciding=verb.decides):
        return no(_("You are named in this report, so somebody else must do this."))
    falls_to_them = incident.case.duties.filter(status="open", holders__user=user, verb=verb.name).exists()
    if not falls_to_them and not reach(user).covers(Can.ACT_ON_REPORTS, incident.case.team):
        return no(_("Only the manager of the team, health and safety, or whoever it falls to can do this."))
    if move.sources and incident.status not in move.sources:
        return no(_("This cannot be done while the report is “%(status)s”.") % {"status": incident.status_words})
    return YES


def may_step(user: User, incident: Incident, move: Move) -> Decision:
    """Do a step. On a closed report only what is still owed is done."""
    decision = may_act(user, incident, move)
    owed = incident.case.duties.filter(status="open", verb=move.verb.name)
    if decision and incident.status == Status.CLOSED and not owed.exists():
        return no(_("This report is closed. Reopen it to do more."))
    return decision


def may_add(user: User, incident: Incident) -> Decision:
    """Add to a report: whoever is named in it or acts on it. An addendum never alters the original."""
    seen = sight(user, incident)
    if seen.own or seen.acts or Part.WITNESS in parts_of(incident.case, user):
        return YES
    return no(_("Only people who are part of this report can add to it."))


def may_correct(user: User, incident: Incident) -> Decision:
    """Correct a report that was sent back: its reporter."""
    if incident.status != Status.RETURNED:
        return no(_("This report was not sent back for correction."))
    return YES if incident.reported_by_id == user.pk else no(_("Only the reporter can correct the report."))


def may_dispute(user: User, incident: Incident) -> Decision:
    """Say that it is not resolved: the reporter or the person affected, at any time."""
    if parts_of(incident.case, user) & set(OWN):
        return YES
    return no(_("Only the reporter and the person affected can say this."))


def may_close(user: User, incident: Incident) -> Decision:
    """Close a report: only when the policy's minimum has been done; the refusal lists what is missing."""
    decision = may_act(user, incident, states.CLOSE)
    if not decision:
        return decision
    missing = missing_before_close(incident.pk)
    if missing:
        return no(_("Before this report can be closed, your policy asks for more to be done."))
    return YES
