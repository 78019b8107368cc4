"""What the home page and a report's page cost, against a view that answers "ok" behind the same middleware.

    python -m benchmarks.pages               200,000 reports on SQLite
    python -m benchmarks.pages 20000         so many
    HEED_TEST_DATABASE=postgres python -m benchmarks.pages

The bar, in the server's own CPU time, signed in, in the same run: the home page at most 6 times, a report's page
(which writes to the ledger at each look) at most 9 times. Everything is made in a folder of its own and then gone.
"""

import random
import sys
import time
from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial
from statistics import median

import tests.environment  # first: it sets what Django reads

# isort: split
from django.conf import settings
from django.core.management import call_command
from django.db import connection, transaction
from django.test import Client

from heed import clock
from heed.casework.cases.models import Case, Involvement, Note
from heed.casework.duties.models import Duty, DutyHolder
from heed.incidents.models import Incident, KindOf
from heed.people.agencies.models import PolicyVersion, Team, User
from heed.people.agencies.queries import policy_of
from tests.make import Make

BATCH, TEAMS, ROUNDS, LOOKS = 1000, 200, 15, 10
HOME, REPORT = 6.0, 9.0
STORY = "He shouted, blocked the way to the door and said that he knew where I park. " * 4
DONE = ("incident.care", "incident.triage", "incident.debrief", "incident.offer-support")


class Council:
    """An agency of many teams, each with a manager and somebody who reports."""

    def __init__(self) -> None:
        make = Make()
        agency = make.agency()
        self.version: PolicyVersion = policy_of(agency)
        self.teams: list[Team] = [
            make.team(agency, f"Team {number}", f"Service {number % 20}") for number in range(TEAMS)
        ]
        self.managers = [make.user(f"Manager {n}", team, post="line-manager") for n, team in enumerate(self.teams)]
        self.staff = [make.user(f"Officer {number}", team) for number, team in enumerate(self.teams)]
        make.user("Hal Aske", self.teams[0], post="health-and-safety")
        self.make = make


def fill(council: Council, reports: int) -> None:
    """Write so many reports of the last eighteen months, nearly all of them long closed."""
    now = clock.now()
    for first in range(0, reports, BATCH):
        with transaction.atomic():
            _fill(council, now, range(first, min(first + BATCH, reports)))


def _fill(council: Council, now: datetime, numbers: range) -> None:
    """Write one batch of reports with what hangs on each."""
    cases = Case.objects.bulk_create(
        Case(
            reference=f"H-{number:07}",
            agency=council.version.agency,
            team=council.teams[number % TEAMS],
            opened_at=now - timedelta(minutes=random.randrange(800_000)),
        )
        for number in numbers
    )
    facts = {"felt_threatened": True, "kinds": ["verbal-abuse"]}
    incidents = Incident.objects.bulk_create(
        Incident(case=case, status="closed", reported_by=council.staff[number % TEAMS], reported_at=case.opened_at,
                 happened_at=case.opened_at, story=STORY, facts=facts, closed_at=now)
        for number, case in zip(numbers, cases, strict=True)
    )  # fmt: skip
    KindOf.objects.bulk_create(KindOf(incident=incident, word="verbal-abuse") for incident in incidents)
    Involvement.objects.bulk_create(
        Involvement(case=incident.case, part=part, user=incident.reported_by, added_at=incident.reported_at)
        for incident in incidents
        for part in ("reporter", "victim")
    )
    Note.objects.bulk_create(
        Note(case=case, verb=verb, at=case.opened_at, by=council.managers[number % TEAMS], text=STORY, token="")
        for number, case in zip(numbers, cases, strict=True)
        for verb in DONE
    )
    duties = Duty.objects.bulk_create(
        Duty(status="done", agency=council.version.agency, team=case.team, case=case, policy=council.version, rule=verb,
             verb=verb, owed_by="line-manager", series_at=case.opened_at, opened_at=case.opened_at,
             due_at=case.opened_at, done_at=now)
        for case in cases
        for verb in DONE
    )  # fmt: skip
    DutyHolder.objects.bulk_create(
        DutyHolder(duty=duty, user=council.managers[numbers[index // len(DONE)] % TEAMS], how="holder")
        for index, duty in enumerate(duties)
    )


def living(council: Council) -> tuple[User, str]:
    """Write a few reports through changes, with what is owed because of them; return their manager and a reference."""
    now, manager, facts = clock.now(), council.managers[0], {"felt_threatened": True}
    made = [council.make.report(council.staff[0], now - timedelta(days=days), facts=facts) for days in range(1, 6)]
    for incident in made:
        council.make.step(manager, incident, "care", now, text="We spoke at once.")
    return manager, made[-1].case.reference


def seconds(look: Callable[[], object]) -> float:
    """Return the CPU seconds of one look: the median of some rounds."""
    took = []
    for _ in range(ROUNDS):
        before = time.process_time()
        for _ in range(LOOKS):
            look()
        took.append((time.process_time() - before) / LOOKS)
    return median(took)


def main() -> None:
    """Fill, look, print."""
    reports = int(sys.argv[1]) if len(sys.argv) > 1 else 200_000
    settings.ROOT_URLCONF, settings.ALLOWED_HOSTS = "benchmarks.urls", ["localhost"]
    call_command("migrate", verbosity=0)
    council = Council()
    fill(council, reports)
    manager, reference = living(council)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    client = Client(SERVER_NAME="localhost")
    client.force_login(manager)
    pages = {"ok": "/ok", "home": "/", "report": f"/reports/{reference}"}
    for path in pages.values():
        assert client.get(path).status_code == 200, path
    took = {name: seconds(partial(client.get, path)) for name, path in pages.items()}
    ratios = {name: took[name] / took["ok"] for name in took}
    print(f"{reports:,} reports on {tests.environment.DATABASE}; server CPU, median of {ROUNDS} times {LOOKS} looks")
    for name, bar in (("ok", 1.0), ("home", HOME), ("report", REPORT)):
        print(f"{name:>8} {took[name] * 1000:8.1f} ms {ratios[name]:6.2f} times, at most {bar:g}")
    connection.close()
    raise SystemExit(ratios["home"] > HOME or ratios["report"] > REPORT)


if __name__ == "__main__":
    main()
