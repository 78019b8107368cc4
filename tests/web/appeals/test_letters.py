"""The letters of an appeal by the pages: nobody types what is recorded already."""

import pytest

from heed.documents.letters.models import Letter
from heed.documents.letters.queries import pages_of
from heed.register.appeals.states import Outcome
from tests.documents.letters.paper.reading import Read
from tests.web.appeals.conftest import Hearing, Page
from tests.web.register.conftest import words
from tests.web.register.test_letters import ADDRESS, begun

pytestmark = [pytest.mark.django_db, pytest.mark.clause("EHC-9")]


def letters(path: str) -> str:
    return path.removesuffix("/appeal") + "/letters"


@pytest.mark.parametrize("template", ["appeal-received", "appeal-outcome"])
def test_a_letter_is_written_with_nothing_but_an_address(
    page: Page, hearing: Hearing, path: str, template: str
) -> None:
    owner, safety = hearing.council.owner, hearing.council.safety
    hearing.heard(Outcome.STANDS)
    if template == "appeal-outcome":
        hearing.decide(Outcome.STANDS)
    write = f"{letters(path)}/write/{template}"
    assert f'href="{write}"' in page(owner, path).content.decode()
    sent = begun(page(owner, write)) | {"to_address": ADDRESS, "other_address": "on"}
    at = page(owner, write, sent).headers["Location"]
    letter = Letter.objects.get(template=template)
    page(owner, f"{at}/finish", {})
    page(safety, f"{at}/release", {"again": ADDRESS, "version": "1"})
    page(owner, f"{at}/send", {})
    text = " ".join(Read(pages_of(letter) or b"").text().split())
    assert "We received your appeal on 1 June 2026." in text
    assert ("by 29 June 2026" in text, "Two saw it." in text, "The note ends on 29 October 2026." in text) == (
        (True, False, False) if template == "appeal-received" else (False, True, True))  # fmt: skip
    assert f'href="{write}"' not in page(owner, path).content.decode()


def test_the_page_says_when_they_were_told(page: Page, hearing: Hearing, path: str) -> None:
    hearing.receive()
    owner = hearing.council.owner
    assert "They hear that it came by Wednesday 3 June 2026" in words(page(owner, path))
    assert page(owner, f"{path}/acknowledge").status_code == 403


def test_only_who_deals_with_letters_is_sent_to_them(page: Page, hearing: Hearing, path: str) -> None:
    hearing.seated()
    for user in (hearing.council.chief, hearing.council.dpo):
        assert "/letters/write/" not in page(user, path).content.decode()


def test_before_it_is_decided_the_outcome_begins_empty(page: Page, hearing: Hearing, path: str) -> None:
    hearing.heard(Outcome.STANDS)
    first = begun(page(hearing.council.owner, f"{letters(path)}/write/appeal-outcome"))
    assert ("part-outcome" in first, "field-outcome_words" in first, "field-appeal_received_on_day" in first) == (
        False, False, True)  # fmt: skip
