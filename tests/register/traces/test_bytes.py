"""What is erased leaves no byte: the files of the database are searched for the words, as a thief of the disk would.

There are other entries before and after it, so that its rows lie among rows that stay. Write-ahead logs and back-ups
keep older bytes for as long as `docs/how-to/back-up-and-restore.md` says, and are not searched.
"""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from django.db import connection

from heed.casework.cases.changes import involve
from heed.casework.cases.states import Part
from heed.people.public import changes as public
from heed.people.public.models import Person
from heed.register.markers import changes
from heed.register.markers.changes import Fact
from heed.register.markers.models import Marker
from heed.register.terms import changes as terms
from heed.register.traces import changes as wiping
from heed.register.traces.changes import TABLES, wipe
from tests.register.conftest import Council

pytestmark = pytest.mark.django_db(transaction=True)

NIGHT = datetime(2026, 6, 3, 1, 30, tzinfo=UTC)
"""Half past two in the night in Britain."""
WORDS = ("Quillfeather", "Zeddyquonk", "Vexmoor", "Plonkett", "Brandisquell", "Advisquirk", "Factquibble",
         "Answerquaver")  # fmt: skip


def files() -> Iterator[Path]:
    """Give the files in which the database keeps its rows."""
    if connection.vendor == "sqlite":
        yield from Path(connection.settings_dict["NAME"]).parent.glob("*.sqlite3*")
        return
    with connection.cursor() as cursor:
        cursor.execute("CHECKPOINT")
        cursor.execute("SHOW data_directory")
        [folder] = cursor.fetchone()
    yield from (path for path in (Path(folder) / "base").rglob("*") if path.is_file())


def left() -> list[tuple[str, str]]:
    """Return each word that is found, and in which file."""
    contents = {path: path.read_bytes().lower() for path in files()}
    return [
        (word, path.name)
        for path, all_of_it in contents.items()
        for word in WORDS
        if word.lower().encode() in all_of_it
    ]


def concern(council: Council) -> Marker:
    """Return an entry that rests on no report, with a word of its own in each place that holds somebody's data."""
    place = public.add_place(agency=council.officer.agency, lines="77 Vexmoor Passage", postcode="ZZ9 7QV")
    person = public.add_person(
        council.by(council.manager), agency=council.officer.agency, name="Ezra Quillfeather", place=place,
        born_on=date(1961, 2, 3), aliases=("Zeddyquonk",),
    )  # fmt: skip
    asked = council.proposal(
        person=person, grounds="Brandisquell.", advice="Advisquirk.", further=[("12 Plonkett Rise", "ZZ9 8QV")],
        facts=[Fact(date(2026, 5, 20), "Factquibble.")],
    )  # fmt: skip
    marker = changes.propose(council.by(council.manager), asked)
    changes.countersign(
        council.by(council.head), marker, answers=dict.fromkeys(council.answers(marker), "Answerquaver.")
    )
    council.decide(marker, ends_on=date(2026, 6, 2))
    return marker


def swept(council: Council) -> None:
    """Do what the worker does in the days after the end: take it off, erase it."""
    for at in (council.now, NIGHT - timedelta(hours=22), NIGHT):
        terms.take_off(council.make.stamp(at), agency_id=council.owner.agency_id)
    assert terms.erase_ended(council.make.stamp(NIGHT), agency_id=council.owner.agency_id) == 1


def test_after_the_night_no_byte_is_left_of_an_entry_that_has_ended(council: Council) -> None:
    council.live(further=[("3 Gorse Rise", "ZZ9 2QV")])
    marker = concern(council)
    council.live()
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")  # PostgreSQL then keeps samples, of which the words are part
    assert {word for word, _file in left()} == {*WORDS}
    swept(council)
    assert wipe(council.make.stamp(NIGHT)) > 0
    assert left() == []
    marker.refresh_from_db()
    assert (marker.status, marker.ending, marker.decided_by) == ("ended", "lapsed", council.owner)


def test_who_is_named_by_anything_else_stays(council: Council) -> None:
    marker = concern(council)
    report = council.make.report(council.officer, council.now, kinds=("physical-violence",))
    involve(council.by(council.manager), case=report.case, part=Part.SUBJECT, person=marker.person)
    swept(council)
    wipe(council.make.stamp(NIGHT))
    assert {word for word, _file in left()} == {"Quillfeather", "Zeddyquonk", "Vexmoor"}
    assert [each.place.lines for each in Person.objects.filter(name="Ezra Quillfeather") if each.place] == [
        "77 Vexmoor Passage"
    ]


@pytest.mark.parametrize(("at", "done"), [
    (NIGHT, True), (NIGHT + timedelta(days=2), True), (NIGHT + timedelta(days=4), False),
    (NIGHT - timedelta(hours=1), False), (NIGHT + timedelta(hours=1), False), (NIGHT + timedelta(hours=10), False),
])  # fmt: skip
def test_it_is_done_in_the_third_hour_of_the_night_after_something_was_erased(
    council: Council, at: datetime, done: bool
) -> None:
    assert wipe(council.make.stamp(at)) == 0
    marker = council.propose()
    changes.withdraw(council.by(council.manager), marker, text="It was somebody else.")
    Marker.objects.filter(pk=marker.pk).update(erased_at=NIGHT - timedelta(hours=2))
    assert (wipe(council.make.stamp(at)) > 0) is done


@pytest.mark.skipif(connection.vendor == "sqlite", reason="On SQLite no table is written anew.")
def test_a_table_in_use_waits_for_another_night_and_the_others_do_not(
    council: Council, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(wiping, "PATIENCE", "100ms")
    concern(council)
    swept(council)
    reader = connection.copy()
    try:
        reader.set_autocommit(False)
        with reader.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM heed_place")
        written = wipe(council.make.stamp(NIGHT))
    finally:
        reader.rollback()
        reader.close()
    assert written == len(TABLES)
    assert "heed_place could not be written anew tonight: OperationalError" in caplog.text
    assert {word for word, _file in left()} >= {"Plonkett"}
    assert wipe(council.make.stamp(NIGHT)) == len(TABLES) + 1
    assert not {word for word, _file in left()} & {"Brandisquell", "Quillfeather"}
