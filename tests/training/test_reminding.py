"""Reminders before a briefing runs out: each once, to nobody who has renewed, and with nothing personal in them."""

from datetime import datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from heed.jobs import Worker, briefings
from heed.notices.letters import letter_of
from heed.notices.models import Message
from heed.people.agencies import changes as agencies
from heed.people.agencies.models import User
from heed.training.changes import answer, remind
from heed.training.models import Briefing
from heed.training.queries import reminder_of, to_remind
from tests.jobs.conftest import Time
from tests.make import Make
from tests.moments import london
from tests.training.asked import BRIEFING, RIGHT, ask_for_briefing

pytestmark = pytest.mark.django_db
BRIEFED_AT = london("2024-07-01 10:00")
A_MONTH_BEFORE, A_WEEK_BEFORE = london("2026-06-01 10:00"), london("2026-06-24 10:00")
SECOND = timedelta(seconds=1)


@pytest.fixture
def time(monkeypatch: pytest.MonkeyPatch) -> Time:
    return Time(monkeypatch)


@pytest.fixture
def asha(make: Make) -> User:
    """Somebody whose briefing runs out on 1 July 2026."""
    agency = make.agency()
    ask_for_briefing(make, agency)
    user = make.user("Asha Rowan", make.team(agency), briefed=False)
    make.brief(user, BRIEFED_AT)
    return user


def runs(time: Time, at: datetime) -> int:
    """Let the job run at the moment; return how many messages there are by then."""
    time.now = at
    briefings(Worker())
    return Message.objects.filter(kind="briefing").count()


@pytest.mark.clause("EHC-17")
def test_each_reminder_goes_out_once_when_it_comes(asha: User, time: Time) -> None:
    moments = [A_MONTH_BEFORE - SECOND, A_MONTH_BEFORE, A_MONTH_BEFORE + SECOND, A_WEEK_BEFORE - SECOND, A_WEEK_BEFORE,
               london("2026-07-01 10:00"), london("2027-07-01 10:00")]  # fmt: skip

    assert [runs(time, at) for at in moments] == [0, 1, 1, 1, 2, 2, 2]
    assert reminder_of(asha) is None


def test_it_names_nobody_and_leads_to_the_briefing(asha: User, time: Time) -> None:
    runs(time, A_MONTH_BEFORE)

    message = Message.objects.get(kind="briefing")
    letter = letter_of(message)
    assert (message.to, message.link, message.reference) == (asha, "/briefing", "")
    assert letter.subject == "Heed: Your briefing runs out soon"
    assert "Asha" not in letter.body
    assert "/briefing" in letter.body


def test_whoever_has_renewed_it_is_reminded_of_the_new_one_alone(asha: User, make: Make, time: Time) -> None:
    answer(make.by(asha, london("2026-05-04 10:00")), RIGHT)

    assert [runs(time, A_MONTH_BEFORE), runs(time, A_WEEK_BEFORE)] == [0, 0]
    assert reminder_of(asha) == london("2028-04-04 10:00")


def test_answering_wrongly_leaves_the_reminder_where_it_was(asha: User, make: Make) -> None:
    answer(make.by(asha, london("2026-05-04 10:00")), {})

    assert reminder_of(asha) == A_MONTH_BEFORE


def test_after_a_standstill_one_message_says_it(asha: User, time: Time) -> None:
    assert [runs(time, A_WEEK_BEFORE + timedelta(days=1)), reminder_of(asha)] == [1, None]


def test_two_workers_with_the_same_row_send_one(asha: User, make: Make) -> None:
    [(row, moment)] = to_remind(A_MONTH_BEFORE, 10)

    told = [remind(make.stamp(A_MONTH_BEFORE), briefing=row, expected=moment) for _ in range(2)]

    assert (told, Message.objects.filter(kind="briefing").count()) == ([True, False], 1)


def test_whoever_has_left_is_not_written_to(asha: User, make: Make, time: Time) -> None:
    asha.is_active = False
    asha.save()

    assert runs(time, A_MONTH_BEFORE) == 0


def test_a_policy_that_reminds_of_nothing_sends_nothing(make: Make, asha: User, time: Time) -> None:
    agency = make.agency(word="quiet", name="Quiet")
    ask_for_briefing(make, agency, BRIEFING.replace('remind = ["1 month before", "1 week before"]\n', ""))
    ben = make.user("Ben Carrow", make.team(agency), briefed=False)
    make.brief(ben, BRIEFED_AT)

    assert reminder_of(ben) is None


def test_what_is_not_due_costs_nothing(make: Make, asha: User, time: Time) -> None:
    """One query finds what is due, by an index of what is still to come; ten more people in date change nothing."""
    with CaptureQueriesContext(
        connection,
    ) as few:
        runs(time, A_MONTH_BEFORE - SECOND)
    for number in range(10):
        user = agencies.add_user(
            make.stamp(), team=asha.team, email=f"staff{number}@hartmere.example.org", name=f"Staff {number}"
        )
        make.brief(user, BRIEFED_AT)
    with CaptureQueriesContext(connection) as many:
        runs(time, A_MONTH_BEFORE - SECOND)

    assert len(many) == len(few) == 2
    assert Briefing.objects.exclude(next_at=None).count() == 11
