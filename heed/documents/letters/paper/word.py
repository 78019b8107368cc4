"""A letter as a Word document that can be edited, and the words that come back in one.

What is written into it is escaped by the library that writes it; what comes back is read as plain paragraphs and
nothing else: no pictures, no tables, no links, no changes that are only proposed.
"""

import zipfile
from io import BytesIO

import docx
from django.utils.translation import gettext as _
from docx.document import Document
from docx.opc.exceptions import OpcError
from docx.shared import Mm, Pt
from docx.text.paragraph import Paragraph

from heed.documents.letters.paper.sheet import Sheet
from heed.policy.letters import Block

LARGEST, UNPACKED = 2_000_000, 20_000_000  # bytes of the file, and of what it unpacks to
HEADING, SUBHEADING, POINT, END = "Heading 1", "Heading 2", "List Bullet", "Signature"
MOST_BLOCKS, LONGEST = 200, 4_000
FORBIDDEN = ("w:tbl", "w:drawing", "w:pict", "w:object", "w:ins", "w:del", "w:altChunk", "w:footnoteReference")


class Unread(ValueError):
    """A document that cannot be taken back; the sentence says why."""


def document(sheet: Sheet) -> bytes:
    """Return the letter as a Word document."""
    made: Document = docx.Document()
    _page(made, sheet)
    for line in (sheet.body, *sheet.head):
        made.add_paragraph(line, style="No Spacing")
    made.add_paragraph("", style="No Spacing")
    for line in (sheet.to_name, *sheet.to_address):
        made.add_paragraph(line, style="No Spacing")
    made.add_paragraph("", style="No Spacing")
    made.add_paragraph(f"{sheet.labels.reference}: {sheet.reference}", style="No Spacing")
    made.add_paragraph(sheet.date)
    made.add_paragraph(sheet.greeting)
    made.add_heading(sheet.subject, level=1)
    for block in sheet.blocks:
        style = {"head": SUBHEADING, "list": POINT}.get(block.kind)
        for text in block.texts:
            made.add_paragraph(text, style=style)
    for line in (sheet.closing, sheet.writer_name, sheet.writer_post):
        made.add_paragraph(line, style=END)
    out = BytesIO()
    made.save(out)
    return out.getvalue()


def brought_back(content: bytes) -> tuple[str, tuple[Block, ...]]:
    """Return heading and body of a document that was edited: what stands between the heading and the ending.

    Unread with a sentence where it is no such document, or holds what a letter cannot hold.
    """
    paragraphs = [each for each in _open(content).paragraphs if each.text.strip()]
    styles = [_style(each) for each in paragraphs]
    if HEADING not in styles:
        raise Unread(_("the heading of the letter is missing; keep it in the style “Heading 1”"))
    begin = styles.index(HEADING)
    if END not in styles[begin:]:
        raise Unread(_("the ending of the letter is missing; keep it in the style “Signature”"))
    body = paragraphs[begin + 1 : styles.index(END, begin)]
    if len(body) > MOST_BLOCKS or any(len(each.text) > LONGEST for each in body):
        raise Unread(_("it is too long for a letter"))
    return _plain(paragraphs[begin].text)[:500], tuple(_blocks(body))


def _page(made: Document, sheet: Sheet) -> None:
    section = made.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(25)
    style = made.styles["Normal"]
    style.font.name, style.font.size = "Arial", Pt(18 if sheet.large else 14 if sheet.easy else 12)
    made.styles.add_style(END, 1).base_style = style
    made.core_properties.title, made.core_properties.author = sheet.subject, sheet.body
    made.core_properties.language, made.core_properties.comments = sheet.lang, ""


def _open(content: bytes) -> Document:
    if len(content) > LARGEST:
        raise Unread(_("it is larger than 2 MB"))
    try:
        with zipfile.ZipFile(BytesIO(content)) as packed:
            if sum(each.file_size for each in packed.infolist()) > UNPACKED or len(packed.infolist()) > 500:
                raise Unread(_("it unpacks to more than a letter needs"))
        found: Document = docx.Document(BytesIO(content))
    except (zipfile.BadZipFile, OpcError, SyntaxError, KeyError, ValueError, OSError, NotImplementedError) as problem:
        if isinstance(problem, Unread):
            raise
        raise Unread(_("it is not a Word document (.docx)")) from problem
    for name in FORBIDDEN:
        if found.element.body.xpath(f".//{name}"):
            raise Unread(_("it holds tables, pictures or proposed changes; a letter is plain paragraphs"))
    return found


def _style(paragraph: Paragraph) -> str:
    return str(paragraph.style.name if paragraph.style is not None else "")


def _blocks(body: list[Paragraph]) -> list[Block]:
    found = list[Block]()
    for each in body:
        text, style = _plain(each.text), _style(each)
        if style.startswith("List"):
            points = found.pop().texts if found and found[-1].kind == "list" else ()
            found.append(Block("list", (*points, text)))
        else:
            found.append(Block("head" if style.startswith("Heading") else "say", (text,)))
    return found


def _plain(text: str) -> str:
    return " ".join(text.split())
