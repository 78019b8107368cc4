"""What the worker does with files: has the scanner look at those that wait, removes those that nobody refers to."""

import os
import subprocess
import sys
from datetime import timedelta
from io import BytesIO
from pathlib import Path

import pytest

from heed import jobs
from heed.documents.evidence import changes, queries
from heed.documents.evidence.models import Item, Key
from heed.documents.files import store
from heed.documents.files.intake import take_in
from heed.ledger.queries import story
from heed.notices.drivers.driver import Unreachable
from heed.notices.models import Message
from tests.documents.conftest import Town
from tests.documents.files.clamd import HARMFUL, Clamd
from tests.make import FOUNDED, Make

LATER = FOUNDED + timedelta(hours=3)


def waiting(make: Make, town: Town, settings, content: bytes = b"hello") -> Item:
    """Return an item that was sent while the scanner was away; now it is back."""
    address, settings.SCANNER = settings.SCANNER, "clamd://127.0.0.1:1"
    item = make.item(town.asha, town.incident, content)
    settings.SCANNER = address
    return item


def test_it_waits_and_is_kept_once_it_was_looked_at(make: Make, town: Town, settings, scanner: Clamd) -> None:
    item = waiting(make, town, settings)
    assert (item.status, queries.to_check(LATER, 9)) == ("checking", [item.pk])

    changes.check(make.stamp(LATER), item.pk)

    item.refresh_from_db()
    assert (item.status, item.scanned_at, queries.to_check(LATER, 9)) == ("kept", LATER, [])
    assert scanner.seen == [b"hello"]


def test_a_harmful_one_is_gone_and_whoever_sent_it_is_told(
    make: Make, town: Town, settings, scanner: Clamd, folder: Path, committed
) -> None:
    item = waiting(make, town, settings, HARMFUL)
    with committed():
        changes.check(make.stamp(LATER), item.pk)

    item.refresh_from_db()
    told = Message.objects.filter(kind="harmful").values_list("to", "reference")
    assert (item.status, Key.objects.exists(), list(store.kept())) == ("harmful", False, [])
    assert list(told) == [(town.asha.pk, town.incident.case.reference)]
    assert [entry.given for entry in story(town.incident.case.chain) if entry.verb == "evidence.check"] == [
        {"harmful": True}
    ]


def test_while_the_scanner_is_away_it_goes_on_waiting(make: Make, town: Town, settings, scanner: Clamd) -> None:
    item = waiting(make, town, settings)
    settings.SCANNER = "clamd://127.0.0.1:1"
    with pytest.raises(Unreachable):
        changes.check(make.stamp(LATER), item.pk)

    assert queries.to_check(LATER, 9) == []
    assert queries.to_check(LATER + changes.AGAIN, 9) == [item.pk]


def test_the_worker_does_it(make: Make, town: Town, settings, scanner: Clamd) -> None:
    item = waiting(make, town, settings)
    jobs.scan(jobs.Worker())

    item.refresh_from_db()
    assert item.status == "kept"


def test_without_a_scanner_nothing_is_asked(make: Make, town: Town, settings, scanner: Clamd) -> None:
    waiting(make, town, settings)
    settings.SCANNER = ""

    assert queries.to_check(LATER, 9) == []


# --- files that nobody refers to -------------------------------------------------------------------------------------


def aged(name: str) -> None:
    """Let the file look as if it had been written long ago."""
    path = store.path_of(name)
    for each in (path, path.with_suffix(".part")):
        if each.exists():
            os.utime(each, (0, 0))


def test_a_file_without_an_item_is_swept_away_once_it_is_old(make: Make, town: Town) -> None:
    item = make.item(town.asha, town.incident)
    old, young = (take_in(BytesIO(b"lost"), called="x.txt", size=4).name for _ in range(2))
    for name in (item.name, old):
        aged(name)
    now = store.path_of(young).stat().st_mtime

    assert changes.sweep(make.stamp(FOUNDED.fromtimestamp(now, FOUNDED.tzinfo))) == 1
    assert {name for name, _at in store.kept()} == {item.name, young}


def test_what_was_never_finished_is_swept_away_too(make: Make, folder: Path) -> None:
    path = store.path_of("ab" + "0" * 30).with_suffix(".part")
    path.parent.mkdir(parents=True)
    path.write_bytes(b"half")
    aged(path.stem)
    changes.sweep(make.stamp(LATER))

    assert list(store.kept()) == []


KILLED = """
import io, os, django
django.setup()
from django.conf import settings
settings.EVIDENCE_FOLDER = {folder!r}
from heed.documents.files.intake import take_in
take_in(io.BytesIO(b"Storycanary"), called="x.txt", size=11)
os.kill(os.getpid(), 9)
"""


@pytest.mark.django_db(transaction=True)
def test_killed_between_file_and_row_there_is_no_row_and_the_file_is_swept_away(make: Make, folder: Path) -> None:
    ended = subprocess.run([sys.executable, "-c", KILLED.format(folder=str(folder))], check=False)
    [(name, _at)] = store.kept()
    aged(name)

    assert (ended.returncode, Item.objects.count()) == (-9, 0)
    assert (changes.sweep(make.stamp(LATER)), list(store.kept())) == (1, [])


def test_a_row_that_does_not_come_about_leaves_no_row_without_a_file(make: Make, town: Town, monkeypatch) -> None:
    def breaks(*_given: object, **_more: object) -> None:
        raise OSError("No space left on device")

    monkeypatch.setattr(store, "put", breaks)
    with pytest.raises(OSError, match="No space"):
        make.item(town.asha, town.incident)

    assert (Item.objects.count(), Key.objects.count()) == (0, 0)
