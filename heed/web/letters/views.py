"""The letters of a report or an entry: the list, writing and changing one, the second look, what comes after."""

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
from heed.casework.cases.states import Move, Sort
from heed.documents.letters import changes, queries, rules, states
from heed.documents.letters.queries import Intended, Letter
from heed.policy.letters import LetterTemplate
from heed.register.appeals import queries as appeals
from heed.register.appeals.queries import of_marker
from heed.register.telling.queries import words_of
from heed.web import kept
from heed.web.asked import Asked
from heed.web.guidance.shown import said
from heed.web.letters import forms, shown, verbs
from heed.web.letters.finding import Desk, back, desk_of, letter_of, pressed_before
from heed.web.register.page import sources
from heed.web.show import show


@require_safe
def waiting(request: Asked) -> HttpResponse:
    found = [each for each in queries.waiting_for(request.user) if rules.may_release(request.user, each)]
    return show(request, "letters/waiting.html", letters=[shown.shown(each) for each in found])


@require_safe
def letters(request: Asked, home: Sort, reference: str) -> HttpResponse:
    desk = desk_of(request, home, reference)
    look(request.stamp, case=desk.case, thing="letters")
    written = [shown.shown(each) for each in queries.of_case(desk.case)]
    choices = shown.choices(request.user, desk.case)
    return show(request, "letters/letters.html", desk=desk, letters=written, choices=choices)


def write(request: Asked, home: Sort, reference: str, template: str) -> HttpResponse:
    desk = desk_of(request, home, reference)
    found = next((each for each in queries.templates_for(desk.case.agency) if each.id == template), None)
    if found is None:
        raise Http404
    if pressed_before(request, desk):
        return redirect(desk.letters)
    rules.may_write(request.user, desk.case, found).require()
    form = kept.form(request, forms.Write, about=_about(desk, found), initial=_first(request, desk, found))
    if form.is_valid() and _without_mistakes(request, desk, form):
        letter = changes.draft(
            request.stamp, case=desk.case, intended=form.intended, given=desk.given, token=form.sent_token
        )
        messages.success(request, _("Saved as a draft. Read it as they will."))
        return redirect(shown.home_of(letter))
    return show(request, "letters/write.html", desk=desk, form=form, title=said(found.title),
                about=said(found.about), back=desk.letters, sources=_sources(desk))  # fmt: skip


def _first(request: Asked, desk: Desk, template: LetterTemplate) -> dict[str, Any]:
    """Return what the form begins with: what the entry says, or when it was that they were spoken with."""
    spoken = queries.recorded(desk.case, template) if template.after else None
    first: dict[str, Any] = {"way": "post", **({"field-spoken_on": localtime(spoken).date()} if spoken else {})}
    words = words_of(desk.marker, request.stamp.at) if desk.marker else {}
    appeal = of_marker(desk.marker) if desk.marker else None
    if appeal is not None:
        words |= appeals.words_of(appeal)
        first |= {f"part-{name}": value for name, value in appeals.said_of(appeal).items()}
    return first | {f"field-{name}": value for name, value in words.items()}


def _sources(desk: Desk) -> list[tuple[str, str]]:
    """Return what the entry rests on, for who writes what they did."""
    return list(sources(desk.marker)) if desk.marker else []


def change(request: Asked, home: Sort, reference: str, pk: int) -> HttpResponse:
    desk = desk_of(request, home, reference)
    letter = letter_of(desk, pk)
    if pressed_before(request, desk):
        return back(request, letter)
    rules.may_take(request.user, letter, states.CHANGE).require()
    found = next((each for each in queries.templates_for(desk.case.agency) if each.id == letter.template), None)
    if found is None:
        return show(request, "letters/gone.html", status=409, letter=shown.shown(letter))
    first = forms.begun(Intended.of(letter))
    form = kept.form(request, forms.Write, about=_about(desk, found), initial=first)
    if form.is_valid() and _without_mistakes(request, desk, form):
        changes.change(request.stamp, letter, intended=form.intended, given=desk.given, token=form.sent_token)
        messages.success(request, _("Saved. Read it as they will."))
        return back(request, letter)
    return show(request, "letters/write.html", desk=desk, form=form, title=said(found.title),
                about=said(found.about), back=shown.home_of(letter), sources=_sources(desk))  # fmt: skip


def _about(desk: Desk, template: LetterTemplate) -> forms.About:
    able = queries.may_be_to(desk.case, template)
    persons = {each.person.pk: each.person for each in able if each.person and desk.may_be_to(each.person)}
    return forms.About(template, list(persons.values()), bool(queries.sent(desk.case, template.id)))


def _without_mistakes(request: Asked, desk: Desk, form: forms.Write) -> bool:
    """Return whether the rules find nothing wrong; what they find is shown at its question."""
    form.show_mistakes(rules.mistakes(form.intended, desk.case, request.stamp.at))
    return not form.errors


@require_safe
def letter(request: Asked, home: Sort, reference: str, pk: int) -> HttpResponse:
    desk = desk_of(request, home, reference)
    letter = letter_of(desk, pk)
    look(request.stamp, case=desk.case, thing=f"letter:{letter.pk}")
    sheet = queries.sheet_of(letter, letter.words, request.stamp.at)
    mine = letter.released_at is not None or shown.wrote(request.user, letter)
    away = queries.given_away(letter, request.stamp.at) if letter.status in states.OPEN else ()
    return show(
        request,
        "letters/letter.html",
        desk=desk,
        letter=shown.shown(letter),
        sheet=sheet if mine else shown.without_address(sheet),
        mine=mine,
        away=[verbs.given_away(each) for each in away],
        mistakes=rules.mistakes_of(letter, request.stamp.at) if letter.status in states.OPEN else [],
        ways=shown.ways(request.stamp, letter),
        versions=shown.versions(letter),
    )


def finish(request: Asked, home: Sort, reference: str, pk: int) -> HttpResponse:
    desk = desk_of(request, home, reference)
    letter = letter_of(desk, pk)
    if pressed_before(request, desk):
        return back(request, letter)
    rules.may_take(request.user, letter, states.FINISH).require()
    away = queries.given_away(letter, request.stamp.at)
    form = kept.form(request, verbs.Finish, found=away)
    if request.method == "POST" and form.is_valid():
        keep = form.cleaned_data.get("keep", ())
        if {one.key for one in away} - {*keep}:
            form.add_error("keep", _("Take it out of the letter, or tick that it stays"))
        else:
            changes.finish(request.stamp, letter, keep=keep, given=desk.given, token=form.sent_token)
            messages.success(request, _("Handed on. Somebody else reads it before it goes."))
            return back(request, letter)
    return show(request, "letters/finish.html", desk=desk, form=form, letter=shown.shown(letter))


def release(request: Asked, home: Sort, reference: str, pk: int) -> HttpResponse:
    desk = desk_of(request, home, reference)
    letter = letter_of(desk, pk)
    if pressed_before(request, desk):
        return back(request, letter)
    rules.may_release(request.user, letter).require()
    look(request.stamp, case=desk.case, thing=f"letter:{letter.pk}")
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
            given=desk.given,
            token=form.sent_token,
        )
        messages.success(request, _("Released. Now it can be sent."))
        return back(request, letter)
    sheet = shown.without_address(queries.sheet_of(letter, words, request.stamp.at))
    return show(request, "letters/release.html", desk=desk, form=form, letter=shown.shown(letter), sheet=sheet)


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


def step(request: Asked, home: Sort, reference: str, pk: int, word: str) -> HttpResponse:
    desk = desk_of(request, home, reference)
    letter, way = letter_of(desk, pk), STEPS.get(word)
    if way is None:
        raise Http404
    if pressed_before(request, desk):
        return back(request, letter)
    step, take = way
    rules.may_take(request.user, letter, step.move).require()
    form: Any = kept.form(request, verbs.Reason, label=step.label()) if step.label else kept.form(request, verbs.Sure)
    if request.method == "POST" and form.is_valid():
        more = {"text": form.cleaned_data["text"]} if step.label else {}
        take(request.stamp, letter, given=desk.given, token=form.sent_token, **more)
        messages.success(request, _("Saved. {done}.").format(done=_(step.move.verb.done)))
        return back(request, letter)
    return show(request, "letters/step.html", desk=desk, form=form, letter=shown.shown(letter),
                title=step.title(), button=step.button(), where=_where(letter) if word == "send" else "")  # fmt: skip


def _where(letter: Letter) -> str:
    """Return where it goes, for whoever puts it into its envelope."""
    return changes.where(letter) if letter.way == "email" else f"{letter.to_name}\n{letter.to_address}".strip()
