"""What time does to duties: a reminder, lateness, rung after rung until a person acknowledges; new standing duties."""

from datetime import datetime

from django.db import transaction

from heed.access.queries import administrators
from heed.casework.cases.queries import barred_from
from heed.casework.duties.changes import link_of, open_duties, reference_of
from heed.casework.duties.models import Duty, DutyHolder, Rung
from heed.casework.duties.queries import CASE_LOCKED, DUE_LOCKED, Step, ladder_of, next_after, rule_of, without_standing
from heed.casework.duties.states import How
from heed.ledger.changes import record
from heed.ledger.stamp import Stamp
from heed.notices.changes import tell
from heed.notices.states import Notice
from heed.people.agencies.models import Agency, User
from heed.people.agencies.queries import book_of, policy_of, resolve
from heed.people.agencies.states import Level
from heed.policy.play import first_round, standing


@transaction.atomic
def climb(stamp: Stamp, *, duty_id: int, expected: datetime) -> bool:
    """Do what has come for one duty; return False where another worker was faster.

    1. Lock the duty, and before it its case, as every verb on a case does; where somebody is at it just now, leave it
       for the next time. Where its `next_at` is no longer the one that was read, somebody else did it.
    2. Do the step: remind, say that it is late, or climb one rung (the unique row says that it happened once).
    3. Store when the next step comes. All in one transaction with the messages: a kill leaves all of it or nothing.
    """
    case = next(iter(CASE_LOCKED(duty=duty_id)), None)
    duty = next(iter(DUE_LOCKED(duty=duty_id, expected=expected)), None)
    if duty is None or duty.case_id != case:
        return False
    step = Step.at(duty, expected)
    if step is Step.RUNG:
        _escalate(stamp, duty, expected)
    elif step is Step.LATE:
        tell(stamp, _owing(duty), Notice.LATE, reference=reference_of(duty), link=link_of(duty))
    elif stamp.at < duty.due_at:
        tell(stamp, _owing(duty), Notice.REMINDER, reference=reference_of(duty), link=link_of(duty))
        record(stamp, verb="duty.remind", chain=duty.chain, thing=f"duty:{duty.pk}")
    duty.next_at = next_after(duty, expected, now=stamp.at)
    duty.save(update_fields=["next_at", "rung"])
    return True


def _escalate(stamp: Stamp, duty: Duty, expected: datetime) -> None:
    """Climb one rung: tell the post it names; after the last, tell the same post again until somebody acknowledges."""
    duty.rung += 1
    rungs = ladder_of(rule_of(duty))
    post = rungs[min(duty.rung, len(rungs)) - 1].to
    users = _told(duty, post, stamp.at)
    Rung.objects.create(duty=duty, step=duty.rung, at=expected, post=post, told=len(users))
    holders = set(DutyHolder.objects.filter(duty=duty).values_list("user_id", flat=True))
    new = [user for user in users if user.pk not in holders]
    rows = [DutyHolder(duty=duty, user=user, how=How.TOLD) for user in new]
    DutyHolder.objects.bulk_create(rows, ignore_conflicts=True)
    tell(stamp, users, Notice.ESCALATED, reference=reference_of(duty), link=link_of(duty))
    record(
        stamp,
        verb="duty.escalate",
        chain=duty.chain,
        thing=f"duty:{duty.pk}",
        facts={"rung": duty.rung, "post": post, "told": len(users)},
    )


def _owing(duty: Duty) -> list[User]:
    """Whom it falls to, as the kept rows say."""
    return [row.user for row in duty.holders.exclude(how=How.TOLD).select_related("user")]


def _told(duty: Duty, post: str, at: datetime) -> list[User]:
    """Who hears at this rung: the post's people, not the victim; where nobody at all is left, the administrators."""
    barred = barred_from(duty.case, deciding=False) if duty.case else frozenset[int]()
    users = list(resolve(duty.team, post, at, barred=barred, book=book_of(duty.policy)).users)
    return users or administrators(duty.agency_id, at)


def open_standing(stamp: Stamp, *, agency_id: int) -> int:
    """Open the first round of the policy's standing duties wherever none is open; return how many opened.

    Later rounds open when one is done. A node that is new, or a rule that is, gets its first round here.
    """
    agency = Agency.objects.get(pk=agency_id)
    rules = {level: standing(book_of(policy_of(agency)), level) for level in Level}
    if not any(without_standing(agency, level, rule.id) for level in Level for rule in rules[level]):
        return 0
    return _open_standing(stamp, agency)


@transaction.atomic
def _open_standing(stamp: Stamp, agency: Agency) -> int:
    # Of two workers the second waits here, and then finds that nothing is missing.
    Agency.objects.select_for_update(no_key=True).get(pk=agency.pk)
    version = policy_of(agency)
    book = book_of(version)
    opened = 0
    for level in Level:
        for rule in standing(book, level):
            first = first_round(rule, stamp.at, book.calendar)
            for team in without_standing(agency, level, rule.id):
                opened += len(open_duties(stamp, [first], version=version, team=team, case=None))
    return opened
