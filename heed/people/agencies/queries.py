"""Reads about agencies: which policy runs, who holds a post, who is next up."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from zoneinfo import ZoneInfo

from django.db.models import Min, Q, QuerySet

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
from heed.policy.book import Book
from heed.policy.load import load
from heed.policy.source import Source
from heed.policy.vocabulary import VOCABULARY
from heed.prepared import Prepared

HEALTH_AND_SAFETY = "health-and-safety"


NEWEST = Prepared(lambda *, agency: PolicyVersion.objects.filter(agency=agency).order_by("-number")[:1])


def policy_of(agency: Agency) -> PolicyVersion:
    """Return the version that runs now: new events follow it."""
    return NEWEST(agency=agency.pk)[0]


def versions_of(agency: Agency) -> QuerySet[PolicyVersion]:
    """Return every version that has run for the agency, the one that runs now first."""
    return PolicyVersion.objects.filter(agency=agency).select_related("loaded_by").order_by("-number")


def sources_of(version: PolicyVersion) -> tuple[Source, ...]:
    """Return the words of a version: its own file first, then those that it extends."""
    return _sources(version.text_id)


def _sources(digest: str) -> tuple[Source, ...]:
    sources = PolicyText.objects.values_list("sources", flat=True).get(pk=digest)
    return tuple(Source(name, text) for name, text in sources)


@lru_cache(maxsize=256)
def _book(digest: str) -> Book:
    return load(_sources(digest), VOCABULARY)


def book_at(digest: str) -> Book:
    """Return the policy whose words have this digest (`PolicyVersion.text_id`)."""
    return _book(digest)


def book_of(version: PolicyVersion) -> Book:
    """Return the policy of a version as typed objects; its words never change, so they are read once."""
    return _book(version.text_id)


def book_for(agency: Agency) -> Book:
    """Return the policy that runs for the agency now."""
    return book_of(policy_of(agency))


@dataclass(frozen=True, slots=True)
class Resolved:
    """Whom a post's duty falls to, and how it came to them (`How` of duties)."""

    users: tuple[User, ...]
    how: str


def resolve(team: Team, word: str, at: datetime, *, barred: frozenset[int], book: Book) -> Resolved:
    """Return whom a duty of the post falls to at the moment.

    The holder of the post nearest to the team; where every holder is away or barred, their deputies (who carry both
    people's conflicts, R4); else the post next up; at the end health and safety. `barred` are ids of users who must
    not owe it (the victim never owes the manager's duties). An empty `users` means that nobody at all is left.
    """
    today = at.astimezone(ZoneInfo(book.calendar.zone)).date()
    seen: set[str] = set()
    how = "holder"
    while word and word not in seen:
        seen.add(word)
        for post in _posts(team, word):
            users, deputies = _present(post, at, today, barred)
            if users:
                return Resolved(tuple(users), how)
            if deputies:
                return Resolved(tuple(deputies), "deputy" if how == "holder" else how)
        word = book.posts[word].up or "" if word in book.posts else ""
        how = "next-up"
    for post in _posts(team, HEALTH_AND_SAFETY):
        users, deputies = _present(post, at, today, barred)
        if users or deputies:
            return Resolved(tuple(users or deputies), "last")
    return Resolved((), "last")


POSTS: Prepared[Post] = Prepared(lambda *, line, word: Post.objects.filter(team__in=line, word=word))
HELD: Prepared[Holding] = Prepared(
    lambda *, post, at: Holding.objects.filter(post=post).live(at).select_related("user").order_by("pk")
)

AWAY: Prepared[Absence] = Prepared(
    lambda *, users, day: Absence.objects.on(day).filter(user__in=users).select_related("deputy")
)


def _posts(team: Team, word: str) -> list[Post]:
    """Return posts of this word at the team and at the nodes above it, nearest first."""
    line = tuple(team.line)
    return sorted(POSTS(line=line, word=word), key=lambda post: line.index(post.team_id))


def _present(post: Post, at: datetime, today: date, barred: frozenset[int]) -> tuple[list[User], list[User]]:
    """Return holders who are here and not barred; and, for those away, deputies who are here and not barred."""
    holders = [holding.user for holding in HELD(post=post.pk, at=at)]
    away = {absence.user_id: absence for absence in _absences(holders, today)}
    here = [user for user in holders if user.pk not in away and user.pk not in barred]
    if here:
        return here, []
    standing_in = [
        away[user.pk].deputy
        for user in holders
        if user.pk in away and user.pk not in barred and away[user.pk].deputy_id not in (None, *barred)
    ]
    deputies = [user for user in standing_in if user and user.is_active]
    absent = {absence.user_id for absence in _absences(deputies, today)}
    return [], [user for user in deputies if user.pk not in absent]


def _absences(users: list[User], today: date) -> list[Absence]:
    return AWAY(users=tuple(user.pk for user in users), day=today) if users else []


def root_of(agency: Agency) -> Team:
    """Return the node of the tree that stands for the whole agency."""
    return agency.teams.get(parent=None)


def agency_called(word: str) -> Agency | None:
    """Return the agency of this word, as addresses and files name it; None where there is none."""
    return Agency.objects.filter(word=word, partner=False).first()


def works_here(agency: Agency, email: str) -> User | None:
    """Return who works for the agency and signs in by this address; None where nobody does."""
    found = User.objects.filter(agency=agency, email__iexact=email, is_active=True)
    return found.select_related("agency", "team").first()


def colleagues(user: User) -> QuerySet[User]:
    """Return everybody else who works for the user's agency, for showing their name and team and no more."""
    found = User.objects.filter(agency=user.agency_id, is_active=True).exclude(pk=user.pk)
    return found.select_related("team").order_by("name", "pk")


def colleague_at(user: User, email: str) -> User | None:
    """Return the colleague with this e-mail address; None where nobody of the user's agency has it."""
    return colleagues(user).filter(email__iexact=email).first()


def colleagues_called(user: User, name: str) -> QuerySet[User]:
    """Return the colleagues whose name has every one of these words in it; nobody for less than two letters."""
    found = colleagues(user)
    words = name.split()
    if len("".join(words)) < 2:
        return found.none()
    for word in words:
        found = found.filter(name__icontains=word)
    return found


def called(agency: Agency, text: str) -> list[User]:
    """Return whoever works for the agency and has this very name or e-mail address, whatever its case."""
    here = User.objects.filter(agency=agency, is_active=True)
    return list(here.filter(Q(name__iexact=text.strip()) | Q(email__iexact=text.strip())))


def around(team: Team, at: datetime) -> list[User]:
    """Return who works in the team, and who holds a post at or above it, by name: those who are likely to be asked."""
    holders = Holding.objects.live(at).filter(post__team__in=team.line).values("user")
    return list(User.objects.filter(Q(team=team) | Q(pk__in=holders), is_active=True).order_by("name", "pk"))


def rota_changed(at: datetime, limit: int) -> list[int]:
    """Return ids of users whose posts or absences have changed since it was last worked out whom duties fall to."""
    due = RotaChange.objects.filter(due_at__lte=at).values("user").annotate(first=Min("due_at")).order_by("first")
    return list(due.values_list("user", flat=True)[:limit])


def agency_ids() -> list[int]:
    """Return the ids of all agencies of this installation, without the bodies of partners."""
    return list(Agency.objects.filter(partner=False).order_by("pk").values_list("pk", flat=True))


def staff_of(agency: Agency, text: str = "", team: int | None = None) -> QuerySet[User]:
    """Return who works for the agency, by name; narrowed to part of a name or address, and to a node of the tree."""
    found = User.objects.filter(agency=agency).select_related("team__parent").order_by("name", "pk")
    if text:
        found = found.filter(Q(name__icontains=text) | Q(email__icontains=text))
    if team is not None:
        found = found.filter(team__path__contains=f"/{team}/")
    return found


def posts_held(users: Iterable[User], at: datetime) -> dict[int, list[Holding]]:
    """Return the posts that each of these users holds at the moment."""
    held: dict[int, list[Holding]] = {}
    live = Holding.objects.live(at).filter(user__in=list(users)).select_related("post__team")
    for holding in live.order_by("post__word", "pk"):
        held.setdefault(holding.user_id, []).append(holding)
    return held


def waiting_holdings(agency: Agency) -> QuerySet[Holding]:
    """Return the proposed holders whom a second person has still to agree, longest waiting first."""
    waiting = Holding.objects.waiting().filter(post__team__agency=agency)
    return waiting.select_related("post__team", "user", "asked_by").order_by("asked_at", "pk")


def waiting_emails(agency: Agency) -> QuerySet[NewEmail]:
    """Return the proposed addresses to which a second person has still to agree, longest waiting first."""
    waiting = NewEmail.objects.filter(user__agency=agency, ended_at=None)
    return waiting.select_related("user", "asked_by").order_by("asked_at", "pk")


def absences_around(users: Iterable[User] | QuerySet[User], today: date) -> QuerySet[Absence]:
    """Return absences of these users that are not over yet, soonest first."""
    chosen = users.order_by() if isinstance(users, QuerySet) else list(users)
    found = Absence.objects.filter(user__in=chosen, until_on__gte=today, ended_at=None)
    return found.select_related("user", "deputy").order_by("from_on", "pk")


@dataclass(frozen=True, slots=True)
class Seat:
    """A post that the policy wants at a node of the tree, and who holds it now; nobody, where it is vacant."""

    team: Team
    word: str
    title: str
    holders: tuple[User, ...]


def seats_of(agency: Agency, at: datetime) -> list[Seat]:
    """Return every post that the agency's policy wants, node by node from the root down."""
    posts = book_for(agency).posts.values()
    holders: dict[tuple[int, str], list[User]] = {}
    live = Holding.objects.live(at).filter(post__team__agency=agency).select_related("user", "post")
    for holding in live.order_by("user__name"):
        holders.setdefault((holding.post.team_id, holding.post.word), []).append(holding.user)
    return [
        Seat(team, post.word, post.title.text(), tuple(holders.get((team.pk, post.word), ())))
        for team in agency.teams.order_by("path")
        for post in posts
        if post.of == team.level
    ]


def email_taken(email: str) -> bool:
    """Return whether somebody signs in by this address, at whichever agency."""
    return User.objects.filter(email__iexact=email).exists()


def number_taken(user: User, number: str) -> bool:
    """Return whether somebody else of the same agency has this staff number."""
    return User.objects.filter(agency=user.agency_id, staff_number=number).exclude(pk=user.pk).exists()


def teams_of(agency: Agency) -> list[Team]:
    """Return the nodes of the agency's tree, the root first, each below its parent."""
    return list(agency.teams.order_by("path").select_related("parent"))
