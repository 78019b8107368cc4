"""A letter as tagged PDF (PDF/UA-1) by typst, and as a picture of each page.

The words go in as JSON beside the template and never into it, so that nothing in them is markup. typst refuses a page
that is not accessible; it fetches nothing and reads no file but the template and the fonts.
"""

import json
import re
from dataclasses import asdict
from pathlib import Path

import typst
from django.conf import settings
from django.utils.translation import gettext as _

from heed.documents.letters.paper.sheet import Sheet

TEMPLATE = Path(__file__).with_name("letter.typ")
FONT = "AtkinsonHyperlegibleNext"
MISSING = re.compile(r"the text `\"(.*?)\"` could not be displayed")
REGIONS = {"en": "GB", "cy": "GB"}


class Untypeset(ValueError):
    """A letter that cannot be set; the sentence says why."""


def pdf(sheet: Sheet) -> bytes:
    """Return the letter as PDF/UA-1: tagged, with its title and language, its fonts inside. Untypeset where it fails.

    The same sheet gives the same bytes.
    """
    try:
        return typst.compile(
            TEMPLATE,
            format="pdf",
            font_paths=[_fonts()],
            ignore_system_fonts=True,
            sys_inputs={"letter": _words(sheet)},
            pdf_standards=["ua-1"],
        )
    except typst.TypstError as error:
        raise Untypeset(_why(str(error))) from error


def pictures(sheet: Sheet, ppi: float = 96) -> list[bytes]:
    """Return each page as PNG."""
    found: bytes | list[bytes] = typst.compile(
        TEMPLATE,
        format="png",
        ppi=ppi,
        font_paths=[_fonts()],
        ignore_system_fonts=True,
        sys_inputs={"letter": _words(sheet)},
    )
    return [found] if isinstance(found, bytes) else found


def _words(sheet: Sheet) -> str:
    return json.dumps(asdict(sheet) | {"region": REGIONS.get(sheet.lang.partition("-")[0])})


def _fonts() -> Path:
    """Return the folder of the fonts; without them typst would silently take others."""
    folder = Path(settings.FONTS)
    if not list(folder.rglob(f"{FONT}*.ttf")):
        raise Untypeset(_("there are no fonts; set Heed up again"))
    return folder


def _why(problem: str) -> str:
    """Return the reason in a few words: nearly always letters that the font does not have."""
    letters = MISSING.search(problem)
    return _("its font has no letters for “{letters}”").format(letters=letters[1]) if letters else problem
