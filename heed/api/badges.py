"""The badge: what a look-up found, for another system to show for some minutes. Its address gives nothing away."""

import textwrap
from dataclasses import dataclass
from typing import Any, Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from heed import clock
from heed.api.look_ups import said
from heed.checks.queries import Badged, badge_of
from heed.register.markers.queries import short_form

WIDE: Final = 52
"""Letters to a line of the picture."""
LINE: Final = 22
"""Height of a line of the picture, in pixels."""
TOP: Final = 28
KINDS: Final = {"html": "text/html; charset=utf-8", "svg": "image/svg+xml; charset=utf-8"}


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the picture: how far down it stands, its words, and whether it is set bold."""

    y: int
    words: str
    bold: bool = False


@require_safe
def badge(request: HttpRequest, reference: str, form: str) -> HttpResponse:
    """Show it, or that it could not be checked: the same for a reference that is over and for one that never was."""
    found = badge_of(reference, clock.now())
    known = shown(found)
    status = 200 if found else 404
    answer = render(request, f"badge/badge.{form}", known, content_type=KINDS[form], status=status)
    if form == "svg":  # a picture that pages of other systems show
        answer.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    return answer


def shown(found: Badged | None) -> dict[str, Any]:
    """Return what both forms of the badge show."""
    if found is None:
        title = _("Could not check")
        told = [_("This is not the same as no warning. Ask again, or look it up in Heed.")]
        return _as_picture({"state": "unknown", "title": title, "told": told, "warnings": [], "until": ""})
    zone = found.zone
    until = localtime(found.until_at, zone).strftime("%H:%M")
    warnings = [short_form(marker) for marker in (*found.markers, *found.possible)]
    certain = _("Warning") if found.markers else _("There may be a warning")
    return _as_picture({
        "state": "none" if not warnings else "warning" if found.markers else "possible",
        "title": certain if warnings else _("No warning found"),
        "told": [said(len(found.markers), len(found.possible))],
        "warnings": warnings,
        "until": _("Good until {time}. Then ask again.").format(time=until),
    })  # fmt: skip


def _as_picture(known: dict[str, Any]) -> dict[str, Any]:
    """Add the lines of the picture, and its height."""
    texts = [(known["title"], True)]
    if known["state"] != "warning":
        texts += [(each, False) for each in known["told"]]
    for short in known["warnings"]:
        texts += [(", ".join(short.hazards), True), *((each, False) for each in short.controls)]
        texts.append((_("Review: {day}").format(day=short.ends_on.strftime("%d/%m/%Y")), False))
    texts += [(known["until"], False)] if known["until"] else []
    cut = [(part, bold) for text, bold in texts for part in textwrap.wrap(text, WIDE)]
    lines = [Line(TOP + number * LINE, part, bold) for number, (part, bold) in enumerate(cut)]
    return known | {"lines": lines, "height": lines[-1].y + LINE, "spoken": ". ".join(text for text, _bold in texts)}
