"""What the menu under the header offers, and to whom."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from heed.access.rules import may_keep_staff
from heed.incidents.rules import may_list_all, may_list_team
from heed.notices.rules import may_see_undelivered
from heed.register.markers.rules import may_browse


def everybody(_user: Any) -> bool:
    """Return that all who are signed in see the item."""
    return True


@dataclass(frozen=True, slots=True)
class Item:
    """A place in the menu: its text, its address, and who sees it. It is current on every page below its address."""

    text: str | Promise
    path: str
    shown: Callable[[Any], bool] = everybody
    alone: bool = False  # current on its very page only


@dataclass(frozen=True, slots=True)
class Shown:
    """An item as the page shows it; `here` means this very page, `within` a page below it."""

    text: str | Promise
    path: str
    here: bool
    within: bool


# Page slices add their places here, in the order of the menu.
ITEMS: tuple[Item, ...] = (
    Item(_("Home"), "/"),
    Item(_("Report something"), "/report"),
    Item(_("Look up"), "/register/look-up"),
    Item(_("My reports"), "/reports", alone=True),
    Item(_("Team’s reports"), "/reports/team", lambda user: bool(may_list_team(user))),
    Item(_("All reports"), "/reports/all", lambda user: bool(may_list_all(user))),
    Item(_("Register"), "/register", lambda user: bool(may_browse(user))),
    Item(_("Staff"), "/staff/", lambda user: bool(may_keep_staff(user))),
    Item(_("Posts"), "/posts", lambda user: bool(may_keep_staff(user))),
    Item(_("Undelivered"), "/messages", lambda user: bool(may_see_undelivered(user))),
    Item(_("Absences"), "/absences/"),
    Item(_("Policy"), "/policy"),
)


FOR_PARTNERS: tuple[Item, ...] = (Item(_("Shared with you"), "/shared"),)
"""All that the people of a partner organisation have."""


def _is_below(path: str, place: str) -> bool:
    return path == place or path.startswith(place.rstrip("/") + "/")


def menu(request: HttpRequest, items: tuple[Item, ...] | None = None) -> list[Shown]:
    """Return the items that this reader sees; none before sign-in."""
    if not request.user.is_authenticated:
        return []
    own = FOR_PARTNERS if request.user.agency.partner else ITEMS
    offered = own if items is None else items
    below = [item.path for item in offered if item.path != "/" and not item.alone]
    within = [path for path in below if _is_below(request.path, path)]
    current = max(within, key=len, default="")
    return [
        Shown(item.text, item.path, request.path == item.path, current == item.path)
        for item in offered
        if item.shown(request.user)
    ]
