"""Sending from the outbox: at least once, each message by one worker at a time, and none is given up in silence."""

import threading
from collections import Counter
from datetime import timedelta

import pytest
from django.db import connections

from heed import clock
from heed.ledger.stamp import Stamp
from heed.notices import changes, queries
from heed.notices.changes import LEASE, tell
from heed.notices.drivers import smtp
from heed.notices.drivers.driver import Letter, Permanent, Temporary, Unreachable
from heed.notices.models import Message
from heed.notices.sending import Outbox
from heed.notices.states import Notice, Status
from heed.people.agencies import changes as agencies
from tests.moments import london

NOON = london("2026-04-02 12:00")


class Recorder:
    """A driver that takes every letter, or raises what it is told to, one trouble for each letter."""

    def __init__(self, *troubles: BaseException | None) -> None:
        self.troubles = list(troubles)
        self.sent: list[Letter] = []

    def open(self) -> None:
        pass

    def send(self, letter: Letter) -> None:
        self.sent.append(letter)
        trouble = self.troubles.pop(0) if self.troubles else None
        if trouble is not None:
            raise trouble

    def close(self) -> None:
        pass


class Away(Recorder):
    """A driver whose server is away."""

    def open(self) -> None:
        raise Unreachable("Nobody is there.")


@pytest.fixture
def asha(make):
    return make.user("Asha Rowan", make.team(make.agency()))


@pytest.fixture
def now(monkeypatch):
    """Sets what the clock says."""

    def set_clock(moment):
        monkeypatch.setattr(clock, "now", lambda: moment)
        return moment

    set_clock(NOON)
    return set_clock


def job(at=NOON):
    return Stamp(by=None, at=at, door="job:send")


def waiting(user, kind=Notice.OWED, at=NOON, **more):
    tell(Stamp(by=None, at=at, door="test"), [user], kind, **more)
    return Message.objects.latest("pk")


def of(message):
    message.refresh_from_db()
    return message


def test_a_message_is_sent_once_and_noted(asha, now):
    message, driver = waiting(asha), Recorder()
    assert Outbox(driver).send(job(), message.pk)
    assert not Outbox(driver).send(job(), message.pk)
    assert [letter.to for letter in driver.sent] == ["asha.rowan@hartmere.example.org"]
    assert (of(message).status, message.sent_at, message.next_at, message.tries) == (Status.SENT, NOON, None, 1)


def test_of_two_workers_that_read_the_same_row_one_wins(asha, now):
    first = waiting(asha)
    second = Message.objects.get(pk=first.pk)
    assert [changes.claim(first, NOON), changes.claim(second, NOON)] == [True, False]


def test_a_message_that_is_being_sent_is_nobody_elses(asha, now):
    message = waiting(asha)
    assert changes.claim(message, NOON)
    assert queries.to_send(NOON, 10) == []
    assert not Outbox(Recorder()).send(job(), message.pk)


@pytest.mark.parametrize("crash", [KeyboardInterrupt, SystemExit])
def test_a_crash_after_the_servers_yes_repeats_the_message_under_the_same_id(asha, now, crash):
    message, driver = waiting(asha), Recorder(crash())
    with pytest.raises(crash):
        Outbox(driver).send(job(), message.pk)
    assert queries.to_send(NOON + LEASE - timedelta(seconds=1), 10) == []

    later = now(NOON + LEASE)
    assert queries.to_send(later, 10) == [message.pk]
    Outbox(driver).send(job(later), message.pk)
    assert [letter.message_id for letter in driver.sent] == [message.message_id] * 2
    assert [letter.again for letter in driver.sent] == [False, True]
    assert of(message).status == Status.SENT


def test_the_lease_outlasts_every_driver():
    assert LEASE > smtp.LETTER


@pytest.mark.parametrize(("tries", "seconds"), [(1, 10), (2, 30), (3, 60), (4, 120), (5, 300), (6, 300), (1000, 300)])
def test_the_wait_grows_and_never_ends(asha, now, tries, seconds):
    message = waiting(asha)
    Message.objects.update(tries=tries - 1)
    Outbox(Recorder(Temporary("450 later"))).send(job(), message.pk)
    assert of(message).next_at == NOON + timedelta(seconds=seconds)
    assert (message.status, message.trouble, message.tries) == (Status.WAITING, "450 later", tries)


def test_a_mailbox_that_refuses_for_good_is_kept_for_administrators(asha, now):
    message = waiting(asha, Notice.ESCALATED)
    Outbox(Recorder(Permanent("550 5.1.1 no such user"))).send(job(), message.pk)
    assert (of(message).status, message.trouble, message.next_at) == (Status.REFUSED, "550 5.1.1 no such user", None)
    assert list(queries.refused(asha.agency_id)) == [message]
    assert queries.to_send(NOON + timedelta(days=9), 10) == []


def test_a_server_that_is_away_costs_no_message_a_try(asha, now):
    message = waiting(asha)
    with pytest.raises(Unreachable):
        Outbox(Away()).send(job(), message.pk)
    assert (of(message).tries, message.next_at) == (0, NOON)


def test_a_connection_that_breaks_puts_back_only_the_letter_in_hand(asha, now):
    message = waiting(asha)
    with pytest.raises(Unreachable):
        Outbox(Recorder(Unreachable("cut"))).send(job(), message.pk)
    assert (of(message).tries, message.next_at, message.trouble) == (1, NOON + timedelta(seconds=10), "cut")


def test_trouble_of_one_whose_lease_has_ended_changes_nothing(asha, now):
    slow = waiting(asha)
    assert changes.claim(slow, NOON)
    fast = Message.objects.get(pk=slow.pk)
    assert changes.claim(fast, NOON + LEASE)
    changes.put_back(slow, NOON + LEASE, "too slow")
    changes.give_up(slow, Status.REFUSED, "too slow")
    assert (of(fast).status, fast.trouble) == (Status.WAITING, "")
    changes.sent(fast, NOON + LEASE)
    changes.put_back(fast, NOON + LEASE, "too late")
    assert of(fast).status == Status.SENT


def test_whoever_has_left_is_written_to_no_more(make, asha, now):
    message, driver = waiting(asha), Recorder()
    agencies.end_user(make.stamp(NOON), user=asha)
    Outbox(driver).send(job(), message.pk)
    assert (driver.sent, of(message).status, message.next_at) == ([], Status.WITHDRAWN, None)


def test_history_is_never_sent(asha, now):
    tell(Stamp(by=None, at=NOON, door="history"), [asha], Notice.OWED)
    message, driver = Message.objects.get(), Recorder()
    Message.objects.update(next_at=NOON)  # whatever else may be wrong with the row
    assert queries.to_send(NOON, 10) == []
    assert not Outbox(driver).send(job(), message.pk)
    assert (driver.sent, of(message).status) == ([], Status.HISTORY)


def test_the_worst_goes_first_then_what_has_waited_longest(asha, now):
    kinds = [Notice.OWED, Notice.REMINDER, Notice.LATE, Notice.ESCALATED]
    old = [waiting(asha, kind, NOON - timedelta(hours=2)) for kind in kinds]
    new = [waiting(asha, kind, NOON - timedelta(hours=1)) for kind in kinds]
    order = [old[3], new[3], old[2], new[2], old[0], old[1], new[0], new[1]]
    assert queries.to_send(NOON, 10) == [message.pk for message in order]
    assert queries.to_send(NOON, 3) == [message.pk for message in order[:3]]


def test_nobody_is_told_of_their_own_act_and_nobody_twice(asha, make):
    ben = make.user("Ben Carrow", asha.team)
    assert tell(Stamp(by=ben.pk, at=NOON, door="test"), [asha, ben, asha], Notice.OWED) == 1
    assert [message.to for message in Message.objects.all()] == [asha]


@pytest.mark.django_db(transaction=True)
def test_workers_at_once_send_each_message_once(make):
    asha = make.user("Asha Rowan", make.team(make.agency()))
    at = clock.now()
    for _ in range(40):
        waiting(asha, at=at)
    driver, start = Recorder(), threading.Barrier(4)

    def work():
        start.wait()
        with Outbox(driver) as outbox:
            while ids := queries.to_send(clock.now(), 5):
                for pk in ids:
                    outbox.send(job(clock.now()), pk)
        connections.close_all()

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert Counter(letter.message_id for letter in driver.sent) == Counter(
        Message.objects.values_list("message_id", flat=True)
    )
    assert set(Message.objects.values_list("status", "tries")) == {(Status.SENT, 1)}
