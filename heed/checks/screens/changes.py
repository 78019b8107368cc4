"""Screening a list: recorded before anything of it is shown, also where nothing came back."""

from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from heed.access.states import Role
from heed.checks.answers.queries import Asked, fits
from heed.checks.changes import digest_of
from heed.checks.queries import holding, who_to_ask
from heed.checks.screens import rules
from heed.checks.screens.models import Hit, Screen, Screened
from heed.checks.screens.queries import Live, live
from heed.checks.states import Purpose
from heed.ledger.chain import Fact
from heed.ledger.changes import record
from heed.matching.days import UNKNOWN, read_day
from heed.matching.faces import Told
from heed.matching.screening import Found, screened
from heed.notices.changes import tell
from heed.notices.states import Notice
from heed.people.agencies.stamps import Signed
from heed.register.markers.models import Marker

BATCH = 2_000


@dataclass(frozen=True, slots=True)
class Match:
    """An entry that came back for a row: the row's place in the list from 0, the score in thousandths, the tier."""

    row: int
    marker: Marker
    score: int
    tier: str


@dataclass(frozen=True, slots=True)
class Result:
    """What came back for a list, row by row, the likeliest first; and how many entries were live."""

    screen: Screen
    matches: Sequence[Match]
    size: int


def screen(
    stamp: Signed, questions: Sequence[Told], *, purpose: Purpose, bad: int = 0, processes: int = 1
) -> Result:  # fmt: skip
    """Screen a list against the live register, all of it or nothing.

    Kept of each row are a keyed code and what came back, not what it said. Data protection is told of each list, and
    the owner where whoever asked is the subject of an entry that fitted: they are shown nothing of that (R6).
    """
    rules.may_screen(stamp.user).require()
    register = live(stamp.user, stamp.at)
    found = _with_addresses(register, questions, processes)
    kept = _keep(stamp, questions, register, found, purpose=purpose, bad=bad)
    shown = [
        Match(row, register.markers[entry], score, tier)
        for row, entry, score, tier in found
        if register.markers[entry].pk not in register.hidden
    ]
    return Result(kept, shown, len(register.markers))


def _with_addresses(register: Live, questions: Sequence[Told], processes: int) -> list[Found]:
    """Return what is found by all that a row tells; and, as a check has it, whatever warns at its very address.

    A dog does not ask for a name, and whoever is visited at the address of a listed person may meet them.
    """
    found = {(each[0], each[1]): each for stretch in screened(register.roll, questions, processes) for each in stretch}
    told = [(row, Told(address=each.address, postcode=each.postcode)) for row, each in enumerate(questions)]
    alone = [(row, each) for row, each in told if (each.address or each.postcode) and each != questions[row]]
    for stretch in screened(register.roll, [each for _row, each in alone], processes):
        for at, entry, score, _tier in stretch:
            row, there = alone[at]
            already = found.get((row, entry))
            if (already is None or already[3] != "alert") and fits(register.markers[entry], asked_of(there)):
                found[row, entry] = (row, entry, score, "alert")
    return sorted(found.values(), key=lambda each: (each[0], -each[2], each[1]))


@transaction.atomic
def _keep(
    stamp: Signed, questions: Sequence[Told], register: Live, found: Sequence[Found], *, purpose: Purpose, bad: int
) -> Screen:  # fmt: skip
    user = stamp.user
    row = Screen.objects.create(
        agency=user.agency, asked_by=user, asked_at=stamp.at, purpose=purpose, many=len(questions), bad=bad,
        size=len(register.markers),
    )  # fmt: skip
    rows = [
        Screened(screen=row, place=place, digest=digest_of(asked_of(told))) for place, told in enumerate(questions, 1)
    ]
    Screened.objects.bulk_create(rows, batch_size=BATCH)
    numbers = dict(row.rows.values_list("place", "pk"))
    hits = [
        Hit(row_id=numbers[at + 1], marker=(marker := register.markers[entry]), tier=tier, score=score,
            hidden=marker.pk in register.hidden)
        for at, entry, score, tier in found if tier
    ]  # fmt: skip
    Hit.objects.bulk_create(hits, batch_size=BATCH)
    facts: dict[str, Fact] = {"purpose": str(purpose), "rows": len(questions)}
    facts |= {tier: sum(hit.tier == tier and not hit.hidden for hit in hits) for tier in ("alert", "review")}
    record(stamp, verb="register.screen", chain=f"agency:{user.agency_id}", thing=f"screen:{row.pk}", facts=facts)
    protection = [each for each in holding(user.agency, Role.DPO, stamp.at) if each.pk != user.pk]
    tell(stamp, protection, Notice.LOOKS, link="/register")
    for marker in {hit.marker.pk: hit.marker for hit in hits if hit.hidden}.values():
        link = f"/register/{marker.case.reference}/looks"
        tell(stamp, who_to_ask(user.agency, stamp.at), Notice.LOOKS, reference=marker.case.reference, link=link)
    return row


def asked_of(told: Told) -> Asked:
    """Return a row as a look-up of the same words would ask it, so that both have the same code."""
    day = read_day(told.born) if told.born else UNKNOWN
    born_on = date(*day) if all(day) and day.day <= monthrange(day.year, day.month)[1] else None
    name = " ".join(part for part in (told.name, told.given, told.surname) if part)
    return Asked(
        name=name, born_on=born_on, address=told.address, postcode=told.postcode, telephone=told.telephone,
        email=told.email, born=told.born if day != UNKNOWN and born_on is None else "",
    )  # fmt: skip
