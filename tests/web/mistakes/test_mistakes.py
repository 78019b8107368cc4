"""What somebody reads who was told of an entry that was a mistake, and what its owner reads of them."""

from datetime import timedelta
from typing import Any

import pytest

from heed.checks.answers.queries import Asked
from heed.checks.changes import check
from heed.checks.states import Purpose
from heed.mistakes.changes import tell_of
from heed.people.agencies import changes as people
from heed.people.agencies.models import User
from heed.register.markers.models import Marker
from heed.register.markers.states import Ending
from heed.register.terms.changes import end, erase_ended
from tests.mistakes.conftest import Ended, by_itself
from tests.partners.conftest import Sharing
from tests.register.conftest import MONDAY
from tests.web.register.conftest import Page, at, words

pytestmark = [pytest.mark.django_db, pytest.mark.clause("EHC-2")]
PERSONAL = ("Colin", "Marl", "Asha", "Ben Sorrel", "spade", "It was his brother")


def there(sharing: Sharing) -> str:
    return f"/mistakes/{sharing.colin.case.reference}"


def looks_up(sharing: Sharing, user: User) -> None:
    asked = Asked(address="12 Marl Lane", postcode="ZZ9 9ZZ")
    check(sharing.council.by(user), purpose=Purpose.VISIT, asked=asked)


def test_it_says_that_it_was_wrong_what_to_do_and_how_they_knew_and_not_whom_it_was_about(
    page: Page, sharing: Sharing, ended: Ended
) -> None:
    looks_up(sharing, sharing.council.other)
    ended()
    text = words(page(sharing.council.other, there(sharing)))
    shown = (
        "What you were told was a mistake",
        f"Entry {sharing.colin.case.reference} on the register was about the wrong person. They had done nothing",
        "and should never have been on it. It was ended on Monday 1 June 2026 at 10am.",
        "Do not act on it.",
        "Destroy every note",
        "You looked it up, 1 June 2026.",
        "It warned of: Violence",
        "Before your next visit, meeting or call, look up as you always do",
        "You can read this page until 1 December 2026.",
    )
    assert [each for each in shown if each not in text] == []
    assert [each for each in PERSONAL if each in text] == []


def test_it_says_the_same_when_the_entry_has_been_erased(
    page: Page, sharing: Sharing, ended: Ended, monday: Any
) -> None:
    looks_up(sharing, sharing.council.other)
    ended()
    before = words(page(sharing.council.other, there(sharing)))
    monday.move_to(MONDAY + timedelta(days=29))
    erase_ended(by_itself(MONDAY + timedelta(days=29)), agency_id=sharing.colin.case.agency_id)
    assert Marker.objects.get(pk=sharing.colin.pk).erased_at is not None
    assert words(page(sharing.council.other, there(sharing))) == before


@pytest.mark.clause("EHC-16")
def test_somebody_of_a_partner_reads_it_by_what_was_shared_with_them(
    page: Page, sharing: Sharing, ended: Ended
) -> None:
    share = sharing.share()
    ended()
    answer = page(sharing.fitter, f"/mistakes/{share.case.reference}")
    text = words(answer)
    assert "It was shared with your organisation, 1 June 2026." in text
    assert "look up as you always do" not in text
    assert [each for each in (*PERSONAL, sharing.colin.case.reference) if each in answer.content.decode()] == []
    assert page(sharing.fitter, there(sharing)).status_code == 404


def test_a_property_is_a_property(page: Page, sharing: Sharing) -> None:
    council = sharing.council
    more: dict[str, Any] = {"person": None, "address": "3 Kiln Yard", "hazards": ["animal"]}
    yard = council.live(controls=["animal-away"], **more)
    end(council.by(council.owner), yard, why=Ending.MISTAKEN, text="It was number 5.")
    tell_of(by_itself(), agency_id=yard.case.agency_id)
    text = words(page(council.officer, f"/mistakes/{yard.case.reference}"))
    assert "was about the wrong property. It should never have been there." in text
    assert "Kiln" not in text


@pytest.mark.parametrize("who", ["owner", "safety", "dpo", "other", "admin"])
def test_for_who_was_not_told_it_is_not_there(page: Page, sharing: Sharing, ended: Ended, who: str) -> None:
    ended()
    assert page(getattr(sharing.council, who), there(sharing)).status_code == 404


def test_when_its_time_is_over_it_is_not_there(page: Page, sharing: Sharing, ended: Ended, monday: Any) -> None:
    ended()
    monday.move_to(MONDAY + timedelta(days=184))
    assert page(sharing.council.officer, there(sharing)).status_code == 404


def test_the_owner_reads_who_was_told_how_they_knew_and_whether_they_have_read_it(
    page: Page, sharing: Sharing, ended: Ended
) -> None:
    sharing.share()
    looks_up(sharing, sharing.council.other)
    council = sharing.council
    people.end_user(council.by(council.admin), user=council.head)
    ended()
    page(council.other, there(sharing))
    text = words(page(council.owner, at(sharing.colin)))
    shown = (
        "5 people knew of the entry. Whoever has not left was told on Monday 1 June 2026 at 10am.",
        "Have opened the page: 1. They can read it until 1 December 2026.",
        "Olu Campion looked it up · read it, Monday 1 June 2026 at 10am",
        "Rhys Moss Tern Repairs Ltd it was shared with their organisation · has not opened it",
        "Hana Teasel had a part in the entry · has left, and was not reached",
    )
    assert [each for each in shown if each not in text] == []


def test_until_they_are_told_the_owner_reads_that_it_is_being_done(page: Page, sharing: Sharing) -> None:
    council = sharing.council
    end(council.by(council.owner), sharing.colin, why=Ending.MISTAKEN, text="It was his brother.")
    assert "They are being told just now." in words(page(council.owner, at(sharing.colin)))


def test_of_an_entry_that_was_no_mistake_nothing_is_said(page: Page, sharing: Sharing) -> None:
    assert "that it was a mistake" not in words(page(sharing.council.owner, at(sharing.colin)))
