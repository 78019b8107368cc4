"""Who may change who works where, who holds which post, who is away, and which policy runs."""

from datetime import date, timedelta
from typing import Final

from django.utils.translation import gettext as _

from heed import clock
from heed.access.decisions import YES, Decision, no
from heed.access.models import System
from heed.access.queries import reach
from heed.access.states import Can, Role, Scope
from heed.people.agencies.models import Holding, NewEmail, Post, User
from heed.policy.book import Book

LONGEST: Final = timedelta(days=366)
"""A system's key is good for a year at most; then somebody must want it anew."""


def may_keep_staff(user: User) -> Decision:
    """Only administrators keep the list of staff, teams and posts."""
    if not reach(user).can(Can.KEEP_STAFF):
        return no(_("Only an administrator can change staff, teams and posts."))
    return YES


def may_change_staff(user: User, other: User) -> Decision:
    """Change what is kept about somebody of one's own agency; never end one's own access."""
    keep = may_keep_staff(user)
    if keep and other.agency_id != user.agency_id:
        return no(_("They work for another agency."))
    return keep


def may_end_staff(user: User, other: User) -> Decision:
    """End somebody's access: not one's own, so that an administrator is always left."""
    if user.pk == other.pk:
        return no(_("You cannot end your own access. Ask another administrator."))
    return may_change_staff(user, other)


def may_agree_email(user: User, proposed: NewEmail) -> Decision:
    """Agree to an address: another administrator than who proposed it, and not whose account it is (D2)."""
    keep = may_change_staff(user, proposed.user)
    if not keep:
        return keep
    if user.pk == proposed.asked_by_id:
        return no(_("A second person must agree to an e-mail address that you proposed."))
    if user.pk == proposed.user_id:
        return no(_("Nobody can agree to an e-mail address for themselves."))
    if proposed.ended_at:
        return no(_("This has already been decided."))
    if not proposed.user.is_active:
        return no(_("Their access has ended."))
    return YES


def may_load_policy(user: User, book: Book | None = None) -> Decision:
    """Only administrators load a policy, and none that changes what a post of their own may do (R8)."""
    if not reach(user).can(Can.LOAD_POLICY):
        return no(_("Only an administrator can load a policy."))
    held = Holding.objects.live(clock.now()).filter(user=user).values_list("post__word", "post__role") if book else ()
    if book and any(word in book.posts and book.posts[word].role != role for word, role in held):
        return no(_("This policy changes what a post of yours may do. Another administrator must load it."))
    return YES


def may_grant(user: User, post: Post, holder: User) -> Decision:
    """Propose a holder: an administrator of the same agency, and never oneself (R8)."""
    keep = may_keep_staff(user)
    if not keep:
        return keep
    if holder.pk == user.pk:
        return no(_("Nobody can give a post to themselves. Ask another administrator."))
    if {user.agency_id, holder.agency_id} != {post.team.agency_id}:
        return no(_("The post, its holder and you must belong to the same agency."))
    return YES


def may_agree_grant(user: User, holding: Holding) -> Decision:
    """Agree to a holder: another administrator than the one who proposed it, and not the holder (D2)."""
    keep = may_keep_staff(user)
    if not keep:
        return keep
    if holding.post.team.agency_id != user.agency_id:
        return no(_("The post belongs to another agency."))
    if user.pk == holding.asked_by_id:
        return no(_("A second person must agree to a post that you proposed."))
    if user.pk == holding.user_id:
        return no(_("Nobody can agree to a post for themselves."))
    if holding.agreed_at or holding.until_at:
        return no(_("This has already been decided."))
    return YES


def may_end_holding(user: User, holding: Holding) -> Decision:
    """End the holding of a post: an administrator of the same agency, who does not end being one themselves."""
    if holding.post.team.agency_id != user.agency_id:
        return no(_("The post belongs to another agency."))
    if holding.user_id == user.pk and holding.post.role == Role.ADMINISTRATOR:
        return no(_("You cannot end your own post as administrator. Ask another administrator."))
    if holding.until_at:
        return no(_("It has ended already."))
    return may_keep_staff(user)


def may_record_absence(user: User, absent: User, deputy: User | None = None) -> Decision:
    """Record an absence: one's own, or as their manager or an administrator."""
    if deputy and deputy.agency_id != absent.agency_id:
        return no(_("The deputy must belong to the same agency."))
    if deputy and deputy.pk == absent.pk:
        return no(_("Nobody stands in for themselves."))
    if user.pk == absent.pk:
        return YES
    within = reach(user)
    manages = within.covers(Can.RECORD_ABSENCE, absent.team, at_most=Scope.SERVICE)
    if deputy and deputy.pk == user.pk and not manages:
        return no(_("Nobody can make themselves the deputy of somebody else. Ask their manager."))
    if within.covers(Can.RECORD_ABSENCE, absent.team) or within.lends(Can.RECORD_ABSENCE, absent.team):
        return YES
    return no(_("Only the person, their manager or an administrator can record an absence."))


def may_read_ledger(user: User) -> Decision:
    """Read the ledger: the data protection officer and the auditor."""
    if not reach(user).can(Can.READ_LEDGER):
        return no(_("Only the data protection officer and auditors read the ledger."))
    return YES


def may_keep_systems(user: User) -> Decision:
    """Register other systems that ask Heed, and end what they may."""
    if not reach(user).can(Can.KEEP_STAFF):
        return no(_("Only an administrator can say which systems ask Heed."))
    return YES


def may_ask_until(until_on: date, today: date) -> Decision:
    """Let a system ask until this day: a year at most."""
    if today <= until_on <= today + LONGEST:
        return YES
    return no(_("A key is good from today on, and for a year at most."))


def may_agree_system(user: User, system: System) -> Decision:
    """Agree that a system asks: another administrator of its agency than the one who registered it (D2)."""
    if system.agency_id != user.agency_id:
        return no(_("The system belongs to another agency."))
    if user.pk == system.asked_by_id:
        return no(_("A second person must agree to a system that you registered."))
    if system.agreed_at or system.ended_at:
        return no(_("This has already been decided."))
    return may_keep_systems(user)


def may_end_system(user: User, system: System) -> Decision:
    """End what a system may ask, at once; one administrator is enough."""
    if system.agency_id != user.agency_id:
        return no(_("The system belongs to another agency."))
    if system.ended_at:
        return no(_("It has ended already."))
    return may_keep_systems(user)
