"""Home, what I owe; a duty in full, waived, acknowledged; what comes round for a team."""

from datetime import timedelta

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from heed.casework.board import queries as waiting
from heed.casework.board.queries import brief
from heed.casework.duties import changes, queries, rules
from heed.casework.duties.queries import Duty
from heed.casework.duties.states import STANDING, Status
from heed.casework.plans import queries as plans
from heed.incidents import queries as incidents
from heed.notices.queries import refused_to
from heed.web import kept
from heed.web.asked import Asked
from heed.web.briefing.todo import briefing_of
from heed.web.duties import board, forms, shown
from heed.web.duties.places import page_of
from heed.web.show import show

VERBS = {verb.name.partition(".")[2]: verb for verb in STANDING}


@require_safe
def home(request: Asked) -> HttpResponse:
    user, now = request.user, request.stamp.at
    soon = now + timedelta(days=1)
    chosen = request.GET.get("show", "")
    if chosen not in waiting.VIEWS:
        raise Http404
    counts = waiting.waiting(user, now, soon)
    page = board.pages(chosen, counts).get_page(request.GET.get("page"))
    start = page.start_index() - 1 if page.paginator.count else 0
    rows = waiting.waiting_for(user, chosen, now, soon, start, board.ON_A_PAGE) if page.paginator.count else []
    late = waiting.waiting_for(user, "told", now, soon, 0, board.TOLD_AT_MOST) if counts.told and not chosen else []
    return show(
        request,
        "duties/home.html",
        page=page,
        lines=[board.line(row, now) for row in rows],
        told=[board.line(row, now) for row in late],
        views=board.views_of(counts, chosen),
        counts=counts,
        chosen=chosen,
        briefing=briefing_of(user, now),
        plans=plans.waiting_for(user),
        drafts=incidents.drafts_of(user),
        reports=board.recent(user),
        undelivered=len(refused_to(user)),
    )


def find(request: Asked, pk: int) -> Duty:
    """Return the duty, if the reader may know of it."""
    duty = queries.whole().filter(pk=pk).first()
    if duty is None or not rules.may_see(request.user, duty):
        raise Http404
    return duty


@require_safe
def duty(request: Asked, pk: int) -> HttpResponse:
    found, now = find(request, pk), request.stamp.at
    waive, acknowledge = rules.may_waive(request.user, found), rules.may_acknowledge(request.user, found)
    return show(
        request,
        "duties/duty.html",
        duty=found,
        line=shown.line_of(brief(found), now),
        state=shown.state_of(found, now),
        rows=board.rows_of(found, request.user.pk),
        may_waive=waive,
        may_acknowledge=acknowledge,
        take_href=f"{page_of(found.pk)}/acknowledge",
        is_open=found.status == Status.OPEN,
    )


def waive(request: Asked, pk: int) -> HttpResponse:
    found = find(request, pk)
    rules.may_waive(request.user, found).require()
    form = kept.form(request, forms.Waive)
    if form.is_valid():
        changes.waive(request.stamp, duty=found, reason=form.cleaned_data["reason"])
        messages.success(request, _("It was waived. Your reason is in the record."))
        return redirect("home")
    return show(request, "duties/waive.html", form=form, line=shown.line_of(brief(found), request.stamp.at))


def acknowledge(request: Asked, pk: int) -> HttpResponse:
    found = find(request, pk)
    if found.acknowledged_by_id == request.user.pk:
        return redirect(page_of(found.pk))
    rules.may_acknowledge(request.user, found).require()
    form = kept.form(request, forms.Acknowledge)
    if request.method == "POST" and form.is_valid():
        changes.acknowledge(request.stamp, duty=found)
        messages.success(request, _("Thank you. Nobody further up is told while you look after it."))
        return redirect(page_of(found.pk))
    line = shown.line_of(brief(found), request.stamp.at)
    return show(
        request, "duties/acknowledge.html", form=form, line=line, whose=shown.whose(brief(found), request.user.pk)
    )


def standing(request: Asked, pk: int, word: str) -> HttpResponse:
    verb = VERBS.get(word)
    found = queries.standing_of(pk, f"team.{word}").first() if verb else None
    if found is None or verb is None or not rules.may_see(request.user, found):
        raise Http404
    rules.may_do_standing(request.user, found).require()
    form = kept.form(request, forms.Standing, verb=verb)
    if form.is_valid():
        changes.do_standing(request.stamp, duty=found, text=form.cleaned_data["text"])
        messages.success(request, _("Saved. {done}.").format(done=_(verb.done)))
        return redirect("home")
    since = queries.last_round(found)
    reports = board.nameless(found.team, since) if word == "brief" else None
    line = shown.line_of(brief(found), request.stamp.at)
    return show(
        request, "duties/standing.html", form=form, line=line, team=found.team, reports=reports, since=since, verb=verb
    )
