"""A letter as PDF: tagged, in its language, in its own font, and nothing in it is ever markup."""

import re
from dataclasses import replace
from typing import Any

import pytest
from django.test import override_settings
from hypothesis import given, settings
from hypothesis import strategies as st

from heed.documents.letters.paper import typeset
from heed.documents.letters.paper.sheet import Labels, Sheet
from heed.policy.letters import Block
from tests.documents.letters.paper.reading import Read

SHEET = Sheet(
    body="Hartmere Council",
    head=("1 Market Street", "HM1 1AA"),
    to_name="Mr Colin Marlpit",
    to_address=("12 Quarry Lane", "HM4 2QX"),
    reference="H-7K3M-9QPT",
    date="5 January 2026",
    greeting="Dear Mr Colin Marlpit,",
    subject="What happened on 2 January 2026",
    blocks=(
        Block("say", ("You shouted.",)), Block("head", ("If it happens again",)), Block("list", ("One", "Two")),
    ),
    closing="Yours sincerely,",
    writer_name="Ben Carrow",
    writer_post="Team manager",
    labels=Labels("Our reference", "Page {page} of {pages}"),
)  # fmt: skip
MARKUP = (
    "#let x = 1", "#import \"@preview/tiger:1.0\"", "*bold* _it_ `code`", "$x^2$", "@ref <label>", "\\ \\u{41} \\#",
    "// no /* comment */", "= Heading", "- point + point / term: x", "~ -- --- ... 'a' \"b\"", "{{ 7 * 7 }} {% if %}",
    "#read(\"/etc/passwd\")", "[link](https://example.org)", "\"); panic(\"", "${x}", "<b>b</b> &amp;",
)  # fmt: skip
# Letters that the font has, and everything that means something to typst.
LETTERS = st.characters(min_codepoint=32, max_codepoint=126) | st.sampled_from("#$*_@\\<>[]{}`\"'=~/-+éŵŷ£–“”‘’")


@pytest.fixture(scope="module")
def read() -> Read:
    return Read(typeset.pdf(SHEET))


def test_it_is_tagged_and_says_its_language_and_title(read: Read) -> None:
    catalogue = read.everything

    assert b"/Marked true" in catalogue
    assert re.search(rb"/StructTreeRoot \d+ 0 R", catalogue)
    assert b"/Lang(en-GB)" in catalogue.replace(b" ", b"")
    assert b"/DisplayDocTitle true" in catalogue
    assert SHEET.subject.encode() in catalogue
    assert b'pdfuaid:part="1"' in catalogue or b"<pdfuaid:part>1" in catalogue


def test_its_tags_are_heading_paragraph_and_list(read: Read) -> None:
    tags = read.tags()

    assert (tags.count("H1"), tags.count("H2"), tags.count("L"), tags.count("LI")) == (1, 1, 1, 2)
    assert "P" in tags


def test_its_fonts_are_ours_and_inside(read: Read) -> None:
    assert {name.partition("+")[2].rpartition("-")[0] or name for name in read.fonts()} == {"AtkinsonHyperlegibleNext"}
    assert b"/FontFile2" in read.everything or b"/FontFile3" in read.everything


def test_the_same_letter_gives_the_same_bytes() -> None:
    assert typeset.pdf(SHEET) == typeset.pdf(SHEET)


@pytest.mark.parametrize("more", [{"large": True}, {"easy": True}, {"window": "notify"}, {"lang": "cy"}])
def test_every_variant_is_accessible(more: dict[str, Any]) -> None:
    changed = replace(SHEET, **more)

    assert typeset.pdf(changed)[:5] == b"%PDF-"
    assert typeset.pdf(changed) != typeset.pdf(SHEET)


def test_a_logo_needs_words_for_those_who_do_not_see_it() -> None:
    logo = '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="20"><rect width="40" height="20"/></svg>'

    assert b"Our arms" in Read(typeset.pdf(replace(SHEET, logo=logo, logo_words="Our arms"))).everything


def test_a_long_letter_has_numbered_pages() -> None:
    long = replace(SHEET, blocks=tuple(Block("say", ("We ask you to stay calm. " * 20,)) for _ in range(12)))

    assert len(typeset.pictures(long, ppi=20)) == 3


@pytest.mark.parametrize("text", MARKUP)
def test_what_looks_like_markup_is_text_wherever_it_stands(text: str) -> None:
    sheet = replace(
        SHEET, subject=text, to_name=text, to_address=(text, "HM4 2QX"), greeting=text, closing=text, writer_name=text,
        body=text, head=(text,), blocks=(Block("say", (text,)), Block("list", (text,)), Block("head", (text,))),
    )  # fmt: skip

    said = "".join(Read(typeset.pdf(sheet)).text().split())
    assert said.count("".join(text.split())) == 11


@settings(max_examples=100)
@given(text=st.text(LETTERS, min_size=1, max_size=60).map(lambda one: " ".join(one.split())).filter(bool))
def test_any_text_comes_out_as_that_text(text: str) -> None:
    sheet = replace(SHEET, blocks=(Block("say", (text,)),))
    said = Read(typeset.pdf(sheet)).text()

    assert "".join(text.split()) in "".join(said.split())


def test_the_whole_letter_can_be_read_out_in_its_order() -> None:
    said = "".join(Read(typeset.pdf(SHEET)).text().split())
    words = ["".join(line.removeprefix("• ").split()) for line in SHEET.lines()]
    places = [said.find(word) for word in words]

    assert -1 not in places
    assert places == sorted(places)


@pytest.mark.parametrize(
    ("text", "why"), [("😀", "its font has no letters for “😀”"), ("中", "its font has no letters for “中”")]
)
def test_letters_that_the_font_lacks_are_refused_and_named(text: str, why: str) -> None:
    with pytest.raises(typeset.Untypeset, match=re.escape(why)):
        typeset.pdf(replace(SHEET, blocks=(Block("say", (text,)),)))


def test_without_fonts_nothing_is_set_in_another(tmp_path) -> None:
    with override_settings(FONTS=tmp_path), pytest.raises(typeset.Untypeset, match="there are no fonts"):
        typeset.pdf(SHEET)
