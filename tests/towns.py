"""A town in which every post is held, so that a test only has to say who does what."""

from datetime import datetime
from typing import Final

import time_machine

from heed.access.queries import reach
from heed.people.agencies.models import User
from tests.make import Make
from tests.moments import london

NOW: Final = london("2026-03-03 10:00")
"""A Tuesday morning on which nobody is away and nothing is closed."""

HELD: Final = {
    "ben": ("Ben Carrow", "visiting", "line-manager"),
    "rita": ("Rita Sallow", "repairs", "line-manager"),
    "rex": ("Rex Marsh", "rangers", "line-manager"),
    "cat": ("Cat Denholm", "visiting", "senior-manager"),
    "sol": ("Sol Wray", "rangers", "senior-manager"),
    "hew": ("Hew Brack", "visiting", "head-of-service"),
    "hal": ("Hal Aske", "visiting", "health-and-safety"),
    "ros": ("Ros Tarn", "visiting", "register-owner"),
    "leo": ("Leo Finch", "visiting", "legal"),
    "fay": ("Fay Lund", "visiting", "hr"),
    "dot": ("Dot Quill", "visiting", "dpo"),
    "gil": ("Gil Ness", "visiting", "communications"),
    "kim": ("Kim Arden", "visiting", "chief-executive"),
    "aud": ("Aud Merrow", "visiting", "auditor"),
    "ada": ("Ada Fenwick", "visiting", "administrator"),
    "tom": ("Tom Ashdown", "visiting", "administrator"),
}
"""Who: name, team, the post that they hold at its usual node above that team."""
STAFF: Final = {
    "asha": ("Asha Rowan", "visiting"),
    "nia": ("Nia Brook", "visiting"),
    "pip": ("Pip Fenn", "repairs"),
    "sid": ("Sid Park", "rangers"),
}
ELSEWHERE: Final = {
    "ola": ("Ola Strand", ""),
    "eve": ("Eve Stone", "line-manager"),
    "ivo": ("Ivo Lane", "administrator"),
}


class Town:
    """Two services: Housing with the visiting and the repairs team, Parks with the rangers; and another agency."""

    def __init__(self, make: Make, text: str = "", policy: str = "default") -> None:
        self.make = make
        self.agency = make.agency(policy=policy, text=text)
        self.visiting = make.team(self.agency)
        self.repairs = make.team(self.agency, "Repairs team")
        self.rangers = make.team(self.agency, "Rangers", "Parks")
        self.elsewhere = make.team(make.agency(word="elsewhere", name="Elsewhere Council"))
        self.users = {who: make.user(name, getattr(self, team), post=post) for who, (name, team, post) in HELD.items()}
        self.users |= {who: make.user(name, getattr(self, team)) for who, (name, team) in STAFF.items()}
        self.users |= {who: make.user(name, self.elsewhere, post=post) for who, (name, post) in ELSEWHERE.items()}

    def __getitem__(self, who: str) -> User:
        """Return the person as a new request would meet them: what they reach is asked anew."""
        return User.objects.select_related("agency", "team").get(pk=self.users[who].pk)

    def who(self, user: User | int | None) -> str:
        """Return the short name of somebody."""
        key = user.pk if isinstance(user, User) else user
        return next((who for who, each in self.users.items() if each.pk == key), "nobody")


def at_the(moment: datetime, user: User) -> User:
    """Return the person with what they reach at that moment, whenever it is asked about later."""
    with time_machine.travel(moment, tick=False):
        fresh = User.objects.select_related("agency", "team").get(pk=user.pk)
        reach(fresh)
    return fresh
