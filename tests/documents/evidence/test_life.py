"""The life of an item: added, looked at, taken back, removed by two people, erased; each on record."""

from datetime import timedelta
from io import BytesIO
from pathlib import Path

import pytest
from django.db import IntegrityError, transaction

from heed.access.decisions import Refused
from heed.casework.cases.models import Note
from heed.documents.evidence import changes, queries
from heed.documents.evidence.models import Item, Key
from heed.documents.files import store
from heed.documents.files.intake import take_in
from heed.documents.files.unfit import Unfit
from heed.ledger.queries import story
from heed.people.agencies.models import User
from tests.documents.conftest import Town
from tests.make import FOUNDED, Make

LATER = FOUNDED + timedelta(hours=1)


def verbs(town: Town) -> list[str]:
    return [entry.verb for entry in story(town.incident.case.chain) if entry.verb.startswith("evidence.")]


def files(folder: Path) -> list[str]:
    return [path.name for path in folder.rglob("*") if path.is_file()]


def content(item: Item) -> bytes:
    return b"".join(queries.content(item))


@pytest.mark.clause("CAM-20", "CUM-12", "EHC-4")
def test_it_is_kept_on_the_case_with_who_added_it_when_and_what_it_is(make: Make, town: Town) -> None:
    item = make.item(town.wes, town.incident, b"I saw it.", "what I saw.txt", at=LATER)

    item.refresh_from_db()
    assert (item.case, item.added_by, item.added_at, item.added_as) == (town.incident.case, town.wes, LATER, "witness")
    assert (item.called, item.kind, item.size, content(item)) == ("what I saw.txt", "txt", 9, b"I saw it.")
    [entry] = [entry for entry in story(town.incident.case.chain) if entry.verb == "evidence.add"]
    assert entry.given == {"sort": "document", "added_as": "witness", "digest": item.digest}
    assert Note.objects.get(verb="evidence.add").by == town.wes


def test_each_look_is_on_record_and_the_first_by_another_is_noted(make: Make, town: Town) -> None:
    item = make.item(town.asha, town.incident)
    for user in (town.asha, town.ben, town.safety):
        assert changes.look(make.by(user, LATER), item)

    item.refresh_from_db()
    looks = [entry.by for entry in story(town.incident.case.chain) if entry.verb == "evidence.view"]
    assert (looks, item.opened_at) == ([town.asha.pk, town.ben.pk, town.safety.pk], LATER)


@pytest.mark.parametrize("harm", ["changed", "gone", "key"])
def test_a_damaged_file_is_noticed_said_and_put_on_record(make: Make, town: Town, harm: str) -> None:
    item = make.item(town.asha, town.incident)
    if harm == "key":
        Key.objects.filter(item=item).delete()
    elif harm == "gone":
        store.remove(item.name)
    else:
        store.path_of(item.name).write_bytes(b"x" * 40)

    assert not changes.look(make.by(town.ben, LATER), item)
    assert verbs(town) == ["evidence.add", "evidence.damaged"]


def test_a_row_that_points_at_another_items_file_is_noticed(make: Make, town: Town) -> None:
    one, two = make.item(town.asha, town.incident, b"one"), make.item(town.asha, town.incident, b"two")
    name, digest = two.name, two.digest
    Item.objects.filter(pk=two.pk).update(name="0" * 32)
    Item.objects.filter(pk=one.pk).update(name=name, digest=digest)
    one.refresh_from_db()

    assert not changes.look(make.by(town.ben, LATER), one)


# --- removing --------------------------------------------------------------------------------------------------------


def test_it_is_taken_back_before_anybody_acted(make: Make, town: Town, folder: Path, committed) -> None:
    item = make.item(town.asha, town.incident)
    with committed():
        changes.take_back(make.by(town.asha, LATER), item)

    item.refresh_from_db()
    assert (item.status, item.ended_by, item.ended_at) == ("removed", town.asha, LATER)
    assert (files(folder), Key.objects.exists(), verbs(town)[-1]) == ([], False, "evidence.take-back")


@pytest.mark.parametrize("deed", ["opened", "acted"])
def test_after_that_a_second_person_must_agree(make: Make, town: Town, deed: str) -> None:
    item = make.item(town.asha, town.incident)
    if deed == "opened":
        changes.look(make.by(town.ben, LATER), item)
    else:
        make.step(town.ben, town.incident, "care", LATER, text="Sat with her.")

    with pytest.raises(Refused, match="second person"):
        changes.take_back(make.by(town.asha, LATER), item)


def asked(make: Make, town: Town, by: User | None = None) -> Item:
    item = make.item(town.asha, town.incident)
    changes.ask_removal(make.by(by or town.asha, LATER), item, reason="My children are in the picture.")
    item.refresh_from_db()
    return item


def test_a_second_person_agrees_and_the_file_is_gone(make: Make, town: Town, folder: Path, committed) -> None:
    item = asked(make, town)
    with committed():
        changes.agree_removal(make.by(town.ben, LATER), item, text="It is not needed.")

    item.refresh_from_db()
    assert (item.status, item.ended_by, files(folder)) == ("removed", town.ben, [])
    assert verbs(town)[-2:] == ["evidence.ask-removal", "evidence.agree-removal"]
    assert Note.objects.get(verb="evidence.agree-removal").text == "It is not needed."


def test_or_decides_that_it_stays_and_it_can_be_asked_again(make: Make, town: Town) -> None:
    item = asked(make, town)
    changes.refuse_removal(make.by(town.ben, LATER), item, text="The police have asked for it.")
    item.refresh_from_db()

    assert (item.status, item.removal_asked_at, content(item)) == ("kept", None, b"He wrote this.")
    changes.ask_removal(make.by(town.asha, LATER), item, reason="Please.")


@pytest.mark.parametrize(("asks", "decides", "why"), [
    ("ben", "ben", "second person"),
    ("ben", "asha", "Only those who act"),
    ("asha", "asha", "second person"),
    ("asha", "wes", "Only those who act"),
    ("asha", "hr", "Only those who act"),
])  # fmt: skip
def test_nobody_decides_on_their_own_asking_nor_who_is_named(
    make: Make, town: Town, asks: str, decides: str, why: str
) -> None:
    item = asked(make, town, getattr(town, asks))
    for change in (changes.agree_removal, changes.refuse_removal):
        with pytest.raises(Refused, match=why):
            change(make.by(getattr(town, decides), LATER), item, text="x")


def test_the_database_itself_refuses_a_removal_by_one_person(make: Make, town: Town) -> None:
    item = asked(make, town)
    with pytest.raises(IntegrityError), transaction.atomic():
        Item.objects.filter(pk=item.pk).update(status="removed", ended_at=LATER, ended_by=town.asha)


@pytest.mark.parametrize("who", ["hr", "wes", "colleague"])
def test_whoever_does_not_see_it_cannot_ask(make: Make, town: Town, who: str) -> None:
    item = make.item(town.asha, town.incident)
    with pytest.raises(Refused):
        changes.ask_removal(make.by(getattr(town, who), LATER), item, reason="x")


def test_what_is_held_stays(make: Make, town: Town, folder: Path, committed) -> None:
    item = make.item(town.asha, town.incident)
    Item.objects.filter(pk=item.pk).update(held=True)
    with pytest.raises(Refused):
        changes.take_back(make.by(town.asha, LATER), item)
    with committed():
        assert changes.erase(make.stamp(LATER), [item]) == 0
    assert content(item) == b"He wrote this."


def test_erased_leaves_no_name_no_key_and_no_byte(make: Make, town: Town, folder: Path, committed) -> None:
    """B26: what is erased is gone from the folder; what the row still says is nothing personal."""
    item = make.item(town.asha, town.incident, b"Storycanary" * 9999, "Storycanary.txt")
    other = make.item(town.asha, town.incident, b"stays")
    with committed():
        assert changes.erase(make.stamp(LATER), [item]) == 1

    item.refresh_from_db()
    assert (item.called, item.status, Key.objects.filter(item=item).exists()) == ("", "removed", False)
    assert files(folder) == [other.name]


# --- room, second presses --------------------------------------------------------------------------------------------


def test_a_case_has_room_for_so_much(make: Make, town: Town, settings, folder: Path) -> None:
    settings.EVIDENCE_CASE = 1000
    make.item(town.asha, town.incident, b"x" * 600)
    with pytest.raises(Unfit, match="full"):
        make.item(town.wes, town.incident, b"y" * 600)
    assert len(files(folder)) == Item.objects.count() == 1


def test_a_second_press_adds_nothing(make: Make, town: Town, folder: Path) -> None:
    kept = [
        changes.attach(make.by(town.asha, LATER), town.incident.case,
                       take_in(BytesIO(b"hello"), called="a.txt", size=5), token="pressed")
        for _ in range(2)
    ]  # fmt: skip

    assert [bool(item) for item in kept] == [True, False]
    assert len(files(folder)) == Item.objects.count() == 1
