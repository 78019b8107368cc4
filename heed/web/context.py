"""What every page knows besides what its view tells it."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.http import HttpRequest

from heed.web.navigation import menu
from heed.web.watch.glance import GLANCE


def watch(_request: HttpRequest) -> dict[str, Any]:
    """Return whether the worker is late; `watch.late` shows the red banner, `watch.since` (aware) says since when."""
    return {"watch": GLANCE.look()}


def frame(request: HttpRequest) -> dict[str, Any]:
    """Return the menu, the reader's agency and whether this is the demo."""
    user = request.user
    agency = user.agency if user.is_authenticated else None
    return {"menu": menu(request), "agency": agency, "demo": settings.DEMO}


# A floor that has something to say on every page adds its function here; later ones win.
PARTS: tuple[Callable[[HttpRequest], dict[str, Any]], ...] = (frame, watch)


def page(request: HttpRequest) -> dict[str, Any]:
    """Return the context of every page; nothing on pages shown before anybody could be known (a broken database)."""
    if not hasattr(request, "user"):
        return {}
    found: dict[str, Any] = {}
    for part in PARTS:
        found |= part(request)
    return found
