"""The pages of agreements: all that stand, each gone through and ended by itself; and whose mail does not arrive."""

from typing import Any

import pytest

from heed.notices.models import Message
from heed.partners.models import Agreement
from tests.partners.conftest import Sharing
from tests.web.partners.test_shares import AGREEMENT
from tests.web.register.conftest import Page, day, errors, words

pytestmark = pytest.mark.django_db
NEXT = {**day("from_on", "2027-5-1"), **day("until_on", "2028-4-30"), **day("review_on", "2028-2-1")}


def at(agreement: Agreement, word: str) -> str:
    return f"/partners/agreements/{agreement.case.reference}/{word}"


@pytest.mark.clause("EHC-16")
def test_one_that_begins_later_stands_beside_the_one_in_force(page: Page, sharing: Sharing) -> None:
    owner, there = sharing.council.owner, f"/partners/{sharing.firm.pk}"
    page(owner, f"{there}/agreement", AGREEMENT | NEXT)
    text = words(page(owner, there))

    assert [each for each in ("Stands In force", "Stands Begins later", "1 May 2027 to 30 April 2028") if each not in
            text] == []  # fmt: skip
    first, second = Agreement.objects.order_by("pk")
    page(owner, at(second, "end"), {})
    assert [each.status for each in Agreement.objects.order_by("pk")] == ["live", "ended"]
    assert "Begins later" not in words(page(owner, there))
    assert at(first, "end") in page(owner, there).content.decode()


def test_one_whose_time_is_over_is_shown_to_be_ended_and_not_to_be_reviewed(page: Page, sharing: Sharing) -> None:
    Agreement.objects.update(until_on="2026-5-31", review_on="2026-5-31")
    answer = page(sharing.council.owner, f"/partners/{sharing.firm.pk}")

    assert "Stands Over" in words(answer)
    assert [word for word in ("end", "review") if at(sharing.agreement, word) in answer.content.decode()] == ["end"]


@pytest.mark.clause("EHC-16")
def test_it_is_reviewed_and_the_page_says_until_when(page: Page, sharing: Sharing) -> None:
    owner = sharing.council.owner
    sent = {"text": "They still go there alone."} | day("review_on", "2027-4-1")
    answer = page(owner, at(sharing.agreement, "review"), sent)

    assert (answer.status_code, answer.url) == (302, f"/partners/{sharing.firm.pk}")
    assert "to be reviewed by 1 April 2027" in words(page(owner, f"/partners/{sharing.firm.pk}"))


@pytest.mark.parametrize(("more", "expected"), [
    ({"text": ""}, {"text": "Enter what was gone through"}),
    (day("review_on", "2026-6-1"),
     {"review_on": "The next review is later than today, and no later than the agreement ends."}),
    (day("review_on", "2027-5-1"),
     {"review_on": "The next review is later than today, and no later than the agreement ends."}),
])  # fmt: skip
def test_what_is_missing_is_asked_for(
    page: Page, sharing: Sharing, more: dict[str, Any], expected: dict[str, str]
) -> None:
    sent = {"text": "They still go there alone."} | day("review_on", "2027-4-1") | more
    answer = page(sharing.council.owner, at(sharing.agreement, "review"), sent)

    assert errors(answer) == expected
    assert "No later than 30 April 2027, when the agreement ends." in words(answer)


def test_one_that_is_not_there_or_was_ended_is_the_same(page: Page, sharing: Sharing) -> None:
    owner = sharing.council.owner
    page(owner, at(sharing.agreement, "end"), {})
    paths = [at(sharing.agreement, "end"), at(sharing.agreement, "review"), "/partners/agreements/H-AAAA-AAAA/review"]

    assert [page(owner, path).status_code for path in paths] == [404, 404, 404]


def test_whose_mail_is_refused_stands_with_their_name(page: Page, sharing: Sharing) -> None:
    owner, there = sharing.council.owner, f"/partners/{sharing.firm.pk}"
    assert "A message did not arrive" not in words(page(owner, there))
    Message.objects.filter(to=sharing.fitter).update(status="refused")

    assert (
        "Rhys Moss A message did not arrive The mail server refuses rhys.moss@tern.example.com. End this access, and "
        "invite them at an address that works."
    ) in words(page(owner, there))
