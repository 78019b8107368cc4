"""Every way of tampering that is found now: changing, deleting, swapping, inserting, cutting, removing a case."""

from datetime import UTC, datetime

import pytest

from heed.ledger import changes
from heed.ledger.chain import Row, mac_of
from heed.ledger.models import Chain, Entry
from heed.ledger.verify import verify
from tests.ledger.conftest import BEGIN, change, columns, delete, fault, insert, length, move, run, write

PLACES = pytest.mark.parametrize("seq", [1, 3, 5])
CHANGED = {
    "at": datetime(2026, 6, 3, 9, 0, 1, tzinfo=UTC),
    "by": 8,
    "door": "api",
    "verb": "incident.close",
    "thing": "incident:9",
    "facts": '{"number":9}',
    "previous": "0" * 64,
    "mac": "0" * 64,
}


@PLACES
@pytest.mark.parametrize("column", CHANGED)
def test_a_changed_column_is_found(ledger, column, seq):
    change("case:2", seq, column, CHANGED[column])

    assert fault() == f"case:2: entry {seq} is not what was written."


@PLACES
def test_who_did_it_cannot_be_taken_out(ledger, seq):
    change("case:2", seq, "by", None)

    assert fault() == f"case:2: entry {seq} is not what was written."


def test_every_column_is_under_the_code():
    assert {*Row._fields} == {field.attname for field in Entry._meta.fields if field.column}
    assert {*CHANGED, "chain", "seq"} == {*Row._fields}


@PLACES
def test_an_entry_of_another_number_is_found(ledger, seq):
    move("case:2", seq, 17)

    assert fault() == f"case:2: entry {seq} is missing."


@PLACES
def test_an_entry_moved_to_another_case_is_found(ledger, seq):
    change("case:2", seq, "chain", "case:0")

    assert fault() == f"case:0: entry 1 is {'not what was written' if seq == 1 else 'missing'}."


@pytest.mark.parametrize("seq", [1, 3])
def test_a_deleted_entry_is_found(ledger, seq):
    delete("case:2", seq)

    assert fault() == f"case:2: entry {seq} is missing."


def test_a_deleted_last_entry_is_found(ledger):
    delete("case:2", 5)

    assert fault() == "case:2: entry 5 is missing; the chain had that many."


@pytest.mark.parametrize(("one", "other"), [(1, 2), (2, 4), (4, 5), (1, 5)])
def test_swapped_entries_are_found(ledger, one, other):
    move("case:2", one, 100)
    move("case:2", other, one)
    move("case:2", 100, other)

    assert fault() == f"case:2: entry {one} is not what was written."


@PLACES
def test_an_entry_put_in_the_place_of_another_is_found(ledger, seq):
    for later in range(5, seq - 1, -1):
        move("case:2", later, later + 1)
    insert({**columns("case:3", seq), "chain": "case:2"})
    run("UPDATE heed_chain SET seq = 6 WHERE name = 'case:2'")

    assert fault() == f"case:2: entry {seq} is not what was written."


def test_an_entry_put_after_the_last_is_found(ledger):
    insert({**columns("case:2", 5), "seq": 6})

    assert fault() == "case:2: entry 6 is not what was written."


def test_an_entry_of_a_case_that_never_was_is_found(ledger):
    insert({**columns("case:2", 1), "chain": "case:9"})

    assert fault() == "case:9: entry 1 is not what was written."


def test_an_old_entry_put_back_is_found(ledger):
    """It carries a right code, for it was written once; what was written after it does not follow it."""
    old = columns("case:2", 5)
    delete("case:2", 5)
    run("UPDATE heed_chain SET seq = 4 WHERE name = 'case:2'")
    write("case:2", "incident:7", "incident:8")
    delete("case:2", 5)
    insert(old)

    assert fault() == "case:2: entry 6 does not follow the entry before it."


def test_a_removed_case_is_found(ledger):
    run("DELETE FROM heed_entry WHERE chain = 'case:2'")

    assert fault() == "case:2: entry 5 is missing; the chain had that many."


def test_a_case_removed_with_its_row_is_found_by_the_heads(ledger):
    run("DELETE FROM heed_entry WHERE chain = 'case:2'")
    run("DELETE FROM heed_chain WHERE name = 'case:2'")

    assert fault() == "case:2: entry 5 is missing or not the one that the chain of heads bound."


def test_a_cut_end_is_found_by_the_heads(ledger):
    delete("case:2", 5)
    delete("case:2", 4)
    run("UPDATE heed_chain SET seq = 3, headed = 0 WHERE name = 'case:2'")

    assert fault() == "case:2: entry 5 is missing or not the one that the chain of heads bound."


def test_an_end_written_anew_is_found_by_the_heads(ledger):
    delete("case:2", 5)
    run("UPDATE heed_chain SET seq = 4, headed = 0 WHERE name = 'case:2'")
    write("case:2", "incident:7")

    assert fault() == "case:2: entry 5 is missing or not the one that the chain of heads bound."


def test_a_head_is_an_entry_like_any_other(ledger):
    change("heads", 2, "thing", "case:9")

    assert fault() == "heads: entry 2 is not what was written."


def test_a_case_that_claims_to_be_bound_is_found(ledger):
    write("case:2", "incident:6")
    run("UPDATE heed_chain SET headed = 6 WHERE name = 'case:2'")

    assert changes.extend_heads(BEGIN) == 0
    assert fault() == "case:2: it claims to be bound into the chain of heads further than it is."


def test_a_shortened_row_is_found(ledger):
    run("UPDATE heed_chain SET seq = 3 WHERE name = 'case:2'")

    assert fault() == "case:2: it goes on after entry 3, its last."


def test_a_removed_row_is_found(ledger):
    run("DELETE FROM heed_chain WHERE name = 'case:2'")

    assert fault() == "case:2: the row that says how long the chain is, is missing."


def test_another_key_fits_nothing(ledger, settings):
    settings.LEDGER_KEY = "another key"

    assert fault() == "agency:1: entry 1 is not what was written."


def test_the_first_bad_entry_is_named(ledger):
    change("case:3", 2, "by", 8)
    change("case:2", 4, "by", 8)
    change("case:2", 5, "by", 8)

    assert fault() == "case:2: entry 4 is not what was written."


@pytest.mark.parametrize(
    ("order", "sentence"),
    [
        ("UPDATE heed_entry SET at = 'yesterday' WHERE thing = %s", "what comes after entry 2 cannot be read."),
        (
            "UPDATE heed_entry SET at = '2026-13-45 10:00' WHERE thing = %s",
            "what comes after entry 2 cannot be read.",
        ),
        ("UPDATE heed_entry SET at = 5 WHERE thing = %s", "what comes after entry 2 cannot be read."),
        ("UPDATE heed_entry SET thing = x'00ff' WHERE thing = %s", "entry 3 is not what was written."),
        ("UPDATE heed_entry SET by = 'who' WHERE thing = %s", "what comes after entry 2 cannot be read."),
        ("UPDATE heed_entry SET seq = 'six' WHERE thing = %s", "entry 3 is missing."),
    ],
)
def test_what_sqlite_lets_in_and_nobody_can_read_is_found(ledger, on_postgres, order, sentence):
    if on_postgres:
        pytest.skip("PostgreSQL keeps to its types")
    run("DELETE FROM heed_entry WHERE chain = 'case:1'")
    run("DELETE FROM heed_entry WHERE chain = 'case:3'")

    run(order, "incident:3")

    assert fault() == f"case:2: {sentence}"


def test_an_unreadable_first_entry_is_found(ledger, on_postgres):
    if on_postgres:
        pytest.skip("PostgreSQL keeps to its types")
    run("UPDATE heed_entry SET at = 'yesterday' WHERE chain = 'agency:1'")

    assert fault() == "The first entry of the ledger cannot be read."


@pytest.mark.django_db
def test_an_empty_ledger_is_sound():
    verdict = verify()

    assert (verdict.entries, verdict.chains, verdict.fault, verdict.sound) == (0, 0, "", True)


def test_what_was_walked_is_counted_and_told(ledger, monkeypatch):
    monkeypatch.setattr("heed.ledger.verify.EVERY", 10)
    told: list[int] = []

    verdict = verify(told.append)

    assert (verdict.entries, verdict.chains, told) == (21, 5, [10, 20])


@pytest.mark.django_db
def test_codes_differ_where_columns_run_together(settings):
    """What one column ends with and the next begins with cannot trade places unnoticed."""
    row = Row("case:1", 1, BEGIN.at, 1, "web", "a", "bc", "{}", "")
    key = b"k"

    assert mac_of(row, key) != mac_of(row._replace(verb="ab", thing="c"), key)
    assert mac_of(row, key) != mac_of(row._replace(by=None), key)


def test_lengths_are_kept(ledger):
    assert {chain.name: length(chain.name) for chain in Chain.objects.all()} == {
        "agency:1": 2,
        "case:1": 5,
        "case:2": 5,
        "case:3": 5,
        "heads": 4,
    }
