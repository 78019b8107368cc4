"""Other systems that ask: registered by one administrator, agreed to by another, ended by either at once."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from heed.access import changes, rules
from heed.access.queries import System, systems_of
from heed.people.agencies.queries import book_for
from heed.web import kept
from heed.web.asked import Asked
from heed.web.people.absences import today
from heed.web.show import show
from heed.web.systems import forms

HOME = "/systems"


@require_safe
def systems(request: Asked) -> HttpResponse:
    """List them, with what stands between each and an answer."""
    rules.may_keep_systems(request.user).require()
    day = today(request)
    rows = [
        {"system": each, "over": not each.ended_at and each.until_on < day,
         "may_agree": rules.may_agree_system(request.user, each), "may_end": rules.may_end_system(request.user, each)}
        for each in systems_of(request.user.agency)
    ]  # fmt: skip
    never = book_for(request.user.agency).register.elsewhere == "never"
    return show(request, "systems/systems.html", rows=rows, never=never)


def register(request: Asked) -> HttpResponse:
    """Register one; its key is shown on this very screen, and nowhere else."""
    rules.may_keep_systems(request.user).require()
    form = kept.form(request, forms.Register, user=request.user, today=today(request))
    if form.is_valid():
        system, key = changes.register_system(request.stamp, **form.cleaned_data)
        return show(request, "systems/key.html", system=system, key=key)
    title, button = _("Register a system that asks"), _("Register and show its key")
    return show(request, "question.html", form=form, title=title, back=HOME, button=button)


def find(request: Asked, pk: int) -> System:
    """Return a system of the reader's own agency; any other does not exist for them."""
    rules.may_keep_systems(request.user).require()
    return get_object_or_404(systems_of(request.user.agency), pk=pk)


def agree(request: Asked, pk: int) -> HttpResponse:
    """Agree as the second person."""
    system = find(request, pk)
    rules.may_agree_system(request.user, system).require()
    if request.method == "POST":
        changes.agree_system(request.stamp, system=system)
        messages.success(request, _("%(name)s may ask from now on.") % {"name": system.name})
        return redirect("systems")
    words = _("It can ask about one person or place at a time, for one of your staff, and shows the answer for five "
              "minutes. Each question is on record.")  # fmt: skip
    title = _("Let %(name)s ask?") % {"name": system.name}
    return show(request, "people/sure.html", title=title, back=HOME, button=_("Let it ask"), words=words)


def end(request: Asked, pk: int) -> HttpResponse:
    """End what it may ask, at once."""
    system = find(request, pk)
    rules.may_end_system(request.user, system).require()
    if request.method == "POST":
        changes.end_system(request.stamp, system=system)
        messages.success(request, _("%(name)s may ask no longer.") % {"name": system.name})
        return redirect("systems")
    return show(request, "people/sure.html", title=_("End what %(name)s may ask?") % {"name": system.name}, back=HOME,
                button=_("End it now"), danger=True, words=_("Its very next question is refused. Its users can look up "
                "in Heed itself."))  # fmt: skip
