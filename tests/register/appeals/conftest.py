"""An appeal as far as it has come, with a panel of those who had no part in the entry."""

from dataclasses import dataclass
from datetime import datetime, timedelta

import pytest

from heed.people.agencies.models import User
from heed.register.appeals import changes
from heed.register.appeals.changes import Decided, Received
from heed.register.appeals.models import Appeal
from heed.register.appeals.queries import of_marker
from heed.register.appeals.states import How, Outcome
from heed.register.markers.models import Marker
from tests.register.conftest import MONDAY, Council

NEXT_DAY = MONDAY + timedelta(days=1)


@dataclass
class Hearing:
    """The council, a live entry, and steps of an appeal against it."""

    council: Council
    marker: Marker

    @property
    def appeal(self) -> Appeal:
        """The newest appeal, as it is now."""
        found = of_marker(Marker.objects.select_related("case__agency", "case__team").get(pk=self.marker.pk))
        assert found is not None
        return found

    @property
    def panel(self) -> list[User]:
        """Three who had no part in it; the first chairs."""
        return [self.council.chief, self.council.safety, self.council.dpo]

    def receive(self, at: datetime = MONDAY, **more: object) -> Appeal:
        """Let the owner record an appeal by letter."""
        said = {"received_on": at.date(), "how": How.LETTER, "grounds": "I never raised a spade."} | more
        changes.receive(self.council.by(self.council.owner, at), self.marker, Received(**said))  # type: ignore[arg-type]  # a test says what it changes by name
        return self.appeal

    def seated(self, at: datetime = MONDAY) -> Appeal:
        """Receive it, let the employee say that they would rather not comment, and name the panel."""
        changes.comment(self.council.by(self.council.officer, at), self.receive(at), declined=True)
        changes.name_panel(self.council.by(self.council.owner, at), self.appeal, self.panel)
        return self.appeal

    def view(self, user: User, outcome: Outcome, at: datetime = NEXT_DAY) -> None:
        """Let one of the panel say how they see it."""
        changes.view(self.council.by(user, at), self.appeal, outcome=outcome, reasons="As the papers say.")

    def heard(self, *outcomes: Outcome) -> Appeal:
        """Seat the panel and let each say how they see it, the last view for all who are left."""
        self.seated()
        for number, user in enumerate(self.panel):
            self.view(user, outcomes[min(number, len(outcomes) - 1)])
        return self.appeal

    def decide(self, outcome: Outcome, **more: object) -> None:
        """Let the chair record what the panel decided."""
        stamp = self.council.by(self.council.chief, NEXT_DAY)
        changes.decide(stamp, self.appeal, Decided(outcome, "Two saw it.", **more))  # type: ignore[arg-type]  # as above


@pytest.fixture
def hearing(council: Council) -> Hearing:
    return Hearing(council, council.live())
