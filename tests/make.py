"""Test data, made through `changes`, so that tests start from states that real moves can reach."""

from collections.abc import Sequence
from datetime import UTC, date, datetime
from io import BytesIO
from typing import Any

from heed.documents.evidence import changes as evidence
from heed.documents.evidence.models import Item
from heed.documents.files.intake import take_in
from heed.incidents import changes as incidents
from heed.incidents.changes import Told
from heed.incidents.models import Incident
from heed.incidents.states import MOVES
from heed.ledger.stamp import Stamp
from heed.people.agencies import changes
from heed.people.agencies.models import Absence, Agency, Holding, Team, User
from heed.people.agencies.queries import book_for, book_of
from heed.people.agencies.stamps import Signed
from heed.people.agencies.states import Level
from heed.people.public import changes as public
from heed.people.public.models import Person
from heed.policy.load import shipped
from heed.policy.source import Source
from heed.training import changes as training

FOUNDED = datetime(2026, 1, 5, 9, tzinfo=UTC)
"""When everything that a test does not date came to be: the first working Monday of 2026."""


class Make:
    """Makes agencies, people and reports. Names say who somebody is, so that a test reads as a story."""

    def agency(
        self, policy: str = "default", word: str = "hartmere", name: str = "Hartmere Council", text: str = ""
    ) -> Agency:
        """Return an agency on a shipped policy (or on this text, which may extend one), with no teams yet."""
        sources = (Source("test.toml", text), *shipped(policy)) if text else shipped(policy)
        return changes.found(self.stamp(), word=word, name=name, sources=sources)

    def stamp(self, at: datetime = FOUNDED) -> Stamp:
        """Return a stamp of the program itself."""
        return Stamp(by=None, at=at, door="test")

    def by(self, user: User, at: datetime = FOUNDED) -> Signed:
        """Return a stamp of this person."""
        return Signed.of(user, at, "test")

    def root(self, agency: Agency) -> Team:
        """Return the node that stands for the whole agency."""
        return agency.teams.get(parent=None)

    def team(self, agency: Agency, name: str = "Visiting team", service: str = "Housing") -> Team:
        """Return the team of this name in the service of this name, making what is not there yet."""
        root = self.root(agency)
        above = agency.teams.filter(name=service).first() or changes.add_team(
            self.stamp(), agency=agency, parent=root, level=Level.SERVICE, name=service
        )
        return agency.teams.filter(parent=above, name=name).first() or changes.add_team(
            self.stamp(), agency=agency, parent=above, level=Level.TEAM, name=name
        )

    def user(
        self, name: str, team: Team, *, post: str = "", at_node: Team | None = None, briefed: bool = True, **more: Any
    ) -> User:
        """Return somebody of the team; `post` is the word of a post they hold, at its usual node of the tree.

        Where the policy asks for a briefing they have had it, unless `briefed` is False.
        """
        email = f"{name.lower().replace(' ', '.')}@{team.agency.word}.example.org"
        user = changes.add_user(self.stamp(), team=team, email=email, name=name, **more)
        if post:
            self.hold(user, post, at_node)
        if briefed:
            self.brief(user)
        return user

    def brief(self, user: User, at: datetime = FOUNDED) -> None:
        """Let the user read the briefing and answer every question rightly, where their policy has one."""
        asked = book_for(user.agency).briefing.questions
        if asked:
            training.answer(self.by(user, at), {question.word: question.right for question in asked})

    def hold(self, user: User, post: str, node: Team | None = None, at: datetime = FOUNDED) -> Holding:
        """Let the user hold the post at the node; without one at the node of the user's line that it belongs to."""
        node = node or self.node(user.team, post)
        holding = changes.propose_holder(self.stamp(at), post=changes.post_at(node, post), user=user)
        changes.agree_holder(self.stamp(at), holding=holding)
        return holding

    def node(self, team: Team, post: str) -> Team:
        """Return the node at or above the team where a post of this word stands."""
        level = book_of(team.agency.policies.latest("number")).posts[post].of
        return Team.objects.get(pk__in=team.line, level=level)

    def absence(self, user: User, from_on: str, until_on: str, deputy: User | None = None) -> Absence:
        """Record that the user is away on these days ("2026-04-02"), both included."""
        return changes.record_absence(
            self.stamp(),
            user=user,
            from_on=date.fromisoformat(from_on),
            until_on=date.fromisoformat(until_on),
            deputy=deputy,
        )

    def person(self, agency: Agency, name: str = "Colin Marlpit", **more: Any) -> Person:
        """Return a member of the public whom the agency knows."""
        return public.add_person(self.stamp(), agency=agency, name=name, **more)

    def report(
        self,
        by: User,
        at: datetime = FOUNDED,
        kinds: Sequence[str] = ("verbal-abuse",),
        facts: dict[str, Any] | None = None,
        **more: Any,
    ) -> Incident:
        """Return a report by the user of something that happened to them; `more` are fields of Told."""
        told: dict[str, Any] = {
            "victims": [by],
            "story": "He shouted and blocked the way to the door.",
            "happened_at": at,
        } | more
        return incidents.report(self.by(by, at), Told(kinds=kinds, facts=facts or {}, **told))

    def step(self, by: User, incident: Incident, word: str, at: datetime = FOUNDED, **more: Any) -> None:
        """Do the step of this word ("debrief") on the report."""
        move = next(move for move in MOVES if move.verb.name == f"incident.{word}")
        incidents.step(self.by(by, at), incident, move, **more)

    def item(
        self, by: User, incident: Incident, content: bytes = b"He wrote this.", called: str = "note.txt",
        at: datetime = FOUNDED,
    ) -> Item:  # fmt: skip
        """Return a file that the user has added to the report."""
        taken = take_in(BytesIO(content), called=called, size=len(content))
        item = evidence.attach(self.by(by, at), incident.case, taken)
        assert item is not None
        return item

    def shelved(self, by: User, shelf: str, content: bytes = b"He wrote this.", called: str = "note.txt") -> Item:
        """Return a file of the user's that waits on a shelf (the key of a draft)."""
        taken = take_in(BytesIO(content), called=called, size=len(content))
        return evidence.shelve(self.by(by), shelf, taken)
