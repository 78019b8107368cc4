"""How a worker goes about its jobs: what fails, what waits, when it stops."""

import logging
from datetime import timedelta
from itertools import pairwise

import pytest
from django.db import OperationalError

from heed import jobs
from heed.jobs import ASIDE, BATCH, BEAT, TICK, Aside, Worker
from heed.notices.drivers.driver import Unreachable
from heed.notices.models import Beat
from tests.moments import london

pytestmark = pytest.mark.django_db
NOON = london("2026-04-02 12:00")


class Rows:
    """A change that notes the rows it was done for, and fails for some."""

    def __init__(self, *bad):
        self.bad = set(bad)
        self.done = []
        self.asked = 0

    def __call__(self, _stamp, row):
        self.asked += 1
        if row in self.bad:
            raise ValueError("Asha Rowan of Elmwood Terrace")
        self.done.append(row)


def test_a_row_that_fails_does_not_stop_the_others(time):
    rows = Rows(2)
    Worker().each("count", [1, 2, 3], rows)
    assert rows.done == [1, 3]


def test_a_failure_is_logged_with_where_it_was_and_not_with_what_it_said(time, caplog):
    Worker().each("count", [2], Rows(2))
    [record] = caplog.records
    assert (record.levelno, record.name) == (logging.ERROR, "heed.jobs")
    said = record.getMessage()
    assert said.startswith("count 2 failed: ValueError at ")
    assert "test_worker.py:" in said
    assert "Asha" not in caplog.text + str(record.__dict__)
    assert record.exc_info is None


def test_a_row_that_failed_is_left_alone_for_longer_each_time_and_never_for_ever(time):
    worker, rows = Worker(), Rows(1)
    tries = []
    for minute in range(6 * 60):
        asked = rows.asked
        worker.each("count", [1], rows)
        tries += [minute] if rows.asked > asked else []
        time.passes(minutes=1)
    waits = [later - earlier for earlier, later in pairwise(tries)]
    assert waits == [1, 2, 4, 8, 16, 32, 60, 60, 60, 60]


def test_a_row_that_came_right_begins_anew(time):
    worker, rows = Worker(), Rows(1)
    worker.each("count", [1], rows)
    time.passes(minutes=1)
    rows.bad.clear()
    worker.each("count", [1], rows)
    assert (rows.done, worker.aside) == ([1], {})


def test_what_was_set_aside_and_never_came_again_is_forgotten(time):
    worker = Worker()
    worker.each("count", [1], Rows(1))
    time.passes(hours=3)
    worker.each("count", [2], Rows(2))
    assert list(worker.aside) == [("count", 2)]


def test_rows_set_aside_do_not_keep_the_others_out(time):
    worker = Worker()
    assert worker.room("count") == BATCH
    worker.each("count", list(range(BATCH)), Rows(*range(BATCH)))
    assert (worker.room("count"), worker.room("other")) == (2 * BATCH, BATCH)
    assert worker.more
    worker.more = False
    worker.each("count", list(range(BATCH)), Rows())
    assert not worker.more  # all of them are set aside, so there is nothing to hurry for


def test_a_clock_that_was_put_back_makes_nothing_wait_longer():
    aside = Aside(NOON, ASIDE)
    assert not aside.over(NOON)
    assert not aside.over(NOON + timedelta(seconds=59))
    assert aside.over(NOON + timedelta(seconds=60))
    assert aside.over(NOON - timedelta(days=2))


@pytest.mark.parametrize("fault", [OperationalError("gone"), Unreachable("no mail server")])
def test_what_is_the_fault_of_no_row_sets_none_aside(time, fault):
    worker = Worker()

    def change(_stamp, _row):
        raise fault

    with pytest.raises(type(fault)):
        worker.each("count", [1], change)
    assert worker.aside == {}


def test_told_to_stop_it_finishes_the_row_in_hand(time):
    worker, done = Worker(), []

    def change(_stamp, row):
        worker.stopping.set()
        done.append(row)

    worker.each("count", [1, 2, 3], change)
    assert done == [1]
    worker.tick()
    worker.work()
    assert done == [1]


def test_each_job_has_its_time(time, monkeypatch):
    calls: list[str] = []
    monkeypatch.setattr(
        jobs,
        "JOBS",
        tuple((named(name, calls), timedelta(seconds=every)) for name, every in (("often", 2), ("seldom", 60))),
    )
    worker = Worker()
    for _ in range(31):
        worker.tick()
        time.passes(seconds=2)
    assert (calls.count("often"), calls.count("seldom")) == (31, 2)


def named(name, calls, trouble=None):
    def job(_worker):
        calls.append(name)
        if trouble:
            raise trouble

    job.__name__ = name
    return job


def test_a_job_whose_server_is_away_waits_and_the_others_go_on(time, monkeypatch, caplog):
    calls: list[str] = []
    away = named("away", calls, Unreachable("The mail server cannot be used: Connection refused"))
    monkeypatch.setattr(jobs, "JOBS", ((away, TICK), (named("other", calls), TICK)))
    worker = Worker()
    for _ in range(6):
        worker.tick()
        time.passes(seconds=2)
    assert (calls.count("away"), calls.count("other")) == (2, 6)
    assert caplog.messages[0] == "away: The mail server cannot be used: Connection refused"


def test_a_worker_beats_every_ten_seconds_however_long_its_rows_take(time):
    worker = Worker("one")
    worker.say_alive()
    seen = []

    def change(_stamp, _row):
        seen.append(Beat.objects.get(worker="one").at)
        time.passes(seconds=6)

    worker.each("slow", [1, 2, 3, 4], change)
    assert seen == [NOON, NOON, NOON + timedelta(seconds=12), NOON + timedelta(seconds=12)]
    assert timedelta(seconds=10) == BEAT
