"""Who may propose, countersign, decide, announce, review and end an entry. Every refusal says why."""

from datetime import date, datetime

from django.utils.translation import gettext as _

from heed import clock
from heed.access.decisions import YES, Decision, no
from heed.access.queries import reach
from heed.access.states import Can
from heed.casework.cases.states import NAMED, Move, Part
from heed.incidents.models import Incident
from heed.incidents.rules import sight
from heed.people.agencies.models import Holding, User
from heed.people.agencies.queries import book_for
from heed.policy.register import RegisterTerms
from heed.register.markers import states
from heed.register.markers.models import Marker
from heed.register.markers.queries import concerned, falls_to, parts, version_of, waits_for_version
from heed.register.markers.states import Status

BARRED = (*NAMED,)
"""Whoever is named in the case, the proposer among them, decides nothing about it (R1, R2, D1)."""


def may_propose(user: User, incident: Incident | None = None) -> Decision:
    """Propose an entry: from a report, who acts on it; from a concern of their own, who manages people."""
    if not book_for(user.agency).register.kept:
        return no(_("Your organisation keeps no register. Talk to health and safety about what can be done."))
    if incident is None:
        if reach(user).can(Can.ACT_ON_REPORTS):
            return YES
        return no(_("Report what worries you. Your manager, or health and safety, can propose an entry from it."))
    seen = sight(user, incident)
    if seen.acts and seen.story:
        return YES
    return no(_("Only those who act on the report can propose an entry from it."))


def fits(user: User, marker: Marker, move: Move) -> Decision:
    """Return whether the entry is in a state for the verb, and the user free of what bars them from it."""
    if move.sources and marker.status not in move.sources:
        return no(_("This cannot be done while the entry is “%(status)s”.") % {"status": marker.status_words})
    mine = parts(user, marker)
    if move.verb.decides and mine & set(BARRED):
        return no(_("You are named in this case, so somebody else must do this."))
    if Part.SUBJECT in mine:
        return no(_("You are named in this case, so somebody else must do this."))
    return YES


def _holds(user: User, marker: Marker, word: str) -> bool:
    """Return whether the user holds this post for the entry's team just now."""
    live = Holding.objects.live(clock.now()).filter(user=user, post__word=word, post__team__in=marker.case.team.line)
    return live.exists()


def _owes(user: User, marker: Marker, move: Move, word: str) -> bool:
    """Return whether it falls to the user (also as a deputy, or because it is late), or to the post that they hold."""
    return move.verb.name in falls_to(user, marker) or _holds(user, marker, word)


def countersigning(marker: Marker, terms: RegisterTerms) -> str:
    """Return the post that countersigns: a higher one where it is about a child."""
    return terms.child_countersigned_by if marker.child else terms.countersigned_by


def may_countersign(user: User, marker: Marker) -> Decision:
    """Countersign: the post that the policy names, another person than the proposer (EHC-4, D1)."""
    fit = fits(user, marker, states.COUNTERSIGN)
    if not fit:
        return fit
    if marker.proposed_by_id == user.pk:
        return no(_("You proposed this entry. Somebody else must countersign it."))
    if not _owes(user, marker, states.COUNTERSIGN, countersigning(marker, book_for(marker.case.agency).register)):
        return no(_("Only the post that your policy names for it can countersign."))
    return YES


def may_decide(user: User, marker: Marker, at: datetime, *, waiting: bool = True) -> Decision:
    """Decide: the owner of the register, a third person, with the employee’s version on the page (EHC-3, EHC-4)."""
    fit = fits(user, marker, states.DECIDE)
    if not fit:
        return fit
    if user.pk in (marker.proposed_by_id, marker.countersigned_by_id):
        return no(_("You proposed or countersigned this entry. Somebody else must decide on it."))
    if not _owes(user, marker, states.DECIDE, book_for(marker.case.agency).register.decided_by):
        return no(_("Only the owner of the register decides on an entry."))
    if waiting and waits_for_version(marker, at):
        return no(_("The employee concerned has been asked for their version and still has time to give it."))
    return YES


def may_ask(user: User, marker: Marker, at: datetime) -> Decision:
    """Ask for more before countersigning or deciding: whoever could do that."""
    if marker.status == Status.PROPOSED:
        return may_countersign(user, marker)
    return may_decide(user, marker, at, waiting=False)


def may_amend(user: User, marker: Marker) -> Decision:
    """Add what was asked for: the proposer, or whoever it falls to."""
    return _proposing(user, marker, states.AMEND)


def may_withdraw(user: User, marker: Marker) -> Decision:
    """Withdraw a proposal before the decision: the proposer, or whoever an amendment falls to."""
    return _proposing(user, marker, states.WITHDRAW)


def _proposing(user: User, marker: Marker, move: Move) -> Decision:
    fit = fits(user, marker, move)
    if not fit:
        return fit
    if marker.proposed_by_id == user.pk or states.AMEND.verb.name in falls_to(user, marker):
        return YES
    return no(_("Only whoever proposed the entry can do this."))


def may_give_version(user: User, marker: Marker) -> Decision:
    """Give one's own version: the employee concerned, once, before anybody decides (EHC-4)."""
    if marker.status not in states.OPEN:
        return no(_("It has been decided already. You can still write to the owner of the register."))
    if user not in concerned(marker):
        return no(_("Only the employee concerned can give their own version."))
    if version_of(marker) is not None:
        return no(_("Your version is on the page already."))
    return YES


def may_bring(marker: Marker) -> Decision:
    """Add files or statements: while it is decided on or stands. What comes later would outlive its deletion (B26)."""
    if marker.status in states.NOW:
        return YES
    return no(_("This cannot be done while the entry is “%(status)s”.") % {"status": marker.status_words})


def may_browse(user: User) -> Decision:
    """Go through the register: its owner, health and safety, data protection; nobody else (N1)."""
    if reach(user).can(Can.READ_REGISTER):
        return YES
    return no(_("Nobody browses the register. Look up the person or the address that you need to know about."))


def may_keep(user: User, marker: Marker, move: Move) -> Decision:
    """Do a verb of whoever keeps the register: its owner, or whom it falls to, unless something bars them."""
    fit = fits(user, marker, move)
    if not fit:
        return fit
    if reach(user).can(Can.KEEP_REGISTER) or move.verb.name in falls_to(user, marker):
        return YES
    return no(_("Only the owner of the register can do this."))


def may_stand_until(ends_on: date, longest_on: date, today: date) -> Decision:
    """Set an end: later than today, no later than the policy allows (EHC-11, EHC-14)."""
    if ends_on <= today:
        return no(_("The new end must lie in the future."))
    if ends_on > longest_on:
        return no(_("Your policy allows no end later than %(day)s.") % {"day": longest_on.strftime("%d/%m/%Y")})
    return YES
