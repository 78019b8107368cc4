"""The pages on which an agency keeps its partners: each told, agreed, ended; and each mistake said."""

from typing import Any

import pytest

from heed.notices.models import Message
from heed.partners.models import Agreement, Organisation, Share
from heed.people.agencies.models import User
from tests.partners.conftest import Sharing
from tests.web.register.conftest import Page, day, errors, words

pytestmark = pytest.mark.django_db
AGREEMENT: dict[str, Any] = {
    "signed_here": "Owen Thrift", "signed_there": "Mab Lyle", "indemnity": "Clause 9", "may_see": "The short form",
    "jobs": "Care at home", "kept_where": "Deeds room", **day("signed_on", "2026-5-1"), **day("from_on", "2026-6-1"),
    **day("until_on", "2027-5-31"), **day("review_on", "2027-3-1"),
}  # fmt: skip


def asking(sharing: Sharing, **more: Any) -> dict[str, Any]:
    told = {"agreement": str(sharing.agreement.pk), "reason": "They mend his boiler."}
    return told | day("until_on", "2026-9-30") | more


@pytest.mark.clause("EHC-16")
def test_a_partner_is_added_its_agreement_put_on_file_and_somebody_invited(page: Page, sharing: Sharing) -> None:
    owner = sharing.council.owner
    told = {"name": "Plover Care", "works": "Care at home", "closeness": "They wash people at home."}
    page(owner, "/partners/add", told)
    firm = Organisation.objects.get(works="Care at home")
    there = f"/partners/{firm.pk}"
    assert "There is no agreement in force, so nothing is shared." in words(page(owner, there))
    page(owner, f"{there}/agreement", AGREEMENT)
    page(owner, f"{there}/people", {"name": "Mab Lyle", "email": "mab.lyle@plover.example.com"})
    text = words(page(owner, there))
    shown = (
        "Signed 1 May 2026: Owen Thrift; Mab Lyle",
        "1 June 2026 to 31 May 2027; to be reviewed by 1 March 2027",
        "Clause 9",
        "Mab Lyle End access of Mab Lyle",
    )
    assert [each for each in shown if each not in text] == []
    assert "Plover Care Care at home Agreement in force" in words(page(owner, "/partners"))
    carer = User.objects.get(email="mab.lyle@plover.example.com")
    assert Message.objects.filter(kind="invitation", to=carer).count() == 1


def test_without_close_contact_there_is_no_way_to_an_agreement(page: Page, sharing: Sharing) -> None:
    owner = sharing.council.owner
    page(owner, "/partners/add", {"name": "Leaflet Ltd", "works": "Prints leaflets"})
    there = f"/partners/{Organisation.objects.get(closeness='').pk}"
    text = words(page(owner, there))
    assert "Its people are not in close contact with anybody on the register" in text
    assert ("Put an agreement on file" in text, page(owner, f"{there}/agreement").status_code) == (False, 403)
    assert page(owner, f"{there}/agreement", AGREEMENT).status_code == 403
    assert Agreement.objects.count() == 1


@pytest.mark.parametrize(("more", "expected"), [
    ({"indemnity": ""}, {"indemnity": "Enter what the indemnity says"}),
    (day("until_on", "2026-5-31"), {"until_on": "It is signed before it begins, and begins before it ends"}),
    (day("review_on", "2027-6-1"), {"review_on": "It is reviewed before it ends"}),
])  # fmt: skip
def test_an_agreement_that_lacks_something_is_not_put_on_file(
    page: Page, sharing: Sharing, more: dict[str, str], expected: dict[str, str]
) -> None:
    answer = page(sharing.council.owner, f"/partners/{sharing.firm.pk}/agreement", AGREEMENT | more)
    assert (errors(answer), Agreement.objects.count()) == (expected, 1)


def test_an_entry_is_shared_by_two_people_from_page_to_page(page: Page, sharing: Sharing) -> None:
    entry = f"/register/{sharing.colin.case.reference}"
    safety, owner = sharing.council.safety, sharing.council.owner
    assert f"{entry}/share" in page(safety, entry).content.decode()
    page(safety, f"{entry}/share", asking(sharing))
    share = Share.objects.get()
    there = f"/partners/shares/{share.case.reference}"
    assert "You asked for this. A second person must agree." in words(page(safety, there))
    assert share.case.reference in words(page(owner, "/partners"))
    page(owner, f"{there}/decide", {"agree": "yes", "text": "They go there alone.", "token": "t1"})
    page(owner, f"{there}/decide", {"agree": "no", "text": "No.", "token": "t1"})  # a second press
    text = words(page(owner, there))
    assert "Shared" in text
    assert "or until the entry or the agreement ends" in text
    assert "It was shared with a partner, Owen Thrift They go there alone." in text
    page(safety, f"{there}/withdraw", {"text": "The job is done."})
    assert "or until the entry or the agreement ends" not in words(page(owner, there))
    assert "last asked 1 June 2026" in words(page(owner, "/partners"))
    page(owner, f"{there}/confirm", {"text": "Rhys Moss, by telephone."})
    assert Share.objects.get().status == "confirmed"


@pytest.mark.parametrize(("more", "expected"), [
    ({"agreement": ""}, {"agreement": "Select with whom"}),
    ({"reason": ""}, {"reason": "Enter why they need it"}),
    (day("until_on", "2026-11-1"), {"until_on": "No later than 29/10/2026"}),
])  # fmt: skip
def test_what_is_missing_is_asked_for_and_nothing_is_shared(
    page: Page, sharing: Sharing, more: dict[str, str], expected: dict[str, str]
) -> None:
    path = f"/register/{sharing.colin.case.reference}/share"
    answer = page(sharing.council.safety, path, asking(sharing, **more))
    assert (errors(answer), Share.objects.count()) == (expected, 0)


def test_where_no_partner_has_an_agreement_the_page_says_what_comes_first(page: Page, sharing: Sharing) -> None:
    ending = f"/partners/agreements/{sharing.agreement.case.reference}/end"
    page(sharing.council.owner, ending, {})
    path = f"/register/{sharing.colin.case.reference}/share"
    assert "No partner has an agreement in force." in words(page(sharing.council.safety, path))
    assert page(sharing.council.owner, ending).status_code == 404


@pytest.mark.parametrize("who", ["officer", "manager", "admin", "other"])
def test_who_does_not_see_the_register_sees_nothing_of_partners(page: Page, sharing: Sharing, who: str) -> None:
    share = sharing.share()
    paths = ("/partners", f"/partners/{sharing.firm.pk}", f"/partners/shares/{share.case.reference}", "/partners/add")
    assert {page(getattr(sharing.council, who), path).status_code for path in paths} == {403}


def test_health_and_safety_see_partners_and_do_not_keep_them(page: Page, sharing: Sharing) -> None:
    paths = ("/partners", f"/partners/{sharing.firm.pk}", "/partners/add", f"/partners/{sharing.firm.pk}/agreement",
             f"/partners/{sharing.firm.pk}/people", f"/partners/agreements/{sharing.agreement.case.reference}/end",
             f"/partners/agreements/{sharing.agreement.case.reference}/review")  # fmt: skip
    assert [page(sharing.council.safety, path).status_code for path in paths] == [200, 200, 403, 403, 403, 403, 403]


def test_whoever_has_a_tie_to_the_entry_does_not_see_that_it_is_shared(page: Page, sharing: Sharing) -> None:
    share = sharing.share()
    sharing.colin.case.involvements.create(part="subject", user=sharing.council.safety, added_at=share.asked_at)
    assert page(sharing.council.safety, f"/partners/shares/{share.case.reference}").status_code == 404
    for path in ("/partners", f"/partners/{sharing.firm.pk}"):
        assert share.case.reference not in words(page(sharing.council.safety, path))
