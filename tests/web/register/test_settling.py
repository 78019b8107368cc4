"""The buttons below what may be meant: what is said is shown, to whom, turned round, and hides no warning."""

from datetime import date, timedelta
from typing import Any

import pytest

from heed.checks.models import Found
from heed.checks.settling.models import Settled
from heed.register.markers.models import Marker
from tests.register.conftest import Council
from tests.web.register.conftest import Page, day, words
from tests.web.register.test_look_up import born, colin

__all__ = ["colin"]
pytestmark = pytest.mark.django_db
NEARLY = {"purpose": "visit", "name": "Colin Marlpitt", **day("born_on", "1971-3-4")}


def settled(page: Page, council: Council, verdict: str) -> Any:
    """Look up what is nearly Colin as somebody of another team, and say whether it is he."""
    born(council, date(1971, 3, 4))
    answer = page(council.other, "/register/look-up", NEARLY)
    [each] = answer.context["possible"] + answer.context["other"] + answer.context["same"]
    return page(council.other, f"/register/look-up/{each.found}/settle", {"verdict": verdict})


def test_what_is_not_the_same_still_stands_there_and_can_be_turned_round(
    page: Page, council: Council, colin: Marker
) -> None:
    text = words(settled(page, council, "other"))
    for said in (
        "Nothing else found", "The register holds only what you said is not the same.", "Violence", "Do not go alone",
        "You said on 1 June 2026 that this is not the same person.", "It is the same after all",
    ):  # fmt: skip
        assert said in text
    assert [each for each in ("It is somebody else", "holds no warning", "There may be") if each in text] == []
    again = words(page(council.other, "/register/look-up", NEARLY))
    assert again.partition("Nothing else found")[2] == text.partition("Nothing else found")[2]
    text = words(settled(page, council, "same"))
    assert ("There is a warning" in text, "You said on 1 June 2026 that this is the same person." in text,
            "It is not the same after all" in text) == (True, True, True)  # fmt: skip


def test_others_read_what_was_said_and_are_warned_as_before(page: Page, council: Council, colin: Marker) -> None:
    settled(page, council, "other")
    text = words(page(council.officer, "/register/look-up", NEARLY))
    for said in ("There may be a warning", "Olu Campion said on 1 June 2026 that this is not the same person.",
                 "Do not go alone", "It is the same person", "It is somebody else"):  # fmt: skip
        assert said in text


def test_the_owner_reads_what_was_said(page: Page, council: Council, colin: Marker) -> None:
    settled(page, council, "other")
    text = words(page(council.owner, f"/register/{colin.case.reference}/looks"))
    assert "What was said of look-ups that resembled it Olu Campion said on 1 June 2026 that this is not" in text
    assert "It is still shown to everybody." in text


def test_of_a_property_it_says_property(page: Page, council: Council) -> None:
    council.live(person=None, address="3 Kiln Yard", postcode="ZZ4 4ZZ", hazards=["animal"], controls=["animal-away"])
    sent = {"purpose": "visit", "address": "3 Kilm Yard", "postcode": "ZZ4 4ZX"}
    [each] = page(council.other, "/register/look-up", sent).context["possible"]
    for verdict, said in (
        ("same", "that this is the same property."),
        ("other", "that this is not the same property."),
    ):
        assert said in words(page(council.other, f"/register/look-up/{each.found}/settle", {"verdict": verdict}))


def test_a_press_that_says_nothing_or_too_late_or_of_nothing_changes_nothing(
    page: Page, council: Council, colin: Marker, monday: Any
) -> None:
    assert "There may be a warning" in words(settled(page, council, "perhaps"))
    found = Found.objects.get().pk
    here = f"/register/look-up/{found}/settle"
    codes = [page(council.other, here).status_code, page(council.officer, here, {"verdict": "other"}).status_code,
             page(council.other, "/register/look-up/999999/settle", {"verdict": "other"}).status_code]  # fmt: skip
    monday.shift(timedelta(hours=2))
    late = page(council.other, here, {"verdict": "other"})
    assert (codes, late.status_code, "Look it up again, and say it then." in words(late)) == (
        [405, 404, 404],
        403,
        True,
    )
    assert Settled.objects.count() == 0
