"""Files that wait on a draft: kept with it, handed over with the report, gone with it."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from heed.documents.evidence import changes, queries
from heed.documents.evidence.models import Item
from heed.documents.files.unfit import Unfit
from heed.incidents import changes as incidents
from heed.incidents.changes import Told
from heed.incidents.drafts import changes as drafting
from tests.documents.conftest import Town
from tests.make import FOUNDED, Make

LATER = FOUNDED + timedelta(hours=1)


def files(folder: Path) -> list[str]:
    return [path.name for path in folder.rglob("*") if path.is_file()]


@pytest.mark.clause("CUM-12")
def test_they_become_evidence_when_the_report_is_sent(make: Make, town: Town) -> None:
    stamp = make.by(town.asha, LATER)
    draft = drafting.start_draft(stamp)
    item = make.shelved(town.asha, draft.key)

    incident = incidents.report(stamp, Told(["verbal-abuse"], "He shouted.", victims=[town.asha]), draft=draft)

    item.refresh_from_db()
    assert (item.case, item.shelf, item.added_as) == (incident.case, "", "affected")
    assert [note.verb for note in incident.case.notes.order_by("pk")] == ["incident.report", "evidence.add"]
    assert queries.on_shelf(town.asha, draft.key) == []


def test_sending_twice_hands_them_over_once(make: Make, town: Town) -> None:
    stamp = make.by(town.asha, LATER)
    draft = drafting.start_draft(stamp)
    make.shelved(town.asha, draft.key)
    told = Told(["verbal-abuse"], "He shouted.", victims=[town.asha])

    sent = {incidents.report(stamp, told, draft=draft).pk for _ in range(2)}

    assert (len(sent), Item.objects.count()) == (1, 1)


def thrown_away(make: Make, town: Town, draft) -> None:
    drafting.discard_draft(make.by(town.asha, LATER), draft)


def forgotten(make: Make, town: Town, draft) -> None:
    drafting.forget_drafts(make.stamp(FOUNDED + timedelta(days=400)), agency_id=town.asha.agency_id)


@pytest.mark.parametrize("ends", [thrown_away, forgotten])
def test_they_go_with_the_draft(make: Make, town: Town, folder: Path, committed, ends: Callable[..., None]) -> None:
    draft = drafting.start_draft(make.by(town.asha, LATER))
    make.shelved(town.asha, draft.key)
    make.item(town.asha, town.incident, b"stays")
    with committed():
        ends(make, town, draft)

    assert len(files(folder)) == Item.objects.count() == 1


def test_one_is_taken_away_by_its_owner_alone(make: Make, town: Town, folder: Path, committed) -> None:
    item = make.shelved(town.asha, "a-draft")
    with committed():
        changes.unshelve(make.by(town.ben, LATER), item)
        assert Item.objects.count() == 1
        changes.unshelve(make.by(town.asha, LATER), item)

    assert (files(folder), Item.objects.count()) == ([], 0)


def test_the_same_file_twice_is_kept_once_and_there_is_an_end(make: Make, town: Town, settings, folder: Path) -> None:
    settings.EVIDENCE_CASE = 1000
    kept = {make.shelved(town.asha, "a-draft", b"x" * 600).pk for _ in range(2)}
    with pytest.raises(Unfit, match="full"):
        make.shelved(town.asha, "a-draft", b"y" * 600)

    assert (len(kept), len(files(folder))) == (1, 1)


def test_an_item_of_a_case_is_no_item_of_a_shelf(make: Make, town: Town) -> None:
    item = make.item(town.asha, town.incident)
    changes.unshelve(make.by(town.asha, LATER), item)
    changes.clear_shelves(["", "a-draft"])

    assert Item.objects.count() == 1
