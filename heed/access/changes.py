"""Writes about staff and posts as somebody signed in makes them: ask who may, then change."""

from collections.abc import Sequence
from datetime import date

from django.db import transaction

from heed.access import rules
from heed.people.agencies import changes
from heed.people.agencies.models import Absence, Holding, PolicyVersion, Post, User
from heed.people.agencies.stamps import Signed
from heed.policy.source import Source


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
def load_policy(stamp: Signed, *, sources: Sequence[Source]) -> PolicyVersion:
    """Load a policy for one's own agency."""
    rules.may_load_policy(stamp.user).require()
    return changes.load_policy(stamp, agency=stamp.user.agency, sources=sources)


def _locked(holding: Holding) -> Holding:
    """Return the row as it is now, locked, so that of two decisions only one counts."""
    return Holding.objects.select_for_update(of=("self",)).select_related("post__team", "user").get(pk=holding.pk)
