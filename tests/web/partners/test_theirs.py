"""The one page of a partner's people: the short form of what is shared just now, and what they must delete."""

from typing import Any

import pytest

from heed.partners import changes
from heed.partners.models import Share
from heed.people.agencies.models import User
from tests.partners.conftest import Sharing
from tests.web.register.conftest import Page, words

pytestmark = pytest.mark.django_db


@pytest.mark.clause("EHC-16")
def test_they_read_whom_where_of_what_and_what_to_do_and_nothing_of_the_story(page: Page, sharing: Sharing) -> None:
    share = sharing.share()
    text = words(page(sharing.fitter, "/shared"))
    shown = ("Colin Marlpit", "12 Marl Lane", "Violence", "Do not go alone", "Ring the bell and step back to the gate.",
             "Shared with you until 30 September 2026", share.case.reference)  # fmt: skip
    assert [each for each in shown if each not in text] == []
    secrets = ("spade", "boiler", "Asha", "Ben Sorrel", "Owen", sharing.colin.case.reference, "They go there alone")
    assert [each for each in secrets if each in text] == []


def test_where_nothing_is_shared_the_page_says_so(page: Page, sharing: Sharing) -> None:
    text = words(page(sharing.fitter, "/shared"))
    assert "Nothing is shared with you just now." in text
    assert "Do not pass it on" not in text
    sharing.share()
    assert "Do not pass it on" in words(page(sharing.fitter, "/shared"))


@pytest.mark.parametrize("how", ["withdraw", "agreement", "person"])
def test_after_the_withdrawal_was_answered_not_a_byte_is_shown(page: Page, sharing: Sharing, how: str) -> None:
    """B34."""
    share = sharing.share()
    assert b"Colin Marlpit" in page(sharing.fitter, "/shared").content
    owner = sharing.council.owner
    path = {"withdraw": f"/partners/shares/{share.case.reference}/withdraw",
            "agreement": f"/partners/agreements/{sharing.agreement.case.reference}/end",
            "person": f"/partners/{sharing.firm.pk}/people/{sharing.fitter.pk}/end"}[how]  # fmt: skip
    assert page(owner, path, {"text": "The job is done."}).status_code == 302
    if how == "person":
        assert not User.objects.get(pk=sharing.fitter.pk).is_active
        return
    answer = page(sharing.fitter, "/shared")
    leaks = (b"Colin", b"Marl", b"Violence", b"alone", b"job is done")
    assert [each for each in leaks if each in answer.content] == []


def test_a_session_that_was_open_ends_with_the_access(client: Any, page: Page, sharing: Sharing) -> None:
    sharing.share()
    page(sharing.fitter, "/shared")
    changes.end_person(sharing.council.by(sharing.council.owner), sharing.firm, sharing.fitter)
    assert client.get("/shared").status_code == 302  # to sign in


def test_they_say_that_every_copy_is_deleted(page: Page, sharing: Sharing) -> None:
    share = sharing.share()
    changes.withdraw(sharing.council.by(sharing.council.owner), share, text="The job is done.")
    text = words(page(sharing.fitter, "/shared"))
    assert f"{share.case.reference} · withdrawn 1 June 2026" in text
    assert "Colin" not in text
    page(sharing.fitter, f"/shared/{share.case.reference}/deleted", {})
    share = Share.objects.get(pk=share.pk)
    assert (share.status, share.confirmed_by) == ("confirmed", sharing.fitter)
    assert "Delete these" not in words(page(sharing.fitter, "/shared"))


def test_they_confirm_nothing_that_is_not_theirs_or_not_withdrawn(page: Page, sharing: Sharing) -> None:
    share = sharing.share()
    by = sharing.council.by(sharing.council.owner)
    other = changes.add_partner(by, name="Plover Care", works="Care at home", closeness="They wash people at home.")
    carer = changes.add_person(by, other, name="Mab Lyle", email="mab.lyle@plover.example.com")
    path = f"/shared/{share.case.reference}/deleted"
    assert page(sharing.fitter, path, {}).status_code == 404
    changes.withdraw(by, share, text="The job is done.")
    assert page(carer, path, {}).status_code == 404
    assert Share.objects.get(pk=share.pk).status == "withdrawn"


def test_the_owner_sees_that_they_looked(page: Page, sharing: Sharing) -> None:
    sharing.share()
    page(sharing.fitter, "/shared")
    text = words(page(sharing.council.owner, f"/register/{sharing.colin.case.reference}/looks"))
    assert "Rhys Moss, Monday 1 June 2026" in text
