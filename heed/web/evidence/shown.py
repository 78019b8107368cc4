"""Items of evidence as lists show them, each only for who may see it."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from heed.documents.evidence import rules
from heed.documents.evidence.queries import Item, Status
from heed.documents.evidence.rules import Standing
from heed.documents.evidence.states import LIVE, AddedAs
from heed.documents.files.kinds import Kind
from heed.web.words import moment

COLOURS = {Status.CHECKING: "yellow", Status.HARMFUL: "red", Status.REMOVED: "grey"}


@dataclass(frozen=True, slots=True)
class Line:
    """One item."""

    name: str
    what: str
    by: str
    about: str = ""
    href: str = ""  # to open it; empty while or where that cannot be done
    status: str = ""
    colour: str = ""
    asked: str = ""  # that somebody wants it removed, and why
    remove: str = ""
    decide: str = ""
    key: str = ""  # names one that waits beside a draft


def lines(items: Iterable[Item], stands: Standing) -> list[Line]:
    """Return what the list shows of the items that the reader may see."""
    return [line(item, stands) for item in items]


def line(item: Item, stands: Standing) -> Line:
    """Return what the list shows of one item."""
    live = item.status in LIVE
    here = f"/evidence/{item.name}"
    asked = _("Somebody asks to have it removed: {why}").format(why=item.removal_reason) if live else ""
    return Line(
        name=item.file_name if item.called or live else _("A file"),
        what=_("{kind}, {size}").format(kind=Kind(item.kind).label, size=size(item.size)),
        by=added(item),
        about=item.about,
        href=here if rules.may_open(item, stands) else "",
        status="" if item.status == Status.KEPT else item.status_words,
        colour=COLOURS.get(Status(item.status), ""),
        asked=asked if item.removal_asked_at else "",
        remove=f"{here}/remove" if live and rules.may_ask_removal(item, stands) else "",
        decide=f"{here}/decide" if rules.may_decide_removal(item, stands) else "",
    )


def waiting(item: Item) -> Line:
    """Return what the list beside a draft shows of one item, to whom it belongs."""
    checked = item.status == Status.KEPT
    return Line(
        name=item.file_name,
        what=_("{kind}, {size}").format(kind=Kind(item.kind).label, size=size(item.size)),
        by="",
        href=f"/evidence/{item.name}" if checked else "",
        status="" if checked else item.status_words,
        colour=COLOURS.get(Status(item.status), ""),
        key=item.name,
    )


def added(item: Item) -> str:
    """Return who added an item, as what, and when."""
    who = item.added_by.name if item.added_by else _("Somebody from outside")
    if item.added_as and item.added_as != AddedAs.ACTING:
        who = _("{name} ({part})").format(name=who, part=AddedAs(item.added_as).label)
    return _("Added by {who} on {when}").format(who=who, when=moment(item.added_at))


def size(count: int) -> str:
    """Return a size in words: `340 KB`, `2.4 MB`."""
    if count < 1_000_000:
        return _("{count} KB").format(count=max(1, round(count / 1000)))
    return _("{count} MB").format(count=f"{count / 1_000_000:.1f}".removesuffix(".0"))


def limits() -> dict[str, Any]:
    """Return what a page says beside the boxes for files."""
    return {"largest": size(settings.EVIDENCE_FILE), "scanned": bool(settings.SCANNER)}


def kept(count: int) -> str:
    """Return that files were added."""
    return ngettext("Saved. %d file was added.", "Saved. %d files were added.", count) % count
