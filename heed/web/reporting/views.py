"""The pages of reporting. Each page is kept as it is sent, right or wrong; only the last one makes a report of it."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from heed.incidents import changes, queries
from heed.incidents.drafts import changes as drafting
from heed.people.agencies.queries import book_for
from heed.web import kept
from heed.web.evidence.shown import limits
from heed.web.guidance.shown import charts_of_kinds, said, support
from heed.web.reporting import files, finding, pages, shown
from heed.web.reporting.facts import always_told, whole
from heed.web.reporting.files import Files
from heed.web.reporting.forms import NONE, Safe
from heed.web.reporting.people import Finder
from heed.web.reporting.telling import Page, Telling
from heed.web.show import show
from heed.web.stamps import signed
from heed.web.uploads import takes_files

CHANGE = "change"
"""In the address of a page that was reached from the check of all answers, where the reader goes back to."""
SOON = 4
"""Moments of what is to come that are shown at once; the others are folded away."""


def start(request: HttpRequest) -> HttpResponse:
    """Show what was begun and not sent; without any, the first page of a new report."""
    stamp = signed(request)
    drafts = list(queries.drafts_of(stamp.user))
    if not drafts:
        return new(request)
    book = book_for(stamp.user.agency)
    lines = [shown.draft(each, pages.telling(stamp, each.answers, book)) for each in drafts]
    return show(request, "reporting/start.html", drafts=lines, in_doubt=said(book.reporting.in_doubt))


@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Ask first whether everybody is safe; the first answer begins the draft."""
    stamp = signed(request)
    told = pages.telling(stamp, {})
    form = kept.form(request, Safe, telling=told)
    if request.method == "POST":
        draft = drafting.start_draft(stamp, key=request.POST.get("key", ""))
        drafting.save_page(stamp, draft, page="safe", answers=form.kept())
        return _onwards(request, draft.key, told.with_page("safe", form.kept()), "safe")
    key = (getattr(request, "kept_post", None) or {}).get("key") or drafting.new_draft_key()
    return show(request, "reporting/new.html", form=form, key=key, action=reverse("report_new"))


@takes_files
@require_http_methods(["GET", "HEAD", "POST"])
def page(request: HttpRequest, key: str, word: str) -> HttpResponse:
    """Ask for one thing."""
    stamp = signed(request)
    draft = _draft(request, key)
    if draft.incident_id:
        return redirect("report_sent", key)
    told = pages.telling(stamp, draft.answers)
    if word not in told.pages:
        raise Http404
    if not told.applies(word):
        return _go(request, key, told.after(word))
    one = told.pages[word]
    if issubclass(one.form, Finder):
        return _found(request, draft, told, one)
    if issubclass(one.form, Files):
        return _with_files(request, draft, told, one)
    if request.method == "POST":
        form = one.form(request.POST, telling=told)
        if word == "elsewhere" and form.is_valid() and form.cleaned_data["route"] != NONE:
            drafting.discard_draft(stamp, draft)
            return redirect("report_elsewhere", form.cleaned_data["route"])
        drafting.save_page(stamp, draft, page=word, answers=form.kept())
        if "later" in request.POST or form.is_valid():
            return _onwards(request, key, told.with_page(word, form.kept()), word)
    elif getattr(request, "kept_post", None) is not None:
        form = kept.form(request, one.form, telling=told)
    else:
        form = told.form(word)
    return _show(request, key, told, one, form)


def _found(request: HttpRequest, draft: Any, told: Telling, one: Page) -> HttpResponse:
    """Ask for people, one name after another."""
    stamp = signed(request)
    step = finding.step(request, stamp.user, told, one.word)
    if request.method == "POST":
        drafting.save_page(stamp, draft, page=one.word, answers=step.typed)
        told = told.with_page(one.word, step.typed)
        if "later" in request.POST or told.done(one.word):
            return _onwards(request, draft.key, told, one.word)
        if not step.form.errors:
            return redirect(request.get_full_path())
    return _show(request, draft.key, told, one, step.form, people=step.people, template="reporting/people.html")


def _with_files(request: HttpRequest, draft: Any, told: Telling, one: Page) -> HttpResponse:
    """Ask for photos and files, as often as there are more."""
    stamp = signed(request)
    form: Any = one.form(telling=told)
    if request.method == "POST":
        step = files.step(request, stamp, told, draft.key)
        form = step.form
        drafting.save_page(stamp, draft, page=one.word, answers={})
        told = told.with_page(one.word, {})
        if not form.errors:
            return redirect(request.get_full_path()) if step.stay else _onwards(request, draft.key, told, one.word)
    return _show(request, draft.key, told, one, form, files=files.lines(stamp, draft.key), **limits())


def _show(
    request: HttpRequest, key: str, told: Telling, one: Page, form: Any, *, template: str = "", **more: Any
) -> HttpResponse:
    """Show a page of the report."""
    before = told.before(one.word)
    changing = CHANGE in request.GET and not told.first_gap()
    back = reverse("report_check", args=[key]) if changing else _address(key, before) if before else reverse("report")
    return show(
        request,
        template or one.template,
        form=form,
        title=getattr(form, "title", ""),
        back=back,
        told=told,
        charts=charts_of_kinds(told.book, told.kinds, told.stamp.user.agency.word),
        in_doubt=said(told.book.reporting.in_doubt),
        always=[shown.fact_in_words(fact) for fact in always_told(told)],
        **more,
    )


def _onwards(request: HttpRequest, key: str, told: Telling, word: str) -> HttpResponse:
    """Go to the list for another time, or to the page that follows: where answers were changed, to what that opened."""
    if "later" in request.POST:
        return redirect("report")
    if not told.done(word):
        return redirect(_address(key, word))
    return _go(request, key, told.first_gap() if CHANGE in request.GET else told.after(word))


def _go(request: HttpRequest, key: str, word: str) -> HttpResponse:
    """Go to a page of the report, or where there is none left to the check of all answers."""
    if not word:
        return redirect("report_check", key)
    return redirect(_address(key, word) + (f"?{CHANGE}=1" if CHANGE in request.GET else ""))


def _address(key: str, word: str) -> str:
    return reverse("report_page", args=[key, word])


def _draft(request: HttpRequest, key: str) -> Any:
    """Return the reader's own draft; somebody else's is not there (N9)."""
    draft = queries.draft_of(signed(request).user, key)
    if draft is None:
        raise Http404
    return draft


@require_http_methods(["GET", "HEAD", "POST"])
def check(request: HttpRequest, key: str) -> HttpResponse:
    """Show all answers before they are sent; sending twice makes one report."""
    stamp = signed(request)
    draft = _draft(request, key)
    if draft.incident_id:
        return redirect("report_sent", key)
    told = pages.telling(stamp, draft.answers)
    gap = told.first_gap()
    if gap:
        return redirect(f"{_address(key, gap)}?{CHANGE}=1" if told.done("story") else _address(key, gap))
    if request.method == "POST":
        changes.report(stamp, whole(told), draft=draft)
        return redirect("report_sent", key)
    return show(
        request,
        "reporting/check.html",
        cards=shown.cards(told, key, [line.name for line in files.lines(stamp, key)]),
        back=_address(key, list(told.route())[-1]),
        sensitive=any(told.book.kinds[kind].sensitive for kind in told.kinds),
    )


def sent(request: HttpRequest, key: str) -> HttpResponse:
    """Say that it was sent, under which reference, and what happens next and by when."""
    draft = _draft(request, key)
    if draft.incident is None:
        return redirect("report_check", key)
    book = book_for(draft.agency)
    incident = draft.incident
    coming = shown.to_come(incident.pk, book, incident.reported_at)
    return show(
        request,
        "reporting/sent.html",
        reference=incident.case.reference,
        after=said(book.reporting.after),
        soon=coming[:SOON],
        later=coming[SOON:],
        charts=charts_of_kinds(book, incident.facts["kinds"], draft.agency.word),
        support=support(book),
        guidance=reverse("guidance", args=[draft.agency.word]),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def discard(request: HttpRequest, key: str) -> HttpResponse:
    """Throw a draft away, once it was asked whether that is meant."""
    draft = _draft(request, key)
    if draft.incident_id:
        return redirect("report_sent", key)
    if request.method == "POST":
        drafting.discard_draft(signed(request), draft)
        return redirect("report")
    return show(request, "reporting/discard.html", started_at=draft.started_at, back=reverse("report"))


@require_safe
def elsewhere(request: HttpRequest, route: str) -> HttpResponse:
    """Say where to go with what other procedures deal with."""
    book = book_for(signed(request).user.agency)
    if route not in book.routes:
        raise Http404
    found = book.routes[route]
    return show(request, "reporting/elsewhere.html", who=said(found.who), to=said(found.to), support=support(book))
