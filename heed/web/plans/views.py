"""A report's action plan: read, drawn up or changed, agreed, sent back; a line of it done."""

from functools import partial

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from heed.casework.cases.changes import look
from heed.casework.cases.queries import done_already
from heed.casework.plans import changes, queries, rules
from heed.casework.plans.changes import Line
from heed.casework.plans.queries import Plan
from heed.incidents import queries as incidents
from heed.incidents.queries import Incident
from heed.people.agencies.queries import around, called
from heed.web import kept
from heed.web.asked import Asked
from heed.web.plans import forms, shown
from heed.web.show import show


def find(request: Asked, reference: str) -> Incident:
    """Return the report, if the reader may know of it and has a part in its plan."""
    incident = get_object_or_404(incidents.visible_to(request.user), case__reference=reference)
    if not rules.may_read(request.user, incident.case):
        raise Http404
    return incident


@require_safe
def plan(request: Asked, reference: str) -> HttpResponse:
    incident = find(request, reference)
    found = queries.of_case(incident.case)
    if found is None:
        rules.may_propose(request.user, incident.case).require()
        return redirect("propose_plan", reference)
    look(request.stamp, case=incident.case, thing=f"plan:{found.pk}")
    dropped = queries.dropped_from(found)
    plan = shown.shown(found, request.user, whole=True)
    return show(request, "plans/plan.html", reference=reference, plan=plan, dropped=dropped)


def propose(request: Asked, reference: str) -> HttpResponse:
    incident = find(request, reference)
    if _pressed_before(request, incident):
        return redirect("plan", reference)
    rules.may_propose(request.user, incident.case).require()
    found = queries.of_case(incident.case)
    begun = [forms.Written(each.text, each.owner, each.due_on) for each in queries.undone(found)] if found else []
    form = kept.form(request, forms.Lines, find=partial(called, request.user.agency), begun=begun)
    if form.is_valid():
        lines = [Line(each.text, each.owner, each.due_on) for each in form.written]
        given = incidents.given_of(incident)
        changes.propose(request.stamp, case=incident.case, lines=lines, given=given, token=form.sent_token)
        messages.success(request, _("Saved. You have agreed to the plan; now the other one must."))
        return redirect("plan", reference)
    people = around(incident.case.team, request.stamp.at)
    return show(request, "plans/propose.html", reference=reference, form=form, plan=found, people=people)


def agree(request: Asked, reference: str) -> HttpResponse:
    incident = find(request, reference)
    found = _plan_of(incident)
    if _pressed_before(request, incident):
        return redirect("plan", reference)
    rules.may_agree(request.user, found).require()
    form = kept.form(request, forms.Agree)
    if request.method == "POST" and form.is_valid():
        given = incidents.given_of(incident)
        changes.agree(request.stamp, plan=found, given=given, token=form.sent_token)
        messages.success(request, _("Saved. You have agreed to the plan."))
        return redirect("plan", reference)
    plan = shown.shown(found, request.user)
    return show(request, "plans/agree.html", reference=reference, form=form, plan=plan)


def send_back(request: Asked, reference: str) -> HttpResponse:
    incident = find(request, reference)
    found = _plan_of(incident)
    if _pressed_before(request, incident):
        return redirect("plan", reference)
    rules.may_send_back(request.user, found).require()
    form = kept.form(request, forms.SendBack)
    if form.is_valid():
        given = incidents.given_of(incident)
        text = form.cleaned_data["text"]
        changes.send_back(request.stamp, plan=found, text=text, given=given, token=form.sent_token)
        messages.success(request, _("Saved. The plan was sent back."))
        return redirect("plan", reference)
    return show(request, "plans/send_back.html", reference=reference, form=form)


def do_line(request: Asked, reference: str, pk: int) -> HttpResponse:
    incident = get_object_or_404(incidents.visible_to(request.user), case__reference=reference)
    plan = _plan_of(incident)
    line = next((each for each in queries.lines_of(plan) if each.pk == pk), None)
    if line is None or not rules.may_read_line(request.user, line):
        raise Http404
    if _pressed_before(request, incident):
        return redirect("home")
    rules.may_do_line(request.user, line).require()
    form = kept.form(request, forms.DoLine)
    if form.is_valid():
        given = incidents.given_of(incident)
        text = form.cleaned_data["text"]
        changes.do_line(request.stamp, action=line, given=given, text=text, token=form.sent_token)
        messages.success(request, _("Saved. The line of the plan was done."))
        return redirect("home")
    return show(request, "plans/line.html", reference=reference, form=form, line=line)


def _plan_of(incident: Incident) -> Plan:
    found = queries.of_case(incident.case)
    if found is None:
        raise Http404
    return found


def _pressed_before(request: Asked, incident: Incident) -> bool:
    """Return whether this very form was acted on already: a second press, the back button."""
    return request.method == "POST" and done_already(incident.case, request.POST.get("token"))
