"""Lists of reports: mine, my team's, all; filters and page are in the address."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from heed.access.queries import reach
from heed.casework.duties.queries import Counts, counts_of
from heed.incidents import queries, rules
from heed.incidents.queries import Incident, Narrow
from heed.incidents.states import Severity, Status
from heed.people.agencies.queries import book_for, teams_of
from heed.policy.book import Book
from heed.web.asked import Asked
from heed.web.duties.board import kinds_in_words
from heed.web.duties.places import report_page
from heed.web.govuk import DateField, offer
from heed.web.guidance.shown import said
from heed.web.show import show
from heed.web.words import in_words, local_day

ON_A_PAGE = 25
MOST = 1000
"""So many reports a list goes back; whoever looks for an older one narrows it."""
ANY = ("", gettext_lazy("Any"))


class Filter(forms.Form):
    """What narrows a list. Every field may be left empty."""

    reference = forms.CharField(
        label=gettext_lazy("Reference"),
        required=False,
        max_length=20,
        widget=forms.TextInput(attrs={"class": "govuk-input--width-10", "autocomplete": "off"}),
    )
    status = forms.ChoiceField(label=gettext_lazy("Status"), required=False, choices=(ANY, *Status.choices))
    kind = forms.ChoiceField(label=gettext_lazy("Kind"), required=False)
    severity = forms.ChoiceField(label=gettext_lazy("How serious"), required=False, choices=(ANY, *Severity.choices))
    team = forms.ChoiceField(label=gettext_lazy("Team"), required=False)
    owed = forms.ChoiceField(
        label=gettext_lazy("What is owed"),
        required=False,
        choices=(ANY, ("open", gettext_lazy("Something is owed")), ("late", gettext_lazy("Something is late"))),
    )
    since = DateField(
        label=gettext_lazy("Reported from"), what=gettext_lazy("The first day"), required=False, help_text=""
    )
    until = DateField(
        label=gettext_lazy("Reported until"), what=gettext_lazy("The last day"), required=False, help_text=""
    )

    def __init__(self, *given: Any, book: Book, teams: Sequence[tuple[int, str]], **options: Any) -> None:
        super().__init__(*given, **options)
        kinds = [(kind.id, said(kind.title)) for kind in book.kinds.values()]
        offer(self.fields["kind"], [ANY, *kinds])
        offer(self.fields["team"], [ANY, *((str(pk), name) for pk, name in teams)])
        if len(teams) < 2:
            del self.fields["team"]

    def narrow(self, zone: str) -> Narrow:
        """Return what was chosen; days begin and end at midnight where the body is."""
        chosen = self.cleaned_data if self.is_valid() else {}
        until: date | None = chosen.get("until")
        return Narrow(
            reference=chosen.get("reference", ""),
            status=chosen.get("status", ""),
            kind=chosen.get("kind", ""),
            severity=chosen.get("severity", ""),
            team=int(chosen["team"]) if chosen.get("team") else None,
            owed=chosen.get("owed", ""),
            since=midnight(chosen.get("since"), zone),
            until=midnight(until + timedelta(days=1) if until else None, zone),
        )


def midnight(day: date | None, zone: str) -> datetime | None:
    """Return the moment at which a day begins."""
    return datetime.combine(day, time(), ZoneInfo(zone)) if day else None


def pages(reports: QuerySet[Incident], most: int) -> "tuple[Paginator[Incident], bool]":
    """Return the pages of a list, and whether it goes on after the last of them.

    It is counted to one more than it shows, so that a page costs the same however many reports there are.
    """
    found, counted = Paginator(reports, ON_A_PAGE), reports.order_by()[: most + 1].count()
    found.count = min(counted, most)
    return found, counted > most


@dataclass(frozen=True, slots=True)
class Listed:
    """A report in a list."""

    reference: str
    href: str
    kinds: str
    reported: str
    by: str
    team: str
    status: str
    severity: str
    open: int
    late: int


@require_safe
def mine(request: Asked) -> HttpResponse:
    """Show the reports that the reader made, or that are about them."""
    texts = {
        "title": _("My reports"),
        "empty": _("You have not reported anything."),
        "intro": "",
    }
    return _list(request, queries.reported_by(request.user), [], texts, is_mine=True)


@require_safe
def team(request: Asked) -> HttpResponse:
    """Show the reports of the teams that the reader manages."""
    rules.may_list_team(request.user).require()
    within = reach(request.user)
    teams = within.teams | (within.lent.teams if within.lent else frozenset())
    texts = {
        "title": _("My team’s reports"),
        "empty": _("Nobody in your team has reported anything."),
        "intro": "",
    }
    own = [each for each in named(request) if each[0] in teams]
    return _list(request, queries.of_teams(request.user, teams), own, texts)


@require_safe
def everything(request: Asked) -> HttpResponse:
    """Show all reports that health and safety may see."""
    rules.may_list_all(request.user).require()
    texts = {
        "title": _("All reports"),
        "empty": _("Nobody has reported anything."),
        "intro": _("Restricted reports are shown only to those who were asked to act on them."),
    }
    return _list(request, queries.everything(request.user), named(request), texts)


def named(request: Asked) -> list[tuple[int, str]]:
    """Return (id, name) of the agency's teams and services, each below what it belongs to."""
    return [(each.pk, each.name) for each in teams_of(request.user.agency)]


def _list(
    request: Asked,
    reports: QuerySet[Incident],
    teams: Sequence[tuple[int, str]],
    texts: dict[str, Any],
    *,
    is_mine: bool = False,
) -> HttpResponse:
    book, now = book_for(request.user.agency), request.stamp.at
    form = Filter(request.GET if _asked(request) else None, book=book, teams=teams)
    by = form.narrow(book.calendar.zone)
    paginator, more = pages(queries.narrowed(reports, by, now), MOST)
    page = paginator.get_page(request.GET.get("page"))
    found = list(page)
    counts = counts_of((each.pk for each in found), now)
    return show(
        request,
        "incidents/list.html",
        form=form,
        page=page,
        rows=[listed(each, counts.get(each.pk, Counts()), book) for each in found],
        more=more,
        most=f"{MOST:,}",
        narrowed=by != Narrow(),
        mine=is_mine,
        **texts,
    )


def _asked(request: Asked) -> bool:
    return any(name.partition("_")[0] in Filter.base_fields for name in request.GET)


def listed(incident: Incident, counts: Counts, book: Book) -> Listed:
    """Return a report as a list shows it."""
    return Listed(
        reference=incident.case.reference,
        href=report_page(incident.case.reference),
        kinds=kinds_in_words(incident.facts.get("kinds", []), book),
        reported=in_words(local_day(incident.reported_at)),
        by=incident.reported_by.name,
        team=incident.case.team.name,
        status=incident.status_words,
        severity=str(Severity(incident.severity).label) if incident.severity else "",
        open=counts.open,
        late=counts.late,
    )
