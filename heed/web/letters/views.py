"""A report's letters: the list, writing and changing one, the second look, and what happens to it afterwards."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from heed.casework.cases.changes import look
from heed.casework.cases.states import Move
from heed.documents.letters import changes, queries, rules, states
from heed.documents.letters.queries import Intended, Letter
from heed.incidents.queries import Incident, given_of
from heed.policy.letters import LetterTemplate
from heed.web import kept
from heed.web.asked import Asked
from heed.web.guidance.shown import said
from heed.web.letters import forms, shown, verbs
from heed.web.letters.finding import back, letter_of, pressed_before, report_of
from heed.web.show import show


@require_safe
def waiting(request: Asked) -> HttpResponse:
    found = [each for each in queries.waiting_for(request.user) if rules.may_release(request.user, each)]
    return show(request, "letters/waiting.html", letters=[shown.shown(each) for each in found])


@require_safe
def letters(request: Asked, reference: str) -> HttpResponse:
    incident = report_of(request, reference)
    look(request.stamp, case=incident.case, thing="letters")
    written = [shown.shown(each) for each in queries.of_case(incident.case)]
    choices = shown.choices(request.user, incident.case)
    return show(request, "letters/letters.html", reference=reference, letters=written, choices=choices)


def write(request: Asked, reference: str, template: str) -> HttpResponse:
    incident = report_of(request, reference)
    found = next((each for each in queries.templates_for(incident.case.agency) if each.id == template), None)
    if found is None:
        raise Http404
    if pressed_before(request, incident):
        return redirect("letters", reference)
    rules.may_write(request.user, incident.case, found).require()
    spoken = queries.recorded(incident.case, found) if found.after else None
    first = {"way": "post", **({"field-spoken_on": localtime(spoken).date()} if spoken else {})}
    form = kept.form(request, forms.Write, about=_about(incident, found), initial=first)
    if form.is_valid() and _without_mistakes(request, incident, form):
        given = given_of(incident)
        letter = changes.draft(
            request.stamp, case=incident.case, intended=form.intended, given=given, token=form.sent_token
        )
        messages.success(request, _("Saved as a draft. Read it as they will."))
        return redirect(shown.home_of(letter))
    return show(request, "letters/write.html", reference=reference, form=form, title=said(found.title),
                about=said(found.about))  # fmt: skip


def change(request: Asked, reference: str, pk: int) -> HttpResponse:
    incident = report_of(request, reference)
    letter = letter_of(incident, pk)
    if pressed_before(request, incident):
        return back(request, letter)
    rules.may_take(request.user, letter, states.CHANGE).require()
    found = next((each for each in queries.templates_for(incident.case.agency) if each.id == letter.template), None)
    if found is None:
        return show(request, "letters/gone.html", status=409, letter=shown.shown(letter))
    first = forms.begun(Intended.of(letter))
    form = kept.form(request, forms.Write, about=_about(incident, found), initial=first)
    if form.is_valid() and _without_mistakes(request, incident, form):
        changes.change(request.stamp, letter, intended=form.intended, given=given_of(incident), token=form.sent_token)
        messages.success(request, _("Saved. Read it as they will."))
        return back(request, letter)
    return show(request, "letters/write.html", reference=reference, form=form, title=said(found.title),
                about=said(found.about), letter=letter)  # fmt: skip


def _about(incident: Incident, template: LetterTemplate) -> forms.About:
    able = queries.may_be_to(incident.case, template)
    persons = list({each.person_id: each.person for each in able if each.person}.values())
    return forms.About(template, persons, bool(queries.sent(incident.case, template.id)))


def _without_mistakes(request: Asked, incident: Incident, form: forms.Write) -> bool:
    """Return whether the rules find nothing wrong; what they find is shown at its question."""
    form.show_mistakes(rules.mistakes(form.intended, incident.case, request.stamp.at))
    return not form.errors


@require_safe
def letter(request: Asked, reference: str, pk: int) -> HttpResponse:
    incident = report_of(request, reference)
    letter = letter_of(incident, pk)
    look(request.stamp, case=incident.case, thing=f"letter:{letter.pk}")
    sheet = queries.sheet_of(letter, letter.words, request.stamp.at)
    mine = letter.released_at is not None or shown.wrote(request.user, letter)
    away = queries.given_away(letter, request.stamp.at) if letter.status in states.OPEN else ()
    return show(
        request,
        "letters/letter.html",
        reference=reference,
        letter=shown.shown(letter),
        sheet=sheet if mine else shown.without_address(sheet),
        mine=mine,
        away=[verbs.given_away(each) for each in away],
        mistakes=rules.mistakes_of(letter, request.stamp.at) if letter.status in states.OPEN else [],
        ways=shown.ways(request.stamp, letter),
        versions=shown.versions(letter),
    )


def finish(request: Asked, reference: str, pk: int) -> HttpResponse:
    incident = report_of(request, reference)
    letter = letter_of(incident, pk)
    if pressed_before(request, incident):
        return back(request, letter)
    rules.may_take(request.user, letter, states.FINISH).require()
    away = queries.given_away(letter, request.stamp.at)
    form = kept.form(request, verbs.Finish, found=away)
    if request.method == "POST" and form.is_valid():
        keep = form.cleaned_data.get("keep", ())
        if {one.key for one in away} - {*keep}:
            form.add_error("keep", _("Take it out of the letter, or tick that it stays"))
        else:
            changes.finish(request.stamp, letter, keep=keep, given=given_of(incident), token=form.sent_token)
            messages.success(request, _("Handed on. Somebody else reads it before it goes."))
            return back(request, letter)
    return show(request, "letters/finish.html", reference=reference, form=form, letter=shown.shown(letter))


def release(request: Asked, reference: str, pk: int) -> HttpResponse:
    incident = report_of(request, reference)
    letter = letter_of(incident, pk)
    if pressed_before(request, incident):
        return back(request, letter)
    rules.may_release(request.user, letter).require()
    look(request.stamp, case=incident.case, thing=f"letter:{letter.pk}")
    words, away = letter.words, queries.given_away(letter, request.stamp.at)
    form = kept.form(request, verbs.Release, way=letter.way, found=away, initial={"version": words.number})
    if form.is_valid():
        sent = form.cleaned_data
        changes.release(
            request.stamp,
            letter,
            again=sent["again"],
            version=sent["version"],
            agreed=sent.get("agreed", ()),
            given=given_of(incident),
            token=form.sent_token,
        )
        messages.success(request, _("Released. Now it can be sent."))
        return back(request, letter)
    sheet = shown.without_address(queries.sheet_of(letter, words, request.stamp.at))
    return show(
        request, "letters/release.html", reference=reference, form=form, letter=shown.shown(letter), sheet=sheet
    )


@dataclass(frozen=True, slots=True)
class Step:
    """A verb of letters that asks for nothing, or for a reason alone."""

    move: Move
    title: Callable[[], str]
    button: Callable[[], str]
    label: Callable[[], str] | None = None


STEPS: Mapping[str, tuple[Step, Callable[..., None]]] = {
    "send": (Step(states.SEND, lambda: _("Say that it was sent"), lambda: _("It was sent today")), changes.send),
    "send-back": (
        Step(states.SEND_BACK, lambda: _("Send the letter back to its writer"), lambda: _("Send it back"),
             lambda: _("What should be different?")),
        changes.send_back,
    ),
    "returned": (
        Step(states.RETURNED, lambda: _("Say that the letter came back"), lambda: _("It came back"),
             lambda: _("What stands on the envelope, or what did you hear?")),
        changes.returned,
    ),
    "withdraw": (
        Step(states.WITHDRAW, lambda: _("Withdraw the letter"), lambda: _("Withdraw it"),
             lambda: _("Why does it not go?")),
        changes.withdraw,
    ),
}  # fmt: skip


def step(request: Asked, reference: str, pk: int, word: str) -> HttpResponse:
    incident = report_of(request, reference)
    letter, found = letter_of(incident, pk), STEPS.get(word)
    if found is None:
        raise Http404
    if pressed_before(request, incident):
        return back(request, letter)
    step, take = found
    rules.may_take(request.user, letter, step.move).require()
    form: Any = kept.form(request, verbs.Reason, label=step.label()) if step.label else kept.form(request, verbs.Sure)
    if request.method == "POST" and form.is_valid():
        more = {"text": form.cleaned_data["text"]} if step.label else {}
        take(request.stamp, letter, given=given_of(incident), token=form.sent_token, **more)
        messages.success(request, _("Saved. {done}.").format(done=_(step.move.verb.done)))
        return back(request, letter)
    return show(request, "letters/step.html", reference=reference, form=form, letter=shown.shown(letter),
                title=step.title(), button=step.button(), where=_where(letter) if word == "send" else "")  # fmt: skip


def _where(letter: Letter) -> str:
    """Return where it goes, for whoever puts it into its envelope."""
    return changes.where(letter) if letter.way == "email" else f"{letter.to_name}\n{letter.to_address}".strip()
