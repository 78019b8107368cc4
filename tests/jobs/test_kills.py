"""Real workers on a real database with a real mail server, killed while duties come due: nothing missed, nothing twice.

HEED_LONG=1 runs the long form. What must hold: each rung is climbed exactly once (a row that cannot be twice), each
message leaves at least once, and more than once only where a kill fell between the server's yes and our note of it.
"""

import os
import signal
import subprocess
import time
from collections import Counter
from dataclasses import dataclass
from datetime import timedelta

import pytest
from django.db.models import Count

from heed import clock
from heed.casework.duties.models import Duty, Rung
from heed.notices.changes import LEASE
from heed.notices.models import Message
from heed.notices.states import Notice, Status
from tests.notices.sink import Sink, sink_running
from tests.programs import end, start

pytestmark = pytest.mark.django_db(transaction=True)


@dataclass
class Form:
    reports: int
    span: timedelta
    kills: int


FORM = Form(400, timedelta(minutes=5), 90) if os.environ.get("HEED_LONG") == "1" else Form(8, timedelta(seconds=8), 5)
ENOUGH = FORM.span + 2 * LEASE + timedelta(seconds=30)


def coming_due(make) -> list[Duty]:
    """Return duties whose first rung comes one after another from in two seconds on."""
    team = make.team(make.agency())
    reporters = [make.user(f"Reporter {number}", team) for number in range(5)]
    for post in ("line-manager", "senior-manager", "head-of-service", "health-and-safety"):
        make.user(f"The {post}", team, post=post)
    begin = clock.now() + timedelta(seconds=2)
    for number in range(FORM.reports):
        make.report(reporters[number % 5], begin - timedelta(days=5))
    duties = list(Duty.objects.filter(case__isnull=False).order_by("?"))
    for number, duty in enumerate(duties):
        duty.due_at = begin - timedelta(days=1)
        duty.next_at = begin + FORM.span * number / len(duties)
    Duty.objects.bulk_update(duties, ["due_at", "next_at"])
    return duties


class Workers:
    """Two workers, each started again when it is killed."""

    def __init__(self, sink: Sink) -> None:
        self.settings = {"HEED_MAIL": "smtp", "HEED_SMTP_URL": sink.url, "HEED_MAIL_FROM": "Heed <heed@example.com>"}
        self.programs: list[subprocess.Popen[str]] = [start("work", **self.settings) for _ in range(2)]

    def kill(self, number: int) -> None:
        end(self.programs[number], signal.SIGKILL)
        self.programs[number] = start("work", **self.settings)

    def end(self) -> list[int]:
        return [end(program) for program in self.programs]


def test_killed_workers_miss_nothing_and_climb_nothing_twice(make):
    duties = coming_due(make)
    with sink_running(Sink(pause=0.03)) as sink:
        workers = Workers(sink)
        for number in range(FORM.kills):
            # Now sooner, now later, so that kills fall everywhere between two ticks; the same in each run.
            time.sleep(FORM.span.total_seconds() / FORM.kills * (0.5 + number * 0.618 % 1))
            workers.kill(number % 2)
        last = clock.now() + ENOUGH
        while clock.now() < last and (
            Rung.objects.count() < len(duties) or Message.objects.exclude(status=Status.SENT).exists()
        ):
            time.sleep(0.3)
        codes = workers.end()

    assert codes == [0, 0]
    rungs = Rung.objects.filter(duty__in=duties).values("duty").annotate(count=Count("pk"))
    assert Counter(row["count"] for row in rungs) == {1: len(duties)}
    told = Message.objects.filter(kind=Notice.ESCALATED)
    assert told.count() == sum(Rung.objects.values_list("told", flat=True)) == len(duties)
    assert set(Message.objects.values_list("status", flat=True)) == {Status.SENT}
    arrived = Counter(sink.message_ids())
    assert set(arrived) == set(Message.objects.values_list("message_id", flat=True))
    assert arrived.total() - len(arrived) <= FORM.kills
