"""What a worker's tick costs when 100 duties are due, among ten thousand open ones and among a million.

    python -m benchmarks.tick                     10,000 and 1,000,000 open duties on SQLite
    python -m benchmarks.tick 1000 10000          so many and so many
    HEED_TEST_DATABASE=postgres python -m benchmarks.tick

The bar: a tick costs at most 1.5 times as much with a million, because its cost grows with what is due and not with
what is open. A tick climbs a rung for each duty, writes its ledger entry and its messages, and sends them (here: into
files). Everything is made in a folder of its own and gone afterwards.
"""

import random
import sys
import time
from collections.abc import Iterator
from datetime import datetime, timedelta
from statistics import median

import tests.environment  # first: it sets what Django reads

# isort: split
from django.core.management import call_command
from django.db import connection, transaction

from heed import clock
from heed.casework.cases.models import Case
from heed.casework.duties.models import Duty, DutyHolder, Rung
from heed.casework.duties.queries import come_due
from heed.jobs import JOBS, TICK, Worker
from heed.ledger.models import Chain
from heed.notices.models import Message
from heed.people.agencies.models import Team
from heed.people.agencies.queries import book_of, policy_of
from tests.make import Make

PER_CASE, TEAMS, DUE, TICKS, BATCH = 10, 200, 100, 15, 500
BAR = 1.5


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


def fill(teams: list[Team], numbers: range) -> None:
    """Open a case of each number with ten duties, due at some time in the next year."""
    now, version = clock.now(), policy_of(teams[0].agency)
    rules = [rule for rule in book_of(version).duties.values() if rule.escalate and rule.on][:PER_CASE]
    managers = {team.pk: team.posts.get(word="line-manager").holdings.get().user_id for team in teams}
    same = {"status": "open", "agency": version.agency, "policy": version, "series_at": now, "opened_at": now}
    for first in numbers[::BATCH]:
        with transaction.atomic():
            cases = Case.objects.bulk_create(
                Case(reference=f"H-{number:07}", agency=version.agency, team=teams[number % TEAMS], opened_at=now)
                for number in range(first, min(first + BATCH, numbers.stop))
            )
            Chain.objects.bulk_create(Chain(name=case.chain, seq=0, headed=0) for case in cases)
            duties = Duty.objects.bulk_create(
                Duty(**same, team=case.team, case=case, rule=rule.id, verb=rule.do, owed_by="line-manager",
                     due_at=later, next_at=later)
                for case in cases
                for rule, later in zip(rules, moments(), strict=False)
            )  # fmt: skip
            DutyHolder.objects.bulk_create(
                DutyHolder(duty=duty, user_id=managers[duty.team_id], how="holder") for duty in duties
            )


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


def measure(size: int) -> tuple[float, float]:
    """Return the median seconds of a tick: clock, own CPU."""
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    worker = Worker("benchmark")
    worker.tick()
    while worker.more:  # what the filling left over
        worker.done.clear()
        worker.tick()
    took = [tick(worker) for _ in range(TICKS)]
    middle = median(wall for wall, _ in took), median(work for _, work in took)
    print(f"{size:>10,} open, {DUE} due {middle[0]:10.3f} s {middle[1]:10.3f} s CPU of the worker", flush=True)
    return middle


def main() -> None:
    """Fill, tick, print."""
    sizes = [int(word) for word in sys.argv[1:]] or [10_000, 1_000_000]
    print(f"A tick on {tests.environment.DATABASE}, median of {TICKS}", flush=True)
    call_command("migrate", verbosity=0)
    teams = council()
    walls = list[float]()
    for have, size in zip([0, *sizes], sizes, strict=False):
        fill(teams, range(have // PER_CASE, size // PER_CASE))
        walls.append(measure(size)[0])
    ratio = walls[-1] / walls[0]
    print(f"ratio {ratio:.2f}, at most {BAR}: {'passed' if ratio <= BAR else 'FAILED'}")
    print("how due duties are found:", come_due(clock.now()).values_list("pk", "next_at").explain().strip())
    connection.close()
    raise SystemExit(ratio > BAR)


if __name__ == "__main__":
    main()
