"""Whether anybody works and messages go out."""

from datetime import timedelta

import pytest
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

from heed.notices.changes import beat, claim, forget_beats, put_back, sent, tell
from heed.notices.health import LATE, Watch, ailments, migrated, watch
from heed.notices.models import Beat, Message
from heed.notices.states import Notice
from tests.moments import at, london
from tests.programs import newest

NOON = london("2026-04-02 12:00")
SECOND = timedelta(seconds=1)

pytestmark = pytest.mark.django_db


@pytest.fixture
def asha(make):
    return make.user("Asha Rowan", make.team(make.agency()))


@pytest.fixture
def alive():
    """A worker that beats far into the future, for tests of the other half."""
    beat("worker", NOON + timedelta(days=1))


def message(user):
    tell(at("2026-04-02 12:00"), [user], Notice.OWED)
    return Message.objects.latest("pk")


def test_where_no_worker_ever_was_nobody_works():
    assert watch(NOON) == Watch(working=False)
    assert (watch(NOON).late, watch(NOON).since) == (True, None)


def test_a_worker_is_alive_until_it_has_been_silent_for_long():
    beat("one", NOON)
    beat("two", NOON - timedelta(hours=1))
    assert watch(NOON + LATE - SECOND) == Watch()
    assert watch(NOON + LATE) == Watch(working=False, silent_since=NOON)
    assert watch(NOON + LATE).since == NOON


def test_what_pages_know_is_never_older_than_a_minute():
    assert LATE + timedelta(seconds=10) < timedelta(seconds=60)


def test_a_worker_beats_in_a_row_of_its_own():
    for moment in (NOON, NOON + SECOND):
        beat("one", moment)
    beat("two", NOON)
    assert dict(Beat.objects.values_list("worker", "at")) == {"one": NOON + SECOND, "two": NOON}
    forget_beats(NOON + SECOND)
    assert list(Beat.objects.values_list("worker", flat=True)) == ["one"]


def test_what_nobody_tries_is_stuck(alive, asha):
    message(asha)
    assert not watch(NOON + LATE - SECOND).late
    assert watch(NOON + LATE) == Watch(stuck_since=NOON)


def test_what_fails_at_every_try_is_stuck(alive, asha):
    first = message(asha)
    claim(first, NOON)
    put_back(first, NOON + timedelta(minutes=5), "451 no")
    assert watch(NOON + LATE) == Watch(stuck_since=NOON)


def test_one_full_mailbox_among_others_that_work_is_no_alarm(alive, asha):
    first, second = message(asha), message(asha)
    for each in (first, second):
        claim(each, NOON)
    put_back(first, NOON + timedelta(minutes=5), "452 full")
    sent(second, NOON + SECOND)
    assert not watch(NOON + LATE).late


def test_all_sent_is_all_well(alive, asha):
    one = message(asha)
    claim(one, NOON)
    sent(one, NOON)
    assert watch(NOON + timedelta(hours=1)) == Watch()
    assert ailments(NOON + timedelta(hours=1), tables=True) == []


def test_ailments_in_words(asha):
    message(asha)
    assert ailments(NOON + LATE, tables=True) == [
        "No worker has been heard of for a while: nobody is reminded of anything.",
        "Messages are waiting and do not go out.",
    ]


def test_a_database_of_another_version_is_found():
    assert migrated()
    MigrationRecorder(connection).record_unapplied(*newest())
    assert not migrated()
    assert ailments(NOON, tables=True) == ["The database is not of this version of Heed."]
    assert ailments(NOON, tables=False) != []


def test_a_database_that_does_not_answer_is_found():
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE heed_beat RENAME TO heed_gone")
    assert ailments(NOON, tables=False) == ["The database does not answer."]


@pytest.mark.django_db
def test_what_is_watched_costs_the_same_however_much_there_is(asha, alive, django_assert_max_num_queries):
    for _ in range(30):
        message(asha)
    with django_assert_max_num_queries(4):
        watch(NOON)
