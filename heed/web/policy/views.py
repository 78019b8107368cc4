"""Reading, trying, comparing and loading a policy. Everybody of the agency reads; only administrators load."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from heed.access import changes, rules
from heed.people.agencies import queries
from heed.policy.explain import chapters
from heed.policy.moments import in_words
from heed.policy.play import implied, what_follows
from heed.web import kept
from heed.web.asked import Asked
from heed.web.policy import forms, shown
from heed.web.policy.compared import Compared, compared
from heed.web.show import show


@require_safe
def policy(request: Asked) -> HttpResponse:
    """Show the policy that runs in plain words, and which ran before it."""
    versions = list(queries.versions_of(request.user.agency))
    book = queries.book_of(versions[0])
    return show(
        request,
        "policy/policy.html",
        book=book,
        version=versions[0],
        versions=versions,
        chapters=chapters(book),
        may_load=rules.may_load_policy(request.user),
    )


@require_safe
def what_if(request: Asked) -> HttpResponse:
    """Play what would follow if something happened. Nothing is written; the question stands in the address."""
    book = queries.book_for(request.user.agency)
    chooser = forms.What(request.GET or None, book=book)
    if not chooser.is_valid():
        return show(request, "policy/choose.html", form=chooser, book=book)
    verb = book.verbs[chooser.cleaned_data["verb"]]
    asked = "on_day" in request.GET
    form = forms.Circumstances(request.GET if asked else None, book=book, verb=verb, now=request.stamp.at)
    follows, at = None, ""
    if asked and form.is_valid():
        moment = form.moment()
        at = in_words(moment, book.calendar.zone)
        follows = [
            shown.follows(book, one) for one in what_follows(book, verb.name, implied(book, form.given()), moment)
        ]
    return show(
        request, "policy/try.html", form=form, book=book, verb=verb, happened=_(verb.done), follows=follows, at=at
    )


def compare(request: Asked) -> HttpResponse:
    """Say what is wrong with another policy, or what would change if it ran."""
    form = kept.form(request, forms.Another)
    found = _compared(request, form) if form.is_valid() else None
    return _show(request, form, found)


@require_POST
def load(request: Asked) -> HttpResponse:
    """Let another policy run from now on: new events follow it, what is owed already keeps its version."""
    rules.may_load_policy(request.user).require()
    form = forms.Another(request.POST)
    found = _compared(request, form) if form.is_valid() else None
    if found is None or found.faults:
        return _show(request, form, found)
    if found.runs_already:
        messages.info(request, _("This policy runs already. Nothing was changed."))
        return redirect("policy")
    changes.load_policy(request.stamp, sources=found.sources)
    messages.success(request, _("This policy runs from now on. What is owed already keeps the version that opened it."))
    return redirect("policy")


def _compared(request: Asked, form: forms.Another) -> Compared:
    return compared(request.user, form.source())


def _show(request: Asked, form: forms.Another, found: Compared | None) -> HttpResponse:
    may = rules.may_load_policy(request.user)
    return show(request, "policy/compare.html", form=form, found=found, may_load=may)
