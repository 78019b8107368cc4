"""One database with so many open duties, whose worker ticks once for each line that comes in (see tick.py)."""

import os
import random
import sys
import time
from collections.abc import Iterator
from datetime import datetime, timedelta

import tests.environment  # noqa: F401  # first: it sets what Django reads

# isort: split
from django.core.management import call_command
from django.db import connection

from heed import clock
from heed.casework.cases.models import Case
from heed.casework.duties.models import Duty, Rung
from heed.casework.duties.queries import come_due
from heed.jobs import JOBS, TICK, Worker
from heed.notices.models import Message
from heed.people.agencies.models import Team
from heed.people.agencies.queries import book_of, policy_of
from tests.make import Make

PER_CASE, TEAMS, DUE, BASE = 10, 200, 100, 10_000
COPY_CASES = """
    INSERT INTO heed_case (reference, COLUMNS) SELECT reference || %s, COLUMNS FROM heed_case WHERE id <= %s
"""
COPY_DUTIES = """
    INSERT INTO heed_duty (case_id, COLUMNS)
    SELECT copied, COLUMNS FROM heed_duty
    JOIN (SELECT o.id AS original, n.id AS copied FROM heed_case o JOIN heed_case n ON o.id <= %s
          AND n.reference = o.reference || %s) AS cases ON original = case_id
"""
HOLDERS = """
    INSERT INTO heed_dutyholder (duty_id, user_id, how)
    SELECT d.id, h.user_id, 'holder' FROM heed_duty d
    JOIN heed_post p ON p.team_id = d.team_id AND p.word = 'line-manager' JOIN heed_holding h ON h.post_id = p.id
    WHERE NOT EXISTS (SELECT 1 FROM heed_dutyholder o WHERE o.duty_id = d.id)
"""
CHAINS = """
    INSERT INTO heed_chain (name, seq, headed) SELECT 'case:' || c.id, 0, 0 FROM heed_case c
    WHERE NOT EXISTS (SELECT 1 FROM heed_chain o WHERE o.name = 'case:' || c.id)
"""


def council() -> list[Team]:
    """Make an agency with its teams, a manager for each, and whoever hears next."""
    make = Make()
    agency = make.agency()
    teams = [make.team(agency, f"Team {number}", f"Service {number % 20}") for number in range(TEAMS)]
    for number, team in enumerate(teams):
        make.user(f"Manager {number}", team, post="line-manager")
    for post in ("senior-manager", "head-of-service"):
        for number, team in enumerate(teams[:20]):
            make.user(f"The {post} {number}", team, post=post)
    make.user("Hal Aske", teams[0], post="health-and-safety")
    return teams


def fill(teams: list[Team], cases: int) -> None:
    """Open cases with ten duties each, due at some time in the next year."""
    now, version = clock.now(), policy_of(teams[0].agency)
    rules = [rule for rule in book_of(version).duties.values() if rule.escalate and rule.on][:PER_CASE]
    same = {"status": "open", "agency": version.agency, "policy": version, "series_at": now, "opened_at": now}
    opened = Case.objects.bulk_create(
        Case(reference=f"H-{number}", agency=version.agency, team=teams[number % TEAMS], opened_at=now)
        for number in range(cases)
    )
    Duty.objects.bulk_create(
        Duty(**same, team=case.team, case=case, rule=rule.id, verb=rule.do, owed_by="line-manager",
             due_at=later, next_at=later)
        for case in opened
        for rule, later in zip(rules, moments(), strict=False)
    )  # fmt: skip
    complete()


def copy(times: int) -> None:
    """Copy what was filled in so many times, inside the database."""
    with connection.cursor() as cursor:
        case = columns("heed_case", without=("id", "reference"))
        duty = columns("heed_duty", without=("id", "case_id"))
        last = Case.objects.latest("pk").pk
        for number in range(times):
            cursor.execute(COPY_CASES.replace("COLUMNS", ", ".join(case)), [f"-{number}", last])
            cursor.execute(COPY_DUTIES.replace("COLUMNS", ", ".join(duty)), [last, f"-{number}"])
    complete()


def columns(table: str, without: tuple[str, ...]) -> list[str]:
    """Return the names of the table's columns but these."""
    with connection.cursor() as cursor:
        found = connection.introspection.get_table_description(cursor, table)
    return [column.name for column in found if column.name not in without]


def complete() -> None:
    """Let each duty fall to the manager of its team, and each case have its chain, where they do not yet."""
    with connection.cursor() as cursor:
        cursor.execute(HOLDERS)
        cursor.execute(CHAINS)


def moments() -> Iterator[datetime]:
    """Give moments of the next year."""
    while True:
        yield clock.now() + timedelta(days=1, minutes=random.randrange(500_000))


def tick(worker: Worker) -> tuple[float, float]:
    """Let 100 duties come due that lie anywhere among the open ones; return the next tick's seconds: clock, own CPU."""
    due = random.sample(range(1, Duty.objects.latest("pk").pk), DUE)
    moment = clock.now() - timedelta(seconds=1)
    Duty.objects.filter(pk__in=due).update(due_at=moment - timedelta(days=1), next_at=moment)
    before = Rung.objects.count()
    for job, every in JOBS:
        if every == TICK:
            worker.done.pop(job.__name__, None)
    wall, work = time.perf_counter(), time.process_time()
    worker.tick()
    took = time.perf_counter() - wall, time.process_time() - work
    assert (Rung.objects.count() - before, Message.objects.waiting().count()) == (DUE, 0)
    return took


def settle() -> Worker:
    """Send what the filling left over, and let the disk come to rest; return the worker."""
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    worker = Worker("benchmark")
    worker.tick()
    while worker.more:
        worker.done.clear()
        worker.tick()
    os.sync()
    return worker


def main() -> None:
    """Fill, then tick whenever asked, and answer with the seconds that it took."""
    size = int(sys.argv[1])
    call_command("migrate", verbosity=0)
    fill(council(), min(size, BASE) // PER_CASE)
    copy(size // BASE - 1)
    worker = settle()
    print(come_due(clock.now()).values_list("pk", "next_at").explain().strip().replace("\n", "; "), flush=True)
    for _ in sys.stdin:
        print(*tick(worker), flush=True)
    connection.close()


if __name__ == "__main__":
    main()
