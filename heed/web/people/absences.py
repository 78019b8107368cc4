"""Who is away: one's own absences, and those of one's team."""

from datetime import date
from zoneinfo import ZoneInfo

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from heed.access import changes, rules
from heed.access.queries import whose_absences
from heed.people.agencies import queries
from heed.web import kept
from heed.web.asked import Asked
from heed.web.people import forms
from heed.web.show import show

ON_A_PAGE = 50


def today(request: Asked) -> date:
    """Return the day that it is where the agency is."""
    return request.stamp.at.astimezone(ZoneInfo(request.user.agency.zone)).date()


@require_safe
def absences(request: Asked) -> HttpResponse:
    """List absences that are not over: one's own, and those of one's team."""
    mine = whose_absences(request.user)
    page = Paginator(queries.absences_around(mine, today(request)), ON_A_PAGE).get_page(request.GET.get("page"))
    form = forms.Find(request.GET)
    text = form.cleaned_data["text"] if form.is_valid() else ""
    others = queries.staff_of(request.user.agency, text).filter(pk__in=mine.order_by()).exclude(pk=request.user.pk)
    people = list(others[: ON_A_PAGE + 1])
    return show(request, "people/absences.html", page=page, people=people[:ON_A_PAGE], many=len(people) > ON_A_PAGE,
                finder=form, finding=bool(text) or len(people) > ON_A_PAGE)  # fmt: skip


def record(request: Asked, pk: int) -> HttpResponse:
    """Record that somebody is away."""
    user = get_object_or_404(queries.staff_of(request.user.agency), pk=pk)
    if not rules.may_record_absence(request.user, user):
        raise Http404
    form = kept.form(request, forms.Away, user=request.user)
    if form.is_valid():
        decision = rules.may_record_absence(request.user, user, form.cleaned_data["deputy"])
        if not decision:
            form.add_error("deputy", decision.reason)
    if form.is_valid():
        changes.record_absence(request.stamp, user=user, **form.cleaned_data)
        messages.success(request, _("Saved. From the first day on, what comes up goes to others."))
        return redirect("absences")
    own = user.pk == request.user.pk
    title = _("When are you away?") if own else _("When is %(name)s away?") % {"name": user.name}
    return show(request, "question.html", form=form, title=title, back="/absences/", button=_("Save"))


def end(request: Asked, pk: int) -> HttpResponse:
    """End an absence early."""
    found = queries.absences_around(whose_absences(request.user), today(request)).filter(pk=pk).first()
    if found is None:
        raise Http404
    if request.method == "POST":
        changes.end_absence(request.stamp, absence=found)
        messages.success(request, _("The absence has ended."))
        return redirect("absences")
    title = _("Is %(name)s back?") % {"name": found.user.name}
    return show(request, "people/sure.html", title=title, back="/absences/", button=_("Yes, end the absence"),
                words=_("What their posts owe falls to them again at once."))  # fmt: skip
