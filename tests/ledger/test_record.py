from datetime import UTC, datetime
from threading import Thread

import pytest
from django.db import IntegrityError, connection, transaction

from heed.ledger import changes, guards, queries
from heed.ledger.chain import Row, key_of, mac_of
from heed.ledger.models import Chain, Entry
from heed.ledger.stamp import Stamp
from heed.ledger.verify import Verdict, verify
from heed.policy.vocabulary import Given
from tests.ledger.conftest import change, columns, length, write
from tests.moments import at

STAMP = at("2026-06-03 10:00", by=7, door="web")


def test_a_stamp_without_a_zone_is_refused():
    with pytest.raises(ValueError, match="time zone"):
        Stamp(1, datetime(2026, 6, 3), "web")


@pytest.mark.django_db
def test_an_entry_says_who_when_through_which_door_which_verb_on_what_with_which_facts():
    facts: Given = {"urgent": True, "kinds": frozenset({"threat", "abuse"}), "times": 3, "severity": "major"}

    entry = changes.record(STAMP, verb="incident.triage", chain="case:1", thing="incident:4", facts=facts)

    kept = Entry.objects.get()
    assert kept.pk == entry.pk == ("case:1", 1)
    assert (kept.at, kept.by, kept.door) == (datetime(2026, 6, 3, 9, tzinfo=UTC), 7, "web")
    assert (kept.verb, kept.thing) == ("incident.triage", "incident:4")
    assert kept.given == {"urgent": True, "kinds": ["abuse", "threat"], "times": 3, "severity": "major"}
    assert kept.facts == '{"kinds":["abuse","threat"],"severity":"major","times":3,"urgent":true}'
    assert str(kept) == "case:1 1: incident.triage"


@pytest.mark.django_db
def test_the_program_itself_is_nobody():
    changes.record(at("2026-06-03 10:00", door="job:remind"), verb="duty.remind", chain="case:1", thing="duty:4")

    assert columns("case:1", 1)["by"] is None
    assert verify().sound


@pytest.mark.django_db
def test_each_entry_carries_the_code_of_the_one_before(settings):
    write("case:1", "incident:1", "incident:2")

    first, second = queries.story("case:1")
    assert (first.previous, second.previous) == ("", first.mac)
    row = Row(*[getattr(second, column) for column in Row._fields])
    assert mac_of(row, key_of(settings.LEDGER_KEY)) == second.mac
    assert mac_of(row, key_of("another key")) != second.mac


@pytest.mark.django_db
def test_recording_costs_two_statements(django_assert_num_queries):
    for _ in range(3):
        with django_assert_num_queries(2):
            changes.record(STAMP, verb="incident.look", chain="case:1", thing="incident:4")


@pytest.mark.django_db
@pytest.mark.parametrize("word", ["Kim Lee shouted", "a\nb", "x" * 101])
def test_the_ledger_keeps_no_narrative(word):
    for fact in (word, frozenset({"threat", word})):
        with pytest.raises(ValueError, match="codes and ids only"):
            changes.record(STAMP, verb="incident.note", chain="case:1", thing="incident:4", facts={"said": fact})


@pytest.mark.django_db
@pytest.mark.parametrize("thing", [1.5, None, ["threat"]])
def test_a_fact_is_a_word_a_number_or_a_set_of_words(thing):
    with pytest.raises(TypeError, match="codes and ids only"):
        changes.record(STAMP, verb="incident.note", chain="case:1", thing="incident:4", facts={"said": thing})


@pytest.mark.django_db(transaction=True)
def test_outside_a_transaction_nothing_is_written():
    with pytest.raises(RuntimeError, match="same transaction"):
        changes.record(STAMP, verb="incident.note", chain="case:1", thing="incident:4")

    assert not Chain.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_a_change_that_fails_leaves_no_entry():
    write("case:1", "incident:1")

    def fail():
        with transaction.atomic():
            changes.record(STAMP, verb="incident.note", chain="case:1", thing="incident:2")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()

    assert length("case:1") == queries.story("case:1").count() == 1
    write("case:1", "incident:3")
    assert verify() == Verdict(entries=2, chains=1)


@pytest.mark.django_db
def test_an_entry_is_neither_changed_nor_deleted():
    write("case:1", "incident:1")

    with pytest.raises(TypeError, match="never changed: verb"):
        Entry.objects.update(verb="incident.close")
    with pytest.raises(TypeError, match="never deleted"):
        Entry.objects.filter(chain="case:1").delete()


@pytest.mark.django_db
def test_the_database_refuses_to_change_an_entry_too(on_postgres):
    write("case:1", "incident:1")
    change("case:1", 1, "door", "web")  # which takes the guards down
    with connection.cursor() as cursor:
        for statement in guards.PUT_UP[connection.vendor]:
            cursor.execute(statement)

    orders = ["UPDATE heed_entry SET verb = 'incident.close'", *(["DELETE FROM heed_entry"] if on_postgres else [])]
    for order in orders:
        with pytest.raises(IntegrityError, match="never changed"), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(order)


@pytest.mark.django_db
def test_the_chain_of_heads_binds_what_has_grown():
    write("case:1", "incident:1", "incident:2")
    write("case:2", "incident:3")

    assert [changes.extend_heads(STAMP), changes.extend_heads(STAMP)] == [2, 0]
    write("case:2", "incident:3")
    assert changes.extend_heads(STAMP) == 1

    bound = [(head.thing, head.given["seq"], head.given["mac"]) for head in queries.story("heads")]
    assert bound == [
        ("case:1", 2, columns("case:1", 2)["mac"]),
        ("case:2", 1, columns("case:2", 1)["mac"]),
        ("case:2", 2, columns("case:2", 2)["mac"]),
    ]
    assert verify() == Verdict(entries=7, chains=3)


@pytest.mark.django_db
def test_more_chains_than_one_batch_are_bound():
    for number in range(changes.BATCH + 1):
        changes.record(STAMP, verb="incident.note", chain=f"case:{number}", thing="incident:1")

    assert changes.extend_heads(STAMP) == changes.BATCH + 1
    assert length("heads") == changes.BATCH + 1
    assert verify().sound


def write_many(chain: str, times: int) -> None:
    try:
        write(chain, *["incident:1"] * times)
    finally:
        connection.close()


@pytest.mark.django_db(transaction=True)
def test_many_writers_of_one_case_keep_its_chain_whole():
    writers = [Thread(target=write_many, args=("case:1", 10)) for _ in range(4)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join(60)

    assert verify() == Verdict(entries=40, chains=1)


@pytest.mark.django_db(transaction=True)
def test_writers_of_two_cases_do_not_wait_for_each_other(on_postgres):
    if not on_postgres:
        pytest.skip("SQLite has one writer at a time")
    other = Thread(target=write_many, args=("case:2", 1))
    same = Thread(target=write_many, args=("case:1", 1))

    with transaction.atomic():
        changes.record(STAMP, verb="incident.note", chain="case:1", thing="incident:1")
        same.start()
        other.start()
        other.join(30)
        assert not other.is_alive()
        assert same.is_alive()  # the same case's next writer waits, and is not lost
        assert changes.extend_heads(STAMP) == 2  # what is being written is seen by its own transaction only
    same.join(30)

    assert (length("case:1"), length("case:2")) == (2, 1)
    assert verify().sound


@pytest.mark.django_db(transaction=True)
def test_a_case_that_somebody_is_writing_to_is_bound_the_next_time(on_postgres):
    if not on_postgres:
        pytest.skip("SQLite has one writer at a time")
    write("case:1", "incident:1")
    write("case:2", "incident:1")
    found: list[int] = []

    def bind():
        found.append(changes.extend_heads(STAMP))
        connection.close()

    with transaction.atomic():
        changes.record(STAMP, verb="incident.note", chain="case:1", thing="incident:1")
        job = Thread(target=bind)
        job.start()
        job.join(30)
    bind()

    assert found == [1, 1]
    assert verify().sound
