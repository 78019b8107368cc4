"""The register as those go through it who answer for it; a queue for those who countersign; nothing for others."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from heed.casework.board import queries as board
from heed.people.agencies.queries import book_for
from heed.policy.book import Book
from heed.register.appeals.queries import sits_on
from heed.register.holds.queries import held
from heed.register.markers import queries
from heed.register.markers.queries import Marker, of_person
from heed.register.markers.rules import may_browse
from heed.register.terms.changes import let_go_on as let_it_go_on
from heed.register.terms.queries import halted, over
from heed.register.terms.rules import may_let_go_on
from heed.web import kept
from heed.web.asked import Asked
from heed.web.duties.board import line
from heed.web.duties.places import entry_page
from heed.web.duties.shown import Line
from heed.web.guidance.shown import said
from heed.web.register.page import COLOURS
from heed.web.show import show
from heed.web.tokens import Tokened
from heed.web.words import in_words, local_day

ON_A_PAGE: Final = 25
AT_MOST: Final = 200
SOON: Final = timedelta(days=30)
VIEWS: Final = ("", "ended", "waiting")


@dataclass(frozen=True, slots=True)
class Listed:
    """An entry in a list."""

    href: str
    reference: str
    about: str
    hazards: str
    status: str
    colour: str
    when: str
    soon: bool


@require_safe
def register(request: Asked) -> HttpResponse:
    """Show the register to who keeps it, their queue to those who countersign, and to others where to look up."""
    owed = _owed(request)
    panels = [each.marker.case.reference for each in sits_on(request.user)]
    if not may_browse(request.user):
        return show(request, "register/queue.html", status=200 if owed or panels else 403, owed=owed, panels=panels)
    chosen = request.GET.get("show", "")
    chosen = chosen if chosen in VIEWS else ""
    day = queries.today(request.user.agency, request.stamp.at)
    waiting = queries.waiting_for(request.user)
    found = waiting if chosen == "waiting" else queries.listed(request.user, day, past=chosen == "ended")
    page = Paginator(found, ON_A_PAGE).get_page(request.GET.get("page"))
    book = book_for(request.user.agency)
    keeps = held([each.pk for each in page], request.stamp.at) if chosen == "ended" else frozenset[int]()
    return show(
        request,
        "register/list.html",
        owed=owed,
        panels=panels,
        kept=book.register.kept,
        briefing=book.briefing.held,
        page=page,
        rows=[listed(each, book, day, kept=each.pk in keeps) for each in page],
        chosen=chosen,
        waiting=waiting.count(),
        halted=halted(request.user.agency),
        may_propose=book.register.kept,
    )


def _owed(request: Asked) -> list[Line]:
    """Return what the reader owes for the register, soonest first."""
    now = request.stamp.at
    found = board.waiting_for(request.user, "", now, now, 0, AT_MOST)
    ours = ("marker.", "appeal.", "team.check-register")
    mine = [each for each in found if each.verb.startswith(ours)]
    return [line(each, now) for each in mine]


def listed(marker: Marker, book: Book, day: date, *, kept: bool = False) -> Listed:
    """Return an entry as a list shows it."""
    hazards = [said(book.hazards[word].title) for word in marker.hazards if word in book.hazards]
    if marker.ends_on:
        ends = in_words(marker.ends_on)
        when = _("Until {day}").format(day=ends) if marker.ends_on >= day and not marker.ended_at else _("Ended")
    else:
        when = _("Proposed on {day}").format(day=in_words(local_day(marker.proposed_at)))
    return Listed(
        href=entry_page(marker.case.reference),
        reference=marker.case.reference,
        about=of_person(marker) or _("Deleted"),
        hazards=", ".join(hazards),
        status=marker.status_words,
        colour=COLOURS.get(marker.status, "grey"),  # type: ignore[call-overload]  # a word of Status
        when=f"{when} · {_('kept by a legal hold')}" if kept else when,
        soon=bool(marker.ends_on and not marker.ended_at and day <= marker.ends_on <= day + SOON),
    )


class GoOn(Tokened):
    """Nothing is asked: the button says it."""


def let_go_on(request: Asked) -> HttpResponse:
    """Let entries be taken off although they are many, once somebody has looked (B28)."""
    may_let_go_on(request.user).require()
    agency = request.user.agency
    sweep = halted(agency)
    form = kept.form(request, GoOn)
    if sweep is None:
        return redirect("register")
    if request.method == "POST" and form.is_valid():
        let_it_go_on(request.stamp)
        messages.success(request, _("Saved. What is over is taken off within a few minutes."))
        return redirect("register")
    gone: list[Any] = list(over(agency, request.stamp.at)[:AT_MOST])
    book, day = book_for(agency), queries.today(agency, request.stamp.at)
    rows = [listed(each, book, day) for each in gone]
    return show(request, "register/go_on.html", form=form, sweep=sweep, rows=rows, many=sweep.why == "many")
