"""Statements: a witness gives theirs; whoever acts on a case asks for one."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from heed.casework.cases.queries import done_already
from heed.documents.evidence import queries as evidence
from heed.documents.evidence.rules import standing
from heed.documents.statements import changes, queries, rules
from heed.documents.statements.queries import Case
from heed.people.agencies.queries import colleague_at
from heed.web import kept
from heed.web.asked import Asked
from heed.web.evidence.receiving import receive_on
from heed.web.evidence.shown import limits, lines
from heed.web.show import show
from heed.web.statements import forms
from heed.web.uploads import takes_files


@takes_files
def statement(request: Asked, key: str) -> HttpResponse:
    found = queries.find(request.user, key)
    if found is None:
        raise Http404
    form = kept.form(request, forms.Give)
    if request.method == "POST" and done_already(found.case, request.POST.get("token")):
        return redirect(request.path)
    if form.is_valid():
        receive_on(request.stamp, form, found.case)
        if form.is_valid():
            changes.give(request.stamp, found, text=form.cleaned_data["text"], token=form.sent_token)
            messages.success(request, _("Thank you. Your statement was sent."))
            return redirect(request.path)
    stands = standing(request.user, found.case)
    files = lines(evidence.shown(request.user, found.case), stands)
    given = queries.given(found)
    return show(request, "statements/statement.html", form=form, asked=found, given=given, files=files, **limits())


def ask_on(request: Asked, case: Case, *, caption: str, back: str) -> HttpResponse:
    """Answer the page on which witnesses of a case are asked for a statement: for the pages of any sort of case."""
    rules.may_invite(standing(request.user, case)).require()
    form = kept.form(request, forms.Invite)
    if form.is_valid():
        witness = colleague_at(request.user, form.cleaned_data["email"])
        decision = rules.may_be_invited(case, witness) if witness else None
        if witness and decision:
            changes.invite(request.stamp, case, witness, text=form.cleaned_data["text"], token=form.sent_token)
            messages.success(request, _("{name} was invited to give a statement.").format(name=witness.name))
            return redirect(request.path)
        form.add_error("email", decision.reason if decision else _("Nobody of this address works here."))
    return show(request, "statements/ask.html", form=form, caption=caption, back=back, statements=queries.of_case(case))
