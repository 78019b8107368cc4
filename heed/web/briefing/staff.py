"""Who is briefed, as those read it who answer for the register."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Final

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from heed.checks.queries import answered_urgently, why_urgent
from heed.people.agencies.queries import book_for
from heed.people.agencies.stamps import User
from heed.policy.book import Book
from heed.training import rules
from heed.training.queries import standing
from heed.training.roll.queries import SOON, VIEWS, Numbers, by_team, numbers, roll
from heed.training.states import State
from heed.web.asked import Asked
from heed.web.show import show
from heed.web.words import in_words, local_day, moment

ON_A_PAGE: Final = 25
BACK: Final = timedelta(days=90)
AT_MOST: Final = 50
"""For how long, and how many, answers without a briefing are listed."""


@dataclass(frozen=True, slots=True)
class Row:
    """Somebody and how they stand."""

    name: str
    job: str
    team: str
    label: str
    words: str
    colour: str


@require_safe
def briefed(request: Asked) -> HttpResponse:
    """Show how many are briefed and who, or team by team; and who was answered urgently without it."""
    rules.may_see_briefed(request.user).require()
    agency, at, book = request.user.agency, request.stamp.at, book_for(request.user.agency)
    chosen = request.GET.get("show", "")
    chosen = chosen if chosen in VIEWS else ""
    number = request.GET.get("team", "")
    team = int(number) if number.isdecimal() and len(number) < 10 else None
    found: Any = by_team(agency, at) if chosen == "teams" else roll(agency, at, chosen, team)
    page = Paginator(found, ON_A_PAGE).get_page(request.GET.get("page"))
    rows = [] if chosen == "teams" else [_row(user, request, book) for user in page]
    return show(
        request,
        "briefing/staff.html",
        page=page,
        rows=rows,
        views=_views(numbers(agency, at), chosen),
        chosen=chosen,
        team=rows[0].team if team is not None and rows else "",
        urgent=[_urgent(each) for each in answered_urgently(agency, at - BACK)[:AT_MOST]],
    )


def _views(counted: Numbers, chosen: str) -> list[tuple[str, str, bool]]:
    """Return the parts of the page: text, address, whether it is this one."""
    texts = {
        "": _("Everybody (%(count)d)") % {"count": counted.all_},
        "soon": _("Runs out soon (%(count)d)") % {"count": counted.soon},
        "over": _("Ran out (%(count)d)") % {"count": counted.over},
        "never": _("Not briefed yet (%(count)d)") % {"count": counted.never},
        "teams": _("Team by team"),
    }
    return [(text, f"?show={word}" if word else "?", word == chosen) for word, text in texts.items()]


def _row(user: User, request: Asked, book: Book) -> Row:
    until, at = user.until, request.stamp.at  # type: ignore[attr-defined]  # annotated by roll
    found = standing(until, at, book)
    day = in_words(local_day(until)) if until else ""
    soon = until is not None and at < until <= at + SOON
    label, words, colour = {
        State.IN_DATE: (
            _("Runs out soon") if soon else _("Briefed"),
            _("on %(day)s") if soon else _("until %(day)s"),
            "yellow" if soon else "green",
        ),
        State.GRACE: (_("Ran out"), _("on %(day)s, answered still"), "orange"),
        State.OVER: (_("Ran out"), _("on %(day)s"), "red"),
        State.NEVER: (_("Not briefed yet"), "", "grey"),
    }[found.state]
    return Row(user.name, user.job, user.team.name, label, words % {"day": day}, colour)


def _urgent(look: Any) -> tuple[str, str, str, str]:
    return look.asked_by.name, look.asked_by.team.name, moment(look.asked_at), why_urgent(look)
