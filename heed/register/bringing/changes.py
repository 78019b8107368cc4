"""Bringing in an earlier register: each row becomes a proposal, on which three people then decide as on any other."""

from django.db import transaction

from heed.ledger.changes import record
from heed.people.agencies.queries import works_here
from heed.people.agencies.stamps import Signed
from heed.people.public.changes import add_person, add_place
from heed.people.public.models import Person
from heed.register.bringing import rules
from heed.register.bringing.queries import Plan, known_person, plan_bringing
from heed.register.bringing.rows import Row
from heed.register.markers.changes import Fact, Proposal, propose
from heed.register.markers.models import Marker


def bring_in(stamp: Signed, content: bytes) -> Plan:
    """Propose an entry for every row that has what an entry needs; return the plan, which names the others.

    Each row comes in by itself, so that a list that was broken off can be brought again: what is here stays once.
    Raises Refused, and BadFile.
    """
    rules.may_bring_in(stamp.user).require()
    plan = plan_bringing(stamp.user, content, stamp.at)
    for row in plan.rows:
        bring(stamp, row)
    agency = stamp.user.agency_id
    facts = {"brought": len(plan.rows), "left_out": len(plan.left_out)}
    record(stamp, verb="register.bring-in", chain=f"agency:{agency}", thing=f"agency:{agency}", facts=facts)
    return plan


@transaction.atomic
def bring(stamp: Signed, row: Row) -> Marker:
    """Propose the entry of one row."""
    agency = stamp.user.agency
    employee = works_here(agency, row.employee) if row.employee else None
    return propose(
        stamp,
        Proposal(
            grounds=row.grounds,
            hazards=row.hazards,
            controls=row.controls,
            advice=row.advice,
            person=_person(stamp, row) if row.name else None,
            address="" if row.name else row.address,
            postcode="" if row.name else row.postcode,
            further=row.further,
            facts=[Fact(day, what) for day, what in row.facts],
            child=row.child,
            welfare=row.welfare,
            concerned=[employee] if employee else [],
            earlier_ends_on=row.ends_on,
            note=row.note,
        ),
    )


def _person(stamp: Signed, row: Row) -> Person:
    agency = stamp.user.agency
    return known_person(stamp.user, row) or add_person(
        stamp, agency=agency, name=row.name, born_on=row.born_on, aliases=row.other_names,
        place=add_place(agency=agency, lines=row.address, postcode=row.postcode),
    )  # fmt: skip
