"""The page of a case's files, with a form to add some: the same for every sort of case."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect

from heed.documents.evidence import queries, rules
from heed.documents.evidence.queries import Case
from heed.web import kept
from heed.web.asked import Asked
from heed.web.evidence import forms, shown
from heed.web.evidence.receiving import receive_on
from heed.web.show import show


def add_to(request: Asked, case: Case, *, caption: str, back: str) -> HttpResponse:
    """Answer the page of a case's files, with a form to add some: for the pages of any sort of case."""
    stands = rules.standing(request.user, case)
    items = queries.shown(request.user, case)
    if not items:
        rules.may_add(stands).require()
    form = kept.form(request, forms.Add)
    if form.is_valid():
        rules.may_add(stands).require()
        count = receive_on(request.stamp, form, case)
        if form.is_valid():
            if count:
                messages.success(request, shown.kept(count))
            return redirect(request.path)
        items = queries.shown(request.user, case)
    return show(
        request,
        "evidence/evidence.html",
        form=form,
        caption=caption,
        back=back,
        files=shown.lines(items, stands),
        may_add=rules.may_add(stands),
        **shown.limits(),
    )
