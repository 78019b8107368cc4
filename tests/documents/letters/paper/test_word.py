"""A letter as a Word document: out and back without loss, nothing taken but plain paragraphs."""

import zipfile
from collections.abc import Callable
from dataclasses import replace
from io import BytesIO
from typing import Any

import docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from heed.documents.letters.paper import word
from heed.policy.letters import Block
from tests.documents.letters.paper.test_typeset import SHEET

TEXT = st.text(st.characters(min_codepoint=32, max_codepoint=0x2FF) | st.sampled_from("{}%<>&\"'"), min_size=1,
               max_size=80).map(lambda one: " ".join(one.split())).filter(bool)  # fmt: skip


def edited(change: Callable[[Any], None]) -> bytes:
    made = docx.Document(BytesIO(word.document(SHEET)))
    change(made)
    out = BytesIO()
    made.save(out)
    return out.getvalue()


def test_it_comes_back_as_it_went_out() -> None:
    assert word.brought_back(word.document(SHEET)) == (SHEET.subject, SHEET.blocks)


@settings(max_examples=25)
@given(subject=TEXT, texts=st.lists(TEXT, min_size=1, max_size=4))
def test_any_words_come_back_as_those_words(subject: str, texts: list[str]) -> None:
    sheet = replace(SHEET, subject=subject, blocks=tuple(Block("say", (text,)) for text in texts))

    assert word.brought_back(word.document(sheet)) == (subject, sheet.blocks)


def test_what_was_changed_in_word_comes_back() -> None:
    def change(made: Any) -> None:
        heading = next(each for each in made.paragraphs if each.style.name == "Heading 1")
        said = made.paragraphs[made.paragraphs.index(heading) + 1] if heading in made.paragraphs else None
        after = next(each for each in made.paragraphs if each.text == "You shouted.") if said is None else said
        after.text = "You raised your voice."
        after.insert_paragraph_before("A new paragraph.")

    _subject, blocks = word.brought_back(edited(change))

    assert blocks[:2] == (Block("say", ("A new paragraph.",)), Block("say", ("You raised your voice.",)))


def test_where_it_goes_and_who_signs_cannot_be_changed_in_word() -> None:
    def change(made: Any) -> None:
        for each in made.paragraphs:
            if "Marlpit" in each.text or each.text == "Ben Carrow":
                each.text = "Somebody Else"

    assert word.brought_back(edited(change)) == (SHEET.subject, SHEET.blocks)


def _no_heading(made: Any) -> None:
    next(each for each in made.paragraphs if each.style.name == "Heading 1").text = " "


def _no_ending(made: Any) -> None:
    for each in made.paragraphs:
        if each.style.name == "Signature":
            each.text = ""


def _table(made: Any) -> None:
    made.add_table(1, 1)


def _long(made: Any) -> None:
    next(each for each in made.paragraphs if each.text == "You shouted.").text = "x" * 5_000


@pytest.mark.parametrize(("change", "why"), [
    (_no_heading, "the heading of the letter is missing; keep it in the style “Heading 1”"),
    (_no_ending, "the ending of the letter is missing; keep it in the style “Signature”"),
    (_table, "it holds tables, pictures or proposed changes; a letter is plain paragraphs"),
    (_long, "it is too long for a letter"),
])  # fmt: skip
def test_what_a_letter_cannot_hold_is_not_taken(change: Callable[[Any], None], why: str) -> None:
    with pytest.raises(word.Unread) as found:
        word.brought_back(edited(change))

    assert str(found.value) == why


def _bomb() -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("word/document.xml", b"0" * 30_000_000)
    return out.getvalue()


def _not_word() -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as packed:
        packed.writestr("hello.txt", b"hello")
    return out.getvalue()


@pytest.mark.parametrize(("content", "why"), [
    (b"", "it is not a Word document (.docx)"),
    (b"%PDF-1.7 something", "it is not a Word document (.docx)"),
    (_not_word(), "it is not a Word document (.docx)"),
    (_bomb(), "it unpacks to more than a letter needs"),
    (b"0" * 2_000_001, "it is larger than 2 MB"),
], ids=["empty", "pdf", "zip", "bomb", "large"])  # fmt: skip
def test_files_that_are_no_letter_are_refused(content: bytes, why: str) -> None:
    with pytest.raises(word.Unread) as found:
        word.brought_back(content)

    assert str(found.value) == why


@settings(max_examples=25)
@given(content=st.binary(max_size=300))
def test_any_bytes_are_refused_with_a_sentence(content: bytes) -> None:
    with pytest.raises(word.Unread):
        word.brought_back(content)
