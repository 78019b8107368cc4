"""The pages of the guidance: what the policy says, and nothing that anybody told Heed."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from heed.people.agencies.queries import agency_called, book_for
from heed.web.guidance import shown
from heed.web.show import show


@login_not_required
@require_safe
def guidance(request: HttpRequest, agency: str) -> HttpResponse:
    """Show all that the body tells the people who work for it."""
    found = agency_called(agency)
    if found is None:
        raise Http404
    book = book_for(found)
    return show(
        request,
        "guidance/guidance.html",
        body=found,
        statement=shown.said(book.statement.text),
        in_doubt=shown.said(book.reporting.in_doubt),
        charts=shown.charts(book, found.word),
        routes=[(shown.said(route.who), shown.said(route.to)) for route in book.routes.values()],
        support=shown.support(book),
    )


@login_not_required
@require_safe
def chart(request: HttpRequest, agency: str, chart: str) -> HttpResponse:
    """Show what to do in one case, on a page that can be printed and hung up."""
    found = agency_called(agency)
    one = shown.charts(book_for(found), found.word).get(chart) if found else None
    if found is None or one is None:
        raise Http404
    return show(request, "guidance/chart.html", body=found, chart=one)
