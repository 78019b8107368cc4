"""What machines and pages are told about the worker."""

from datetime import timedelta

import pytest
from django.db import connection

from heed import clock
from heed.notices.changes import beat
from heed.notices.health import LATE, Watch
from heed.web.watch import views
from heed.web.watch.glance import Glance

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def fresh(monkeypatch):
    """A web process that has just started."""
    monkeypatch.setitem(views.known, "migrated", False)


def test_health_answers_everybody_while_a_worker_is_alive(client):
    beat("worker", clock.now())
    answer = client.get("/health")
    assert (answer.status_code, answer.content, answer["Content-Type"]) == (
        200, b"All is well.\n", "text/plain; charset=utf-8"
    )  # fmt: skip
    assert answer["Cache-Control"] == "no-store"


def test_health_says_in_words_what_is_wrong(client):
    beat("worker", clock.now() - LATE)
    answer = client.get("/health")
    assert answer.status_code == 503
    assert answer.content == b"No worker has been heard of for a while: nobody is reminded of anything.\n"


def test_health_asks_for_the_tables_only_until_they_are_there(client, django_assert_num_queries):
    beat("worker", clock.now())
    client.get("/health")
    with django_assert_num_queries(3):
        client.get("/health")


class Clock:
    def __init__(self, monkeypatch):
        self.at = clock.now()
        monkeypatch.setattr(clock, "now", lambda: self.at)

    def passes(self, seconds):
        self.at += timedelta(seconds=seconds)


@pytest.fixture
def time(monkeypatch):
    monkeypatch.setattr("heed.web.watch.glance.FRESH", timedelta(seconds=10))
    return Clock(monkeypatch)


def test_one_look_serves_ten_seconds(time, django_assert_num_queries):
    beat("worker", time.at)
    glance = Glance()
    assert not glance.look().late
    time.passes(9)
    with django_assert_num_queries(0):
        glance.look()
    time.passes(1)
    with django_assert_num_queries(3):
        glance.look()


def test_everybody_hears_within_a_minute_that_the_worker_is_dead(time):
    beat("worker", time.at)
    glance = Glance()
    seconds = 0
    while not glance.look().late:
        time.passes(1)
        seconds += 1
    assert 45 <= seconds <= 55


def test_an_alarm_ends_as_soon_as_its_reason_does(time):
    glance = Glance()
    assert glance.look().late
    beat("worker", time.at)
    time.passes(1)
    assert not glance.look().late


def test_a_clock_that_was_put_back_does_not_freeze_what_is_known(time):
    glance = Glance()
    beat("worker", time.at)
    glance.look()
    time.passes(-3600)
    glance.look()
    assert glance.at == time.at


def test_a_database_that_does_not_answer_raises_no_false_alarm():
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE heed_beat RENAME TO heed_gone")
    assert Glance().look() == Watch()


def test_every_page_says_that_nobody_sends(client, monkeypatch):
    monkeypatch.setattr("heed.web.watch.glance.GLANCE.seen", Watch(working=False))
    assert b"Heed has stopped sending reminders and alerts." in client.get("/sign-in").content
    monkeypatch.setattr("heed.web.watch.glance.GLANCE.seen", Watch())
    assert b"heed-alarm" not in client.get("/sign-in").content
