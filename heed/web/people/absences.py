"""Who is away: one's own absences, and those of one's team."""

from datetime import date
from zoneinfo import ZoneInfo

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from heed.access import changes, rules
from heed.access.queries import reach
from heed.access.states import Can
from heed.people.agencies import queries
from heed.people.agencies.stamps import User
from heed.web import kept
from heed.web.asked import Asked
from heed.web.people import forms
from heed.web.show import show


def _mine(user: User) -> list[User]:
    """Return those whose absences the reader may record: themselves, and the people of the teams they manage."""
    within = reach(user)
    if not within.can(Can.RECORD_ABSENCE):
        return [user]
    staff = queries.staff_of(user.agency).filter(is_active=True)
    others = (one for one in staff if one.pk != user.pk)
    return [user, *(one for one in others if rules.may_record_absence(user, one))]


def today(request: Asked) -> date:
    """Return the day that it is where the agency is."""
    return request.stamp.at.astimezone(ZoneInfo(request.user.agency.zone)).date()


@require_safe
def absences(request: Asked) -> HttpResponse:
    """List absences that are not over: one's own, and those of one's team."""
    people = _mine(request.user)
    found = queries.absences_around(people, today(request))
    return show(request, "people/absences.html", absences=found, people=people)


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
    found = queries.absences_around(_mine(request.user), today(request)).filter(pk=pk).first()
    if found is None:
        raise Http404
    if request.method == "POST":
        changes.end_absence(request.stamp, absence=found)
        messages.success(request, _("The absence has ended."))
        return redirect("absences")
    title = _("Is %(name)s back?") % {"name": found.user.name}
    return show(request, "people/sure.html", title=title, back="/absences/", button=_("Yes, end the absence"),
                words=_("What their posts owe falls to them again at once."))  # fmt: skip
