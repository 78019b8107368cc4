"""A report's page, and everything that can be done to it: each verb has its own small page."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from heed.access.decisions import Decision
from heed.casework.board.queries import brief
from heed.casework.cases.changes import look
from heed.casework.cases.queries import done_already
from heed.casework.cases.states import Move
from heed.casework.duties.queries import missing_before_close
from heed.incidents import changes, queries, rules, states
from heed.incidents.queries import Incident
from heed.web import kept
from heed.web.asked import Asked
from heed.web.duties.places import report_page
from heed.web.duties.shown import line_of
from heed.web.evidence.adding import add_to
from heed.web.incidents import around, forms, page
from heed.web.show import show
from heed.web.statements.views import ask_on
from heed.web.uploads import takes_files


def find(request: Asked, reference: str) -> Incident:
    """Return the report, if the reader may know of it; absent and forbidden look alike (N9)."""
    return get_object_or_404(queries.visible_to(request.user), case__reference=reference)


@require_safe
def report(request: Asked, reference: str) -> HttpResponse:
    incident = queries.whole(request.user, reference)
    if incident is None:
        raise Http404
    read = page.Read.of(request.stamp, incident)
    look(request.stamp, case=incident.case, thing=f"incident:{incident.pk}")
    if read.seen == rules.BLIND:
        return show(request, "incidents/line.html", reference=reference, lines=page.lines_for(read))
    return show(request, "incidents/report.html", **page.page(read))


def step(request: Asked, reference: str, word: str) -> HttpResponse:
    if request.method == "POST" and queries.sent_before(request.user, reference, request.POST.get("token", "")):
        return _back(request, reference)
    incident, move = find(request, reference), page.STEPS.get(word)
    if move is None:
        raise Http404

    def take(form: forms.Step) -> None:
        changes.step(
            request.stamp,
            incident,
            move,
            facts=form.facts_given(),
            answers=form.short_answers(),
            text=form.cleaned_data["text"],
            token=form.sent_token,
        )

    return _verb(request, incident, move, lambda: rules.may_step(request.user, incident, move), take)


def add(request: Asked, reference: str) -> HttpResponse:
    incident = find(request, reference)
    return _written(request, incident, states.ADD, rules.may_add, changes.add)


def return_(request: Asked, reference: str) -> HttpResponse:
    incident = find(request, reference)
    return _written(request, incident, states.RETURN, _may_act(states.RETURN), changes.return_)


def correct(request: Asked, reference: str) -> HttpResponse:
    incident = find(request, reference)
    return _written(request, incident, states.CORRECT, rules.may_correct, changes.correct)


def dispute(request: Asked, reference: str) -> HttpResponse:
    incident = find(request, reference)
    return _written(request, incident, states.DISPUTE, rules.may_dispute, changes.dispute)


def declare_tie(request: Asked, reference: str) -> HttpResponse:
    incident = find(request, reference)
    return _written(request, incident, states.DECLARE_TIE, rules.may_declare_tie, changes.declare_tie)


def hand_over(request: Asked, reference: str) -> HttpResponse:
    incident = find(request, reference)
    teams = {str(team.pk): team for team in around.other_teams(incident)}

    def take(form: forms.Step) -> None:
        team, text = teams[form.cleaned_data["team"]], form.cleaned_data["text"]
        changes.give(request.stamp, incident, team=team, text=text, token=form.sent_token)

    return _verb(request, incident, states.HAND_OVER, lambda: rules.may_hand_over(request.user, incident), take)


def reopen(request: Asked, reference: str) -> HttpResponse:
    incident = find(request, reference)
    return _written(request, incident, states.REOPEN, _may_act(states.REOPEN), changes.reopen)


def close(request: Asked, reference: str) -> HttpResponse:
    incident = find(request, reference)
    if _pressed_before(request, incident):
        return redirect(report_page(reference))
    rules.may_act(request.user, incident, states.CLOSE).require()
    missing = [line_of(brief(duty), request.stamp.at) for duty in missing_before_close(incident.pk)]
    if missing:
        status = 409 if request.method == "POST" else 200
        return show(request, "incidents/not_yet.html", status=status, reference=reference, missing=missing)

    def take(form: forms.Step) -> None:
        outcome, text = form.facts_given()["outcome"], form.cleaned_data["text"]
        changes.close(request.stamp, incident, outcome=outcome, text=text, token=form.sent_token)

    return _verb(request, incident, states.CLOSE, lambda: rules.may_close(request.user, incident), take)


def identify(request: Asked, reference: str) -> HttpResponse:
    incident = find(request, reference)
    if _pressed_before(request, incident):
        return redirect(f"{report_page(reference)}/identify")
    rules.may_act(request.user, incident, states.IDENTIFY).require()
    if not rules.sight(request.user, incident).subject:
        raise Http404
    form = kept.form(request, forms.Identify)
    proposals = {f"{each.involvement.pk}-{each.person.pk}": each for each in queries.proposals(incident)}
    if form.is_valid() and (chosen := proposals.get(form.cleaned_data["proposal"])):
        confirmed = form.cleaned_data["answer"] == "confirm"
        changes.identify(
            request.stamp,
            incident,
            involvement=chosen.involvement,
            person=chosen.person,
            confirmed=confirmed,
            token=form.sent_token,
        )
        messages.success(request, _("Saved. It was decided who the report describes."))
        return redirect(report_page(reference) if confirmed else f"{report_page(reference)}/identify")
    look(request.stamp, case=incident.case, thing=f"incident:{incident.pk}")
    listed = around.proposals_shown(proposals)
    return show(request, "incidents/identify.html", reference=reference, proposals=listed, form=form)


@takes_files
def evidence(request: Asked, reference: str) -> HttpResponse:
    caption = _("Report {reference}").format(reference=reference)
    return add_to(request, find(request, reference).case, caption=caption, back=report_page(reference))


def statements(request: Asked, reference: str) -> HttpResponse:
    caption = _("Report {reference}").format(reference=reference)
    return ask_on(request, find(request, reference).case, caption=caption, back=report_page(reference))


Rule = Callable[[Any, Incident], Decision]


def _may_act(move: Move) -> Rule:
    return lambda user, incident: rules.may_act(user, incident, move)


def _written(request: Asked, incident: Incident, move: Move, rule: Rule, change: Callable[..., None]) -> HttpResponse:
    """Answer the page of a verb that asks for words only."""

    def take(form: forms.Step) -> None:
        change(request.stamp, incident, text=form.cleaned_data["text"], token=form.sent_token)

    return _verb(request, incident, move, lambda: rule(request.user, incident), take)


def _verb(
    request: Asked, incident: Incident, move: Move, may: Callable[[], Decision], take: Callable[[forms.Step], None]
) -> HttpResponse:
    """Answer the page of a verb: ask whether they may, show its form, take it, go back to the report."""
    if _pressed_before(request, incident):
        return _back(request, incident.case.reference)
    may().require()
    about = around.about_of(incident, move)
    form = kept.form(request, forms.FORMS.get(about.word, forms.Step), about=about)
    if form.is_valid():
        take(form)
        messages.success(request, _("Saved. {done}.").format(done=_(move.verb.done)))
        return _back(request, incident.case.reference)
    return show(request, "incidents/verb.html", form=form, **around.around(request.stamp, incident, about))


def _back(request: Asked, reference: str) -> HttpResponse:
    """Go back to the report; home, where its reader saw it only because of what they have done just now."""
    seen = queries.visible_to(request.user).filter(case__reference=reference).exists()
    return redirect(report_page(reference) if seen else "home")


def _pressed_before(request: Asked, incident: Incident) -> bool:
    """Return whether this very form was acted on already: a second press, the back button."""
    return request.method == "POST" and done_already(incident.case, request.POST.get("token"))
