"""Settings from the environment: read as they are described, and refused in a sentence where they cannot be right."""

from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.db import connection

from heed import environment as env


@pytest.mark.parametrize(("typed", "read"), [
    ("yes", True), ("YES", True), ("1", True), (" true ", True), ("no", False), ("0", False), ("False", False),
    ("", False),
])  # fmt: skip
def test_yes_and_no(monkeypatch: pytest.MonkeyPatch, typed: str, read: bool) -> None:
    monkeypatch.setenv("HEED_TEST_SWITCH", typed)
    assert env.yes_no("HEED_TEST_SWITCH", default=False) is read


@pytest.mark.parametrize("typed", ["maybe", "2", "yess", "on"])
def test_a_switch_that_is_neither_stops_the_start(monkeypatch: pytest.MonkeyPatch, typed: str) -> None:
    monkeypatch.setenv("HEED_TEST_SWITCH", typed)
    with pytest.raises(ImproperlyConfigured, match=f"HEED_TEST_SWITCH is “{typed}”; write yes or no."):
        env.yes_no("HEED_TEST_SWITCH", default=True)


@pytest.mark.parametrize(("typed", "read"), [
    ("a.example.org", ["a.example.org"]), ("a, b ,c", ["a", "b", "c"]), (",,", ["here"]), ("", ["here"]),
])  # fmt: skip
def test_words_with_commas(monkeypatch: pytest.MonkeyPatch, typed: str, read: list[str]) -> None:
    monkeypatch.setenv("HEED_TEST_WORDS", typed)
    assert env.words("HEED_TEST_WORDS", ["here"]) == read


def test_a_secret_that_is_not_set_is_made_once_for_its_owners_eyes_and_kept(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.delenv("HEED_TEST_SECRET", raising=False)
    path = tmp_path / "keys" / "test.key"
    first, second = (env.secret("HEED_TEST_SECRET", path) for _start in range(2))
    assert (first, len(first) >= 32, oct(path.stat().st_mode & 0o777)) == (second, True, "0o600")
    monkeypatch.setenv("HEED_TEST_SECRET", "from the environment")
    assert (env.secret("HEED_TEST_SECRET", path), path.read_text()) == ("from the environment", first)


@pytest.mark.parametrize(("url", "read"), [
    ("postgres://heed:s%40fe@db.example.org:6543/heed",
     {"NAME": "heed", "USER": "heed", "PASSWORD": "s@fe", "HOST": "db.example.org", "PORT": "6543"}),
    ("postgresql://heed@/heed?host=/run/postgresql",
     {"NAME": "heed", "USER": "heed", "PASSWORD": "", "HOST": "/run/postgresql", "PORT": ""}),
    ("postgres://heed@/he%20ed?host=/run/postgresql&port=5433",
     {"NAME": "he ed", "USER": "heed", "PASSWORD": "", "HOST": "/run/postgresql", "PORT": "5433"}),
])  # fmt: skip
def test_the_address_of_postgresql(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, url: str, read: dict[str, str]
) -> None:
    monkeypatch.setenv("HEED_TEST_URL", url)
    found = env.database("HEED_TEST_URL", tmp_path / "heed.sqlite3")
    assert {name: found[name] for name in read} == read
    assert (found["ENGINE"], found["CONN_HEALTH_CHECKS"]) == ("django.db.backends.postgresql", True)


@pytest.mark.parametrize("url", ["mysql://heed@db/heed", "postgres://heed@db", "postgres:///", "heed"])
def test_an_address_that_is_no_database_stops_the_start(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, url: str
) -> None:
    monkeypatch.setenv("HEED_TEST_URL", url)
    with pytest.raises(ImproperlyConfigured, match="HEED_TEST_URL must look like postgres://"):
        env.database("HEED_TEST_URL", tmp_path / "heed.sqlite3")


@pytest.mark.parametrize("url", ["", "sqlite:///{}/else/kept.sqlite3"])
def test_sqlite_forces_what_it_says_it_has_saved_to_the_disk_and_wipes_what_is_deleted(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, url: str
) -> None:
    monkeypatch.setenv("HEED_TEST_URL", url.format(tmp_path))
    found = env.database("HEED_TEST_URL", tmp_path / "usual" / "heed.sqlite3")
    pragmas = found["OPTIONS"]["init_command"]
    assert [word in pragmas for word in ("synchronous=FULL", "secure_delete=ON", "journal_mode=WAL")] == [True] * 3
    assert (found["OPTIONS"]["transaction_mode"], Path(found["NAME"]).parent.is_dir()) == ("IMMEDIATE", True)


@pytest.mark.django_db(transaction=True)
def test_a_connection_that_died_in_the_pool_is_replaced_before_anybody_meets_it(on_postgres: bool) -> None:
    if not on_postgres:
        pytest.skip("SQLite has no server that could be started again.")

    def ask(sql: str) -> int:
        with connection.cursor() as cursor:
            cursor.execute(sql)
            [(found,)] = cursor.fetchall()
        return int(found)

    before = ask("SELECT pg_backend_pid()")
    connection.close()  # back into the pool
    with connection.copy().temporary_connection() as cursor:
        cursor.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid = %s", [before])
    assert ask("SELECT 1") == 1


@pytest.mark.parametrize(("typed", "read"), [("", 7), (" 12 ", 12), ("1", 1)])
def test_a_whole_number(monkeypatch: pytest.MonkeyPatch, typed: str, read: int) -> None:
    monkeypatch.setenv("HEED_TEST_NUMBER", typed)
    assert env.number("HEED_TEST_NUMBER", 7, least=1) == read


@pytest.mark.parametrize("typed", ["0", "-3", "1.5", "many", "1e6"])
def test_what_is_no_whole_number_or_too_small_stops_the_start(monkeypatch: pytest.MonkeyPatch, typed: str) -> None:
    monkeypatch.setenv("HEED_TEST_NUMBER", typed)
    with pytest.raises(ImproperlyConfigured, match="write a whole number of at least 1"):
        env.number("HEED_TEST_NUMBER", 7, least=1)


@pytest.mark.parametrize("typed", ["", "clamd://127.0.0.1:3310", "clamd:///run/clamd.sock"])
def test_an_address(monkeypatch: pytest.MonkeyPatch, typed: str) -> None:
    monkeypatch.setenv("HEED_TEST_ADDRESS", typed)
    assert env.address("HEED_TEST_ADDRESS", ("clamd",)) == typed


@pytest.mark.parametrize("typed", ["clamd://", "http://127.0.0.1", "127.0.0.1:3310", "/run/clamd.sock"])
def test_an_address_of_another_sort_stops_the_start(monkeypatch: pytest.MonkeyPatch, typed: str) -> None:
    monkeypatch.setenv("HEED_TEST_ADDRESS", typed)
    with pytest.raises(ImproperlyConfigured, match="must begin with clamd://"):
        env.address("HEED_TEST_ADDRESS", ("clamd",))
