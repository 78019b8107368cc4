"""Writes about cases: opening one, who has which part in it, that somebody looked."""

import secrets

from django.db import transaction

from heed.casework.cases.models import Case, Involvement
from heed.casework.cases.states import Part, Sensitivity, Sort
from heed.ledger.changes import record
from heed.ledger.stamp import Stamp
from heed.people.agencies.models import Team, User
from heed.people.public.models import Person

ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ"  # without what is mistaken for one another when read aloud


def new_reference() -> str:
    """Return a random reference such as H-7K3M-9QPT: it says nothing, and cannot be guessed from another."""
    letters = [secrets.choice(ALPHABET) for _ in range(8)]
    return f"H-{''.join(letters[:4])}-{''.join(letters[4:])}"


@transaction.atomic(savepoint=False)
def open_case(
    stamp: Stamp, *, team: Team, sensitivity: Sensitivity = Sensitivity.NORMAL, sort: Sort = Sort.REPORT
) -> Case:
    """Open a case for a team."""
    return Case.objects.create(
        reference=new_reference(), agency_id=team.agency_id, team=team, sensitivity=sensitivity, sort=sort,
        opened_at=stamp.at,
    )  # fmt: skip


@transaction.atomic(savepoint=False)
def involve(
    stamp: Stamp, *, case: Case, part: Part, user: User | None = None, person: Person | None = None, name: str = ""
) -> Involvement:
    """Give somebody a part in the case; giving it twice changes nothing."""
    if user is not None:
        found, _ = Involvement.objects.get_or_create(
            case=case, part=part, user=user, defaults={"added_at": stamp.at, "name": name}
        )
        return found
    return Involvement.objects.create(case=case, part=part, person=person, name=name, added_at=stamp.at)


@transaction.atomic(savepoint=False)
def look(stamp: Stamp, *, case: Case, thing: str) -> None:
    """Record that somebody looked at something sensitive of the case."""
    record(stamp, verb="case.look", chain=case.chain, thing=thing)
