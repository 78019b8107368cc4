"""One agency with its people, as the rest of the demo speaks of it."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import Enum

from heed.demo.names import Name
from heed.demo.texts import AgencySheet, TeamSheet
from heed.people.agencies.models import Agency, Team, User
from heed.people.public.models import Person
from heed.policy.book import Book


class Pace(Enum):
    """How soon somebody does what they owe."""

    PROMPT = "prompt"
    STEADY = "steady"
    SLOW = "slow"
    SWAMPED = "swamped"  # fine until some weeks ago, then more than they can do


@dataclass(slots=True)
class Member:
    """Somebody of the public whom the agency knows."""

    person: Person
    name: Name
    weight: float = 1.0  # some come up again and again


@dataclass(slots=True)
class Crew:
    """A team: who works there, who manages it, whom it works with."""

    team: Team
    sheet: TeamSheet
    people: list[User] = field(default_factory=list)
    manager: User | None = None
    members: list[Member] = field(default_factory=list)
    weight: float = 1.0  # how much happens there
    pace: Pace = Pace.STEADY


@dataclass(slots=True)
class Town:
    """An agency: its sheet, policy, teams and post holders. Each user is one object: what they can is asked once."""

    agency: Agency
    sheet: AgencySheet
    book: Book
    began_at: datetime
    now: datetime
    crews: list[Crew] = field(default_factory=list)
    users: dict[int, User] = field(default_factory=dict)
    names: dict[int, Name] = field(default_factory=dict)
    paces: dict[int, Pace] = field(default_factory=dict)
    holders: dict[str, list[User]] = field(default_factory=dict)  # post → who holds it, at the agency's own node

    def crew_of(self, user: User) -> Crew:
        """Return the team that the user works in, or the first where it is none of those."""
        return next((crew for crew in self.crews if crew.team.pk == user.team_id), self.crews[0])

    def pace_of(self, user: User) -> Pace:
        """Return how soon the user does what they owe."""
        return self.paces.get(user.pk, Pace.STEADY)
