"""A stamp with a person behind it: what rules ask about."""

from dataclasses import dataclass
from datetime import datetime
from typing import Self

from heed.ledger.stamp import Stamp
from heed.people.agencies.models import Agency, Team, User

__all__ = ["Agency", "Signed", "Team", "User"]  # doors name these types, and touch no tables


@dataclass(frozen=True, slots=True, kw_only=True)
class Signed(Stamp):
    """Who does it (the person themselves, not only their id), when, and through which door."""

    user: User

    @classmethod
    def of(cls, user: User, at: datetime, door: str) -> Self:
        """Return the stamp of this user."""
        return cls(by=user.pk, at=at, door=door, user=user)
