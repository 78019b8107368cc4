"""An appeal against an entry, its papers, and what each does with it."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from heed.access.decisions import Refused
from heed.casework.board.queries import open_on
from heed.casework.cases.changes import look
from heed.casework.cases.queries import done_already
from heed.documents.letters.paper.typeset import Untypeset
from heed.documents.letters.rules import may_write
from heed.people.agencies.queries import book_for
from heed.register.appeals import changes, rules
from heed.register.appeals.changes import Received
from heed.register.appeals.papers.queries import bundle
from heed.register.appeals.papers.queries import papers as put_together
from heed.register.appeals.papers.rules import Reader
from heed.register.appeals.queries import (
    Appeal,
    acknowledged_at,
    could_sit,
    is_open,
    letters_owed,
    of_marker,
    seat_of,
    touched,
    waits_for_comment,
)
from heed.register.appeals.states import RECEIVE, How, Outcome
from heed.register.markers.queries import Marker, of_person
from heed.register.telling.rules import may_read_letters
from heed.web import kept
from heed.web.appeals import forms
from heed.web.appeals.verbs import WAYS
from heed.web.asked import Asked
from heed.web.duties.places import entry_page
from heed.web.duties.shown import as_title, line_of, whose
from heed.web.govuk.parts import Link, Row
from heed.web.guidance.shown import said
from heed.web.headers import SEALED
from heed.web.register.views import find
from heed.web.show import show
from heed.web.words import in_words, moment


def found(request: Asked, reference: str) -> Appeal:
    """Return the newest appeal against an entry that the reader may know of; absent and forbidden look alike (N9)."""
    appeal = of_marker(find(request, reference))
    if appeal is None:
        raise Http404
    return appeal


@require_safe
def appeal(request: Asked, reference: str) -> HttpResponse:
    """Show how an appeal stands."""
    one = found(request, reference)
    rules.may_see(request.user, one).require()
    look(request.stamp, case=one.marker.case, thing=f"appeal:{one.pk}")
    seat = seat_of(request.user, one)
    return show(
        request,
        "appeals/appeal.html",
        **_head(one),
        rows=_rows(one),
        seats=[(each.user.name, each.chairs, *_view_of(each, one, request)) for each in one.seats.all()],
        seat=seat,
        waits=is_open(one) and waits_for_comment(one, request.stamp.at),
        owed=[line_of(each, request.stamp.at, whose(each, request.user.pk)) for each in open_on(one.marker.pk)
              if each.verb.startswith("appeal.")],
        letters=_letters(one, request),
        ways=[Link(_title(word), f"{here(reference)}/{word}") for word, way in WAYS.items()
              if word != "step-down" and way.may(request.user, one, request.stamp.at)],
        keeps=seat is None,
    )  # fmt: skip


def _letters(one: Appeal, request: Asked) -> list[Link]:
    """Return the letters of the appeal that are owed, for whoever may write them."""
    case = one.marker.case
    templates = book_for(case.agency).letters
    owed = [templates[id_] for id_ in letters_owed(one) if id_ in templates]
    return [Link(said(each.title), f"{case.page}/letters/write/{each.id}") for each in owed
            if may_read_letters(request.user, one.marker) and may_write(request.user, case, each)]  # fmt: skip


def here(reference: str) -> str:
    """Return the path of the page of an entry's appeal."""
    return f"{entry_page(reference)}/appeal"


def _title(word: str) -> str:
    return _("Record what the panel decided") if word == "decide" else as_title(_(WAYS[word].move.verb.do))


def _head(one: Appeal) -> dict[str, Any]:
    return {"appeal": one, "reference": one.marker.case.reference, "about": of_person(one.marker) or _("Deleted"),
            "standing": one.status_words, "open": is_open(one)}  # fmt: skip


def _rows(one: Appeal) -> list[Row]:
    """Return what the appeal is, by when it is answered, and what came of it."""
    told = acknowledged_at(one)
    way = _("{way}, {day}").format(way=How(one.how).label, day=in_words(one.received_on))
    listed = [
        (_("Received"), way),
        (_("On their behalf"), one.by_name),
        (_("What they say"), one.grounds),
        (_("Recorded"), _("{name}, {when}").format(name=one.recorded_by.name, when=moment(one.recorded_at))),
        (_("They hear that it came by"), "" if told or not is_open(one) else moment(one.acknowledge_due_at)),
        (_("They were told that it came"), moment(told) if told else ""),
        (_("Each of the panel says how they see it by"), moment(one.hear_due_at)),
        (_("They have an answer by"), moment(one.answer_due_at)),
        (_("Decided"), f"{Outcome(one.outcome).label}, {moment(one.decided_at)}" if one.decided_at else ""),
        (_("Why"), one.reasons),
    ]
    return [Row(key, value) for key, value in listed if value]


def _view_of(seat: Any, one: Appeal, request: Asked) -> tuple[str, str]:
    """Return how one of the panel sees it: their own to each, everybody’s when each has said it."""
    mine, all_in = seat.user_id == request.user.pk, all(each.view for each in one.seats.all())
    if seat.left_at:
        return _("Has stepped down; somebody else takes their place"), ""
    if not seat.view:
        return _("Has not said yet"), ""
    if not (mine or all_in):
        return _("Has said how they see it"), ""
    return str(Outcome(seat.view).label), seat.reasons


@require_safe
def papers(request: Asked, reference: str, reader: str) -> HttpResponse:
    """Show the papers as this reader may read them."""
    one, whose_ = _papers_for(request, reference, reader)
    return show(request, "appeals/papers.html", **_head(one), reader=whose_.value, blocks=put_together(one, whose_))


@require_safe
def papers_pdf(request: Asked, reference: str, reader: str) -> HttpResponse:
    """Give the papers as a file to print, to who may read them."""
    one, whose_ = _papers_for(request, reference, reader)
    try:
        content = bundle(one, whose_, request.user, request.stamp.at)
    except Untypeset as problem:
        raise Refused(_("The papers cannot be printed: {problem}.").format(problem=problem)) from problem
    answer = HttpResponse(content, content_type="application/pdf")
    answer.headers["Content-Disposition"] = f'attachment; filename="{reference}-{whose_.value}.pdf"'
    answer.headers["Content-Security-Policy"] = SEALED
    return answer


def _papers_for(request: Asked, reference: str, reader: str) -> tuple[Appeal, Reader]:
    one = found(request, reference)
    if reader not in tuple(Reader):
        raise Http404
    rules.may_see(request.user, one).require()
    seat = seat_of(request.user, one)
    if seat is not None and not one.decided_at and request.user.pk in touched(one.marker, but=one):
        raise Http404
    look(request.stamp, case=one.marker.case, thing=f"appeal-papers:{one.pk}")
    return one, Reader(reader)


def receive(request: Asked, reference: str) -> HttpResponse:
    """Record an appeal."""
    marker = find(request, reference)
    if _pressed_before(request, marker):
        return redirect(here(reference))
    rules.may_receive(request.user, marker).require()
    form = kept.form(request, forms.Receive)
    if form.is_valid():
        sent = form.cleaned_data
        received = Received(sent["received_on"], How(sent["how"]), sent["grounds"], sent["by_name"], sent["told"])
        changes.receive(request.stamp, marker, received, token=form.sent_token)
        messages.success(request, _("Saved. The entry goes on warning until the panel has decided."))
        return redirect(here(reference))
    title = as_title(_(RECEIVE.verb.do))
    return show(request, "appeals/step.html", form=form, title=title, reference=reference,
                about=of_person(marker), back=entry_page(reference), word="receive")  # fmt: skip


def step(request: Asked, reference: str, word: str) -> HttpResponse:
    """Do a verb of an appeal."""
    one, way = found(request, reference), WAYS.get(word)
    if way is None:
        raise Http404
    back = here(reference) if rules.may_see(request.user, one) else entry_page(reference)
    if _pressed_before(request, one.marker):
        return redirect(back)
    way.may(request.user, one, request.stamp.at).require()
    people = could_sit(one.marker, request.stamp.at, but=one) if word in ("name-panel", "fill-seat") else []
    if word == "fill-seat":
        people = [each for each in people if seat_of(each, one) is None]
    on = forms.On(one, book_for(one.marker.case.agency), people, request.user)
    form = kept.form(request, way.form, on=on)
    if form.is_valid() and request.method == "POST":
        way.take(request.stamp, one, form)
        messages.success(request, _("Saved. {done}.").format(done=_(way.move.verb.done)))
        return redirect("home" if word == "step-down" else back)
    title = _title(word)
    return show(request, "appeals/step.html", form=form, title=title, back=back, word=word, **_head(one))


def _pressed_before(request: Asked, marker: Marker) -> bool:
    """Return whether this very form was acted on already: a second press, the back button."""
    return request.method == "POST" and done_already(marker.case, request.POST.get("token"))
