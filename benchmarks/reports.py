"""How many reports a second are taken, with everything that follows from each, against as many plain rows.

    python -m benchmarks.reports              200 reports on SQLite, by one writer and by four at once
    python -m benchmarks.reports 1000         so many
    HEED_TEST_DATABASE=postgres python -m benchmarks.reports

A report is answered when it is on the disk: the case, who has which part, the ledger, what is owed and to whom, the
messages. The peer writes one row with the same story and commits, on the same database. There is no bar; the figures
stand in docs/performance.md. Everything is made in a folder of its own and gone afterwards.
"""

import sys
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import tests.environment  # first: it sets what Django reads

# isort: split
from django.core.management import call_command
from django.db import connection

from heed import clock
from heed.casework.duties.models import Duty
from heed.people.agencies.models import User
from heed.people.public.changes import add_place
from tests.make import Make

WRITERS = 4
STORY = "He shouted, blocked the way to the door and said that he knew where I park. " * 4


def per_second(act: Callable[[int], object], times: int, writers: int) -> float:
    """Do it so often, shared among so many writers; return how often a second."""

    def work(numbers: range) -> None:
        try:
            for number in numbers:
                act(number)
        finally:
            if writers > 1:
                connection.close()

    begin = time.perf_counter()
    if writers == 1:
        work(range(times))
    else:
        with ThreadPoolExecutor(writers) as pool:
            list(pool.map(work, [range(first, times, writers) for first in range(writers)]))
    return times / (time.perf_counter() - begin)


def main() -> None:
    """Make a council, let it report, print."""
    times = int(sys.argv[1]) if len(sys.argv) > 1 else 200
    call_command("migrate", verbosity=0)
    make = Make()
    agency = make.agency()
    staff: list[User] = []
    for number in range(10):
        team = make.team(agency, f"Team {number}")
        make.user(f"Manager {number}", team, post="line-manager")
        staff.append(make.user(f"Officer {number}", team))

    def report(number: int) -> None:
        make.report(staff[number % len(staff)], clock.now(), facts={"felt_threatened": True}, story=STORY)

    def row(number: int) -> None:
        add_place(agency=agency, lines=f"{number} {STORY}"[:300])

    print(f"{times} reports on {tests.environment.DATABASE}")
    for writers in (1, WRITERS):
        plain, whole = per_second(row, times, writers), per_second(report, times, writers)
        print(f"{writers} at once: {whole:7.1f} reports a second, {plain:7.1f} plain rows, {plain / whole:5.1f} to one")
    duties = Duty.objects.count() / times / 2
    print(f"each report opened {duties:.1f} duties")
    connection.close()


if __name__ == "__main__":
    main()
