"""Writes about staff and posts as somebody signed in makes them: ask who may, then change."""

import secrets
from collections.abc import Sequence
from datetime import date, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from heed.access import rules
from heed.access.decisions import Refused
from heed.access.models import Invitation, System
from heed.access.queries import digest_of
from heed.access.states import AGREE_SYSTEM, END_SYSTEM, REGISTER_SYSTEM
from heed.ledger.changes import record
from heed.ledger.stamp import Stamp
from heed.people.agencies import changes, states
from heed.people.agencies.models import Absence, Agency, Holding, NewEmail, PolicyVersion, Post, Team, User
from heed.people.agencies.queries import book_for, email_taken
from heed.people.agencies.stamps import Signed
from heed.people.imports import changes as imports
from heed.people.imports.queries import Plan
from heed.policy.load import load
from heed.policy.source import Source
from heed.policy.vocabulary import VOCABULARY

GOOD_FOR = timedelta(days=7)


@transaction.atomic
def grant(stamp: Signed, *, post: Post, user: User) -> Holding:
    """Propose who holds a post (R8: never oneself)."""
    rules.may_grant(stamp.user, post, user).require()
    return changes.propose_holder(stamp, post=post, user=user)


@transaction.atomic
def agree_grant(stamp: Signed, *, holding: Holding) -> None:
    """Agree to a proposed holder as the second person (D2)."""
    rules.may_agree_grant(stamp.user, _locked(holding)).require()
    changes.agree_holder(stamp, holding=holding)


@transaction.atomic
def refuse_grant(stamp: Signed, *, holding: Holding) -> None:
    """Refuse a proposed holder as the second person."""
    rules.may_agree_grant(stamp.user, _locked(holding)).require()
    changes.refuse_holder(stamp, holding=holding)


@transaction.atomic
def end_holding(stamp: Signed, *, holding: Holding) -> None:
    """End the holding of a post."""
    rules.may_end_holding(stamp.user, _locked(holding)).require()
    changes.end_holding(stamp, holding=holding)


@transaction.atomic
def record_absence(stamp: Signed, *, user: User, from_on: date, until_on: date, deputy: User | None = None) -> Absence:
    """Record that somebody is away and who stands in; a deputy must be of the same agency."""
    rules.may_record_absence(stamp.user, user, deputy).require()
    return changes.record_absence(stamp, user=user, from_on=from_on, until_on=until_on, deputy=deputy)


@transaction.atomic
def end_absence(stamp: Signed, *, absence: Absence) -> None:
    """End an absence early."""
    rules.may_record_absence(stamp.user, absence.user).require()
    changes.end_absence(stamp, absence=absence)


@transaction.atomic
def add_staff(stamp: Signed, *, team: Team, email: str, name: str, job: str, works_as: str) -> User:
    """Add somebody to a team of one's own agency."""
    rules.may_keep_staff(stamp.user).require()
    if team.agency_id != stamp.user.agency_id:
        raise Refused(_("The team belongs to another agency."))
    return changes.add_user(stamp, team=team, email=email, name=name, job=job, works_as=works_as)


@transaction.atomic
def change_staff(
    stamp: Signed, *, user: User, team: Team, name: str, job: str, works_as: str, staff_number: str
) -> None:
    """Change what is kept about somebody of one's own agency; who moves leaves the posts of their old team."""
    rules.may_change_staff(stamp.user, user).require()
    if team.agency_id != user.agency_id:
        raise Refused(_("The team belongs to another agency."))
    changes.change_user(
        stamp, user=user, team=team, name=name, job=job, works_as=works_as, staff_number=staff_number
    )  # fmt: skip


@transaction.atomic
def propose_email(stamp: Signed, *, user: User, email: str) -> NewEmail:
    """Propose by which address somebody signs in; a second administrator must agree (D2)."""
    rules.may_change_staff(stamp.user, user).require()
    return changes.propose_email(stamp, user=user, email=email)


@transaction.atomic
def agree_email(stamp: Signed, *, proposed: NewEmail) -> None:
    """Agree to somebody's new address as the second person; links that went to the old one stop working."""
    found = _locked_email(proposed)
    rules.may_agree_email(stamp.user, found).require()
    if email_taken(found.email):
        raise Refused(_("This e-mail address cannot be used. Somebody has it already."))
    changes.agree_email(stamp, proposed=found)
    Invitation.objects.filter(user=found.user, used_at=None, until_at__gt=stamp.at).update(until_at=stamp.at)


@transaction.atomic
def refuse_email(stamp: Signed, *, proposed: NewEmail) -> None:
    """Refuse somebody's new address: any administrator may, also whoever proposed it."""
    found = _locked_email(proposed)
    rules.may_change_staff(stamp.user, found.user).require()
    if found.ended_at:
        raise Refused(_("This has already been decided."))
    changes.refuse_email(stamp, proposed=found)


@transaction.atomic
def end_staff(stamp: Signed, *, user: User) -> None:
    """End somebody's access; nobody ends their own, so that an administrator is always left."""
    rules.may_end_staff(stamp.user, user).require()
    changes.end_user(stamp, user=user)


@transaction.atomic
def import_staff(stamp: Signed, *, content: bytes) -> Plan:
    """Import a file of staff into one's own agency: whole, or NotImported."""
    rules.may_keep_staff(stamp.user).require()
    return imports.import_staff(stamp, agency=stamp.user.agency, content=content)


@transaction.atomic
def load_policy(stamp: Signed, *, sources: Sequence[Source]) -> PolicyVersion:
    """Load a policy for one's own agency. PolicyFaults where it has faults; nothing is loaded then."""
    rules.may_load_policy(stamp.user).require()
    rules.may_load_policy(stamp.user, load(sources, VOCABULARY)).require()
    return changes.load_policy(stamp, agency=stamp.user.agency, sources=sources)


@transaction.atomic
def invite(stamp: Stamp, *, user: User) -> str:
    """Return the token of a one-time link for the user, good for a week; earlier links of theirs end."""
    Invitation.objects.filter(user=user, used_at=None).update(until_at=stamp.at)
    token = secrets.token_urlsafe(24)
    until = stamp.at + GOOD_FOR
    Invitation.objects.create(user=user, digest=digest_of(token), made_at=stamp.at, until_at=until)
    record(stamp, verb=states.INVITE.name, chain=f"agency:{user.agency_id}", thing=f"user:{user.pk}")
    return token


@transaction.atomic
def accept(stamp: Stamp, *, token: str, password: str) -> User:
    """Use a one-time link: the user's password is set and the link ends. Refused where it is not good."""
    found = Invitation.objects.select_for_update(of=("self",)).select_related("user")
    invitation = found.filter(
        digest=digest_of(token), used_at=None, until_at__gt=stamp.at, user__is_active=True
    ).first()
    if invitation is None:
        raise Refused(_("This link has been used or is too old. Ask an administrator for a new one."))
    invitation.used_at = stamp.at
    invitation.save(update_fields=["used_at"])
    user = invitation.user
    user.set_password(password)
    user.save(update_fields=["password"])
    record(stamp, verb=states.ACCEPT.name, chain=f"agency:{user.agency_id}", thing=f"user:{user.pk}")
    return user


@transaction.atomic
def set_password(stamp: Stamp, *, user: User, password: str) -> None:
    """Keep somebody's new password; `door` says whether they knew the old one or followed a link."""
    user.set_password(password)
    user.save(update_fields=["password"])
    record(stamp, verb=states.SET_PASSWORD.name, chain=f"agency:{user.agency_id}", thing=f"user:{user.pk}")


@transaction.atomic
def register_system(stamp: Signed, *, name: str, until_on: date, most_an_hour: int) -> tuple[System, str]:
    """Register another system of one's own agency; return it and its key, which is kept nowhere."""
    rules.may_keep_systems(stamp.user).require()
    return add_system(stamp, agency=stamp.user.agency, name=name, until_on=until_on, most_an_hour=most_an_hour)


@transaction.atomic
def add_system(stamp: Stamp, *, agency: Agency, name: str, until_on: date, most_an_hour: int) -> tuple[System, str]:
    """Register a system; its key is good once an administrator (another one, D2) has agreed."""
    rules.may_ask_until(until_on, book_for(agency).calendar.day_of(stamp.at)).require()
    if System.objects.filter(agency=agency, name=name, ended_at=None).exists():
        raise Refused(_("A system of this name is registered already. End that one first."))
    key = f"heed_{secrets.token_urlsafe(32)}"
    system = System.objects.create(
        agency=agency, name=name, digest=digest_of(key), most_an_hour=most_an_hour, until_on=until_on,
        asked_at=stamp.at, asked_by_id=stamp.by,
    )  # fmt: skip
    _note(stamp, system, REGISTER_SYSTEM.name)
    return system, key


@transaction.atomic
def agree_system(stamp: Signed, *, system: System) -> None:
    """Agree as the second person that the system asks, from now on."""
    system = System.objects.select_for_update(of=("self",)).get(pk=system.pk)
    rules.may_agree_system(stamp.user, system).require()
    system.agreed_at, system.agreed_by = stamp.at, stamp.user
    system.save(update_fields=["agreed_at", "agreed_by"])
    _note(stamp, system, AGREE_SYSTEM.name)


@transaction.atomic
def end_system(stamp: Stamp, *, system: System) -> None:
    """End what a system may ask: its very next question is refused."""
    system = System.objects.select_for_update(of=("self",)).get(pk=system.pk)
    if isinstance(stamp, Signed):
        rules.may_end_system(stamp.user, system).require()
    system.ended_at, system.ended_by_id = stamp.at, stamp.by
    system.save(update_fields=["ended_at", "ended_by"])
    _note(stamp, system, END_SYSTEM.name)


def _note(stamp: Stamp, system: System, verb: str) -> None:
    record(stamp, verb=verb, chain=f"agency:{system.agency_id}", thing=f"system:{system.pk}")


def _locked(holding: Holding) -> Holding:
    """Return the row as it is now, locked, so that of two decisions only one counts."""
    return Holding.objects.select_for_update(of=("self",)).select_related("post__team", "user").get(pk=holding.pk)


def _locked_email(proposed: NewEmail) -> NewEmail:
    return NewEmail.objects.select_for_update(of=("self",)).select_related("user").get(pk=proposed.pk)
