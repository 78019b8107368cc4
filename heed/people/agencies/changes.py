"""Writes about agencies, staff, posts and absences. `access` asks who may."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from django.db import transaction

from heed.ledger.chain import Fact
from heed.ledger.changes import record
from heed.ledger.stamp import Stamp
from heed.people.agencies import states
from heed.people.agencies.models import (
    Absence,
    Agency,
    Holding,
    NewEmail,
    PolicyText,
    PolicyVersion,
    Post,
    RotaChange,
    Team,
    User,
)
from heed.people.agencies.queries import book_of
from heed.people.agencies.stamps import Signed
from heed.people.agencies.states import Level, WorksAs
from heed.policy.load import load
from heed.policy.source import Source
from heed.policy.vocabulary import VOCABULARY, Verb


def _note(stamp: Stamp, agency: int, verb: Verb, thing: str, facts: Mapping[str, Fact] | None = None) -> None:
    record(stamp, verb=verb.name, chain=f"agency:{agency}", thing=thing, facts=facts or {})


@transaction.atomic
def found(stamp: Stamp, *, word: str, name: str, sources: Sequence[Source]) -> Agency:
    """Set up an agency with the root of its tree and its first policy."""
    agency = Agency.objects.create(word=word, name=name, founded_at=stamp.at)
    _note(stamp, agency.pk, states.FOUND, f"agency:{agency.pk}")
    add_team(stamp, agency=agency, parent=None, level=Level.AGENCY, name=name)
    load_policy(stamp, agency=agency, sources=sources)
    return agency


@transaction.atomic
def add_body(stamp: Stamp, *, word: str, name: str, zone: str) -> Agency:
    """Make a body by which the people of a partner organisation sign in: it has no policy, and does nothing itself."""
    agency = Agency.objects.create(word=word, name=name, founded_at=stamp.at, zone=zone, partner=True)
    _note(stamp, agency.pk, states.FOUND, f"agency:{agency.pk}")
    add_team(stamp, agency=agency, parent=None, level=Level.AGENCY, name=name)
    return agency


@transaction.atomic
def load_policy(stamp: Stamp, *, agency: Agency, sources: Sequence[Source]) -> PolicyVersion:
    """Let the agency run this policy from now on; duties that are open keep the version that opened them.

    Raises PolicyFaults where the policy has faults; nothing is loaded then.
    """
    book = load(sources, VOCABULARY)
    words = [[source.name, source.text] for source in sources]
    digest = hashlib.sha256(json.dumps(words).encode()).hexdigest()
    text, _ = PolicyText.objects.get_or_create(digest=digest, defaults={"sources": words})
    version = PolicyVersion.objects.create(
        agency=agency,
        number=agency.policies.count() + 1,
        policy=book.id,
        text=text,
        loaded_at=stamp.at,
        loaded_by_id=stamp.by,
    )
    if agency.zone != book.calendar.zone:
        agency.zone = book.calendar.zone
        agency.save(update_fields=["zone"])
    for post in Post.objects.filter(team__agency=agency):
        if post.word in book.posts and post.role != book.posts[post.word].role:
            post.role = book.posts[post.word].role
            post.save(update_fields=["role"])
    _note(stamp, agency.pk, states.LOAD_POLICY, f"policy:{version.pk}", {"policy": book.id, "number": version.number})
    return version


@transaction.atomic
def add_team(stamp: Stamp, *, agency: Agency, parent: Team | None, level: Level, name: str) -> Team:
    """Add a node to the agency's tree."""
    team = Team.objects.create(agency=agency, parent=parent, level=level, name=name)
    team.path = f"{parent.path if parent else '/'}{team.pk}/"
    team.save(update_fields=["path"])
    _note(stamp, agency.pk, states.ADD_TEAM, f"team:{team.pk}")
    return team


@transaction.atomic
def add_user(
    stamp: Stamp,
    *,
    team: Team,
    email: str,
    name: str,
    job: str = "",
    works_as: str = WorksAs.EMPLOYEE,
    staff_number: str = "",
) -> User:
    """Add somebody who works here. They have no password until they accept an invitation."""
    user = User(
        agency=team.agency,
        team=team,
        email=email.lower(),
        name=name,
        job=job,
        works_as=works_as,
        staff_number=staff_number,
        added_at=stamp.at,
    )
    user.set_unusable_password()
    user.save()
    _note(stamp, team.agency_id, states.ADD_USER, f"user:{user.pk}")
    return user


@transaction.atomic
def change_user(
    stamp: Stamp, *, user: User, team: Team, name: str, job: str, works_as: str, staff_number: str | None = None
) -> None:
    """Change what is kept about somebody. Who moves to another team leaves the posts of the old one at once (N8)."""
    moved = user.team_id != team.pk
    user.team, user.name, user.job, user.works_as = team, name, job, works_as
    user.staff_number = user.staff_number if staff_number is None else staff_number
    user.save(update_fields=["team", "name", "job", "works_as", "staff_number"])
    _note(stamp, user.agency_id, states.CHANGE_USER, f"user:{user.pk}", {"team": team.pk})
    if moved:
        left = Holding.objects.filter(user=user, until_at=None).exclude(post__team__in=team.line)
        for holding in left.select_related("post__team", "user"):
            end_holding(stamp, holding=holding)
        _rota_changed(user, stamp.at)


@transaction.atomic
def propose_email(stamp: Signed, *, user: User, email: str) -> NewEmail:
    """Propose by which address somebody signs in; one that was proposed before falls away."""
    NewEmail.objects.filter(user=user, ended_at=None).update(ended_at=stamp.at)
    proposed = NewEmail.objects.create(user=user, email=email.lower(), asked_at=stamp.at, asked_by=stamp.user)
    _note(stamp, user.agency_id, states.PROPOSE_EMAIL, f"user:{user.pk}", {"proposal": proposed.pk})
    return proposed


@transaction.atomic
def agree_email(stamp: Stamp, *, proposed: NewEmail) -> None:
    """Agree as the second person: from now on it is the account's address, for signing in and for messages."""
    proposed.ended_at, proposed.agreed_by_id = stamp.at, stamp.by
    proposed.save(update_fields=["ended_at", "agreed_by"])
    proposed.user.email = proposed.email
    proposed.user.save(update_fields=["email"])
    _note(stamp, proposed.user.agency_id, states.AGREE_EMAIL, f"user:{proposed.user_id}", {"proposal": proposed.pk})


@transaction.atomic
def refuse_email(stamp: Stamp, *, proposed: NewEmail) -> None:
    """Refuse a proposed address: the account keeps the one that it has."""
    proposed.ended_at = stamp.at
    proposed.save(update_fields=["ended_at"])
    _note(stamp, proposed.user.agency_id, states.REFUSE_EMAIL, f"user:{proposed.user_id}", {"proposal": proposed.pk})


@transaction.atomic
def end_user(stamp: Stamp, *, user: User) -> None:
    """End somebody's access: they cannot sign in, and their posts end."""
    user.is_active = False
    user.save(update_fields=["is_active"])
    for holding in Holding.objects.filter(user=user, until_at=None).select_related("post__team", "user"):
        end_holding(stamp, holding=holding)
    _note(stamp, user.agency_id, states.END_USER, f"user:{user.pk}")
    _rota_changed(user, stamp.at)


def post_at(team: Team, word: str) -> Post:
    """Return the post at this node, made if it is not there yet; its role is what the agency's policy says."""
    latest = team.agency.policies.latest("number")
    role = book_of(latest).posts[word].role
    post, _ = Post.objects.get_or_create(team=team, word=word, defaults={"role": role})
    return post


@transaction.atomic
def propose_holder(stamp: Stamp, *, post: Post, user: User) -> Holding:
    """Propose who holds a post; it is in force only when a second person has agreed."""
    holding = Holding.objects.create(post=post, user=user, from_at=stamp.at, asked_at=stamp.at, asked_by_id=stamp.by)
    _note(stamp, user.agency_id, states.GRANT, f"holding:{holding.pk}", {"post": post.word, "user": user.pk})
    return holding


@transaction.atomic
def agree_holder(stamp: Stamp, *, holding: Holding) -> None:
    """Agree as the second person; from now on the post's duties fall to the holder."""
    holding.agreed_at, holding.agreed_by_id = stamp.at, stamp.by
    holding.save(update_fields=["agreed_at", "agreed_by"])
    _note(stamp, holding.user.agency_id, states.AGREE_GRANT, f"holding:{holding.pk}")
    _rota_changed(holding.user, stamp.at)


@transaction.atomic
def refuse_holder(stamp: Stamp, *, holding: Holding) -> None:
    """Refuse a proposed holder as the second person."""
    holding.until_at, holding.ended_by_id = stamp.at, stamp.by
    holding.save(update_fields=["until_at", "ended_by"])
    _note(stamp, holding.user.agency_id, states.REFUSE_GRANT, f"holding:{holding.pk}")


@transaction.atomic
def end_holding(stamp: Stamp, *, holding: Holding) -> None:
    """End the holding of a post now; what it owed falls to others."""
    holding.until_at, holding.ended_by_id = stamp.at, stamp.by
    holding.save(update_fields=["until_at", "ended_by"])
    _note(stamp, holding.user.agency_id, states.END_HOLDING, f"holding:{holding.pk}")
    _rota_changed(holding.user, stamp.at)


@transaction.atomic
def record_absence(stamp: Stamp, *, user: User, from_on: date, until_on: date, deputy: User | None = None) -> Absence:
    """Record that somebody is away on these days, both included, and who stands in."""
    absence = Absence.objects.create(
        user=user, from_on=from_on, until_on=until_on, deputy=deputy, recorded_at=stamp.at, recorded_by_id=stamp.by
    )
    _note(stamp, user.agency_id, states.RECORD_ABSENCE, f"absence:{absence.pk}", {"user": user.pk})
    _rota_changed(user, stamp.at)
    zone = ZoneInfo(book_of(user.agency.policies.latest("number")).calendar.zone)
    for day in (from_on, date.fromordinal(until_on.toordinal() + 1)):
        midnight = datetime.combine(day, time(), zone)
        if midnight > stamp.at:
            _rota_changed(user, midnight)
    return absence


@transaction.atomic
def end_absence(stamp: Stamp, *, absence: Absence) -> None:
    """End an absence now, because somebody is back early or it was recorded by mistake."""
    absence.ended_at, absence.ended_by_id = stamp.at, stamp.by
    absence.save(update_fields=["ended_at", "ended_by"])
    _note(stamp, absence.user.agency_id, states.END_ABSENCE, f"absence:{absence.pk}")
    _rota_changed(absence.user, stamp.at)


def _rota_changed(user: User, at: datetime) -> None:
    RotaChange.objects.create(agency_id=user.agency_id, user=user, due_at=at)
