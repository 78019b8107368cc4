"""The papers of an appeal: complete for whom they are, without what that reader must not see."""

import re

import pytest

from heed.register.appeals import changes
from heed.register.appeals.papers.queries import bundle, papers
from heed.register.appeals.papers.rules import LEFT_OUT, Reader, left_out, others_in
from heed.register.markers.changes import Fact
from tests.register.appeals.conftest import NEXT_DAY, Hearing
from tests.register.conftest import MONDAY, Council

pytestmark = [pytest.mark.django_db, pytest.mark.clause("EHC-9")]
SECRET = (
    "Asha Rowan lives at 4 Sallow Road, ZZ9 1AB. Ring her on 07700 900123 or write to asha@home.example.org. "
    "Colin Marlpit raised a spade."
)


def text_of(hearing: Hearing, reader: Reader) -> str:
    return "\n".join(text for block in papers(hearing.appeal, reader) for text in block.texts)


@pytest.fixture
def told(council: Council) -> Hearing:
    """A hearing in whose papers people wrote what they should not have written."""
    fact = Fact(MONDAY.date(), f"Seen by Asha. {SECRET}")
    hearing = Hearing(council, council.live(grounds=SECRET, facts=[fact]))
    changes.comment(council.by(council.officer), hearing.receive(grounds=f"Asha lied. {SECRET}"), text="I saw it.")
    return hearing


def test_the_panel_reads_who_but_never_where_they_live_or_how_they_are_reached(told: Hearing) -> None:
    text = text_of(told, Reader.PANEL)
    found = [word for word in ("ZZ9", "07700", "home.example.org") if word in text]
    assert (found, "Asha" in text, "Colin Marlpit" in text, "I saw it." in text) == ([], True, True, True)


def test_the_person_reads_no_name_and_no_comment(told: Hearing) -> None:
    text = text_of(told, Reader.PERSON)
    found = [word for word in ("ZZ9", "07700", "home.example.org", "Asha", "Rowan", "I saw it.") if word in text]
    assert (found, "Colin Marlpit raised a spade." in text, LEFT_OUT in text) == ([], True, True)


def test_it_has_all_that_was_weighed_and_how_it_was(told: Hearing) -> None:
    heads = [block.texts[0] for block in papers(told.appeal, Reader.PANEL) if block.kind == "head"]
    assert heads == [
        "The appeal", "What the entry warns of", "What it asks staff to do", "Why there is a credible risk",
        "What it rests on", "What was weighed", "How it was, as the employee concerned tells it",
        "What the employee concerned says of the appeal",
    ]  # fmt: skip
    text = text_of(told, Reader.PANEL)
    assert "when it was countersigned: As the report says: severity." in text
    assert "It was as I wrote it." in text


def test_somebody_who_appeals_for_them_is_named(hearing: Hearing) -> None:
    hearing.receive(by_name="Mo Marlpit, her sister")
    assert "By letter, on 1 June 2026, from Mo Marlpit, her sister." in text_of(hearing, Reader.PANEL)


@pytest.mark.parametrize("reader", list(Reader))
def test_it_is_a_tagged_file(told: Hearing, reader: Reader) -> None:
    content = bundle(told.appeal, reader, told.council.owner, NEXT_DAY)
    assert content.startswith(b"%PDF-")
    assert re.search(rb"/StructTreeRoot", content)


@pytest.mark.parametrize(("text", "expected"), [
    ("Nothing to leave out.", "Nothing to leave out."),
    ("asha rowan and ASHA ROWAN", f"{LEFT_OUT} and {LEFT_OUT}"),
    ("Ms Rowan said so.", f"Ms {LEFT_OUT} said so."),
    ("Call 01632 960123 now", f"Call {LEFT_OUT} now"),
])  # fmt: skip
def test_names_and_numbers_are_left_out_however_they_are_written(hearing: Hearing, text: str, expected: str) -> None:
    others = others_in(hearing.marker, Reader.PERSON)
    assert left_out(text, others, "Colin Marlpit\n\n") == expected
