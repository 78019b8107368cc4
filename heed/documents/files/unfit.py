"""Why a file is not taken, in a sentence for whoever sent it."""

from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Unfit(Exception):
    """A file cannot be kept. `reason` is a sentence that says why, and what to do instead; `code` goes on record."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code

    @property
    def reason(self) -> str:
        """Return the sentence in the reader's language."""
        return str(REASONS[self.code])


REASONS: Final[dict[str, str | Promise]] = {
    "empty": _("The file is empty. Choose it again."),
    "too-big": _("The file is too large."),
    "full": _("There is no room for more files here. Remove one that is not needed, or ask your manager."),
    "unknown": _("This sort of file is not taken. Send a photo, a PDF, a document, a recording or a film."),
    "heic": _("This photo is in a form that not everybody can open (HEIC). Save it as JPEG and send that."),
    "web-page": _(
        "Web pages and drawings that can hold a program (HTML, SVG) are not taken. Send a screenshot or a PDF."
    ),
    "program": _("Programs are not taken."),
    "archive": _("Archives are not taken. Send the files in it one by one."),
    "old-office": _("This is in an old Office format, which can hold a program. Save it as PDF, or in a newer format."),
    "macros": _("This document holds a program (macros). Save it without, or as PDF."),
    "bomb": _("This file would become far too large when it is opened."),
    "damaged": _("The file is damaged or incomplete. Choose it again, or send a screenshot of it."),
    "two-in-one": _("The file holds another file behind it. Save it anew and send that."),
    "several": _("This picture has several pages or moves. Save it as PDF, or send each page by itself."),
    "too-many-dots": _("This picture is too large to be opened safely. Make it smaller and send that."),
    "infected": _("The virus scanner found something harmful in this file. It was not kept. Tell your IT support."),
}
