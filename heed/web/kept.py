"""Typed text outlives the session: what is sent after signing out is kept, sealed, until the same person is back.

A form that arrives when its sender is no longer signed in is put, encrypted, into the anonymous session's row and the
sender is asked to sign in. Then the same page comes up with everything filled in. Passwords and files are not kept.

The key is made from the program's secret and from a mark of who was signed in in this browser (a cookie that says no
name and ends with the browser). So the session table holds nothing readable, and whoever else signs in on the same
machine can never open it.

A view that shows a form makes it with `form(request, FormClass)`; what was kept is also at `request.kept_post`.
"""

import json
from base64 import urlsafe_b64encode
from collections.abc import Callable
from enum import StrEnum
from typing import Any, TypeVar

from cryptography.fernet import Fernet, InvalidToken
from django import forms
from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect, QueryDict
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

SHELF = "kept"  # the session's key: path → sealed fields
ROOM = 5  # pages kept at once; the oldest goes first
LIMIT = 500_000  # characters
F = TypeVar("F", bound=forms.BaseForm)


class Why(StrEnum):
    """Why something was kept and not done."""

    SIGNED_OUT = "signed-out"
    OLD_PAGE = "old-page"  # its sender has signed in again since the page was opened
    UNBRIEFED = "unbriefed"  # its sender is to be briefed first


def form(request: HttpRequest, form_class: type[F], **options: Any) -> F:
    """Return the page's form: with what was posted, with what was kept, or empty.

    Filled with what was kept it says so and is not valid, so that nothing is done before the person sends it again.
    """
    if request.method == "POST":
        return form_class(request.POST, request.FILES, **options)
    typed = getattr(request, "kept_post", None)
    if typed is None:
        return form_class(**options)
    made = form_class(typed, **options)
    made.add_error(None, _said(getattr(request, "kept_why", Why.SIGNED_OUT)))
    return made


def _said(why: Why) -> str:
    if why is Why.UNBRIEFED:
        return _("We kept what you typed while you read the briefing. Check it and send it again.")
    if why is Why.OLD_PAGE:
        return _("You had signed in again since you opened this page. Check what you wrote and send it again.")
    return _("You were signed out before we got this. Check what you wrote and send it again.")


def keep(request: HttpRequest, why: Why | None = None) -> bool:
    """Keep the posted fields for whoever was signed in here last; return whether that was possible."""
    why = why or (Why.OLD_PAGE if SESSION_KEY in request.session else Why.SIGNED_OUT)
    mark = _mark_of(request)
    fields = [pair for pair in request.POST.lists() if pair[0] != "csrfmiddlewaretoken" and "password" not in pair[0]]
    text = json.dumps({"why": why, "fields": fields})
    if not mark or not fields or len(text) > LIMIT:
        return False
    shelf: dict[str, str] = request.session.get(SHELF, {})
    shelf.pop(request.path, None)
    shelf[request.path] = _box(mark).encrypt(text.encode()).decode("ascii")
    request.session[SHELF] = dict(list(shelf.items())[-ROOM:])
    return True


def take(request: HttpRequest) -> tuple[QueryDict, Why] | None:
    """Return what was kept for this page, and why, if the person who wrote it is signed in."""
    sealed = request.session.get(SHELF, {}).get(request.path)
    if not sealed or SESSION_KEY not in request.session:
        return None
    try:
        held = json.loads(_box(_mark_of(request)).decrypt(sealed.encode("ascii")))
    except InvalidToken:  # somebody else's
        return None
    found = QueryDict(mutable=True)
    for name, values in held["fields"]:
        found.setlist(name, values)
    return found, Why(held["why"])


def waits(request: HttpRequest, path: str) -> bool:
    """Return whether something is kept for this page."""
    return path in request.session.get(SHELF, {})


def again(request: HttpRequest) -> HttpResponse:
    """Send the reader to the page that shows what was kept."""
    return HttpResponseRedirect(request.get_full_path())


def from_our_own_page(request: HttpRequest) -> bool:
    """Return whether the browser says that the form came from one of our pages, so that nobody can plant text."""
    site = request.headers.get("Sec-Fetch-Site")
    if site:
        return site == "same-origin"
    return request.headers.get("Origin", "") == f"{request.scheme}://{request.get_host()}"


class Kept:
    """Gives each page its `kept_post`, forgets it when the page is sent again, and marks whose browser it was."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer; once somebody has signed in, the browser carries their mark."""
        found = take(request) if request.method == "GET" else None
        fields, why = found or (None, Why.SIGNED_OUT)
        request.kept_post = fields  # type: ignore[attr-defined]  # Django's request lets itself be added to
        request.kept_why = why  # type: ignore[attr-defined]  # as above
        response = self.get_response(request)
        user = request.session.get(SESSION_KEY)
        if user and request.COOKIES.get(settings.MARK_COOKIE_NAME) != _mark(user):
            response.set_cookie(
                settings.MARK_COOKIE_NAME, _mark(user), path="/", secure=settings.HTTPS, httponly=True, samesite="Lax"
            )
        return response

    def process_view(self, request: HttpRequest, *_view: Any) -> None:
        """Forget what was kept once the page has been sent again with a good token."""
        if request.method == "POST" and request.path in request.session.get(SHELF, {}):
            shelf = request.session[SHELF]
            del shelf[request.path]
            request.session[SHELF] = shelf


def _mark(user: str) -> str:
    return salted_hmac("heed.web.kept.mark", user, algorithm="sha256").hexdigest()


def _mark_of(request: HttpRequest) -> str:
    """Return the mark of who is signed in, else of who was, else an empty text."""
    user = request.session.get(SESSION_KEY)
    return _mark(user) if user else request.COOKIES.get(settings.MARK_COOKIE_NAME, "")


def _box(mark: str) -> Fernet:
    return Fernet(urlsafe_b64encode(salted_hmac("heed.web.kept.key", mark, algorithm="sha256").digest()))
