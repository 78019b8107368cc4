"""A council with an entry on its register, and a firm that repairs its homes; made once for all tests of a file."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import pytest
import time_machine
from django.db import transaction

from heed.partners import changes
from heed.partners.changes import Terms
from heed.partners.models import Agreement, Organisation, Share
from heed.people.agencies.models import User
from heed.people.public.changes import add_place
from heed.register.markers.models import Marker
from tests.make import Make
from tests.register.conftest import MONDAY, Council, founded

UNTIL = date(2026, 9, 30)
CLOSE = "Its fitters enter council homes alone."
TERMS = Terms(
    signed_here="Owen Thrift, Director", signed_there="Rhys Moss, Manager", signed_on=date(2026, 5, 1),
    indemnity="Clause 9 of the agreement", may_see="The short form", jobs="Repairs in council homes",
    kept_where="Deeds room, box 4", from_on=date(2026, 5, 4), until_on=date(2027, 4, 30), review_on=date(2027, 2, 1),
)  # fmt: skip


@dataclass
class Sharing:
    """The council, its entry, its partner with one person, and how each is acted as."""

    council: Council
    colin: Marker
    firm: Organisation
    agreement: Agreement
    fitter: User

    def ask(self, **more: Any) -> Share:
        """Return what health and safety asks to share."""
        told = {"reason": "They mend his boiler on Thursday.", "until_on": UNTIL} | more
        return changes.ask(self.council.by(self.council.safety), self.colin, self.agreement, **told)  # type: ignore[arg-type]  # by name

    def share(self, **more: Any) -> Share:
        """Return what the owner has agreed to share."""
        share = self.ask(**more)
        changes.decide(self.council.by(self.council.owner), share, agree=True, text="They go there alone.")
        return share

    def sees(self, user: User | None = None) -> list[int]:
        """Return what a person of the partner sees at this moment."""
        return [share.pk for share in changes.show(self.council.by(user or self.fitter))]


def made() -> Sharing:
    """Make all of it."""
    council = founded(Make())
    council.person.place = add_place(agency=council.person.agency, lines="12 Marl Lane", postcode="ZZ9 9ZZ")
    council.person.save()
    colin = council.live(controls=["not-alone"], advice="Ring the bell and step back to the gate.")
    by = council.by(council.owner)
    firm = changes.add_partner(by, name="Tern Repairs Ltd", works="Repairs in council homes", closeness=CLOSE)
    fitter = changes.add_person(by, firm, name="Rhys Moss", email="rhys.moss@tern.example.com")
    return Sharing(council, colin, firm, changes.sign(by, firm, TERMS), fitter)


@pytest.fixture(scope="module")
def one_sharing(django_db_setup: None, django_db_blocker: Any) -> Iterator[Sharing]:
    with django_db_blocker.unblock(), transaction.atomic(), time_machine.travel(MONDAY, tick=False):
        yield made()
        transaction.set_rollback(True)


@pytest.fixture(autouse=True)
def monday() -> Iterator[Any]:
    with time_machine.travel(MONDAY, tick=False) as time:
        yield time


@pytest.fixture
def sharing(one_sharing: Sharing, db: None) -> Sharing:
    """All of it, read anew; what the test does to it is taken back afterwards."""
    kept = one_sharing.council
    people: dict[str, Any] = {
        name: User.objects.get(pk=each.pk) for name, each in vars(kept).items() if isinstance(each, User)
    }
    return Sharing(
        replace(kept, **people), Marker.objects.get(pk=one_sharing.colin.pk),
        Organisation.objects.get(pk=one_sharing.firm.pk), Agreement.objects.get(pk=one_sharing.agreement.pk),
        User.objects.get(pk=one_sharing.fitter.pk),
    )  # fmt: skip
