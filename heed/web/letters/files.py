"""A letter as files: the PDF as it goes, the Word document for its writer, and the words that come back in one."""

from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from heed.access.decisions import Refused
from heed.casework.cases.changes import look
from heed.casework.cases.states import Sort
from heed.documents.letters import changes, queries, rules, states
from heed.documents.letters.paper import typeset
from heed.documents.letters.paper import word as paper
from heed.documents.letters.queries import Letter
from heed.web import kept
from heed.web.asked import Asked
from heed.web.letters import shown, verbs
from heed.web.letters.finding import back, desk_of, letter_of, pressed_before
from heed.web.show import show

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@require_safe
def pdf(request: Asked, home: Sort, reference: str, pk: int) -> HttpResponse:
    """Answer with the very pages that were released; before that with a draft, for its writer alone."""
    letter = _mine(request, home, reference, pk)
    content = queries.pages_of(letter)
    if content is None:
        try:
            content = typeset.pdf(queries.sheet_of(letter, letter.words, request.stamp.at))
        except typeset.Untypeset as problem:
            raise Refused(_("The letter cannot be printed: {problem}.").format(problem=problem)) from problem
    return _file(content, letter, "pdf", "application/pdf")


@require_safe
def word(request: Asked, home: Sort, reference: str, pk: int) -> HttpResponse:
    """Answer with the letter as a Word document."""
    letter = _mine(request, home, reference, pk)
    content = paper.document(queries.sheet_of(letter, letter.words, request.stamp.at))
    return _file(content, letter, "docx", DOCX)


def bring_back(request: Asked, home: Sort, reference: str, pk: int) -> HttpResponse:
    """Take the words of a document that was changed in Word."""
    desk = desk_of(request, home, reference)
    letter = letter_of(desk, pk)
    if pressed_before(request, desk):
        return back(request, letter)
    rules.may_take(request.user, letter, states.CHANGE).require()
    form = kept.form(request, verbs.BringBack)
    if request.method == "POST" and form.is_valid():
        try:
            subject, blocks = paper.brought_back(form.cleaned_data["file"].read(paper.LARGEST + 1))
            changes.bring_back(
                request.stamp, letter, subject=subject, blocks=blocks, given=desk.given, token=form.sent_token
            )
        except paper.Unread as problem:
            form.add_error("file", _("This document cannot be taken back: {problem}").format(problem=problem))
        except Refused as refusal:
            form.add_error("file", refusal.reason)
        else:
            messages.success(request, _("Brought back. Look at what was changed; somebody else must too."))
            return back(request, letter)
    return show(request, "letters/bring_back.html", form=form, letter=shown.shown(letter))


def _mine(request: Asked, home: Sort, reference: str, pk: int) -> Letter:
    desk = desk_of(request, home, reference)
    letter = letter_of(desk, pk)
    if letter.released_at is None and not shown.wrote(request.user, letter):
        raise Refused(_("Only its writer downloads a letter before it is released."))
    look(request.stamp, case=desk.case, thing=f"letter:{letter.pk}")
    return letter


def _file(content: bytes, letter: Letter, ending: str, kind: str) -> HttpResponse:
    """Answer with a file whose name says nothing of whom it is to."""
    name = f"{letter.case.reference}-{letter.template}.{ending}"
    return HttpResponse(content, content_type=kind, headers={"Content-Disposition": f'attachment; filename="{name}"'})
